"""What solved journeys come to, touchpoint by touchpoint."""

from typing import Any, Final

import numpy as np

from workbench.simulation.arrays import Bools, Floats, Ints
from workbench.simulation.compiled.factors import LANES
from workbench.simulation.compiled.fitting import SOLVED, STUCK, UNFIT, fits
from workbench.simulation.compiled.jit import inner, kernel
from workbench.simulation.compiled.plan import Plan
from workbench.simulation.compiled.weights import (
    CONTACT_COST,
    DEFECTION_COST,
    RECOVERY_COST,
    Weights,
    follow,
    follow_lanes,
    room_for,
)
from workbench.simulation.ways import DEMAND, RETRY

EVENTS: Final = 8
"""Visits, failures, breakdowns, defections, silent leaves, give-ups, finishes and cost, as Observable counts them."""


def _tallying(lanes: int) -> Any:
    @inner
    def tally(plan: Plan, theta: Floats, room: Weights, counts: Floats) -> None:
        n, start, per = plan.touchpoints, plan.start, plan.touchpoints * lanes
        counts.fill(0.0)
        for s in range(plan.places.level.size):
            at, i = s * lanes, plan.places.touchpoint[s] * lanes
            for w in range(lanes):
                x = room.visits[at + w]
                breaking = x * room.breaking[at + w]
                counts[i + w] += x
                counts[per + i + w] += x * room.failing[at + w]
                counts[2 * per + i + w] += breaking
                counts[3 * per + i + w] += breaking * room.leave[at + w]
                counts[4 * per + i + w] += x * room.silent[at + w]
                counts[5 * per + i + w] += x * room.gave_up[at + w]
                counts[6 * per + i + w] += x * room.finished[at + w]
        for i in range(n):
            for w in range(lanes):
                at = i * lanes + w
                lost = counts[3 * per + at] + counts[4 * per + at] + counts[5 * per + at]
                counts[7 * per + at] = (
                    theta[start[CONTACT_COST] * lanes + at] * counts[at]
                    + theta[start[RECOVERY_COST] * lanes + at] * counts[2 * per + at]
                    + theta[start[DEFECTION_COST] * lanes + w] * lost
                )

    return tally


tally = _tallying(1)
"""Sum the events of one solved journey into `counts`, float[EVENTS * n]."""

tally_lanes = _tallying(LANES)


@inner
def arrivals(plan: Plan, room: Weights) -> tuple[Floats, Floats, Floats]:
    """Return retries, failure-demand visits and the sum of levels on arrival by touchpoint, float[n] each."""
    n = plan.touchpoints
    retries, demand, irritation = np.zeros(n), np.zeros(n), np.zeros(n)
    taken = np.zeros(3 * n)
    for s in range(plan.places.level.size):
        i = plan.places.touchpoint[s]
        irritation[i] += room.visits[s] * plan.places.level[s]
        for t in range(plan.turns.ptr[s], plan.turns.ptr[s + 1]):
            taken[plan.turns.outcome[t] * n + i] += room.visits[s] * room.on[t]
    for y in range(plan.roads.row.size):
        flow, target = taken[plan.roads.row[y]] * room.share[y], plan.roads.target[y]
        if plan.roads.kind[y] == RETRY:
            retries[target] += flow
        elif plan.roads.kind[y] == DEMAND and target < n:
            demand[target] += flow
    return retries, demand, irritation


@kernel
def answer(plan: Plan, theta: Floats) -> tuple[int, Floats, Floats, Floats, Floats]:
    """Solve one journey: SOLVED, STUCK or UNFIT, its events, float[EVENTS, n], and `arrivals`."""
    if not fits(plan, theta):
        return UNFIT, np.zeros((0, 0)), np.zeros(0), np.zeros(0), np.zeros(0)
    room, counts = room_for(plan, 1), np.empty(EVENTS * plan.touchpoints)
    follow(plan, theta, room)
    tally(plan, theta, room, counts)
    retries, demand, irritation = arrivals(plan, room)
    return STUCK if room.stuck[0] else SOLVED, counts.reshape(EVENTS, plan.touchpoints), retries, demand, irritation


@kernel
def count_variants(plan: Plan, theta: Floats, columns: Ints, values: Floats) -> tuple[Bools, Floats]:
    """Solve one journey for every row of `values`, float[m, p], which replace the parameters at `columns`.

    Returns which variants only the plain engine can judge, and their events, float[m, EVENTS * n].
    """
    width, variants = EVENTS * plan.touchpoints, values.shape[0]
    room, tallied, side_by_side = room_for(plan, LANES), np.empty(width * LANES), np.empty(theta.size * LANES)
    stuck, counts = np.zeros(variants, np.bool_), np.empty((variants, width))
    for p in range(theta.size):
        for w in range(LANES):
            side_by_side[p * LANES + w] = theta[p]
    for first in range(0, variants, LANES):
        for w in range(LANES):
            variant = min(first + w, variants - 1)
            for c in range(columns.size):
                side_by_side[columns[c] * LANES + w] = values[variant, c]
        follow_lanes(plan, side_by_side, room)
        tally_lanes(plan, side_by_side, room, tallied)
        for w in range(min(LANES, variants - first)):
            stuck[first + w] = room.stuck[w]
            for c in range(width):
                counts[first + w, c] = tallied[c * LANES + w]
    return stuck, counts
