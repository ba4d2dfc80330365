"""All that the kernels know of one topology: states in the order of elimination, and where every number goes."""

from typing import Final, NamedTuple

import numpy as np

from workbench.simulation.arrays import Bools, Floats, Ints, SparseIndices, ramp
from workbench.simulation.compiled.alike import alike_turns
from workbench.simulation.compiled.symbolic import Columns, Pattern, cheapest, fill, merged, minimum_degree, slots_of
from workbench.simulation.layout import PARAMETERS, starts
from workbench.simulation.structure import Structure
from workbench.simulation.ways import DEMAND, RETRY, ROUTING

LARGEST_TABLE: Final = 4000
"""Touchpoints up to which minimum degree is tried: its table then takes 16 MB."""

COUNTED_BY_STATE: Final = 3000
"""States up to which the work of every order is counted exactly, in less than 2 ms."""


TANGLED: Final = 200
"""Multiply-adds of an elimination, per arc, beyond which sweeps are tried first: twice as many as the most of these."""


class Places(NamedTuple):
    """Visits: touchpoint, level and the influences in force of ns states, `hit[hit_ptr[s]:hit_ptr[s + 1]]`."""

    touchpoint: Ints
    level: Ints
    hit_ptr: Ints
    hit: Ints


class Turns(NamedTuple):
    """What may come of a visit: rows `ptr[s]:ptr[s + 1]`, and the departure that each is."""

    ptr: Ints
    outcome: Columns
    step: Columns
    level: Columns
    departure: Columns


class Moves(NamedTuple):
    """The arcs to visits by turn; `slot` is one behind all others where an arc leads back to its state."""

    turn: Columns
    way: Columns
    slot: Columns


class Departures(NamedTuple):
    """Turns that leave a touchpoint alike, after the same outcome and as irritated, whatever the level on arrival.

    Arcs `ptr[d]:ptr[d + 1]` each take a way and land on a state; `goes_on` where ways were built.  Half as many as
    there are turns, so that whatever depends on what lies ahead is found here.
    """

    ptr: Ints
    touchpoint: Columns
    outcome: Columns
    level: Columns
    goes_on: Bools
    way: Columns
    landing: Columns


class Roads(NamedTuple):
    """The ways of the journey, `row` being outcome * n + source, and the `parameter` each takes its share from: an
    item of its kind."""

    row: Ints
    parameter: Ints
    outcome: Ints
    kind: Ints
    item: Ints
    source: Ints
    target: Ints


class Limits(NamedTuple):
    """What numbers must be to fit: a pattern of 0, 1/2 and 1 as in `kernel.Numbers`, and the steps that are there."""

    pattern: Floats
    least_severity: Ints
    most_severity: Ints
    least_soothing: Ints
    most_soothing: Ints


class Plan(NamedTuple):
    """Everything but the numbers; `start` tells where each parameter lies in the row of all, `state_at` holds the
    state of a calm entry by touchpoint or -1, `order` the number of each state in its Structure.

    Where `swept`, the pattern is that of the matrix, for iteration; else it has room for its factors.
    """

    touchpoints: int
    levels: int
    start: Ints
    demand_source: Ints
    routing_source: Ints
    state_at: Ints
    order: Ints
    places: Places
    turns: Turns
    moves: Moves
    departures: Departures
    roads: Roads
    pattern: Pattern
    limits: Limits
    swept: bool


def plan_of(structure: Structure, *, eliminate: bool = False) -> Plan:
    """Order the states of a structure and find where the factors fill in; tangled ones are swept unless told not to."""
    model = structure.model
    order, work = _state_order(structure)
    swept = not eliminate and work > TANGLED * structure.arcs.landing.size
    if swept:
        order = np.arange(structure.size)
    place = np.empty_like(order)
    place[order] = np.arange(order.size)
    turns, branch = _turns(structure, order)
    moves_ptr, way, landing = _moves(structure, branch, place)
    row_ptr = moves_ptr[turns.ptr]
    column = landing.astype(np.int64)
    pattern = merged(row_ptr, column) if swept else fill(row_ptr, column)
    state_at = np.full(model.size, -1, dtype=np.int64)
    entries = structure.entry_states
    state_at[structure.states.touchpoint[entries]] = place[entries]
    return Plan(
        touchpoints=model.size,
        levels=model.levels,
        start=starts(model),
        demand_source=model.failure_demand.sources(),
        routing_source=model.routing.sources(),
        state_at=state_at,
        order=order,
        places=_places(structure, order, place),
        turns=turns,
        moves=Moves(
            _narrow(np.repeat(np.arange(branch.size), np.diff(moves_ptr))), way, slots_of(row_ptr, column, pattern)
        ),
        departures=_departures(structure, turns, branch, moves_ptr, way, landing),
        roads=_roads(structure),
        pattern=pattern,
        limits=_limits(structure),
        swept=swept,
    )


def _roads(structure: Structure) -> Roads:
    ways, first, table = structure.ways, starts(structure.model), np.empty(3, dtype=np.int64)
    table[ROUTING] = first[PARAMETERS.index("routing")]
    table[DEMAND] = first[PARAMETERS.index("failure_demand")]
    table[RETRY] = first[PARAMETERS.index("retry")]
    return Roads(
        row=ways.outcome * structure.model.size + ways.source,
        parameter=table[ways.kind] + ways.item,
        outcome=ways.outcome,
        kind=ways.kind,
        item=ways.item,
        source=ways.source,
        target=ways.target,
    )


def _limits(structure: Structure) -> Limits:
    steps = structure.steps
    return Limits(
        structure.pattern,
        steps.least_severity,
        steps.most_severity,
        steps.least_soothing,
        steps.most_soothing,
    )


def _state_order(structure: Structure) -> tuple[Ints, float]:
    """Return the states in the order of elimination, touchpoint by touchpoint, and its multiply-adds.

    Of the order of the flow, its reverse and minimum degree the cheapest is taken, counted over states as long as that
    takes no time to speak of, else over touchpoints as if their states formed dense blocks.
    """
    at, arcs = structure.states.touchpoint, structure.arcs
    present, first = np.unique(at, return_index=True)
    present = present[np.argsort(first)]
    rank = np.full(structure.model.size, -1, dtype=np.int64)
    rank[present] = np.arange(present.size)
    row_ptr, column = _between_touchpoints(structure, rank, present.size)
    weight = np.bincount(rank[at], minlength=present.size).astype(np.float64)
    natural = np.arange(present.size)
    orders = [natural, natural[::-1]]
    if present.size <= LARGEST_TABLE:
        orders.append(minimum_degree(row_ptr, column, weight))
    by_state = [np.argsort(np.argsort(order)[rank[at]], kind="stable") for order in orders]
    if structure.size > COUNTED_BY_STATE:
        best, work = cheapest(row_ptr, column, weight, np.stack(orders))
        return by_state[best], work
    inside = np.flatnonzero(arcs.landing < structure.size)
    row_ptr = _pointer(structure.branches.state[arcs.branch[inside]], structure.size)
    best, work = cheapest(row_ptr, arcs.landing[inside].astype(np.int64), np.ones(structure.size), np.stack(by_state))
    return by_state[best], work


def _between_touchpoints(structure: Structure, rank: Ints, present: int) -> tuple[Ints, Ints]:
    """Return the graph of the touchpoints that have states, in compressed rows by rank."""
    ways = structure.ways
    inside = ways.target < structure.model.size
    source, target = rank[ways.source[inside]], rank[ways.target[inside]]
    reached = (source >= 0) & (target >= 0)
    source, target = np.divmod(np.unique(source[reached] * present + target[reached]), present)
    return _pointer(source, present), target


def _pointer(sorted_rows: Ints | SparseIndices, rows: int) -> Ints:
    return np.concatenate([[0], np.cumsum(np.bincount(sorted_rows, minlength=rows))]).astype(np.int64)


def _turns(structure: Structure, order: Ints) -> tuple[Turns, Ints]:
    """Return the turns in the new order of states, and the branch that each was."""
    branches, states = structure.branches, structure.states
    ptr = _pointer(branches.state, structure.size)
    count = np.diff(ptr)[order]
    branch = ramp(ptr[order], count)
    new_ptr = np.concatenate([[0], np.cumsum(count)]).astype(np.int64)
    outcome, level = branches.outcome[branch], branches.level[branch]
    alike = alike_turns(states.touchpoint[order], states.mask[order], new_ptr, outcome, level)
    return Turns(new_ptr, *map(_narrow, (outcome, branches.step[branch], level, alike))), branch


def _narrow(numbers: Ints | SparseIndices) -> Columns:
    """Halve what the processor has to read: at 2,000 touchpoints the kernels wait for memory."""
    return numbers.astype(np.uint32)


def _departures(
    structure: Structure, turns: Turns, branch: Ints, moves_ptr: Ints, way: Columns, landing: Columns
) -> Departures:
    """Return what the turns of each departure have in common, as its first turn has it."""
    first = np.flatnonzero(np.diff(np.maximum.accumulate(turns.departure), prepend=-1))
    count = np.diff(moves_ptr)[first]
    arc = ramp(moves_ptr[first], count)
    ways_of_branch = np.bincount(structure.arcs.branch, minlength=branch.size)
    return Departures(
        ptr=np.concatenate([[0], np.cumsum(count)]).astype(np.int64),
        touchpoint=_narrow(structure.states.touchpoint[structure.branches.state[branch[first]]]),
        outcome=turns.outcome[first],
        level=turns.level[first],
        goes_on=ways_of_branch[branch[first]] > 0,
        way=way[arc],
        landing=landing[arc],
    )


def _moves(structure: Structure, branch: Ints, place: Ints) -> tuple[Ints, Columns, Columns]:
    """Return the arcs to other visits by turn: pointer, way and the place of the state each leads to."""
    arcs = structure.arcs
    inside = np.flatnonzero(arcs.landing < structure.size)
    ptr = _pointer(arcs.branch[inside], structure.branches.state.size)
    count = np.diff(ptr)[branch]
    arc = inside[ramp(ptr[branch], count)]
    new_ptr = np.concatenate([[0], np.cumsum(count)]).astype(np.int64)
    return new_ptr, _narrow(arcs.way[arc]), _narrow(place[arcs.landing[arc]])


def _places(structure: Structure, order: Ints, place: Ints) -> Places:
    states, ranks = structure.states, structure.hits.ranks
    nothing = np.zeros(0, dtype=np.int64)
    state = place[np.concatenate([visits for visits, _ in ranks] or [nothing])]
    influence = np.concatenate([influences for _, influences in ranks] or [nothing])
    by_state = np.argsort(state, kind="stable")
    return Places(
        touchpoint=states.touchpoint[order],
        level=states.level[order],
        hit_ptr=_pointer(state, structure.size),
        hit=influence[by_state],
    )
