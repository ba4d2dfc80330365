"""Which earlier failures can still have an influence where, and how they share the bits of a mask.

A failed touchpoint leaves a flag that its next visit rewrites. The flag is live where it may still be read; flags that
are never live together share a bit, as variables share registers.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import breadth_first_order

from workbench.simulation.arrays import Bools, Ints
from workbench.simulation.kernel import Hits
from workbench.simulation.model import JourneyModel
from workbench.simulation.problems import TooManyInfluences

MOST_LIVE = 10
"""At most 2**10 masks a touchpoint; 2,502 states at 60 touchpoints already took 2 ms a solve."""


@dataclass(frozen=True, slots=True, eq=False)
class FlagLayout:
    """Bits of the mask: `owner[bit, i]` is the touchpoint whose failure the bit remembers at i, or -1."""

    owner: Ints
    bit_of_influence: Ints
    influence_by_rank: Ints

    def widths(self) -> Ints:
        """Return how many masks a touchpoint may see: the highest bit in use there decides, int[n]."""
        powers = 2 ** (np.arange(self.owner.shape[0], dtype=np.int64) + 1)
        used = np.where(self.owner >= 0, powers[:, None], 1)
        return used.max(axis=0, initial=1)

    def kept(self, source: Ints, target: Ints) -> Ints:
        """Return the bits that mean the same at both ends of each way, int[w], and are not rewritten at its source."""
        here, there = self.owner[:, source], self.owner[:, target]
        return _mask((here == there) & (here >= 0) & (here != source))

    def marked(self, source: Ints, target: Ints) -> Ints:
        """Return the bit that a failure at the source of each way sets at the target, int[w]; 0 if nobody reads it."""
        return _mask(self.owner[:, target] == source)

    def hits(self, touchpoint: Ints, mask: Ints) -> Hits:
        """Find the influences in force at visits, int[m], with these masks, int[m]."""
        ranks: list[tuple[Ints, Ints]] = []
        for influence_at in self.influence_by_rank:
            influence = influence_at[touchpoint]
            visits = np.flatnonzero((influence >= 0) & ((mask & self.bit_of_influence[influence]) != 0))
            ranks.append((visits.astype(np.int64), influence[visits]))
        return Hits(tuple(ranks))


def _mask(bits: Bools) -> Ints:
    powers = 2 ** np.arange(bits.shape[0], dtype=np.int64)
    return (bits * powers[:, None]).sum(axis=0, dtype=np.int64)


def lay_out_flags(model: JourneyModel, source: Ints, target: Ints) -> FlagLayout:
    """Place the flags of a journey whose customers can go from `source[w]` to `target[w]`.

    `source` and `target` are int[ways].  Raises TooManyInfluences where more than MOST_LIVE flags are live at once.
    """
    senders = np.unique(model.influence_source)
    live = _live(model, senders, source, target)
    together = live.sum(axis=0)
    if together.max(initial=0) > MOST_LIVE:
        worst = int(together.argmax())
        raise TooManyInfluences(model.names[worst], int(together[worst]), MOST_LIVE)
    bit = _colours(live)
    owner = np.full((int(bit.max(initial=-1)) + 1, model.size), -1, dtype=np.int64)
    for row, sender in enumerate(senders):
        owner[bit[row], live[row]] = sender
    row_of_influence = np.searchsorted(senders, model.influence_source)
    readable = live[row_of_influence, model.influence_target]
    return FlagLayout(owner, 2 ** bit[row_of_influence], _ranks(model, readable))


def _live(model: JourneyModel, senders: Ints, source: Ints, target: Ints) -> Bools:
    """Tell per sender and touchpoint whether the flag may arrive there and be read there or later."""
    n = model.size
    live = np.zeros((senders.size, n), dtype=np.bool_)
    onward = csr_matrix((np.ones(source.size), (source, target)), shape=(n, n))
    for row, sender in enumerate(senders):
        arrives = np.zeros(n, dtype=np.bool_)
        arrives[breadth_first_order(onward, sender, return_predecessors=False)] = True
        # No way out of the sender counts: each visit there rewrites the flag.
        useful = source != sender
        backward = csr_matrix((np.ones(int(useful.sum())), (target[useful], source[useful])), shape=(n, n))
        for reader in np.unique(model.influence_target[model.influence_source == sender]):
            live[row, breadth_first_order(backward, reader, return_predecessors=False)] = True
        live[row] &= arrives
    return live


def _colours(live: Bools) -> Ints:
    """Give each flag the lowest bit that no flag live at the same touchpoint has, the widest spread first."""
    bit = np.full(live.shape[0], -1, dtype=np.int64)
    for row in np.argsort(-live.sum(axis=1), kind="stable"):
        rivals = (live & live[row]).any(axis=1)
        taken = set(bit[rivals].tolist())
        bit[row] = next(free for free in range(live.shape[0] + 1) if free not in taken)
    return bit


def _ranks(model: JourneyModel, readable: Bools) -> Ints:
    """Spread the influences on each touchpoint over rows, so that a row holds at most one a touchpoint."""
    rank = np.zeros(model.size, dtype=np.int64)
    rows: list[Ints] = []
    for influence in np.flatnonzero(readable):
        target = model.influence_target[influence]
        if rank[target] == len(rows):
            rows.append(np.full(model.size, -1, dtype=np.int64))
        rows[rank[target]][target] = influence
        rank[target] += 1
    return np.array(rows, dtype=np.int64).reshape(len(rows), model.size)
