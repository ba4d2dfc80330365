"""The order in each column with few crossings: barycentre sweeps, then single nodes put where they cross least.

Sugiyama, Tagawa and Toda (1981), Methods for visual understanding of hierarchical system structures; the second step
is the insertion search for linear ordering problems on the crossing matrix (Jünger and Mutzel, 1997).
"""

from typing import Final

import numpy as np

from workbench.layout.arrays import Floats, Ints, Singles
from workbench.layout.crossings import UPWARD, inversions
from workbench.layout.layers import Layers

_SWEEPS: Final = 8
_LARGEST_MATRIX: Final = 300
_SMALL: Final = 400
_ROUNDS: Final = 6
_ROUNDS_OF_LARGE: Final = 2
_HALF: Final = 0.5


class Ordering:
    """Nodes from top to bottom, layer by layer, as they are improved."""

    def __init__(self, layers: Layers, wish: Floats) -> None:
        """Begin with the nodes of each layer by lane, then by `wish`, float64[nodes]."""
        self._layers = layers
        by_wish = np.lexsort((wish, layers.lane, layers.layer))
        self.members: list[Ints] = np.split(by_wish, np.cumsum(np.bincount(layers.layer, minlength=1))[:-1])
        self._position = np.zeros(len(layers.layer))
        for members in self.members:
            self._number(members)
        gaps = layers.layer[layers.segments[:, 0]]
        self._gaps = [layers.segments[gaps == gap] for gap in range(layers.count)]
        inside = layers.layer[layers.downward[:, 0]]
        self._downward = [layers.downward[inside == number] for number in range(layers.count)]

    def improve(self) -> None:
        """Sweep and insert until nothing is gained, or as often as the size of the map permits."""
        self._sweep_and_keep_best()
        rounds = _ROUNDS if len(self._position) <= _SMALL else _ROUNDS_OF_LARGE
        for turn in range(rounds):
            numbers = range(len(self.members))
            moved = [self._insert(number) for number in (numbers if turn % 2 == 0 else reversed(numbers))]
            if not any(moved):
                break

    @property
    def crossings(self) -> int:
        """How many pairs of segments between neighbouring layers cross."""
        return sum(self._crossings_after(gap) for gap in range(len(self.members) - 1))

    def _number(self, members: Ints) -> None:
        self._position[members] = (np.arange(len(members)) + 0.5) / max(1, len(members))

    def _sweep_and_keep_best(self) -> None:
        fewest, best = self.crossings, list(self.members)
        for sweep in range(_SWEEPS):
            forwards = sweep % 2 == 0
            numbers = range(1, len(self.members)) if forwards else range(len(self.members) - 2, -1, -1)
            for number in numbers:
                self._sort_by_neighbours(number, forwards)
            if (found := self.crossings) < fewest:
                fewest, best = found, list(self.members)
        self.members = best
        for members in best:
            self._number(members)

    def _sort_by_neighbours(self, number: int, forwards: bool) -> None:
        """Sort a layer by the mean position of each node's neighbours; nodes without neighbours keep theirs."""
        segments = self._gaps[number - 1] if forwards else self._gaps[number]
        here, there = segments[:, int(forwards)], segments[:, int(not forwards)]
        members = self.members[number]
        size = len(self._position)
        counts = np.bincount(here, minlength=size)[members]
        sums = np.bincount(here, self._position[there], size)[members]
        means = np.where(counts > 0, sums / np.maximum(counts, 1), self._position[members])
        self.members[number] = members[np.lexsort((self._position[members], means, self._layers.lane[members]))]
        self._number(self.members[number])

    def _crossings_after(self, gap: int) -> int:
        segments = self._gaps[gap]
        left, right = (self._position[segments[:, side]] for side in (0, 1))
        return inversions(right[np.lexsort((right, left))])

    def _insert(self, number: int) -> bool:
        """Put every node of a layer where it crosses least, one after the other; return whether any has moved."""
        order = self.members[number]
        if not 1 < len(order) <= _LARGEST_MATRIX:
            return False
        worse = self._preferences(number)
        lanes = self._layers.lane[order]
        present = np.arange(len(order))
        moved = False
        for node in _better_elsewhere(worse, lanes):
            low, high = np.searchsorted(lanes, lanes[node], "left"), np.searchsorted(lanes, lanes[node], "right")
            moved |= _put_where_best(present[low:high], node, worse[node])
        self.members[number] = order[present]
        self._number(self.members[number])
        return moved

    def _preferences(self, number: int) -> Singles:
        """What is lost if one node of a layer stands above another, minus what the reverse loses; by place in order."""
        members = self.members[number]
        worse = np.zeros((len(members), len(members)), np.float32)
        local = np.empty(len(self._position), np.int64)
        local[members] = np.arange(len(members))
        sides = ((number - 1, 1, 0), (number, 0, 1)) if number else ((number, 0, 1),)
        for gap, here, there in sides:
            segments = self._gaps[gap]
            if len(segments):
                worse += _crossing_matrix(local[segments[:, here]], self._position[segments[:, there]], len(members))
        worse -= worse.T
        for source, target in local[self._downward[number]].tolist():
            worse[source, target] -= UPWARD
            worse[target, source] += UPWARD
        return worse


def _better_elsewhere(worse: Singles, lanes: Ints) -> list[int]:
    """Return the nodes that lose less at another place in their lane than where they stand, one by one."""
    losses = np.zeros((len(lanes), len(lanes) + 1), worse.dtype)
    np.cumsum(-worse, axis=1, out=losses[:, 1:])
    nodes = np.arange(len(lanes))
    low, high = np.searchsorted(lanes, lanes, "left"), np.searchsorted(lanes, lanes, "right")
    places = np.arange(len(lanes) + 1)
    reachable = (places >= low[:, None]) & (places <= high[:, None])
    least = np.where(reachable, losses, np.inf).min(axis=1)
    return np.flatnonzero(least < losses[nodes, nodes] - _HALF).tolist()


def _put_where_best(order: Ints, node: int, worse: Singles) -> bool:
    """Move a node inside `order`, in place, to where it loses least; return whether it has moved."""
    now = int(np.flatnonzero(order == node)[0])
    loss = np.concatenate(([0.0], -np.cumsum(worse[order])))
    best = int(np.argmin(loss))
    if loss[best] > loss[now] - _HALF:
        return False
    if best > now:
        order[now : best - 1] = order[now + 1 : best]
        order[best - 1] = node
    else:
        order[best + 1 : now + 1] = order[best:now].copy()
        order[best] = node
    return True


def _crossing_matrix(here: Ints, there: Floats, size: int) -> Singles:
    """Return how many segments cross if node i stands above node j; float32[size, size]."""
    by_node = np.argsort(here, kind="stable")
    here = here[by_node]
    reached, column = np.unique(there[by_node], return_inverse=True)
    table = np.bincount(here * len(reached) + column, minlength=size * len(reached)).reshape(size, -1)
    before = np.cumsum(table, axis=1) - table
    # sums of rows, not a product of matrices: nodes have few segments, and BLAS would start threads for it
    found = np.zeros((size, size), np.float32)
    begins = np.flatnonzero(np.diff(here, prepend=-1))
    found[here[begins]] = np.add.reduceat(before.T.astype(np.float32)[column], begins, axis=0)
    return found
