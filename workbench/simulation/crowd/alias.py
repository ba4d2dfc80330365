"""The exact chain as a table to walk on: one draw and one look-up a step, for means by the million.

Visits to states are counted and everything else is read off them by the chain's own probabilities, so that all chance
in it is that of the path. It tries the solving of the chain, not its assembly: that the walk of customers does.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import numpy as np

from workbench.simulation.arrays import Floats, Ints, tally
from workbench.simulation.chain import Chain, weigh
from workbench.simulation.crowd.estimate import BATCHES, Estimate, estimate, of_batches
from workbench.simulation.crowd.luck import mixed, seed_word
from workbench.simulation.exact import read_off
from workbench.simulation.model import JourneyModel
from workbench.simulation.results import Result
from workbench.simulation.structure import assemble
from workbench.simulation.variation import Cancelled

MOST_STATES: Final = 2**16 - 1
"""Two next states share a word with their threshold, 16 bits each; one number stands for the end."""


def means(
    model: JourneyModel,
    customers: int,
    seed: int,
    *,
    workers: int = 1,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Estimate:
    """Estimate expected counts by a walk on the states of the chain, in so many threads; the same for any number.

    Every customer who starts is followed to the end, so there is no bias; a way's probability is met to 2**-32. As
    ends are read off visits too, their sum is one only in the mean. The number of customers is rounded up to a multiple
    of BATCHES. Journeys of more than MOST_STATES states are walked by `estimate`.  Raises LoopWithoutExit,
    TooManyInfluences, TooManyStates, or Cancelled when stopped.
    """
    chain = weigh(assemble(model), model)
    if chain.structure.size > MOST_STATES:
        return estimate(model, customers, seed, progress=progress, cancelled=cancelled)
    # The import loads numba, which nothing else here needs.
    from workbench.simulation.crowd import lanes

    rows, cells = lanes.alias_table(*_ways_of(chain))
    size = -(-customers // BATCHES)
    words = mixed(seed_word(seed) + np.arange(BATCHES, dtype=np.uint64))

    def batch(word: np.uint64) -> Result:
        if cancelled is not None and cancelled():
            raise Cancelled
        visits = lanes.visits(rows, cells, word, size)
        return read_off(model, chain, visits[: chain.structure.size] / size)

    batches: list[Result] = []
    with ThreadPoolExecutor(workers) as pool:
        for result in pool.map(batch, words):
            batches.append(result)
            if progress is not None:
                progress(len(batches) * size)
    return of_batches(batches, size * BATCHES)


def _ways_of(chain: Chain) -> tuple[Ints, Ints, Floats]:
    """Return rows of next states and probabilities for every state and, last, for the start; the end has its number."""
    sparsity, ns = chain.structure.sparsity, chain.structure.size
    inside = tally(sparsity.slot, chain.arc[sparsity.arcs], sparsity.indices.size)
    row = np.repeat(np.arange(ns), np.diff(sparsity.indptr))
    source = np.concatenate([row, np.arange(ns), np.full(ns, ns)])
    target = np.concatenate([sparsity.indices, np.full(ns, ns), np.arange(ns)])
    chance = np.concatenate([inside, chain.exits(), chain.entry])
    used = np.flatnonzero(chance > 0.0)
    used = used[np.argsort(source[used], kind="stable")]
    ptr = np.concatenate([[0], np.cumsum(np.bincount(source[used], minlength=ns + 1))]).astype(np.int64)
    return ptr, target[used].astype(np.int64), chance[used]
