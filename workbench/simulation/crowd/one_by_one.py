"""The compiled walk: one customer after the other, with the draws of the walk in numpy and so with the same bytes.

Importing this module imports numba; the first walk compiles. The loop over customers is one function because handing a
road over once a customer halves the speed. Whatever indexes an array is unsigned, since numba looks whether a signed
index is negative: 2 of 19 ns a visit.
"""

from typing import Final

import numpy as np

from workbench.simulation.arrays import Floats, Ints
from workbench.simulation.compiled.jit import kernel
from workbench.simulation.crowd import luck
from workbench.simulation.crowd.luck import Words
from workbench.simulation.crowd.road import GUIDE_BITS, NOWHERE, Road
from workbench.simulation.crowd.rows import DEFECTED, FINISHED, SILENT, UNFINISHED, Rows, Tallies

_GOLDEN, _VISIT = luck.GOLDEN, luck.VISIT
_ZERO, _ONE = np.uint64(0), np.uint64(1)
_UNUSED, _CELL = np.uint64(64 - luck.BITS), np.uint64(luck.BITS - GUIDE_BITS)
_UNIT: Final = 2.0**-luck.BITS

_mixed = kernel(luck.mixed)


@kernel
def _draw(occasion: np.uint64, purpose: np.uint64) -> np.uint64:
    return _mixed(occasion + purpose) >> _UNUSED


@kernel
def _onward(guide: Ints, below: Words, target: Ints, row: np.uint64, draw: np.uint64) -> int:
    way = np.uint64(guide[row, draw >> _CELL])
    while draw >= below[way]:
        way += _ONE
    return target[way]


@kernel
def _times(visits: Words, at: np.uint64, stamp: np.uint64) -> np.uint64:
    """Return how often the customer of this stamp has been to a touchpoint, and count one visit more."""
    times = visits[at] - stamp if visits[at] >= stamp else _ZERO
    visits[at] = stamp + times + _ONE
    return times


@kernel
def _influenced(
    hits: Ints, source: Ints, weight: Floats, at: np.uint64, calm: float, marks: Words, stamp: np.uint64
) -> float:
    """Return the probability that nothing fails once the failures that bear the stamp have had their influence."""
    for hit in range(hits[at], hits[at + _ONE]):
        if marks[source[hit]] == stamp:
            calm *= weight[hit]
    return calm


@kernel
def _fails(draw: np.uint64, threshold: np.uint64, calm: float, influenced: float) -> bool:
    if influenced < calm:
        return bool(np.float64(draw) * _UNIT < 1.0 - influenced)
    return bool(draw < threshold)


@kernel
def record(road: Road, seed: np.uint64, first: int, most: int, rows: Rows, tallies: Tallies) -> None:  # noqa: C901
    """Do what `stepwise.record` does."""
    n = np.uint64(road.phase.size)
    visits = np.zeros(road.phase.size, dtype=np.uint64)
    marks = np.zeros(road.phase.size, dtype=np.uint64)
    ways, demand = road.routing, road.demand
    for c in range(rows.outcome.size):
        words = _mixed(seed + (np.uint64(first + c) + _ONE) * _GOLDEN)
        # What bears the stamp is this customer's, so that nothing has to be cleared for the next one.
        stamp = np.uint64(c + 1) << np.uint64(32)
        at = n
        place = _onward(ways.guide, ways.below, ways.target, at, _draw(words + road.entry_word, luck.ENTRY))
        level, peak, cost, time, outcome = 0, 0, 0.0, 0.0, UNFINISHED
        for _ in range(most):
            at = np.uint64(place)
            phase, heat = np.uint64(road.phase[at]), np.uint64(level)
            occasion = words + road.words[at] + _times(visits, at, stamp) * _VISIT
            tallies.arrivals[at, heat] += 1
            rows.visits_in[c, phase] += 1
            cost, time = cost + road.contact_cost[at], time + road.contact_time[at]
            draw = _draw(occasion, luck.FAILURE)
            calm = _influenced(road.hits, road.hit_source, road.hit_calm, at, road.calm[at, heat], marks, stamp)
            failed = _fails(draw, road.risk[at, heat], road.calm[at, heat], calm)
            branch = np.uint64(failed)
            step = road.whole[branch, at] + (_draw(occasion, luck.STEP) < road.part[branch, at])
            broken = False
            marks[at] = _ZERO
            if not failed:
                level = max(level - step, 0)
            else:
                tallies.failures[at] += 1
                rows.failures[c] += 1
                broken = _draw(occasion, luck.BREAKDOWN) < road.breakdown[heat]
                if broken:
                    tallies.breakdowns[at] += 1
                    rows.breakdowns_in[c, phase] += 1
                    cost, time = cost + road.recovery_cost[at], time + road.recovery_time[at]
                    if _draw(occasion, luck.LEAVE) < road.leave[at, heat]:
                        outcome = DEFECTED
                        break
                    level = road.recovered[heat]
                else:
                    marks[at] = stamp
                    level = min(level + step, road.levels)
                peak = max(peak, level)
            if _draw(occasion, luck.SILENT) < road.silent[np.uint64(level)]:
                outcome = SILENT
                break
            if failed and not broken and _draw(occasion, luck.RETRY) < road.retry[at]:
                tallies.retries[at] += 1
                rows.retries[c] += 1
                continue
            place = NOWHERE
            if failed:
                place = _onward(demand.guide, demand.below, demand.target, at, _draw(occasion, luck.DEMAND))
            demanded = place != NOWHERE
            if not demanded:
                place = _onward(ways.guide, ways.below, ways.target, at, _draw(occasion, luck.WAY))
            if place >= n:
                outcome = place - n + FINISHED
                break
            if demanded:
                tallies.demand_visits[place] += 1
                rows.demand_visits[c] += 1
        rows.cost[c], rows.time[c] = cost, time
        rows.outcome[c] = outcome
        rows.last[c] = at
        rows.peak[c] = peak
        rows.end[c] = level
