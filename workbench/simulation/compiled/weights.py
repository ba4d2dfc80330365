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
from workbench.simulation.ways import RETRY, ROUTING

(
    FAILURE,
    SEVERITY,
    SOOTHING,
    CARRY_OVER,
    RETRYING,
    CONTACT_COST,
    RECOVERY_COST,
    CONTACT_TIME,
    RECOVERY_TIME,
    LEAVE_FACTOR,
    INFLUENCE,
    ROUTING_SHARE,
    DEMAND_SHARE,
    BREAKDOWN,
    LEAVE,
    SILENT,
    ENTRY,
    DEFECTION_COST,
) = range(18)
"""The parameters in the order of `layout.PARAMETERS`."""


class Weights(NamedTuple):
    """Probabilities of W journeys side by side.

    By slot: `value` of the matrix.  By state: to fail, to break down, to `leave` after a breakdown, to fall silent, to
    give up and to finish; `exit` from the reduced chain, `inverse` pivots and `visits`; to stay on `after` each
    outcome.  By turn: its chance, and that the customer stays `on`.  By way: its share; by row of ways the shares that
    finish the journey or give it up.
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
    after: Floats
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
    by_state, by_turn, by_row = np.empty((10, states)), np.empty((2, turns)), np.empty((2, rows))
    return Weights(
        np.empty((plan.pattern.column.size + 1) * lanes),
        by_state[0],
        by_state[1],
        by_state[2],
        by_state[3],
        by_state[4],
        by_state[5],
        by_state[6],
        by_state[7],
        by_state[8],
        by_state[9],
        np.empty(3 * states),
        by_turn[0],
        by_turn[1],
        np.empty(plan.roads.row.size * lanes),
        by_row[0],
        by_row[1],
        np.empty(lanes, np.bool_),
    )


def _leaving_over(lanes: int) -> Any:
    @inner
    def left_by_demand(plan: Plan, theta: Floats) -> Floats:
        left, start = np.zeros(plan.touchpoints * lanes), plan.start[DEMAND_SHARE]
        for d in range(plan.demand_source.size):
            for w in range(lanes):
                left[plan.demand_source[d] * lanes + w] += theta[(start + d) * lanes + w]
        for i in range(left.size):
            left[i] = min(1.0, max(0.0, 1.0 - left[i]))
        return left

    return left_by_demand


def _sharing(lanes: int) -> Any:
    left_by_demand = _leaving_over(lanes)

    @inner
    def share_out(plan: Plan, theta: Floats, room: Weights) -> None:
        start, roads, n = plan.start, plan.roads, plan.touchpoints
        no_demand, retrying = left_by_demand(plan, theta), theta[start[RETRYING] * lanes : start[RETRYING + 1] * lanes]
        room.finishing.fill(0.0)
        room.giving_up.fill(0.0)
        for y in range(roads.row.size):
            share, given, source = y * lanes, roads.parameter[y] * lanes, roads.source[y] * lanes
            for w in range(lanes):
                room.share[share + w] = theta[given + w]
            if roads.kind[y] == ROUTING and roads.outcome[y] != AFTER_SUCCESS:
                for w in range(lanes):
                    room.share[share + w] *= no_demand[source + w]
            if roads.kind[y] != RETRY and roads.outcome[y] == AFTER_FAILURE:
                for w in range(lanes):
                    room.share[share + w] *= 1.0 - retrying[source + w]
            if roads.target[y] >= n:
                ending, row = room.finishing if roads.target[y] == n else room.giving_up, roads.row[y] * lanes
                for w in range(lanes):
                    ending[row + w] += room.share[share + w]

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


@inner
def turn(plan: Plan, theta: Floats, room: Weights) -> None:
    """Find the chance of every turn of one journey."""
    start, places, turns, most = plan.start, plan.places, plan.turns, plan.levels + 1.0
    for s in range(places.level.size):
        i = places.touchpoint[s]
        severity, soothing = min(theta[start[SEVERITY] + i], most), min(theta[start[SOOTHING] + i], most)
        failing, breakdown = room.failing[s], theta[start[BREAKDOWN] + places.level[s]]
        calm, recovering = failing * (1.0 - breakdown), room.breaking[s] * (1.0 - room.leave[s])
        silent = succeeded = failed = recovered = 0.0
        for t in range(turns.ptr[s], turns.ptr[s + 1]):
            outcome, step = turns.outcome[t], float(turns.step[t])
            mean, met = (severity, calm) if outcome == AFTER_FAILURE else (soothing, 1.0 - failing)
            chance = met * max(0.0, min(mean - (step - 1.0), (step + 1.0) - mean))
            chance = recovering if outcome == AFTER_RECOVERY else chance
            falls_silent = theta[start[SILENT] + turns.level[t]]
            on = chance * (1.0 - falls_silent)
            room.chance[t], room.on[t] = chance, on
            silent += chance * falls_silent
            succeeded += on if outcome == AFTER_SUCCESS else 0.0
            failed += on if outcome == AFTER_FAILURE else 0.0
            recovered += on if outcome == AFTER_RECOVERY else 0.0
        room.silent[s] = silent
        room.after[3 * s + AFTER_SUCCESS], room.after[3 * s + AFTER_FAILURE] = succeeded, failed
        room.after[3 * s + AFTER_RECOVERY] = recovered


@inner
def turn_lanes(plan: Plan, theta: Floats, room: Weights) -> None:
    """Find the chances in LANES journeys, as `turn` does in one."""
    start, places, turns, most = plan.start, plan.places, plan.turns, plan.levels + 1.0
    room.silent.fill(0.0)
    room.after.fill(0.0)
    for s in range(places.level.size):
        i, at, breakdown = places.touchpoint[s], s * LANES, (start[BREAKDOWN] + places.level[s]) * LANES
        for t in range(turns.ptr[s], turns.ptr[s + 1]):
            outcome, step, into = turns.outcome[t], float(turns.step[t]), t * LANES
            if outcome == AFTER_RECOVERY:
                for w in range(LANES):
                    room.chance[into + w] = room.breaking[at + w] * (1.0 - room.leave[at + w])
            else:
                amount = (start[SEVERITY if outcome == AFTER_FAILURE else SOOTHING] + i) * LANES
                for w in range(LANES):
                    calm = room.failing[at + w] * (1.0 - theta[breakdown + w])
                    met = calm if outcome == AFTER_FAILURE else 1.0 - room.failing[at + w]
                    mean = min(theta[amount + w], most)
                    room.chance[into + w] = met * max(0.0, min(mean - (step - 1.0), (step + 1.0) - mean))
            after, silent = (3 * s + outcome) * LANES, (start[SILENT] + turns.level[t]) * LANES
            for w in range(LANES):
                on = room.chance[into + w] * (1.0 - theta[silent + w])
                room.on[into + w] = on
                room.silent[at + w] += room.chance[into + w] * theta[silent + w]
                room.after[after + w] += on


def _ending(lanes: int) -> Any:
    @inner
    def end(plan: Plan, room: Weights) -> None:
        for s in range(room.exit.size // lanes):
            for w in range(lanes):
                at, finished, gave_up = s * lanes + w, 0.0, 0.0
                for outcome in range(3):
                    row = (outcome * plan.touchpoints + plan.places.touchpoint[s]) * lanes + w
                    on = room.after[(3 * s + outcome) * lanes + w]
                    finished += on * room.finishing[row]
                    gave_up += on * room.giving_up[row]
                room.finished[at], room.gave_up[at] = finished, gave_up
                room.exit[at] = room.breaking[at] * room.leave[at] + room.silent[at] + gave_up + finished

    return end


def _moving(lanes: int) -> Any:
    @inner
    def move(plan: Plan, theta: Floats, room: Weights) -> None:
        moves, entry = plan.moves, plan.start[ENTRY]
        room.value.fill(0.0)
        room.visits.fill(0.0)
        for a in range(moves.slot.size):
            into, turn, way = moves.slot[a] * lanes, moves.turn[a] * lanes, moves.way[a] * lanes
            for w in range(lanes):
                room.value[into + w] += room.on[turn + w] * room.share[way + w]
        for i in range(plan.touchpoints):
            if plan.state_at[i] >= 0:
                for w in range(lanes):
                    room.visits[plan.state_at[i] * lanes + w] = theta[(entry + i) * lanes + w]

    return move


def _following(lanes: int) -> Any:
    share_out, visit, end, move = _sharing(lanes), _visiting(lanes), _ending(lanes), _moving(lanes)
    branch, settle, factorise, solve = turn, settle_visits, eliminate, visits
    if lanes > 1:
        branch, settle, factorise, solve = turn_lanes, settle_visits_lanes, eliminate_lanes, visits_lanes

    @inner
    def follow(plan: Plan, theta: Floats, room: Weights) -> None:
        """Weigh journeys side by side, theta float[P * W], and solve them: `room.visits` holds the expected visits.

        `room.stuck` tells which could not be: where sweeps do not come to rest, or a state has no exit.
        """
        room.stuck.fill(False)
        share_out(plan, theta, room)
        visit(plan, theta, room)
        branch(plan, theta, room)
        end(plan, room)
        move(plan, theta, room)
        if plan.swept:
            settle(plan.pattern, room.value, room.exit, room.inverse, room.visits, room.stuck)
        else:
            factorise(plan.pattern, room.value, room.exit, room.inverse, room.row, room.stuck)
            solve(plan.pattern, room.value, room.inverse, room.visits)

    return follow


follow, follow_lanes = _following(1), _following(LANES)
