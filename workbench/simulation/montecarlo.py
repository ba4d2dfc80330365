"""Customers who walk a journey one by one: a second engine that shares no code with the chain.

All customers take their steps together as numpy arrays. The same seed gives the same walk, byte for byte.
"""

import numpy as np

from workbench.simulation.arrays import Bools, Floats, Ints
from workbench.simulation.model import JourneyModel, Routing
from workbench.simulation.results import Result
from workbench.simulation.walks import Counts, Diary, Moments, WalkResult, note

RARE = 25.0
"""Fewer expected events say too little for a normal approximation."""

_DRAWS = 8


def walk(model: JourneyModel, customers: int, seed: int, max_steps: int = 100_000) -> WalkResult:
    """Let customers walk until all have left, or for at most max_steps visits each."""
    random = np.random.default_rng(seed)
    crowd = _Crowd(model, random.random(customers))
    for _ in range(max_steps):
        if not crowd.who.size:
            break
        crowd.step(random.random((_DRAWS, crowd.who.size)))
    return WalkResult(customers, crowd.who.size, crowd.totals, crowd.diary)


class _Crowd:
    """The customers still on their way: who they are, where, how irritated, and which failures mark them."""

    def __init__(self, model: JourneyModel, draw: Floats) -> None:
        customers = draw.size
        senders = np.unique(model.influence_source)
        self.model = model
        self.who = np.arange(customers, dtype=np.int64)
        self.place = _entry_places(model.entry, draw)
        self.level = np.zeros(customers, dtype=np.int64)
        self.marks = np.zeros((customers, senders.size), dtype=np.bool_)
        self.mark_of_place = np.full(model.size, -1, dtype=np.int64)
        self.mark_of_place[senders] = np.arange(senders.size)
        self.influences = _influences_by_target(model)
        self.totals = Counts.none(model.size)
        self.diary = Diary.blank(customers, len(model.phase_names))

    def step(self, draw: Floats) -> None:
        """Let every customer make one visit and go on, or leave; draw is float[_DRAWS, customers on their way]."""
        self._arrive()
        failed = draw[0] < self._risk()
        broken = failed & (draw[1] < self.model.breakdown[self.level])
        chance = self.model.leave_factor[self.place] * self.model.leave[self.level]
        defected = broken & (draw[2] < chance)
        calm_failure = failed & ~broken
        self._suffer(failed, broken)
        self.level = self._moved(failed, broken, draw[3])
        self._mark(calm_failure)
        silent = ~defected & (draw[4] < self.model.silent[self.level])
        stays = ~defected & ~silent
        again = stays & calm_failure & (draw[5] < self.model.retry[self.place])
        target = self._next(stays & ~again, failed, draw[6:8])
        self._repeat(again)
        self._depart(defected, silent, target)

    def _arrive(self) -> None:
        note(self.totals.visits, self.place)
        np.add.at(self.totals.irritation_sum, self.place, self.level)
        self.diary.visits_in[self.who, self.model.phase[self.place]] += 1.0
        self.diary.cost[self.who] += self.model.contact_cost[self.place]

    def _risk(self) -> Floats:
        """Return each customer's probability to meet a failure."""
        model, place = self.model, self.place
        calm = (1.0 - model.failure[place]) * (1.0 - model.carry_over[place] * self.level / model.levels)
        for row in self.influences:
            exists = np.flatnonzero(row[place] >= 0)
            influence = row[place[exists]]
            marked = self.marks[exists, self.mark_of_place[model.influence_source[influence]]]
            calm[exists] *= np.where(marked, 1.0 - model.influence_strength[influence], 1.0)
        return 1.0 - calm

    def _suffer(self, failed: Bools, broken: Bools) -> None:
        note(self.totals.failures, self.place[failed])
        note(self.totals.breakdowns, self.place[broken])
        self.diary.failures[self.who[failed]] += 1.0
        self.diary.breakdowns_in[self.who[broken], self.model.phase[self.place[broken]]] += 1.0
        self.diary.cost[self.who[broken]] += self.model.recovery_cost[self.place[broken]]

    def _moved(self, failed: Bools, broken: Bools, draw: Floats) -> Ints:
        """Return the level after the visit: a whole number of levels drawn around the mean step."""
        step = np.where(failed, self.model.severity[self.place], self.model.soothing[self.place])
        whole = np.floor(step)
        count = np.minimum(whole + (draw < step - whole), self.model.levels).astype(np.int64)
        moved = np.clip(np.where(failed, self.level + count, self.level - count), 0, self.model.levels)
        return np.where(broken, self.model.recovered_level[self.level], moved)

    def _mark(self, calm_failure: Bools) -> None:
        sending = np.flatnonzero(self.mark_of_place[self.place] >= 0)
        self.marks[sending, self.mark_of_place[self.place[sending]]] = calm_failure[sending]

    def _next(self, moves: Bools, failed: Bools, draw: Floats) -> Ints:
        """Return where each customer goes next: the own place for those who do not move."""
        demanded, drawn = _draw_way(self.model.failure_demand, self.place, draw[0])
        routed, _ = _draw_way(self.model.routing, self.place, draw[1])
        demands = moves & failed & drawn
        target = np.where(moves, np.where(demands, demanded, routed), self.place)
        arrives = demands & (target < self.model.size)
        note(self.totals.demand_visits, target[arrives])
        self.diary.demand_visits[self.who[arrives]] += 1.0
        return target

    def _repeat(self, again: Bools) -> None:
        note(self.totals.retries, self.place[again])
        self.diary.retries[self.who[again]] += 1.0

    def _depart(self, defected: Bools, silent: Bools, target: Ints) -> None:
        """Count those whose journey ends here and go on with the others."""
        gave_up = target == self.model.gave_up
        note(self.totals.defections, self.place[defected])
        note(self.totals.silent_leaves, self.place[silent])
        note(self.totals.give_ups, self.place[gave_up])
        note(self.totals.finishes, self.place[target == self.model.finished])
        self.diary.cost[self.who[defected | silent | gave_up]] += self.model.defection_cost
        stay = ~defected & ~silent & (target < self.model.size)
        self.who, self.place = self.who[stay], target[stay]
        self.level, self.marks = self.level[stay], self.marks[stay]


def _entry_places(entry: Floats, draw: Floats) -> Ints:
    cumulative = np.cumsum(entry)
    found = np.searchsorted(cumulative, draw * cumulative[-1], "right")
    return np.minimum(found, np.flatnonzero(entry > 0.0)[-1])


def _influences_by_target(model: JourneyModel) -> list[Ints]:
    """Spread the influences over rows int[n] that hold at most one a touchpoint, -1 where there is none."""
    at = [np.flatnonzero(model.influence_target == place) for place in range(model.size)]
    deepest = max(found.size for found in at)
    return [np.array([found[row] if row < found.size else -1 for found in at]) for row in range(deepest)]


def _draw_way(routing: Routing, place: Ints, draw: Floats) -> tuple[Ints, Bools]:
    """Draw a way from each place; the second array is False where the draw lies beyond the row's shares."""
    if not routing.share.size:
        return place, np.zeros(place.size, dtype=np.bool_)
    total = np.concatenate([[0.0], np.cumsum(routing.share)])
    first, behind = routing.ptr[place], routing.ptr[place + 1]
    row_sum = total[behind] - total[first]
    # A full row may sum to a hair below one; its last way then takes what would fall off the end.
    full = np.abs(row_sum - 1.0) < 1e-9
    way = np.searchsorted(total, total[first] + draw * np.where(full, row_sum, 1.0), "right") - 1
    inside = np.clip(way, first, np.maximum(behind - 1, first))
    drawn = (behind > first) & (full | (way < behind))
    return routing.target[np.minimum(inside, routing.share.size - 1)], drawn


def agreement(result: Result, walked: WalkResult) -> float:
    """Return the worst deviation of a walk from the exact expectation, in standard errors.

    Judged are customers' sums, phases and every touchpoint's endings, as far as RARE events or more are expected.
    """
    moments = walked.moments()
    worst = [_deviation(mean, moments[name]) for name, mean in _expected(result).items()]
    for name in ("finishes", "defections", "silent_leaves", "give_ups"):
        worst += _ending_deviations(getattr(result, name), getattr(walked.totals, name), walked.customers)
    return max(worst)


def _expected(result: Result) -> dict[str, float]:
    expected = {
        "visits": result.expected_visits,
        "breakdowns": float(result.breakdowns.sum()),
        "failures": float(result.failures.sum()),
        "retries": float(result.retries.sum()),
        "failure demand": result.failure_demand_visits,
        "cost": float(result.cost.sum()),
    }
    for name, counts in (("visits", result.visits), ("breakdowns", result.breakdowns)):
        for phase, count in enumerate(result.per_phase(counts)):
            expected[f"{name} in phase {phase}"] = float(count)
    return expected


def _deviation(expected: float, sample: Moments) -> float:
    difference = abs(sample.mean - expected)
    if expected * sample.customers < RARE or difference <= 1e-9 * max(1.0, abs(expected)):
        return 0.0
    return difference / sample.standard_error if sample.standard_error > 0.0 else float("inf")


def _ending_deviations(probability: Floats, ended: Floats, customers: int) -> list[float]:
    judged = probability * (1.0 - probability) * customers >= RARE
    expected = probability[judged]
    error = np.sqrt(expected * (1.0 - expected) / customers)
    return list(np.abs(ended[judged] / customers - expected) / error)
