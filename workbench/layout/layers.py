"""The map as layers: one a column, with a waypoint in every column that a long line passes."""

from dataclasses import dataclass

import numpy as np

from workbench.layout.arrays import Floats, Ints
from workbench.layout.sheet import Sheet


@dataclass(frozen=True, slots=True, eq=False)
class Layers:
    """Nodes are the cards, by their number, and after them the waypoints.

    `layer` and `lane` are int64[nodes]; `segments`, int64[segments, 2], join neighbouring layers, the left node first,
    and `weights`, float64[segments], say how straight they should be; `downward`, int64[lines, 2], are the leading
    lines inside one layer.
    """

    layer: Ints
    lane: Ints
    segments: Ints
    downward: Ints
    weights: Floats

    @property
    def count(self) -> int:
        """How many layers there are."""
        return int(self.layer.max(initial=-1)) + 1


def layers_of(sheet: Sheet) -> Layers:
    """Return the layers of a map; a waypoint lies in the lane of the nearer end of its line."""
    layer, lane = sheet.columns.tolist(), sheet.lanes.tolist()
    segments: list[tuple[int, int]] = []
    weights: list[float] = []
    downward: list[tuple[int, int]] = []
    for line in sheet.lines:
        left, right = sorted((line.source, line.target), key=lambda card: layer[card])
        first, last = layer[left], layer[right]
        if first == last:
            if line.leads:
                downward.append((line.source, line.target))
            continue
        here = left
        for passed in range(first + 1, last):
            layer.append(passed)
            lane.append(lane[left] if passed - first <= last - passed else lane[right])
            segments.append((here, len(layer) - 1))
            here = len(layer) - 1
        segments.append((here, right))
        weights.extend([line.weight] * (last - first))
    return Layers(
        np.array(layer, np.int64), np.array(lane, np.int64), _pairs(segments), _pairs(downward), np.array(weights)
    )


def _pairs(pairs: list[tuple[int, int]]) -> Ints:
    return np.array(pairs, np.int64).reshape(-1, 2)
