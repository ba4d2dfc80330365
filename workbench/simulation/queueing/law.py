"""The law of one visit for one customer at a time, in plain lists: what a discrete-event run asks at every step."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate, pairwise
from random import Random

from workbench.simulation.crowd.rows import DEFECTED, FINISHED, SILENT, UNFINISHED
from workbench.simulation.model import JourneyModel, Routing


@dataclass(slots=True)
class Traveller:
    """A customer on the way: where, how irritated, and which failures mark the customer."""

    place: int
    level: int
    marks: set[int]


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of one visit: `target` is the next touchpoint, where `outcome` (one of those of `crowd.rows`) is not
    yet that the journey ended.

    `retry` and `demand` tell why the next visit takes place, where they are what brings it.
    """

    failed: bool
    broke_down: bool
    target: int
    outcome: int = UNFINISHED
    retry: bool = False
    demand: bool = False


class Law:
    """The numbers of one model as lists, so that single look-ups are quick."""

    def __init__(self, model: JourneyModel) -> None:
        self.model = model
        self.levels = model.levels
        self._entry = _cumulated(model.entry.tolist())
        self._ways = _rows(model.routing)
        self._demands = _rows(model.failure_demand)
        self._failure: list[float] = model.failure.tolist()
        self._carry_over: list[float] = model.carry_over.tolist()
        self._severity: list[float] = model.severity.tolist()
        self._soothing: list[float] = model.soothing.tolist()
        self._retry: list[float] = model.retry.tolist()
        self._breakdown: list[float] = model.breakdown.tolist()
        self._silent: list[float] = model.silent.tolist()
        self._recovered: list[int] = model.recovered_level.tolist()
        self._leave: list[list[float]] = model.leave_probability().tolist()
        self._influences: dict[int, list[tuple[int, float]]] = {}
        sources, targets = model.influence_source.tolist(), model.influence_target.tolist()
        for source, target, strength in zip(sources, targets, model.influence_strength.tolist(), strict=True):
            self._influences.setdefault(target, []).append((source, strength))

    def enter(self, random: Random) -> Traveller:
        """Return a calm customer at the place where the journey begins."""
        return Traveller(_drawn(self._entry, random.random() * self._entry[-1]), 0, set())

    def wait(self, customer: Traveller, levels: float, draw: float) -> None:
        """Irritate a customer by so many levels; the draw decides between the two whole numbers around them."""
        customer.level = min(customer.level + _whole(levels, draw), self.levels)

    def visit(self, customer: Traveller, random: Random) -> Visit:
        """Let a customer make one visit, change the customer's mood and marks, and tell what came of it."""
        place, level = customer.place, customer.level
        failed = random.random() < self._risk(customer)
        broke_down = failed and random.random() < self._breakdown[level]
        if broke_down and random.random() < self._leave[place][level]:
            return Visit(True, True, place, DEFECTED)
        self._feel(customer, failed, broke_down, random)
        if random.random() < self._silent[customer.level]:
            return Visit(failed, broke_down, place, SILENT)
        if failed and not broke_down and random.random() < self._retry[place]:
            return Visit(True, False, place, retry=True)
        return self._on(place, failed, broke_down, random)

    def _risk(self, customer: Traveller) -> float:
        place = customer.place
        calm = (1.0 - self._failure[place]) * (1.0 - self._carry_over[place] * customer.level / self.levels)
        for source, strength in self._influences.get(place, ()):
            if source in customer.marks:
                calm *= 1.0 - strength
        return 1.0 - calm

    def _feel(self, customer: Traveller, failed: bool, broke_down: bool, random: Random) -> None:
        place = customer.place
        customer.marks.discard(place)
        if broke_down:
            customer.level = self._recovered[customer.level]
        elif failed:
            customer.marks.add(place)
            customer.level = min(customer.level + _whole(self._severity[place], random.random()), self.levels)
        else:
            customer.level = max(customer.level - _whole(self._soothing[place], random.random()), 0)

    def _on(self, place: int, failed: bool, broke_down: bool, random: Random) -> Visit:
        if failed and self._demands[place][0]:
            shares, targets = self._demands[place]
            draw = random.random()
            if draw < shares[-1]:
                target = targets[_drawn(shares, draw)]
                return Visit(True, broke_down, target, self._outcome(target), demand=True)
        shares, targets = self._ways[place]
        target = targets[_drawn(shares, random.random() * shares[-1])]
        return Visit(failed, broke_down, target, self._outcome(target))

    def _outcome(self, target: int) -> int:
        return UNFINISHED if target < self.model.finished else target - self.model.finished + FINISHED


def _whole(levels: float, draw: float) -> int:
    fewer = int(levels)
    return fewer + (draw < levels - fewer)


def _cumulated(shares: list[float]) -> list[float]:
    return list(accumulate(shares))


def _drawn(cumulated: list[float], draw: float) -> int:
    return min(bisect_right(cumulated, draw), len(cumulated) - 1)


def _rows(routing: Routing) -> list[tuple[list[float], list[int]]]:
    bounds = pairwise(routing.ptr.tolist())
    return [(_cumulated(routing.share[a:b].tolist()), routing.target[a:b].tolist()) for a, b in bounds]
