"""Weighing: the numbers of an absorbing Markov chain on a structure that was assembled before."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import breadth_first_order

from workbench.simulation.arrays import Floats, Ints, tally
from workbench.simulation.kernel import Numbers, numbers_of, steps_of
from workbench.simulation.model import JourneyModel
from workbench.simulation.problems import LoopWithoutExit
from workbench.simulation.structure import Structure, assemble, probabilities


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """Probabilities per visit in each of ns states, nb branches and na arcs.

    `failing`, `breaking` (a breakdown) and `leaving` (a defection) may happen in one visit; `leaving`, `silent`,
    `gave_up` and `finished` end the journey and are sums of terms that are never negative. `data` holds I - Q by
    row; its diagonal is the sum of all that leads elsewhere, not one minus what stays, so that a loop with a tiny
    exit keeps its digits.
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
    numbers = numbers_of(model, steps_of(model))
    pattern = numbers.pattern(open_zeros=False).flat()
    if not structure.fits(model, pattern):
        structure = assemble(model)
    chain = _weigh(structure, numbers)
    stuck = _states_without_exit(chain)
    if stuck.size and not np.array_equal(structure.pattern, pattern):
        # The states may be remains of a wider pattern that nobody reaches any more.
        chain = _weigh(assemble(model), numbers)
        stuck = _states_without_exit(chain)
    if stuck.size:
        places = np.unique(chain.structure.states.touchpoint[stuck])
        raise LoopWithoutExit([model.names[place] for place in places])
    return chain


def _weigh(structure: Structure, numbers: Numbers) -> Chain:
    states, branches, arcs, ns = structure.states, structure.branches, structure.arcs, structure.size
    failing, branch = probabilities(structure, numbers)
    breaking = failing * numbers.breakdown[states.level]
    leaves_silently = numbers.silent[branches.level]
    share = structure.ways.shares(numbers)
    arc = (branch * (1.0 - leaves_silently))[arcs.branch] * share[arcs.way]
    row = branches.state[arcs.branch]
    # A journey that ends counts in the columns behind the states.
    ends = arcs.landing >= ns
    end = np.bincount((arcs.landing[ends] - ns) * ns + row[ends], arc[ends], 2 * ns).astype(np.float64, copy=False)
    leaving = breaking * numbers.leave[states.touchpoint, states.level]
    silent = tally(branches.state, branch * leaves_silently, ns)
    exits = leaving + silent + end[:ns] + end[ns:]
    entry = np.zeros(ns)
    entry[structure.entry_states] = numbers.entry[states.touchpoint[structure.entry_states]]
    return Chain(
        structure=structure,
        numbers=numbers,
        entry=entry,
        failing=failing,
        breaking=breaking,
        leaving=leaving,
        silent=silent,
        gave_up=end[ns:],
        finished=end[:ns],
        branch=branch,
        share=share,
        arc=arc,
        data=_matrix_data(structure, row, arc, exits),
    )


def _matrix_data(structure: Structure, row: Ints, arc: Floats, exits: Floats) -> Floats:
    sparsity, ns = structure.sparsity, structure.size
    inside = sparsity.arcs
    leads_elsewhere = inside[structure.arcs.landing[inside] != row[inside]]
    data = -tally(sparsity.slot, arc[inside], sparsity.indices.size)
    data[sparsity.diagonal] = exits + tally(row[leads_elsewhere], arc[leads_elsewhere], ns)
    return data


def _states_without_exit(chain: Chain) -> Ints:
    """Return the states from which no way of positive probability ends the journey."""
    structure, ns = chain.structure, chain.structure.size
    inside = structure.sparsity.arcs[chain.arc[structure.sparsity.arcs] > 0.0]
    way_out = np.flatnonzero(chain.exits() > 0.0)
    backward_from = np.concatenate([structure.arcs.landing[inside], np.full(way_out.size, ns)])
    backward_to = np.concatenate([structure.branches.state[structure.arcs.branch[inside]], way_out])
    graph = csr_matrix((np.ones(backward_to.size), (backward_from, backward_to)), shape=(ns + 1, ns + 1))
    if ns + 1 == (order := breadth_first_order(graph, ns, return_predecessors=False)).size:
        return np.zeros(0, dtype=np.int64)
    saved = np.zeros(ns + 1, dtype=np.bool_)
    saved[order] = True
    return np.flatnonzero(~saved).astype(np.int64)
