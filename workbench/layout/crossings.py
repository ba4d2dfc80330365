"""Where straight lines between the middles of cards cross."""

from typing import Final

import numpy as np

from workbench.layout.arrays import Flags, Floats, Ints

UPWARD: Final = 1.0
"""A leading line that runs upwards inside its column is as bad as a crossing."""


def crossings_by_level(columns: Ints, levels: Floats, ends: Ints) -> int:
    """Return how often straight lines between columns cross, cards standing in the middle of theirs; in n log n.

    `columns` are int64[cards], `levels` float64[cards], `ends` int64[lines, 2].  Lines inside a column count as none,
    and lines that meet at a column as not crossing there.
    """
    ends = np.take_along_axis(ends, np.argsort(columns[ends], axis=1, kind="stable"), axis=1)
    first, spans = columns[ends[:, 0]], columns[ends[:, 1]] - columns[ends[:, 0]]
    line = np.repeat(np.arange(len(ends)), spans)
    passed = np.arange(len(line)) - np.repeat(np.cumsum(spans) - spans, spans)
    slope = (levels[ends[:, 1]] - levels[ends[:, 0]]) / np.maximum(spans, 1)
    left = levels[ends[line, 0]] + passed * slope[line]
    # exact at the end, so that lines to one card meet there
    right = np.where(passed + 1 == spans[line], levels[ends[line, 1]], left + slope[line])
    gap = first[line] + passed
    # what lies in a later gap stands above nothing in an earlier one
    apart = gap * (right.max(initial=0.0) - right.min(initial=0.0) + 1.0)
    return inversions((right + apart)[np.lexsort((right, left, gap))])


def inversions(values: Floats) -> int:
    """Return how many pairs stand in the wrong order."""
    if len(values) <= 64:
        return int(np.triu(values[:, None] > values[None, :]).sum())
    middle = len(values) // 2
    upper, lower = values[:middle], values[middle:]
    between = len(upper) * len(lower) - int(np.searchsorted(np.sort(upper), lower, "right").sum())
    return inversions(upper) + inversions(lower) + between


def crossed(some: Floats, others: Floats) -> Floats:
    """Return for every pair of lines 1 if they cross, 0.5 if one touches the other, else 0.

    Lines are float64[..., 2 ends, 2 coordinates] and broadcast against each other.
    """
    a, b, c, d = some[..., 0, :], some[..., 1, :], others[..., 0, :], others[..., 1, :]
    first = np.sign(_turn(a, b, c)) * np.sign(_turn(a, b, d))
    second = np.sign(_turn(c, d, a)) * np.sign(_turn(c, d, b))
    meeting = (first <= 0) & (second <= 0)
    return meeting * (np.add(first < 0, second < 0, dtype=np.float64) / 2)


def sharing(some: Ints, others: Ints) -> Flags:
    """Return which lines have an end in common; bool[some, others]."""
    a, b = some[:, None, :], others[None, :, :]
    found: Flags = np.any(a == b, axis=2) | np.any(a == b[..., ::-1], axis=2)
    return found


def _turn(origin: Floats, towards: Floats, point: Floats) -> Floats:
    """Twice the area of the triangle, positive if `point` lies to the left of the way from `origin` to `towards`."""
    across, down = towards - origin, point - origin
    turned: Floats = across[..., 0] * down[..., 1] - across[..., 1] * down[..., 0]
    return turned
