"""Layers as a rectangle, as many places in each, so that many orders of one map can be improved at the same time."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from workbench.layout.arrays import Ints, Singles
from workbench.layout.crossings import UPWARD
from workbench.layout.layers import Layers

_LANES_APART: Final = 1e4
"""What standing above a node of a lane further up costs: more crossings than a small map has."""


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """Every node has a place in its layer; places that no node needs stand last.

    `nodes`, int64[layers, places], are -1 where there is none.  `ways`, float32[layers + 1, places, places], count the
    segments that lead from each place of the layer before to each of this one; the first and the last are empty.
    `losses`, float32[layers, places, places], are what is lost if one place stands above another, minus what the
    reverse loses, whatever the other layers do.  `flats`, int64[layers, lines, 2], are the places that a line inside
    the layer joins, filled up with a place and itself.
    """

    nodes: Ints
    lanes: Ints
    ways: Singles
    losses: Singles
    flats: Ints

    @property
    def shape(self) -> tuple[int, int]:
        """How many layers there are, and places in each."""
        return self.nodes.shape[0], self.nodes.shape[1]

    def orders(self, keys: Singles) -> Ints:
        """Return the places of each layer from top to bottom, by lane and then by `keys`, which are
        float32[orders, layers, places]; both shaped alike.
        """
        among_nodes = np.where(self.nodes >= 0, keys, 0)
        return np.lexsort((among_nodes, np.broadcast_to(self.lanes, keys.shape)), axis=-1)

    def by_node(self, wishes: Singles) -> Singles:
        """Return what is said of each node, float32[orders, nodes], place by place; anything where there is none."""
        return wishes[:, self.nodes]

    def members(self, order: Ints) -> list[Ints]:
        """Return the nodes of each layer from top to bottom, of one order, int64[layers, places]."""
        sorted_nodes = np.take_along_axis(self.nodes, order, axis=1)
        return [nodes[nodes >= 0] for nodes in sorted_nodes]


def grid_of(layers: Layers) -> Grid:
    """Return the layers of a map as a rectangle."""
    sizes = np.bincount(layers.layer, minlength=1)
    size = int(sizes.max())
    by_layer = np.argsort(layers.layer, kind="stable")
    place = np.empty(len(by_layer), np.int64)
    place[by_layer] = np.arange(len(by_layer)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    nodes = np.full((len(sizes), size), -1)
    nodes[layers.layer, place] = np.arange(len(by_layer))
    lanes = np.where(nodes >= 0, layers.lane[nodes], layers.lane.max(initial=0) + 1)
    ways = np.zeros((len(sizes) + 1, size, size), np.float32)
    left, right = layers.segments.T
    np.add.at(ways, (layers.layer[right], place[left], place[right]), 1)
    inside = layers.layer[layers.downward[:, 0]]
    ends = place[layers.downward]
    losses = (_LANES_APART * np.sign(lanes[:, :, None] - lanes[:, None, :])).astype(np.float32)
    np.subtract.at(losses, (inside, ends[:, 0], ends[:, 1]), UPWARD)
    np.add.at(losses, (inside, ends[:, 1], ends[:, 0]), UPWARD)
    return Grid(nodes, lanes, ways, losses, _filled_up(inside, ends, len(sizes)))


def _filled_up(inside: Ints, ends: Ints, layers: int) -> Ints:
    """Return the ends of lines layer by layer, as many for each; int64[layers, lines, 2]."""
    counts = np.bincount(inside, minlength=layers)
    flats = np.zeros((layers, int(counts.max(initial=0)), 2), np.int64)
    by_layer = np.argsort(inside, kind="stable")
    within = np.arange(len(inside)) - np.repeat(np.cumsum(counts) - counts, counts)
    flats[inside[by_layer], within] = ends[by_layer]
    return flats
