"""What is noted while customers wait and are served, and what it comes to over several runs."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workbench.simulation.arrays import Floats
from workbench.simulation.crowd.rows import DEFECTED, FINISHED, GAVE_UP, SILENT, UNFINISHED
from workbench.simulation.model import JourneyModel
from workbench.simulation.queueing.law import Visit
from workbench.simulation.results import Result, mix, toll
from workbench.simulation.workload import Work

if TYPE_CHECKING:
    from workbench.simulation.queueing.run import Plan

_ENDS = {FINISHED: "finishes", GAVE_UP: "give_ups", SILENT: "silent_leaves", DEFECTED: "defections"}
_EVENTS = ("visits", "failures", "breakdowns", "retries", "demand_visits", "irritation_sum", *_ENDS.values())


@dataclass(frozen=True, slots=True, eq=False)
class Replication:
    """One run: counts of each kind per touchpoint, float[n], of the customers who were followed.

    They were so many `customers`; `waits` holds the hours of every contact with each department, `busy` the hours its
    people worked and `queued` the hours customers stood in its queue during `hours` of opening.
    """

    counts: dict[str, Floats]
    customers: int
    unfinished: int
    waits: tuple[Floats, ...]
    busy: Floats
    queued: Floats
    hours: float

    def result(self, model: JourneyModel) -> Result:
        """Return the counts per customer, with the costs of a model."""
        per_customer = {name: counts / self.customers for name, counts in self.counts.items()}
        lost = per_customer["defections"] + per_customer["silent_leaves"] + per_customer["give_ups"]
        taken = toll(model, per_customer["visits"], per_customer["breakdowns"], lost)
        return Result(phase=model.phase, **per_customer, **taken)


class Tally:
    """Counts while a replication runs; only customers with a number from 0 on are followed."""

    def __init__(self, touchpoints: int, departments: int, customers: int) -> None:
        self.window = (np.inf, np.inf)
        self._counts = {name: [0.0] * touchpoints for name in _EVENTS}
        self._customers = customers
        self._left = 0
        self._waits: list[list[float]] = [[] for _ in range(departments)]
        self._busy = [0.0] * departments
        self._queued = [0.0] * departments

    def visit(self, customer: int, place: int, level: int, visit: Visit) -> None:
        """Note one visit that began at this irritation level."""
        if customer < 0:
            return
        counts = self._counts
        counts["visits"][place] += 1
        counts["irritation_sum"][place] += level
        counts["failures"][place] += visit.failed
        counts["breakdowns"][place] += visit.broke_down
        counts["retries"][place] += visit.retry
        if visit.demand and visit.outcome == UNFINISHED:
            counts["demand_visits"][visit.target] += 1

    def leave(self, customer: int, place: int, outcome: int) -> None:
        """Note where and how a customer left."""
        if customer >= 0:
            self._left += 1
            self._counts[_ENDS[outcome]][place] += 1

    def wait(self, customer: int, department: int, hours: float) -> None:
        """Note how long one contact waited."""
        if customer >= 0:
            self._waits[department].append(hours)

    def queue(self, department: int, since: float, until: float) -> None:
        """Note a stay in the queue."""
        self._queued[department] += self._within(since, until)

    def work(self, department: int, since: float, until: float) -> None:
        """Note that one of the department's people was busy."""
        self._busy[department] += self._within(since, until)

    def _within(self, since: float, until: float) -> float:
        opened, closed = self.window
        return max(min(until, closed) - max(since, opened), 0.0)

    def replication(self) -> Replication:
        """Return what was noted."""
        opened, closed = self.window
        return Replication(
            counts={name: np.array(counts) for name, counts in self._counts.items()},
            customers=self._customers,
            unfinished=self._customers - self._left,
            waits=tuple(np.array(waits) for waits in self._waits),
            busy=np.array(self._busy),
            queued=np.array(self._queued),
            hours=closed - opened,
        )


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over replications and its standard error."""

    mean: float
    error: float


@dataclass(frozen=True, slots=True)
class Queue:
    """How customers fared in `runs` with one department, `id`; None stands for touchpoints nobody answers for.

    Waits are hours a contact, `long_wait` what one in twenty exceeds; `busy` is the share of the people's time that was
    taken, `length` how many stood in the queue on average.  Without a limit nobody waits, and `busy` is NaN.
    """

    id: str | None
    name: str
    runs: int
    staff: float
    contacts: float
    wait: Estimate
    long_wait: float
    busy: float
    length: float


@dataclass(frozen=True, slots=True, eq=False)
class QueueRun:
    """Several runs of one journey with the limits of its departments."""

    model: JourneyModel
    work: Work
    plan: "Plan"
    seed: int
    replications: tuple[Replication, ...]

    @property
    def customers(self) -> int:
        """How many were followed in all."""
        return sum(each.customers for each in self.replications)

    @property
    def unfinished(self) -> int:
        """How many of them were still waiting when the run ended."""
        return sum(each.unfinished for each in self.replications)

    def result(self) -> Result:
        """Return the mean counts per customer."""
        results = [each.result(self.model) for each in self.replications]
        return mix(results, [1 / len(results)] * len(results))

    def queues(self) -> list[Queue]:
        """Return how customers fared with each department that somebody came to."""
        every = (self.queue_at(row) for row in range(len(self.work.departments)))
        return [queue for queue in every if queue is not None]

    def queue_at(self, row: int) -> Queue | None:
        """Return how customers fared with one department, in the order of the work's; None where nobody came to it."""
        waits = [each.waits[row] for each in self.replications if each.waits[row].size]
        if not waits:
            return None
        every = np.concatenate(waits)
        hours = sum(each.hours for each in self.replications)
        staff = float(self.work.staff[row])
        busy = sum(float(each.busy[row]) for each in self.replications) / (staff * hours)
        return Queue(
            id=self.work.departments.ids[row],
            name=self.work.departments.names[row],
            runs=len(waits),
            staff=staff,
            contacts=every.size / self.customers,
            wait=_estimate([float(each.mean()) for each in waits]),
            long_wait=float(np.quantile(every, 0.95)),
            busy=busy if np.isfinite(staff) else np.nan,
            length=sum(float(each.queued[row]) for each in self.replications) / hours,
        )


def _estimate(means: list[float]) -> Estimate:
    if len(means) < 2:
        return Estimate(means[0], np.inf)
    return Estimate(float(np.mean(means)), float(np.std(means, ddof=1) / np.sqrt(len(means))))
