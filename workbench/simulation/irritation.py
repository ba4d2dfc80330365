"""The irritation that customers carry, traced back to the touchpoints whose failures put it there.

Every level in the glass has an origin.  A failure at u adds s levels of u's own; whatever lowers the glass, and the rim
that cuts a step short, takes the same share of everybody's levels: on the way from level k over k + s to k' every
contribution is scaled by k'/(k + s).  So the expected contribution of u in a state is linear in those before it, and
irritation flows through a chain of its own, with the ways of the customers' chain and these factors on its arcs.
"""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from scipy.sparse import csr_matrix

from workbench.simulation.arrays import Floats, Ints, tally
from workbench.simulation.chain import Chain, weigh
from workbench.simulation.factorising import factorise
from workbench.simulation.kernel import AFTER_FAILURE, AFTER_RECOVERY
from workbench.simulation.model import JourneyModel
from workbench.simulation.solver import Factorised
from workbench.simulation.structure import Structure, assemble

_COLUMNS: Final = 128
"""Right-hand sides solved at a time: 10,000 states then take 10 MB, however many places are asked about."""


@dataclass(frozen=True, slots=True, eq=False)
class Irritation:
    """A solved journey with the irritation in it.

    Customers make `visits`, float[ns], to each state of the chain.  `inflow[u, s]` are the levels that failures at
    touchpoint u bring into state s per customer entering, before anything later becomes of them; `onward` solves the
    chain through which they flow.
    """

    model: JourneyModel
    chain: Chain
    visits: Floats
    inflow: csr_matrix
    onward: Factorised

    def credited(self, worth: Floats, place: Ints, places: int) -> Floats:
        """Return what each touchpoint's failures are worth in each place, float[n, places].

        `worth`, float[ns], is what the whole glass is worth on one visit to a state; each contribution counts by its
        share of the level, and nothing at level zero.  `place`, int[ns], tells where it counts, -1 nowhere.
        """
        level = self.chain.structure.states.level
        per_level = np.divide(worth, level, out=np.zeros_like(worth), where=level > 0)
        credit = np.empty((self.model.size, places))
        for first in range(0, places, _COLUMNS):
            last = min(places, first + _COLUMNS)
            here = np.flatnonzero((place >= first) & (place < last))
            rewards = np.zeros((level.size, last - first), order="F")
            rewards[here, place[here] - first] = per_level[here]
            credit[:, first:last] = self.inflow @ self.onward.values(rewards)
        return credit


def irritation_in(model: JourneyModel) -> Irritation:
    """Solve a journey and trace the irritation in it; raises LoopWithoutExit, TooManyInfluences or TooManyStates."""
    chain = weigh(assemble(model), model)
    visits = factorise(chain).visits(chain.entry)
    structure = chain.structure
    arcs, branches = structure.arcs, structure.branches
    kept, added = _levels_carried(structure)
    inside = structure.sparsity.arcs
    branch = arcs.branch[inside]
    row = branches.state[branch]
    levels = visits[row] * chain.arc[inside] * added[branch]
    shape = (model.size, structure.size)
    inflow = csr_matrix((levels, (structure.states.touchpoint[row], arcs.landing[inside])), shape=shape)
    return Irritation(model, chain, visits, inflow, factorise(_slowed(chain, kept)))


def _levels_carried(structure: Structure) -> tuple[Floats, Floats]:
    """Return per branch the share of older levels that stays and the levels added that stay, float[nb] each.

    A recovery that leaves customers more irritated than before counts as irritation added where it happens.
    """
    branches = structure.branches
    level = structure.states.level[branches.state]
    rise = np.where(branches.outcome == AFTER_RECOVERY, np.maximum(branches.level - level, 0), 0)
    step = np.where(branches.outcome == AFTER_FAILURE, branches.step, rise)
    full = level + step
    share = np.divide(branches.level, full, out=np.zeros(full.size), where=full > 0)
    return np.where(level > 0, share, 0.0), step * share


def _slowed(chain: Chain, kept: Floats) -> Chain:
    """Return the chain with a share kept, float[nb], on the arcs of each branch, and the rest given up.

    The diagonal stays a sum of positive terms: what leads elsewhere, and the loss on the way back to the same state.
    """
    structure = chain.structure
    sparsity, arcs = structure.sparsity, structure.arcs
    inside = sparsity.arcs
    branch = arcs.branch[inside]
    row = structure.branches.state[branch]
    flow = chain.arc[inside]
    loop = arcs.landing[inside] == row
    data = -tally(sparsity.slot, flow * kept[branch], sparsity.indices.size)
    lost = flow * (1.0 - kept[branch])
    data[sparsity.diagonal] = chain.data[sparsity.diagonal] + tally(row[loop], lost[loop], structure.size)
    return replace(chain, data=data, gave_up=chain.gave_up + tally(row, lost, structure.size))
