"""Weighing: the numbers of an absorbing Markov chain on a structure that was assembled before."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import breadth_first_order

from workbench.simulation.arrays import Bools, Floats, Ints, SparseIndices, tally
from workbench.simulation.kernel import Numbers, numbers_of
from workbench.simulation.model import JourneyModel
from workbench.simulation.problems import LoopWithoutExit
from workbench.simulation.structure import Structure, assemble, probabilities

_QUICK_STEPS: Final = 12
"""Most states leave the journey, or lead to one that does, within so many steps; walking them all back in order costs
0.6 ms of the 1.8 that 1,000 states take."""


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """Probabilities per visit in each of ns states, nb branches and na arcs.

    `failing`, `breaking` (a breakdown) and `leaving` (a defection) may happen in one visit; `leaving`, `silent`,
    `gave_up` and `finished` end the journey and are sums of terms that are never negative. `data` holds I - Q by
    row; its diagonal is the sum of all that leads elsewhere, not one minus what stays, so that a loop with a tiny
    exit keeps its digits.  Each row of `data` sums to what `exits` says: whoever changes the one changes the other, for
    strategies differ in which of them they read.
    """

    structure: Structure
    numbers: Numbers
    entry: Floats
    failing: Floats
    breaking: Floats
    leaving: Floats
    silent: Floats
    gave_up: Floats
    finished: Floats
    branch: Floats
    share: Floats
    arc: Floats
    data: Floats

    def exits(self) -> Floats:
        """Return the probability that a visit is the last one, float[ns]."""
        return self.leaving + self.silent + self.gave_up + self.finished

    def matrix(self) -> csr_matrix:
        """Return I - Q over the states."""
        sparsity = self.structure.sparsity
        shape = (self.structure.size, self.structure.size)
        return csr_matrix((self.data, sparsity.indices, sparsity.indptr), shape=shape)


def weigh(structure: Structure, model: JourneyModel) -> Chain:
    """Compute the numbers of a model, on a new structure where the given one has no place for them.

    Raises LoopWithoutExit naming the touchpoints where customers would stay for ever.
    """
    numbers = numbers_of(model)
    pattern = numbers.pattern(open_zeros=False).flat()
    if not structure.fits(model, pattern):
        structure = assemble(model, open_zeros=structure.open_zeros)
    chain = _weigh(structure, model, numbers)
    stuck = _states_without_exit(chain)
    if stuck.size and not np.array_equal(structure.pattern, pattern):
        # The states may be remains of a wider pattern that nobody reaches any more.
        chain = _weigh(assemble(model), model, numbers)
        stuck = _states_without_exit(chain)
    if stuck.size:
        places = np.unique(chain.structure.states.touchpoint[stuck])
        raise LoopWithoutExit([model.names[place] for place in places])
    return chain


def _weigh(structure: Structure, model: JourneyModel, numbers: Numbers) -> Chain:
    states, branches, arcs = structure.states, structure.branches, structure.arcs
    failing, branch = probabilities(structure, model, numbers)
    breaking = failing * numbers.breakdown[states.level]
    leaving = breaking * numbers.leave[states.touchpoint, states.level]
    falls_silent = numbers.silent[branches.level]
    silent = tally(branches.state, branch * falls_silent, structure.size)
    share = structure.ways.shares(numbers)
    arc = (branch * (1.0 - falls_silent))[arcs.branch] * share[arcs.way]
    finished, gave_up = _endings(structure, arc)
    entry = np.zeros(structure.size)
    entry[structure.entry_states] = numbers.entry[states.touchpoint[structure.entry_states]]
    return Chain(
        structure=structure,
        numbers=numbers,
        entry=entry,
        failing=failing,
        breaking=breaking,
        leaving=leaving,
        silent=silent,
        gave_up=gave_up,
        finished=finished,
        branch=branch,
        share=share,
        arc=arc,
        data=_matrix_data(structure, arc, leaving + silent + gave_up + finished),
    )


def _endings(structure: Structure, arc: Floats) -> tuple[Floats, Floats]:
    """Sum the arcs out of each state that finish the journey and those that give it up."""
    ns, landing = structure.size, structure.arcs.landing
    ends = np.flatnonzero(landing >= ns)
    row = structure.branches.state[structure.arcs.branch[ends]]
    both = tally((landing[ends] - ns) * ns + row, arc[ends], 2 * ns)
    return both[:ns], both[ns:]


def _matrix_data(structure: Structure, arc: Floats, exits: Floats) -> Floats:
    sparsity, ns = structure.sparsity, structure.size
    inside = sparsity.arcs
    row = structure.branches.state[structure.arcs.branch[inside]]
    elsewhere = structure.arcs.landing[inside] != row
    data = -tally(sparsity.slot, arc[inside], sparsity.indices.size)
    data[sparsity.diagonal] = exits + tally(row[elsewhere], arc[inside[elsewhere]], ns)
    return data


def _states_without_exit(chain: Chain) -> Ints:
    """Return the states from which no way of positive probability ends the journey."""
    structure = chain.structure
    inside = structure.sparsity.arcs[chain.arc[structure.sparsity.arcs] > 0.0]
    source, target = structure.branches.state[structure.arcs.branch[inside]], structure.arcs.landing[inside]
    saved = chain.exits() > 0.0
    for _ in range(_QUICK_STEPS):
        if saved.all():
            return np.zeros(0, dtype=np.int64)
        saved[source[saved[target]]] = True
    return _left_behind(source, target, saved)


def _left_behind(source: Ints, target: SparseIndices, saved: Bools) -> Ints:
    """Return the states that cannot reach one that is saved, however far away."""
    ns = saved.size
    way_out = np.flatnonzero(saved)
    backward_from = np.concatenate([target, np.full(way_out.size, ns)])
    backward_to = np.concatenate([source, way_out])
    graph = csr_matrix((np.ones(backward_to.size), (backward_from, backward_to)), shape=(ns + 1, ns + 1))
    reached = np.zeros(ns + 1, dtype=np.bool_)
    reached[breadth_first_order(graph, ns, return_predecessors=False)] = True
    return np.flatnonzero(~reached[:ns]).astype(np.int64)
