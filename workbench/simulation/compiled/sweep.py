"""All derivatives of several observables in one sweep over a solved journey.

The same sums as in workbench.simulation.sensitivity, column by column: `values` and `rewards` hold one column an
observable, and NaN stands for what a departure that was not built would be worth.
"""

from typing import Any, NamedTuple

import numpy as np

from workbench.simulation.arrays import Floats
from workbench.simulation.compiled.factors import single_values, values
from workbench.simulation.compiled.fitting import SOLVED, STUCK, UNFIT, fits
from workbench.simulation.compiled.held import HeldPlan
from workbench.simulation.compiled.iteration import settle_single, settle_values
from workbench.simulation.compiled.jit import inner, kernel
from workbench.simulation.compiled.plan import Plan, Roads, Turns
from workbench.simulation.compiled.weights import (
    BREAKDOWN,
    CARRY_OVER,
    CONTACT_COST,
    CONTACT_TIME,
    DEFECTION_COST,
    DEMAND_SHARE,
    ENTRY,
    FAILURE,
    INFLUENCE,
    LEAVE,
    LEAVE_FACTOR,
    RECOVERY_COST,
    RECOVERY_TIME,
    RETRYING,
    ROUTING_SHARE,
    SEVERITY,
    SILENT,
    SOOTHING,
    Weights,
    follow,
    room_for,
)
from workbench.simulation.kernel import AFTER_FAILURE, AFTER_RECOVERY, AFTER_SUCCESS
from workbench.simulation.ways import DEMAND, RETRY, ROUTING

VISIT, FAILED, BROKE, DEFECTED, WENT_SILENT, GAVE_UP, FINISHED, COST, TIME = range(9)
"""The rewards of an observable in the order of its fields."""


class Trace(NamedTuple):
    """What a sweep collects on its way: the worth of departures, float[nd, q], of being anywhere, float[ns, q], the
    derivatives by failing per state, float[ns, q], and by the share of each way, float[ways, q]."""

    worth: Floats
    value: Floats
    by_failing: Floats
    by_way: Floats


@inner
def times(factor: float, value: float) -> float:
    """Multiply, letting a factor of zero win over an unknown (NaN) value."""
    return 0.0 if factor == 0.0 else factor * value


@inner
def priced(plan: Plan, theta: Floats, rewards: Floats) -> Floats:
    """Fold the costs and times of the journey into rewards, float[9, n, q]."""
    start, folded = plan.start, rewards.copy()
    lost = theta[start[DEFECTION_COST]]
    for i in range(rewards.shape[1]):
        for c in range(rewards.shape[2]):
            count, minutes = rewards[COST, i, c], rewards[TIME, i, c]
            folded[VISIT, i, c] += count * theta[start[CONTACT_COST] + i] + minutes * theta[start[CONTACT_TIME] + i]
            folded[BROKE, i, c] += count * theta[start[RECOVERY_COST] + i] + minutes * theta[start[RECOVERY_TIME] + i]
            folded[DEFECTED, i, c] += count * lost
            folded[WENT_SILENT, i, c] += count * lost
            folded[GAVE_UP, i, c] += count * lost
    return folded


def _adjoint(single: bool) -> Any:
    solve, settle = (single_values, settle_single) if single else (values, settle_values)

    @inner
    def adjoint(plan: Plan, room: Weights, rewards: Floats) -> tuple[bool, Floats, Floats]:
        states, columns = plan.places.level.size, 1 if single else rewards.shape[2]
        value, total = np.empty((states, columns)), np.zeros(columns)
        for s in range(states):
            i = plan.places.touchpoint[s]
            left = room.breaking[s] * room.leave[s]
            for c in range(columns):
                value[s, c] = (
                    rewards[VISIT, i, c]
                    + room.failing[s] * rewards[FAILED, i, c]
                    + room.breaking[s] * rewards[BROKE, i, c]
                    + left * rewards[DEFECTED, i, c]
                    + room.silent[s] * rewards[WENT_SILENT, i, c]
                    + room.gave_up[s] * rewards[GAVE_UP, i, c]
                    + room.finished[s] * rewards[FINISHED, i, c]
                )
                total[c] += room.visits[s] * value[s, c]
        if plan.swept:
            return not settle(plan.pattern, room.value, room.inverse, value), total, value
        solve(plan.pattern, room.value, room.inverse, value)
        return False, total, value

    return adjoint


@inner
def customers_departing(plan: Plan, room: Weights) -> Floats:
    """Return how often each departure is taken, those who fall silent then included."""
    turns, taken = plan.turns, np.zeros(plan.departures.level.size)
    for s in range(room.visits.size):
        for t in range(turns.ptr[s], turns.ptr[s + 1]):
            taken[turns.departure[t]] += room.visits[s] * room.chance[t]
    return taken


def _looking_ahead(single: bool) -> Any:
    @inner
    def look_ahead(plan: Plan, theta: Floats, room: Weights, rewards: Floats, trace: Trace, gradient: Floats) -> None:
        departures, n, columns = plan.departures, plan.touchpoints, 1 if single else rewards.shape[2]
        taken, onward, ended = customers_departing(plan, room), np.empty(columns), np.zeros(3 * n)
        for d in range(taken.size):
            i, silent = departures.touchpoint[d], plan.start[SILENT] + departures.level[d]
            row, staying = departures.outcome[d] * n + i, 1.0 - theta[silent]
            mass = taken[d] * staying
            ended[row] += mass
            for c in range(columns):
                finishing = room.finishing[row] * rewards[FINISHED, i, c]
                onward[c] = finishing + room.giving_up[row] * rewards[GAVE_UP, i, c]
            for a in range(departures.ptr[d], departures.ptr[d + 1]):
                way, landing = departures.way[a], departures.landing[a]
                share = room.share[way]
                for c in range(columns):
                    ahead = trace.value[landing, c]
                    onward[c] += share * ahead
                    trace.by_way[way, c] += mass * ahead
            for c in range(columns):
                after = onward[c] if departures.goes_on[d] else np.nan
                quiet = rewards[WENT_SILENT, i, c]
                trace.worth[d, c] = theta[silent] * quiet + times(staying, after)
                gradient[silent, c] += times(taken[d], quiet - after)
        for y in range(plan.roads.row.size):
            if plan.roads.target[y] >= n:
                ending = FINISHED if plan.roads.target[y] == n else GAVE_UP
                for c in range(columns):
                    trace.by_way[y, c] += ended[plan.roads.row[y]] * rewards[ending, plan.roads.source[y], c]

    return look_ahead


adjoint, single_adjoint = _adjoint(single=False), _adjoint(single=True)
"""Return whether sweeps did not come to rest, the observables, float[q], and the value of being in each state,
float[ns, q]; rewards are priced."""

look_ahead, look_single_ahead = _looking_ahead(single=False), _looking_ahead(single=True)
"""Find the worth of every departure, and the derivatives by the shares of ways and by silence."""


@inner
def departure_by(turns: Turns, s: int, outcome: int, step: int) -> int:
    """Return the departure of a state with this outcome and step, or -1 where it was not built."""
    for t in range(turns.ptr[s], turns.ptr[s + 1]):
        if turns.outcome[t] == outcome and turns.step[t] == step:
            return turns.departure[t]
    return -1


@inner
def by_visits(plan: Plan, theta: Floats, room: Weights, rewards: Floats, trace: Trace, gradient: Floats) -> None:
    """Find the derivatives by what happens within one visit, state by state."""
    start, places, columns, most = plan.start, plan.places, rewards.shape[2], plan.levels + 1.0
    for s in range(places.level.size):
        i, level, x = places.touchpoint[s], places.level[s], room.visits[s]
        severity, soothing = min(theta[start[SEVERITY] + i], most), min(theta[start[SOOTHING] + i], most)
        milder, kinder = max(0, int(np.ceil(severity)) - 1), int(np.floor(soothing))
        less = departure_by(plan.turns, s, AFTER_SUCCESS, kinder)
        more = departure_by(plan.turns, s, AFTER_SUCCESS, kinder + 1)
        calmer = departure_by(plan.turns, s, AFTER_FAILURE, milder)
        angrier = departure_by(plan.turns, s, AFTER_FAILURE, milder + 1)
        recovery = departure_by(plan.turns, s, AFTER_RECOVERY, 0)
        soothed, irritated, leave = soothing - kinder, severity - milder, room.leave[s]
        failing, breaking, breakdown = room.failing[s], room.breaking[s], theta[start[BREAKDOWN] + level]
        factor, curve = theta[start[LEAVE_FACTOR] + i], theta[start[LEAVE] + level]
        free = 1.0 if factor * curve <= 1.0 else 0.0
        for c in range(columns):
            least = trace.worth[less, c] if less >= 0 else np.nan
            most_soothed = trace.worth[more, c] if more >= 0 else np.nan
            calm = trace.worth[calmer, c] if calmer >= 0 else np.nan
            angry = trace.worth[angrier, c] if angrier >= 0 else np.nan
            recovered = trace.worth[recovery, c] if recovery >= 0 else np.nan
            success = times(1.0 - soothed, least) + times(soothed, most_soothed)
            failed = times(1.0 - irritated, calm) + times(irritated, angry)
            broken = rewards[BROKE, i, c] + leave * rewards[DEFECTED, i, c] + times(1.0 - leave, recovered)
            trouble = times(1.0 - breakdown, failed) + times(breakdown, broken)
            trace.by_failing[s, c] = times(x, rewards[FAILED, i, c] + trouble - success)
            gradient[start[SEVERITY] + i, c] += times(x * (failing - breaking), angry - calm)
            gradient[start[SOOTHING] + i, c] += times(x * (1.0 - failing), most_soothed - least)
            gradient[start[BREAKDOWN] + level, c] += times(x * failing, broken - failed)
            by_leaving = times(x * breaking, rewards[DEFECTED, i, c] - recovered)
            gradient[start[LEAVE_FACTOR] + i, c] += times(free * curve, by_leaving)
            gradient[start[LEAVE] + level, c] += times(free * factor, by_leaving)


@inner
def by_tolls(plan: Plan, room: Weights, rewards: Floats, gradient: Floats) -> None:
    """Find the derivatives by costs and times: how often each of them falls due."""
    start, places, n = plan.start, plan.places, plan.touchpoints
    arrivals, breakdowns, lost = np.zeros(n), np.zeros(n), np.zeros(n)
    for s in range(places.level.size):
        i, x = places.touchpoint[s], room.visits[s]
        arrivals[i] += x
        breakdowns[i] += x * room.breaking[s]
        lost[i] += x * (room.breaking[s] * room.leave[s] + room.silent[s] + room.gave_up[s])
    for i in range(n):
        for c in range(gradient.shape[1]):
            cost, time = rewards[COST, i, c], rewards[TIME, i, c]
            gradient[start[CONTACT_COST] + i, c] = cost * arrivals[i]
            gradient[start[RECOVERY_COST] + i, c] = cost * breakdowns[i]
            gradient[start[DEFECTION_COST], c] += cost * lost[i]
            gradient[start[CONTACT_TIME] + i, c] = time * arrivals[i]
            gradient[start[RECOVERY_TIME] + i, c] = time * breakdowns[i]


@inner
def by_causes(plan: Plan, theta: Floats, trace: Trace, gradient: Floats) -> None:
    """Carry the derivatives by failing over to its causes, each by the product of the others' absence."""
    start, places, columns = plan.start, plan.places, gradient.shape[1]
    for s in range(places.level.size):
        i, irritation = places.touchpoint[s], places.level[s] / plan.levels
        own, mood, rest = 1.0 - theta[start[FAILURE] + i], 1.0 - theta[start[CARRY_OVER] + i] * irritation, 1.0
        first, last = places.hit_ptr[s], places.hit_ptr[s + 1]
        for h in range(first, last):
            rest *= 1.0 - theta[start[INFLUENCE] + places.hit[h]]
        for c in range(columns):
            by_failing = trace.by_failing[s, c]
            gradient[start[FAILURE] + i, c] += times(mood * rest, by_failing)
            gradient[start[CARRY_OVER] + i, c] += times(own * rest * irritation, by_failing)
        for h in range(first, last):
            others = own * mood
            for other in range(first, last):
                others *= 1.0 - theta[start[INFLUENCE] + places.hit[other]] if other != h else 1.0
            for c in range(columns):
                gradient[start[INFLUENCE] + places.hit[h], c] += times(others, trace.by_failing[s, c])


@inner
def per_item(roads: Roads, by_way: Floats, outcome: int, kind: int, size: int) -> Floats:
    """Return the derivatives by the share of the ways of one kind after one outcome, float[size, q]; NaN if closed."""
    found = np.empty((size, by_way.shape[1]))
    found.fill(np.nan)
    for y in range(roads.row.size):
        if roads.outcome[y] == outcome and roads.kind[y] == kind:
            for c in range(found.shape[1]):
                found[roads.item[y], c] = by_way[y, c]
    return found


@inner
def by_ways(plan: Plan, theta: Floats, trace: Trace, gradient: Floats) -> None:
    """Carry the derivatives by shares of ways over to routing weights, failure demand and retries."""
    start, n, columns = plan.start, plan.touchpoints, gradient.shape[1]
    source, demand_source = plan.routing_source, plan.demand_source
    success = per_item(plan.roads, trace.by_way, AFTER_SUCCESS, ROUTING, source.size)
    failed = per_item(plan.roads, trace.by_way, AFTER_FAILURE, ROUTING, source.size)
    recovered = per_item(plan.roads, trace.by_way, AFTER_RECOVERY, ROUTING, source.size)
    demand_failed = per_item(plan.roads, trace.by_way, AFTER_FAILURE, DEMAND, demand_source.size)
    demand_recovered = per_item(plan.roads, trace.by_way, AFTER_RECOVERY, DEMAND, demand_source.size)
    retried = per_item(plan.roads, trace.by_way, AFTER_FAILURE, RETRY, n)
    left = np.ones(n)
    for d in range(demand_source.size):
        left[demand_source[d]] -= theta[start[DEMAND_SHARE] + d]
    mean, kept, otherwise = np.zeros((n, columns)), np.zeros((n, columns)), np.zeros((n, columns))
    for e in range(source.size):
        i, share = source[e], theta[start[ROUTING_SHARE] + e]
        staying, open_share = 1.0 - theta[start[RETRYING] + i], min(1.0, max(0.0, left[i]))
        for c in range(columns):
            trouble = times(staying, failed[e, c]) + recovered[e, c]
            weight = success[e, c] + times(open_share, trouble)
            gradient[start[ROUTING_SHARE] + e, c] = weight
            mean[i, c] += times(share, weight)
            kept[i, c] += times(share, trouble)
            otherwise[i, c] += times(open_share * share, failed[e, c])
    for d in range(demand_source.size):
        i, share = demand_source[d], theta[start[DEMAND_SHARE] + d]
        staying = 1.0 - theta[start[RETRYING] + i]
        for c in range(columns):
            otherwise[i, c] += times(share, demand_failed[d, c])
            gradient[start[DEMAND_SHARE] + d, c] = times(staying, demand_failed[d, c]) + demand_recovered[d, c]
    for c in range(columns):
        for e in range(source.size):
            gradient[start[ROUTING_SHARE] + e, c] -= mean[source[e], c]
        for d in range(demand_source.size):
            gradient[start[DEMAND_SHARE] + d, c] -= kept[demand_source[d], c]
        for i in range(n):
            gradient[start[RETRYING] + i, c] = retried[i, c] - otherwise[i, c]


@kernel
def differentiate(held: HeldPlan, theta: Floats, rewards: Floats) -> tuple[int, Floats, Floats]:
    """Solve a journey and differentiate observables with `rewards`, float[9, n, q], field by field as they stand.

    Returns SOLVED, STUCK or UNFIT, the observables, float[q], and their derivatives by every parameter, float[P, q].
    """
    plan = held.plan
    if not fits(plan, theta):
        return UNFIT, np.zeros(0), np.zeros((0, 0))
    columns, room = rewards.shape[2], room_for(plan, 1)
    follow(plan, theta, room)
    folded = priced(plan, theta, rewards)
    if columns == 1:
        restless, total, value = single_adjoint(plan, room, folded)
    else:
        restless, total, value = adjoint(plan, room, folded)
    trace = Trace(
        np.empty((plan.departures.level.size, columns)),
        value,
        np.empty((plan.places.level.size, columns)),
        np.zeros((plan.roads.row.size, columns)),
    )
    gradient = np.zeros((theta.size, columns))
    if columns == 1:
        look_single_ahead(plan, theta, room, folded, trace, gradient)
    else:
        look_ahead(plan, theta, room, folded, trace, gradient)
    by_visits(plan, theta, room, folded, trace, gradient)
    by_tolls(plan, room, folded, gradient)
    by_causes(plan, theta, trace, gradient)
    by_ways(plan, theta, trace, gradient)
    for i in range(plan.touchpoints):
        for c in range(columns):
            known = plan.state_at[i] >= 0
            gradient[plan.start[ENTRY] + i, c] = value[plan.state_at[i], c] - total[c] if known else np.nan
    return STUCK if room.stuck[0] or restless else SOLVED, total, gradient
