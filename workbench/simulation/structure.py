"""Assembly: the states customers can reach and the arcs between them, without any number.

A state is a touchpoint, a mask of flags and an irritation level. It is coded as
`start[touchpoint] + mask * (K + 1) + level`; touchpoints follow one another in the order of the flow, in which
factors fill least (at 60 touchpoints 37,000 entries, against 45,000 with COLAMD and 119,000 in random order).
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import breadth_first_order

from workbench.simulation.arrays import Bools, Floats, Ints, SparseIndices, ramp
from workbench.simulation.flags import FlagLayout
from workbench.simulation.kernel import (
    AFTER_FAILURE,
    AFTER_SUCCESS,
    Hits,
    Menu,
    Numbers,
    Steps,
    covers,
    failure_probability,
    levels_after,
    menu_of,
    numbers_of,
    outcome_probabilities,
    step_shares,
    steps_of,
)
from workbench.simulation.model import JourneyModel
from workbench.simulation.problems import TooManyStates
from workbench.simulation.ways import Ways, flags_over, flow_order, possible_ways

MOST_STATES = 20_000_000
"""Codes, not states reached: one byte each while the reached ones are found."""


@dataclass(frozen=True, slots=True, eq=False)
class States:
    """Touchpoint, mask and level of ns states in code order, int[ns] each."""

    touchpoint: Ints
    mask: Ints
    level: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Branches:
    """The branches that the visits of some states can take, in order of the states, int[nb] each.

    `outcome` is what the visit came to, `step` how many levels it moved, `level` the irritation after it.
    """

    state: Ints
    outcome: Ints
    step: Ints
    level: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Arcs:
    """One arc per branch and way; `landing` is the state it leads to, at least ns where the journey ends.

    In 32 bits, for it is most of what is kept of a large journey for its next question.
    """

    branch: SparseIndices
    way: SparseIndices
    landing: SparseIndices


@dataclass(frozen=True, slots=True, eq=False)
class Sparsity:
    """Compressed rows of the square matrix over states, and where every arc within it and the diagonal lie."""

    indptr: SparseIndices
    indices: SparseIndices
    arcs: SparseIndices
    slot: SparseIndices
    diagonal: SparseIndices


@dataclass(frozen=True, eq=False)
class Structure:
    """All that stays as long as no parameter becomes or ceases to be zero or one, and no step leaves its range."""

    model: JourneyModel
    open_zeros: bool
    steps: Steps
    pattern: Floats
    ways: Ways
    states: States
    hits: Hits
    branches: Branches
    arcs: Arcs
    entry_states: Ints

    @cached_property
    def sparsity(self) -> Sparsity:
        """Where the arcs lie in the square matrix over states; made when a solver first asks for it."""
        return _sparsity(self.branches.state[self.arcs.branch], self.arcs.landing, self.size)

    @property
    def size(self) -> int:
        """The number of states."""
        return self.states.level.size

    def fits(self, model: JourneyModel, pattern: Floats) -> bool:
        """Tell whether a model of this pattern, float[numbers], can be weighed on this structure."""
        return (
            self.has_shape_of(model)
            and self.steps.serve(steps_of(model, open_zeros=self.open_zeros))
            and self.pattern.size == pattern.size
            and bool(covers(self.pattern, pattern).all())
        )

    def has_shape_of(self, model: JourneyModel) -> bool:
        """Tell whether a model has the same touchpoints, levels, ways and influences, whatever their numbers."""
        mine = self.model
        pairs = (
            (mine.routing.ptr, model.routing.ptr),
            (mine.routing.target, model.routing.target),
            (mine.failure_demand.ptr, model.failure_demand.ptr),
            (mine.failure_demand.target, model.failure_demand.target),
            (mine.influence_source, model.influence_source),
            (mine.influence_target, model.influence_target),
            (mine.recovered_level, model.recovered_level),
        )
        return all(a is b or np.array_equal(a, b) for a, b in pairs)


@dataclass(frozen=True, slots=True, eq=False)
class _Explorer:
    """What is needed to tell where the visits of given states lead."""

    model: JourneyModel
    menu: Menu
    pattern: Numbers
    ways: Ways
    flags: FlagLayout
    order: Ints
    start: Ints
    codes: int
    into: Ints
    kept: Ints
    marked: Ints

    def decode(self, codes: Ints) -> States:
        touchpoint = self.order[np.searchsorted(self.start[self.order], codes, "right") - 1]
        mask, level = np.divmod(codes - self.start[touchpoint], self.model.levels + 1)
        return States(touchpoint, mask, level)

    def branches(self, states: States) -> Branches:
        hits = self.flags.hits(states.touchpoint, states.mask)
        irritation = states.level / self.model.levels
        failing = failure_probability(self.pattern, states.touchpoint, irritation, hits)
        chance = outcome_probabilities(self.pattern, states.touchpoint, states.level, failing)
        first = self.menu.ptr[states.touchpoint]
        count = self.menu.ptr[states.touchpoint + 1] - first
        item = ramp(first, count)
        state = np.repeat(np.arange(count.size, dtype=np.int64), count)
        possible = chance[self.menu.outcome[item], state] > 0.0
        item, state = item[possible], state[possible]
        outcome, step = self.menu.outcome[item], self.menu.step[item]
        return Branches(state, outcome, step, levels_after(self.model, states.level[state], outcome, step))

    def arcs(self, states: States, branches: Branches) -> tuple[Ints, Ints, Ints]:
        """Return the branch and the way of every arc and the code it lands on, -1 where the journey ends."""
        row = branches.outcome * self.model.size + states.touchpoint[branches.state]
        stays = self.pattern.silent[branches.level] < 1.0
        count = np.where(stays, self.ways.ptr[row + 1] - self.ways.ptr[row], 0)
        way = ramp(self.ways.ptr[row], count)
        branch = np.repeat(np.arange(count.size, dtype=np.int64), count)
        into = self.into[way]
        mask = (states.mask[branches.state[branch]] & self.kept[way]) | self.marked[way]
        code = into + mask * (self.model.levels + 1) + branches.level[branch]
        return branch, way, np.where(into < 0, -1, code)

    def reached(self) -> Ints:
        """Return the codes of all states a customer can reach, ascending, breadth first in whole frontiers."""
        seen = np.zeros(self.codes, dtype=np.bool_)
        frontier = self.start[_calm_reach(self.model, self.pattern, self.ways)]
        while frontier.size:
            seen[frontier] = True
            states = self.decode(frontier)
            *_, codes = self.arcs(states, self.branches(states))
            codes = codes[codes >= 0]
            frontier = np.unique(codes[~seen[codes]])
        return np.flatnonzero(seen).astype(np.int64)


def _calm_reach(model: JourneyModel, pattern: Numbers, ways: Ways) -> Ints:
    """Return the touchpoints that a customer whom nothing has gone wrong for can reach.

    Seeding the search with them keeps it short on long journeys: a line of 30,000 touchpoints needs one frontier.
    """
    n = model.size
    usable = (ways.outcome == AFTER_SUCCESS) & (ways.target < n)
    usable &= (pattern.failure[ways.source] < 1.0) & (pattern.silent[0] < 1.0)
    entries = np.flatnonzero(pattern.entry > 0.0)
    source = np.concatenate([ways.source[usable], np.full(entries.size, n)])
    target = np.concatenate([ways.target[usable], entries])
    graph = csr_matrix((np.ones(source.size), (source, target)), shape=(n + 1, n + 1))
    order = breadth_first_order(graph, n, return_predecessors=False)
    return np.sort(order[order < n]).astype(np.int64)


def _explorer(model: JourneyModel, menu: Menu, pattern: Numbers) -> _Explorer:
    ways = possible_ways(model, pattern)
    flags = flags_over(model, ways)
    order = flow_order(model, ways)
    width = flags.widths() * (model.levels + 1)
    codes = int(width.sum())
    if codes > MOST_STATES:
        raise TooManyStates(codes, MOST_STATES)
    start = np.empty_like(order)
    start[order] = np.cumsum(width[order]) - width[order]
    ends: Bools = ways.target >= model.size
    inside = np.where(ends, ways.source, ways.target)
    kept = np.where(ends, 0, flags.kept(ways.source, inside))
    marks = ~ends & (ways.outcome == AFTER_FAILURE)
    marked = np.where(marks, flags.marked(ways.source, inside), 0)
    into = np.where(ends, -1, start[inside])
    return _Explorer(model, menu, pattern, ways, flags, order, start, codes, into, kept, marked)


def possible_states(model: JourneyModel) -> int:
    """Return how many states there are at most: what it takes to assemble and to solve a model grows with them.

    Raises what `assemble` raises.
    """
    steps, pattern = steps_of(model, open_zeros=False), numbers_of(model).pattern(open_zeros=False)
    return _explorer(model, menu_of(steps), pattern).codes


def assemble(model: JourneyModel, *, up_to: JourneyModel | None = None, open_zeros: bool = False) -> Structure:
    """Build the states and arcs that customers can reach.

    With `up_to` those of every model whose numbers lie between these two of the same ways; with `open_zeros` also those
    that only a parameter which is now zero or one would open, so that sensitivities are known for these parameters
    too.  The chain then has more states and the same answers.
    """
    steps = steps_of(model, open_zeros=open_zeros)
    pattern = numbers_of(model).pattern(open_zeros=open_zeros)
    if up_to is not None:
        steps = steps.joined(steps_of(up_to, open_zeros=open_zeros))
        pattern = pattern.joined(numbers_of(up_to).pattern(open_zeros=open_zeros))
    explorer = _explorer(model, menu_of(steps), pattern)
    codes = explorer.reached()
    states = explorer.decode(codes)
    branches = explorer.branches(states)
    branch, way, landing_codes = explorer.arcs(states, branches)
    ns = codes.size
    number = np.empty(explorer.codes, dtype=np.int64)
    number[codes] = np.arange(ns)
    # Journey ends keep their routing target, moved behind the states: ns is finished, ns + 1 gave up.
    behind = ns + explorer.ways.target - model.size
    landing = np.where(landing_codes >= 0, number[landing_codes], behind[way])
    entries = np.flatnonzero(pattern.entry > 0.0)
    return Structure(
        model=model,
        open_zeros=open_zeros,
        steps=steps,
        pattern=pattern.flat(),
        ways=explorer.ways,
        states=states,
        hits=explorer.flags.hits(states.touchpoint, states.mask),
        branches=branches,
        arcs=Arcs(*(column.astype(np.int32) for column in (branch, way, landing))),
        entry_states=number[explorer.start[entries]],
    )


def _sparsity(row: Ints, column: SparseIndices, ns: int) -> Sparsity:
    inside = np.flatnonzero(column < ns)
    diagonal = np.arange(ns, dtype=np.int64)
    keys = np.concatenate([row[inside] * ns + column[inside], diagonal * (ns + 1)])
    unique, slot = np.unique(keys, return_inverse=True)
    row_of, column_of = np.divmod(unique, ns)
    indptr = np.concatenate([[0], np.cumsum(np.bincount(row_of, minlength=ns))]).astype(np.int32)
    slot = slot.astype(np.int32)
    arcs, indices = inside.astype(np.int32), column_of.astype(np.int32)
    return Sparsity(indptr, indices, arcs, slot[: inside.size], slot[inside.size :])


def probabilities(structure: Structure, model: JourneyModel, numbers: Numbers) -> tuple[Floats, Floats]:
    """Return the failure probability per state, float[ns], and the probability of each possible branch, float[nb]."""
    states, branches = structure.states, structure.branches
    failing = failure_probability(numbers, states.touchpoint, states.level / model.levels, structure.hits)
    chance = outcome_probabilities(numbers, states.touchpoint, states.level, failing)
    share = step_shares(model, states.touchpoint[branches.state], branches.outcome, branches.step)
    return failing, chance[branches.outcome, branches.state] * share
