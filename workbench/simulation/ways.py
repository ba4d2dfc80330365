"""All ways a customer can take from a touchpoint, by what the visit came to."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from workbench.simulation.arrays import Bools, Floats, Ints
from workbench.simulation.flags import FlagLayout, lay_out_flags
from workbench.simulation.kernel import AFTER_FAILURE, AFTER_RECOVERY, AFTER_SUCCESS, Numbers
from workbench.simulation.model import JourneyModel

ROUTING, DEMAND, RETRY = range(3)
OUTCOMES = 3


@dataclass(frozen=True, slots=True, eq=False)
class Ways:
    """Rows of ways: row `outcome * n + i` is `ptr[row]:ptr[row + 1]`.

    `kind` tells routing, failure demand and retry apart, `item` is the position in the model's table of that kind
    (the touchpoint itself for a retry).
    """

    ptr: Ints
    outcome: Ints
    kind: Ints
    item: Ints
    source: Ints
    target: Ints

    def take(self, chosen: Bools, rows: int) -> "Ways":
        """Keep the chosen ways, bool[ways], only."""
        row = np.repeat(np.arange(rows), np.diff(self.ptr))[chosen]
        ptr = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=rows))]).astype(np.int64)
        columns = (self.outcome, self.kind, self.item, self.source, self.target)
        return Ways(ptr, *(column[chosen] for column in columns))

    def shares(self, numbers: Numbers) -> Floats:
        """Return the share of customers of that outcome who take each way, float[ways].

        A calm failure is retried first; of the others, failure demand takes its shares and routing the rest.
        """
        table = np.concatenate([numbers.routing, numbers.demand, numbers.retry])
        offset = np.array([0, numbers.routing.size, numbers.routing.size + numbers.demand.size])
        share = table[offset[self.kind] + self.item]
        not_retried = (self.outcome == AFTER_FAILURE) & (self.kind != RETRY)
        share = np.where(not_retried, (1.0 - numbers.retry[self.source]) * share, share)
        left_over = (self.outcome != AFTER_SUCCESS) & (self.kind == ROUTING)
        return np.where(left_over, numbers.no_demand[self.source] * share, share)


def all_ways(model: JourneyModel) -> Ways:
    """List every way of the model, those with a share of zero included."""
    n = model.size
    touchpoint = np.arange(n, dtype=np.int64)
    tables = {
        ROUTING: (model.routing.sources(), model.routing.target),
        DEMAND: (model.failure_demand.sources(), model.failure_demand.target),
        RETRY: (touchpoint, touchpoint),
    }
    kinds = {AFTER_SUCCESS: (ROUTING,), AFTER_FAILURE: (ROUTING, DEMAND, RETRY), AFTER_RECOVERY: (ROUTING, DEMAND)}
    pieces: list[Ints] = []
    for outcome, allowed in kinds.items():
        for kind in allowed:
            source, target = tables[kind]
            item = np.arange(source.size, dtype=np.int64)
            pieces.append(np.stack([np.full_like(item, outcome), np.full_like(item, kind), item, source, target]))
    columns = np.concatenate(pieces, axis=1)
    row = columns[0] * n + columns[3]
    order = np.argsort(row, kind="stable")
    ptr = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=OUTCOMES * n))]).astype(np.int64)
    return Ways(ptr, *columns[:, order])


def possible_ways(model: JourneyModel, pattern: Numbers) -> Ways:
    """List the ways that the pattern gives a positive share."""
    ways = all_ways(model)
    return ways.take(ways.shares(pattern) > 0.0, OUTCOMES * model.size)


def flags_over(model: JourneyModel, ways: Ways) -> FlagLayout:
    """Lay out the flags of a journey along these ways."""
    inside = ways.target < model.size
    return lay_out_flags(model, ways.source[inside], ways.target[inside])


def flow_order(model: JourneyModel, ways: Ways) -> Ints:
    """Return the touchpoints in reverse postorder from the entries, int[n]: every way leads forward, except loops."""
    n = model.size
    inside = ways.target < n
    source, target = np.divmod(np.unique(ways.source[inside] * n + ways.target[inside]), n)
    ptr, followers = np.searchsorted(source, np.arange(n + 1)).tolist(), target.tolist()
    successors = [followers[first:last] for first, last in pairwise(ptr)]
    # A way to every touchpoint from outside, the likeliest entry first, joins what entries do not reach.
    successors.append(np.argsort(-model.entry, kind="stable").tolist())
    outside_last = _postorder(n, successors)
    return np.array(outside_last[-2::-1], dtype=np.int64)


def _postorder(root: int, successors: list[list[int]]) -> list[int]:
    """List the nodes reachable from the root, each after those it leads to."""
    seen, listed = {root}, list[int]()
    path, onward = [root], [iter(successors[root])]
    while path:
        for target in onward[-1]:
            if target not in seen:
                seen.add(target)
                path.append(target)
                onward.append(iter(successors[target]))
                break
        else:
            listed.append(path.pop())
            onward.pop()
    return listed
