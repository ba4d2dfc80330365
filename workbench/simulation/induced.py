"""Why visits fail: of themselves, because customers arrive irritated, or because an earlier failure has an influence.

An influence raises the chance of a failure and does not fill the glass, so it is told apart from what did.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from workbench.simulation.arrays import Floats, Ints, tally
from workbench.simulation.chain import Chain
from workbench.simulation.grouping import Grouping
from workbench.simulation.irritation import Irritation

_OWN: Final = 0
_IRRITATION: Final = 1
_FIRST_INFLUENCE: Final = 2


@dataclass(frozen=True, slots=True, eq=False)
class Failures:
    """Failures in places, breakdowns included, per customer entering: all three together are all there are.

    `own[p]` would happen to anybody; `irritation[u, p]` is due to the irritation that failures at u left, and
    `influence[u, p]` to their influence, float[n, places] each.
    """

    own: Floats
    irritation: Floats
    influence: Floats

    @property
    def total(self) -> Floats:
        """All failures, float[places]."""
        return self.own + self.irritation.sum(axis=0) + self.influence.sum(axis=0)

    def by(self, grouping: Grouping) -> "Failures":
        """Put sources together: float[groups, places]."""
        return Failures(self.own, grouping.sums(self.irritation), grouping.sums(self.influence))


def failures(traced: Irritation, place: Ints, places: int) -> Failures:
    """Tell why the visits of one journey fail; `place`, int[n], tells where each touchpoint counts (-1: nowhere).

    Where several reasons are at work each counts by its hazard -log(1 - x), which is how often it would strike first if
    they struck at random moments: the shares of a noisy-OR that sum to one.
    """
    chain, visits = traced.chain, traced.visits
    at = place[chain.structure.states.touchpoint]
    share = _shares(chain, traced.model.levels)
    own = tally(np.maximum(at, 0), np.where(at >= 0, visits * chain.failing * share[_OWN], 0.0), places)
    irritation = traced.credited(chain.failing * share[_IRRITATION], at, places)
    influence = np.zeros((traced.model.size, places))
    for rank, (visit, pair) in enumerate(chain.structure.hits.ranks):
        due = visits[visit] * chain.failing[visit] * share[_FIRST_INFLUENCE + rank, visit]
        here = at[visit] >= 0
        np.add.at(influence, (traced.model.influence_source[pair[here]], at[visit[here]]), due[here])
    return Failures(own, irritation, influence)


def _shares(chain: Chain, levels: int) -> Floats:
    """Return how much of a failure in each state each reason accounts for, float[2 + ranks, ns]."""
    numbers, states, ranks = chain.numbers, chain.structure.states, chain.structure.hits.ranks
    chance = np.zeros((_FIRST_INFLUENCE + len(ranks), states.level.size))
    chance[_OWN] = numbers.failure[states.touchpoint]
    chance[_IRRITATION] = numbers.carry_over[states.touchpoint] * (states.level / levels)
    for rank, (visit, pair) in enumerate(ranks):
        chance[_FIRST_INFLUENCE + rank, visit] = numbers.influence[pair]
    certain = chance >= 1.0
    hazard = -np.log1p(-np.where(certain, 0.0, chance))
    hazard = np.where(certain.any(axis=0), certain, hazard)
    whole = hazard.sum(axis=0)
    return np.divide(hazard, whole, out=np.zeros_like(hazard), where=whole > 0)
