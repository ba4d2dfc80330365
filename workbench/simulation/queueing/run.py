"""The journey as a discrete-event run: customers arrive, wait for people, are served, and go on (SimPy).

Recoveries take hours from the same people, so breakdowns lengthen queues and queues raise irritation: the one loop that
the exact engine cannot close.  Without limits nobody waits, and both must agree.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Final

import numpy as np

from workbench.simulation.build import Case
from workbench.simulation.crowd.rows import DEFECTED, UNFINISHED
from workbench.simulation.problems import ModelProblem
from workbench.simulation.queueing.law import Law, Traveller
from workbench.simulation.queueing.records import QueueRun, Replication, Tally
from workbench.simulation.variation import Cancelled
from workbench.simulation.workload import Work

if TYPE_CHECKING:
    from simpy import Event

MOST_STEPS: Final = 100_000
"""Visits after which a customer counts as unfinished."""

_ASKED_EVERY: Final = 64
"""Customers between two questions whether to go on."""

_PARTS_OF_PATIENCE: Final = 16
"""Such questions while the last customers leave."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is made of.

    `arrivals` are customers an hour, `waiting` the share of a full glass that an hour's wait fills.  Each of the
    `replications` begins with an empty house, lets `warm_up` customers arrive and follows the next `customers`; whoever
    has not left `patience` hours after the last arrival counts as unfinished.
    """

    arrivals: float
    waiting: float
    customers: int = 2000
    warm_up: int = 500
    replications: int = 8
    patience: float = 160.0

    def __post_init__(self) -> None:
        numbers = {"customers who arrive in an hour": self.arrivals, "hours of patience": self.patience}
        for name, number in numbers.items():
            if not (np.isfinite(number) and number > 0):
                raise ModelProblem(f"The {name} are {number:g}: give a number above 0.")
        if not (np.isfinite(self.waiting) and self.waiting >= 0):
            raise ModelProblem(f"An hour’s wait fills {self.waiting:g} of the glass: give 0 or more.")
        if self.customers < 1 or self.warm_up < 0 or self.replications < 2:
            raise ModelProblem(
                f"Runs {self.replications}, customers a run {self.customers}, to warm up {self.warm_up}: that tells "
                "nothing; follow at least 1 customer in at least 2 runs, after 0 or more to warm up."
            )


def run_queues(
    case: Case,
    work: Work,
    plan: Plan,
    seed: int,
    *,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> QueueRun:
    """Run a journey whose departments have limits; the same seed gives the same run.

    `progress` hears the share that is done, `cancelled` is asked every now and then.  Raises Cancelled, and
    ModelProblem where the case and the work do not belong together.
    """
    if work.handling.size != case.model.size:
        raise ModelProblem(
            f"The work is that of {work.handling.size} touchpoints and the journey has {case.model.size}: "
            "gather it anew."
        )
    laws = [Law(segment.model) for segment in case.segments]
    followed: list[Replication] = []
    for number in range(plan.replications):

        def report(part: float, before: int = number) -> None:
            if cancelled is not None and cancelled():
                raise Cancelled
            if progress is not None:
                progress((before + part) / plan.replications)

        followed.append(_House(laws, case.shares, work, plan, f"{seed}/{number}", report).run())
    return QueueRun(case.model, work, plan, seed, tuple(followed))


class _House:
    """One replication: the departments, the customers in them, and what is noted of those who are followed."""

    def __init__(
        self,
        laws: list[Law],
        shares: list[float],
        work: Work,
        plan: Plan,
        luck: str,
        report: Callable[[float], None],
    ) -> None:
        # simpy is needed for this question only
        from simpy import Environment, Resource

        self._laws, self._shares, self._plan = laws, shares, plan
        self._luck, self._report = luck, report
        self._total = plan.warm_up + plan.customers
        self._clock = Environment()
        self._desks = [
            Resource(self._clock, int(people)) if np.isfinite(people) else None for people in work.staff.tolist()
        ]
        self._owner: list[int] = work.departments.member.tolist()
        self._handling: list[float] = work.handling.tolist()
        self._recovery: list[float] = work.recovery.tolist()
        self._tally = Tally(len(self._owner), len(self._desks), plan.customers)

    def run(self) -> Replication:
        """Let all customers arrive, and those who are followed leave."""
        self._clock.run(until=self._clock.process(self._arrivals()))
        closed = self._clock.now
        for part in range(1, _PARTS_OF_PATIENCE + 1):
            self._clock.run(until=closed + self._plan.patience * part / _PARTS_OF_PATIENCE)
            self._report((self._total + part) / (self._total + _PARTS_OF_PATIENCE))
        return self._tally.replication()

    def _arrivals(self) -> "Generator[Event, None, None]":
        random = Random(f"{self._luck}/arrivals")
        for number in range(self._total):
            if number % _ASKED_EVERY == 0:
                self._report(number / (self._total + _PARTS_OF_PATIENCE))
            yield self._clock.timeout(random.expovariate(self._plan.arrivals))
            if number == self._plan.warm_up:
                self._tally.window = (self._clock.now, np.inf)
            self._clock.process(self._journey(number - self._plan.warm_up))
        self._tally.window = (self._tally.window[0], self._clock.now)

    def _journey(self, customer: int) -> "Generator[Event, None, None]":
        # luck of one's own, so that a longer queue does not change what the others meet with
        random = Random(f"{self._luck}/{customer}")
        law = random.choices(self._laws, self._shares)[0]
        traveller = law.enter(random)
        for _ in range(MOST_STEPS):
            place = traveller.place
            yield from self._serve(customer, law, traveller, self._handling[place], random)
            level = traveller.level
            visit = law.visit(traveller, random)
            self._tally.visit(customer, place, level, visit)
            if visit.broke_down and visit.outcome != DEFECTED:
                yield from self._serve(customer, law, traveller, self._recovery[place], random)
            if visit.outcome != UNFINISHED:
                self._tally.leave(customer, place, visit.outcome)
                return
            traveller.place = visit.target

    def _serve(
        self, customer: int, law: Law, traveller: Traveller, hours: float, random: Random
    ) -> "Generator[Event, None, None]":
        """Wait for somebody of the place's department and be served; the wait fills the glass."""
        if hours == 0.0:
            return
        row = self._owner[traveller.place]
        desk, length, mood = self._desks[row], random.expovariate(1.0 / hours), random.random()
        if desk is None:
            self._tally.wait(customer, row, 0.0)
            yield self._clock.timeout(length)
            return
        came = self._clock.now
        with desk.request() as turn:
            yield turn
            served = self._clock.now
            self._tally.queue(row, came, served)
            self._tally.wait(customer, row, served - came)
            law.wait(traveller, (served - came) * self._plan.waiting * law.levels, mood)
            yield self._clock.timeout(length)
            self._tally.work(row, served, self._clock.now)
