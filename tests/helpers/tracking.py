"""Customers who remember where each level of their irritation came from: the plain law of `glass`, one at a time.

The same list of what a visit may come to is followed through all paths of a journey without loops, which is exact, and
by simulated customers through any journey.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from math import floor
from random import Random

import numpy as np

from workbench.simulation.arrays import Floats
from workbench.simulation.model import JourneyModel, Routing

Levels = Mapping[int, float]
"""How many of a customer's levels came from each touchpoint."""


@dataclass(frozen=True)
class Outcome:
    """What a visit may come to; `target` is None where the journey ends, `added` are levels before the rim."""

    chance: float
    broke: bool
    target: int | None
    flags: frozenset[int]
    added: int
    level: int


@dataclass
class Tracked:
    """Breakdowns per customer by source and place, float[n, n], those with an empty glass, and standard errors."""

    filled: Floats
    empty: Floats
    filled_error: Floats
    empty_error: Floats


def outcomes(model: JourneyModel, place: int, flags: frozenset[int], level: int) -> list[Outcome]:
    """List everything that one visit may come to."""
    calm = (1 - model.failure[place]) * (1 - model.carry_over[place] * level / model.levels)
    pairs = zip(model.influence_source, model.influence_target, model.influence_strength, strict=True)
    for source, target, strength in pairs:
        calm *= 1 - strength if target == place and int(source) in flags else 1
    breaks = (1 - calm) * model.breakdown[level]
    leaves = breaks * min(1.0, model.leave_factor[place] * model.leave[level])
    found = [Outcome(leaves, True, None, flags, 0, level)]
    for step, chance in _steps(model.soothing[place]):
        found += _onward(model, "success", calm * chance, place, flags, 0, max(0, level - step))
    for step, chance in _steps(model.severity[place]):
        after = min(model.levels, level + step)
        found += _onward(model, "failure", (1 - calm - breaks) * chance, place, flags, step, after)
    recovered = int(model.recovered_level[level])
    found += _onward(model, "recovery", breaks - leaves, place, flags, max(0, recovered - level), recovered)
    return [each for each in found if each.chance > 0]


def _steps(mean: float) -> list[tuple[int, float]]:
    part = float(mean) - floor(mean)
    return [(floor(mean), 1 - part), (floor(mean) + 1, part)]


def _onward(
    model: JourneyModel, what: str, chance: float, place: int, flags: frozenset[int], added: int, level: int
) -> list[Outcome]:
    broke = what == "recovery"
    flags = flags | {place} if what == "failure" else flags - {place}
    stays = chance * (1 - model.silent[level])
    found = [Outcome(chance - stays, broke, None, flags, added, level)]
    ways: list[tuple[int, float]] = []
    if what == "failure":
        ways.append((place, stays * model.retry[place]))
        stays *= 1 - model.retry[place]
    demand = _row(model.failure_demand, place) if what != "success" else []
    rest = 1 - sum(share for _, share in demand)
    ways += [(target, stays * share) for target, share in demand]
    ways += [(target, stays * rest * share) for target, share in _row(model.routing, place)]
    for target, share in ways:
        found.append(Outcome(share, broke, target if target < model.size else None, flags, added, level))
    return found


def _row(routing: Routing, place: int) -> list[tuple[int, float]]:
    part = slice(int(routing.ptr[place]), int(routing.ptr[place + 1]))
    return list(zip(routing.target[part].tolist(), routing.share[part].tolist(), strict=True))


def _after(outcome: Outcome, place: int, levels: Levels) -> dict[int, float]:
    """Add what the visit adds, then take the same share of everything until the glass holds the level after it."""
    mine = dict(levels)
    if outcome.added:
        mine[place] = mine.get(place, 0.0) + outcome.added
    full = sum(mine.values())
    return {source: part * outcome.level / full for source, part in mine.items()} if outcome.level else {}


def followed(model: JourneyModel) -> Tracked:
    """Follow every path of a journey without loops and add up what it is worth."""
    n = model.size
    filled, empty = np.zeros((n, n)), np.zeros(n)

    def follow(chance: float, place: int, flags: frozenset[int], level: int, levels: Levels) -> None:
        for each in outcomes(model, place, flags, level):
            likely = chance * each.chance
            if each.broke and not level:
                empty[place] += likely
            for source, part in levels.items() if each.broke else ():
                filled[source, place] += likely * part / level
            if each.target is not None:
                follow(likely, each.target, each.flags, each.level, _after(each, place, levels))

    for start in np.flatnonzero(model.entry):
        follow(float(model.entry[start]), int(start), frozenset(), 0, {})
    return Tracked(filled, empty, np.zeros((n, n)), np.zeros(n))


def simulated(model: JourneyModel, customers: int, seed: int) -> Tracked:
    """Let customers walk and note at every breakdown who filled the glass."""
    random, n = Random(seed), model.size

    @cache
    def menu(place: int, flags: frozenset[int], level: int) -> tuple[list[Outcome], list[float]]:
        listed = outcomes(model, place, flags, level)
        return listed, list(accumulate(each.chance for each in listed))

    entry = list(accumulate(model.entry.tolist()))
    total, squares = np.zeros((n + 1, n)), np.zeros((n + 1, n))
    for _ in range(customers):
        mine: dict[tuple[int, int], float] = {}
        place: int | None = bisect_right(entry, random.random() * entry[-1])
        flags, level, levels = frozenset[int](), 0, dict[int, float]()
        while place is not None:
            listed, chances = menu(place, flags, level)
            drawn = listed[bisect_right(chances, random.random() * chances[-1])]
            if drawn.broke:
                for source, part in levels.items() if level else ((n, 1.0),):
                    mine[source, place] = mine.get((source, place), 0.0) + part / max(level, 1)
            levels = _after(drawn, place, levels)
            place, flags, level = drawn.target, drawn.flags, drawn.level
        for cell, count in mine.items():
            total[cell] += count
            squares[cell] += count * count
    mean = total / customers
    error = np.sqrt(np.maximum(squares / customers - mean**2, 0.0) / customers)
    return Tracked(mean[:n], mean[n], error[:n], error[n])
