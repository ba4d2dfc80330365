"""What waiting does to a journey, as it is and with a fix: the same customers with the limits and without them."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy.special import stdtrit

from workbench.simulation.arrays import Floats
from workbench.simulation.build import Case, improved_case
from workbench.simulation.crowd.endless import require_followable
from workbench.simulation.exact import solve_case
from workbench.simulation.problems import TooManyInfluences, TooManyStates
from workbench.simulation.queueing.question import Question
from workbench.simulation.queueing.records import Estimate, QueueRun
from workbench.simulation.queueing.run import run_queues
from workbench.simulation.results import Result
from workbench.simulation.workload import Load, loads

_LOW, _HIGH = 0.05, 0.95
_LOSSES: Final = ("defections", "silent_leaves", "give_ups")

PARTS: Final = 1000
"""Progress is told in so many parts."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean over runs and its 90 % confidence interval (Student's t over the runs' means)."""

    mean: float
    low: float
    high: float

    @classmethod
    def of(cls, base: float, added: Floats) -> "Interval":
        """Add the means of at least two runs, float[runs], to a number that is known without luck."""
        error = float(added.std(ddof=1) / np.sqrt(added.size))
        return cls.around(Estimate(base + float(added.mean()), error), added.size)

    @classmethod
    def around(cls, estimate: Estimate, runs: int) -> "Interval":
        """Return the interval of an estimate, which has no ends where there was one run only."""
        if runs < 2:
            return cls(estimate.mean, -math.inf, math.inf)
        low, high = estimate.mean + estimate.error * stdtrit(runs - 1, np.array([_LOW, _HIGH]))
        return cls(estimate.mean, float(low), float(high))


@dataclass(frozen=True, slots=True)
class Overload:
    """A department whose `staff` people are given the work of `load` people, so that its queue grows without end."""

    id: str | None
    name: str
    staff: int
    load: float

    @property
    def needed(self) -> int:
        """The fewest people who can do the work."""
        return math.floor(self.load) + 1


@dataclass(frozen=True, slots=True, eq=False)
class Waited:
    """One state of the journey, d departments in the order of `run.work`.

    `expected` is the load if nobody waited; `calm`, float[d], the breakdowns a customer then, `added` what waiting
    brings on top, float[runs, d], each run against the same customers without limits; `lost` is the share of customers
    who leave angry, in silence, or give up.
    """

    run: QueueRun
    expected: tuple[Load, ...]
    calm: Floats
    added: Floats
    lost: Interval

    @property
    def without(self) -> float:
        """Breakdowns a customer if nobody waited."""
        return float(self.calm.sum())

    def breakdowns(self) -> Interval:
        """Return the breakdowns a customer with waiting."""
        return Interval.of(self.without, self.added.sum(axis=1))

    def breakdowns_at(self, department: int) -> Interval:
        """Return those at the touchpoints of one department."""
        return Interval.of(float(self.calm[department]), self.added[:, department])

    def overloads(self) -> list[Overload]:
        """Return the departments that cannot do their work, counting the recoveries that waiting itself brings."""
        plan = self.run.plan
        work = {each.id: each.busy * each.staff for each in self.expected if math.isfinite(each.staff)}
        for each in loads(self.run.work, self.run.result(), plan.arrivals, open_hours=1.0):
            if each.id in work:
                work[each.id] = max(work[each.id], each.busy * each.staff)
        return [
            Overload(each.id, each.name, int(each.staff), work[each.id])
            for each in self.expected
            if each.id in work and work[each.id] >= each.staff
        ]


@dataclass(frozen=True, slots=True, eq=False)
class Waiting:
    """What came of a question; `improved` is None where nothing was to be changed."""

    as_is: Waited
    improved: Waited | None

    def prevented(self) -> Interval | None:
        """Return how many breakdowns a customer the fix prevents where customers wait."""
        if self.improved is None:
            return None
        paired = self.as_is.added.sum(axis=1) - self.improved.added.sum(axis=1)
        return Interval.of(self.as_is.without - self.improved.without, paired)


def compare(
    question: Question,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Waiting:
    """Run the journey with its limits, as it is and with the fix, the same luck everywhere.

    The exact engine knows the breakdowns without waiting; only what waiting adds is taken from runs, as a difference
    between the same customers with and without limits (a control variate: P. Glasserman, Monte Carlo Methods in
    Financial Engineering, 2003, section 4.1).  `progress` hears so many parts of PARTS.  Raises Cancelled and
    ModelProblem as `run_queues` does, and TooManyVisits where customers go round too often to be followed.
    """
    cases = [question.case]
    if question.changes:
        cases.append(improved_case(question.case, question.changes))
    states: list[Waited] = []
    for number, case in enumerate(cases):

        def report(share: float, before: int = number) -> None:
            if progress is not None:
                progress(round(PARTS * (before + share) / len(cases)), PARTS)

        states.append(_waited(question, case, report, cancelled))
    return Waiting(states[0], states[1] if len(states) > 1 else None)


def _waited(
    question: Question, case: Case, report: Callable[[float], None], cancelled: Callable[[], bool] | None
) -> Waited:
    work, plan, seed = question.work, question.plan, question.seed
    calm = _calm(case)
    free = replace(work, staff=np.full_like(work.staff, np.inf))
    run = run_queues(case, work, plan, seed, progress=lambda share: report(share / 2), cancelled=cancelled)
    twin = run_queues(case, free, plan, seed, progress=lambda share: report((1 + share) / 2), cancelled=cancelled)
    if calm is None:
        calm = twin.result()
    customers = plan.arrivals * question.open_hours
    broken, lost = (_counted(run, events) - _counted(twin, events) for events in (("breakdowns",), _LOSSES))
    return Waited(
        run=run,
        expected=tuple(loads(work, calm, customers, question.open_hours)),
        calm=work.departments.sums(calm.breakdowns),
        added=work.departments.sums(broken).T,
        lost=Interval.of(calm.defected + calm.churned, lost.sum(axis=0)),
    )


def _calm(case: Case) -> Result | None:
    """Return what happens if nobody waits, where the exact engine can tell."""
    try:
        found = solve_case(case)
    except (TooManyInfluences, TooManyStates):
        return None
    require_followable(case.model, found)
    return found


def _counted(run: QueueRun, events: Sequence[str]) -> Floats:
    """Return how often these events happen to a customer, by touchpoint and run, float[n, runs]."""
    runs = [np.sum([each.counts[event] for event in events], axis=0) for each in run.replications]
    return np.stack(runs, axis=1) / run.plan.customers
