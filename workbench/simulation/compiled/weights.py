"""From the parameters of a journey to the probabilities of its chain, for one or several journeys side by side.

The law is that of workbench.simulation.kernel; parameters of W journeys lie side by side, `theta[p * W + w]`.
"""

from typing import Any, NamedTuple

import numpy as np

from workbench.simulation.arrays import Bools, Floats
from workbench.simulation.compiled.factors import LANES, eliminate, eliminate_lanes, visits, visits_lanes
from workbench.simulation.compiled.iteration import settle_visits, settle_visits_lanes
from workbench.simulation.compiled.jit import inner
from workbench.simulation.compiled.plan import Plan
from workbench.simulation.kernel import AFTER_FAILURE, AFTER_RECOVERY, AFTER_SUCCESS
from workbench.simulation.ways import DEMAND, RETRY, ROUTING

(
    FAILURE,
    SEVERITY,
    SOOTHING,
    CARRY_OVER,
    RETRYING,
    CONTACT_COST,
    RECOVERY_COST,
    LEAVE_FACTOR,
    INFLUENCE,
    ROUTING_SHARE,
    DEMAND_SHARE,
    BREAKDOWN,
    LEAVE,
    SILENT,
    ENTRY,
    DEFECTION_COST,
) = range(16)
"""The parameters in the order of `layout.PARAMETERS`."""


class Weights(NamedTuple):
    """Probabilities of W journeys side by side.

    By slot: `value` of the matrix.  By state: to fail, to break down, to `leave` after a breakdown, to fall silent, to
    give up and to finish; `exit` from the reduced chain, `inverse` pivots and `visits`.  By turn: its chance, and that
    the customer stays `on`.  By way: its share; by row of ways the shares that finish the journey or give it up.
    """

    value: Floats
    failing: Floats
    breaking: Floats
    leave: Floats
    silent: Floats
    gave_up: Floats
    finished: Floats
    exit: Floats
    inverse: Floats
    visits: Floats
    row: Floats
    chance: Floats
    on: Floats
    share: Floats
    finishing: Floats
    giving_up: Floats
    stuck: Bools


@inner
def room_for(plan: Plan, lanes: int) -> Weights:
    """Return room for the weights of this many journeys side by side."""
    states, turns, rows = plan.places.level.size * lanes, plan.turns.level.size * lanes, 3 * plan.touchpoints * lanes
    return Weights(
        np.empty(plan.pattern.column.size * lanes),
        np.empty(states),
        np.empty(states),
        np.empty(states),
        np.empty(states),
        np.empty(states),
        np.empty(states),
        np.empty(states),
        np.empty(states),
        np.empty(states),
        np.empty(states),
        np.empty(turns),
        np.empty(turns),
        np.empty(plan.roads.row.size * lanes),
        np.empty(rows),
        np.empty(rows),
        np.empty(lanes, np.bool_),
    )


def _sharing(lanes: int) -> Any:
    @inner
    def share_out(plan: Plan, theta: Floats, room: Weights) -> None:
        start, roads, n = plan.start, plan.roads, plan.touchpoints
        no_demand = np.zeros(n * lanes)
        for d in range(plan.demand_source.size):
            for w in range(lanes):
                no_demand[plan.demand_source[d] * lanes + w] += theta[(start[DEMAND_SHARE] + d) * lanes + w]
        for i in range(n * lanes):
            no_demand[i] = min(1.0, max(0.0, 1.0 - no_demand[i]))
        room.finishing.fill(0.0)
        room.giving_up.fill(0.0)
        for y in range(roads.row.size):
            kind, source, row = roads.kind[y], roads.source[y] * lanes, roads.row[y] * lanes
            table = ROUTING_SHARE if kind == ROUTING else DEMAND_SHARE if kind == DEMAND else RETRYING
            for w in range(lanes):
                share = theta[(start[table] + roads.item[y]) * lanes + w]
                if roads.outcome[y] == AFTER_FAILURE and kind != RETRY:
                    share = (1.0 - theta[start[RETRYING] * lanes + source + w]) * share
                if roads.outcome[y] != AFTER_SUCCESS and kind == ROUTING:
                    share = no_demand[source + w] * share
                room.share[y * lanes + w] = share
                room.finishing[row + w] += share if roads.target[y] == n else 0.0
                room.giving_up[row + w] += share if roads.target[y] > n else 0.0

    return share_out


def _visiting(lanes: int) -> Any:
    @inner
    def visit(plan: Plan, theta: Floats, room: Weights) -> None:
        start, places = plan.start, plan.places
        for s in range(places.level.size):
            i, level, at = places.touchpoint[s], places.level[s], s * lanes
            irritation = level / plan.levels
            for w in range(lanes):
                failing = theta[(start[FAILURE] + i) * lanes + w]
                carried = theta[(start[CARRY_OVER] + i) * lanes + w] * irritation
                room.failing[at + w] = failing + (1.0 - failing) * carried
            for h in range(places.hit_ptr[s], places.hit_ptr[s + 1]):
                pair = (start[INFLUENCE] + places.hit[h]) * lanes
                for w in range(lanes):
                    failing = room.failing[at + w]
                    room.failing[at + w] = failing + (1.0 - failing) * theta[pair + w]
            for w in range(lanes):
                room.breaking[at + w] = room.failing[at + w] * theta[(start[BREAKDOWN] + level) * lanes + w]
                factor = theta[(start[LEAVE_FACTOR] + i) * lanes + w]
                room.leave[at + w] = min(1.0, factor * theta[(start[LEAVE] + level) * lanes + w])

    return visit


def _turning(lanes: int) -> Any:
    @inner
    def turn(plan: Plan, theta: Floats, room: Weights) -> None:
        start, places, turns, most = plan.start, plan.places, plan.turns, plan.levels + 1.0
        for s in range(places.level.size):
            i, at, breakdown = places.touchpoint[s], s * lanes, (start[BREAKDOWN] + places.level[s]) * lanes
            for w in range(lanes):
                room.silent[at + w] = room.finished[at + w] = room.gave_up[at + w] = 0.0
            for t in range(turns.ptr[s], turns.ptr[s + 1]):
                outcome, step, into = turns.outcome[t], float(turns.step[t]), t * lanes
                if outcome == AFTER_RECOVERY:
                    for w in range(lanes):
                        room.chance[into + w] = room.breaking[at + w] * (1.0 - room.leave[at + w])
                else:
                    amount = (start[SEVERITY if outcome == AFTER_FAILURE else SOOTHING] + i) * lanes
                    for w in range(lanes):
                        calm = room.failing[at + w] * (1.0 - theta[breakdown + w])
                        met = calm if outcome == AFTER_FAILURE else 1.0 - room.failing[at + w]
                        mean = min(theta[amount + w], most)
                        room.chance[into + w] = met * max(0.0, min(mean - (step - 1.0), (step + 1.0) - mean))
                row = (outcome * plan.touchpoints + i) * lanes
                silent = (start[SILENT] + turns.level[t]) * lanes
                for w in range(lanes):
                    falls_silent = room.chance[into + w] * theta[silent + w]
                    on = room.chance[into + w] * (1.0 - theta[silent + w])
                    room.on[into + w] = on
                    room.silent[at + w] += falls_silent
                    room.finished[at + w] += on * room.finishing[row + w]
                    room.gave_up[at + w] += on * room.giving_up[row + w]

    return turn


def _moving(lanes: int) -> Any:
    @inner
    def move(plan: Plan, theta: Floats, room: Weights) -> None:
        moves, turns, entry = plan.moves, plan.turns, plan.start[ENTRY]
        room.value.fill(0.0)
        room.visits.fill(0.0)
        for t in range(turns.level.size):
            for a in range(moves.ptr[t], moves.ptr[t + 1]):
                if moves.slot[a] >= 0:
                    slot, way = np.uint32(moves.slot[a]), moves.way[a]
                    for w in range(lanes):
                        room.value[slot * lanes + w] += room.on[t * lanes + w] * room.share[way * lanes + w]
        for s in range(room.exit.size):
            left = room.breaking[s] * room.leave[s]
            room.exit[s] = left + room.silent[s] + room.gave_up[s] + room.finished[s]
        for i in range(plan.touchpoints):
            if plan.state_at[i] >= 0:
                for w in range(lanes):
                    room.visits[plan.state_at[i] * lanes + w] = theta[(entry + i) * lanes + w]

    return move


def _following(lanes: int) -> Any:
    share_out, visit, turn, move = _sharing(lanes), _visiting(lanes), _turning(lanes), _moving(lanes)
    settle, factorise, solve = settle_visits, eliminate, visits
    if lanes > 1:
        settle, factorise, solve = settle_visits_lanes, eliminate_lanes, visits_lanes

    @inner
    def follow(plan: Plan, theta: Floats, room: Weights) -> None:
        """Weigh journeys side by side, theta float[P * W], and solve them: `room.visits` holds the expected visits.

        `room.stuck` tells which could not be: where sweeps do not come to rest, or a state has no exit.
        """
        room.stuck.fill(False)
        share_out(plan, theta, room)
        visit(plan, theta, room)
        turn(plan, theta, room)
        move(plan, theta, room)
        if plan.swept:
            settle(plan.pattern, room.value, room.exit, room.inverse, room.visits, room.stuck)
        else:
            factorise(plan.pattern, room.value, room.exit, room.inverse, room.row, room.stuck)
            solve(plan.pattern, room.value, room.inverse, room.visits)

    return follow


follow, follow_lanes = _following(1), _following(LANES)
