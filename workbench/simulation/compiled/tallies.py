"""What solved journeys come to, touchpoint by touchpoint."""

from typing import Any, Final

import numpy as np

from workbench.simulation.arrays import Bools, Floats, Ints
from workbench.simulation.compiled.factors import LANES
from workbench.simulation.compiled.fitting import SOLVED, STUCK, UNFIT, fits
from workbench.simulation.compiled.held import HeldPlan
from workbench.simulation.compiled.jit import inner, kernel
from workbench.simulation.compiled.plan import Plan
from workbench.simulation.compiled.weights import (
    CONTACT_COST,
    CONTACT_TIME,
    DEFECTION_COST,
    RECOVERY_COST,
    RECOVERY_TIME,
    Weights,
    follow,
    follow_lanes,
    room_for,
)
from workbench.simulation.ways import RETRY, ROUTING

EVENTS: Final = 9
"""Visits, failures, breakdowns, defections, silent leaves, give-ups, finishes, cost and time, as in Observable."""

ARRIVALS: Final = 3
"""Retries, failure-demand visits and the levels on arrival."""


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
                counts[8 * per + at] = (
                    theta[start[CONTACT_TIME] * lanes + at] * counts[at]
                    + theta[start[RECOVERY_TIME] * lanes + at] * counts[2 * per + at]
                )

    return tally


tally = _tallying(1)
"""Sum the events of one solved journey into `counts`, float[EVENTS * n]."""

tally_lanes = _tallying(LANES)


@inner
def arrivals(plan: Plan, room: Weights, counts: Floats) -> None:
    """Put retries, failure-demand visits and the sum of levels on arrival into `counts`, float[ARRIVALS * n]."""
    n = plan.touchpoints
    counts.fill(0.0)
    retries, demand, irritation = counts[:n], counts[n : 2 * n], counts[2 * n :]
    taken = np.zeros(3 * n)
    for s in range(plan.places.level.size):
        i = plan.places.touchpoint[s]
        irritation[i] += room.visits[s] * plan.places.level[s]
        for outcome in range(3):
            taken[outcome * n + i] += room.visits[s] * room.after[3 * s + outcome]
    for y in range(plan.roads.row.size):
        kind, target = plan.roads.kind[y], plan.roads.target[y]
        if kind != ROUTING and target < n:
            arriving = retries if kind == RETRY else demand
            arriving[target] += taken[plan.roads.row[y]] * room.share[y]


@kernel
def answer(held: HeldPlan, theta: Floats) -> tuple[int, Floats]:
    """Solve one journey: SOLVED, STUCK or UNFIT, and its events and arrivals, float[EVENTS + ARRIVALS, n]."""
    plan, n = held.plan, held.plan.touchpoints
    if not fits(plan, theta):
        return UNFIT, np.zeros((0, 0))
    room, counts, events = room_for(plan, 1), np.empty((EVENTS + ARRIVALS) * n), EVENTS * n
    follow(plan, theta, room)
    tally(plan, theta, room, counts[:events])
    arrivals(plan, room, counts[events:])
    return STUCK if room.stuck[0] else SOLVED, counts.reshape(EVENTS + ARRIVALS, n)


@kernel
def count_variants(held: HeldPlan, theta: Floats, columns: Ints, values: Floats) -> tuple[Bools, Floats]:
    """Solve one journey for every row of `values`, float[m, p], which replace the parameters at `columns`.

    Returns which variants only the plain engine can judge, and their events, float[m, EVENTS * n].
    """
    plan = held.plan
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
