"""How often the straight lines of a drawing cross, counted pair by pair."""

from workbench.layout.arrays import Floats, Ints
from workbench.layout.crossings import crossed, sharing

_BLOCK = 1 << 21


def crossings(points: Floats, ends: Ints) -> float:
    """Return how often straight lines cross; exact.

    `points` are float64[cards, 2], `ends` int64[lines, 2].  Lines that share an end do not cross; a line through the
    end of another counts half, for moved by a hair it would cross half of the lines that begin there.
    """
    rows = max(1, _BLOCK // max(1, len(ends)))
    total = 0.0
    for start in range(0, len(ends), rows):
        block, rest = ends[start : start + rows], ends[start:]
        met = crossed(points[block][:, None], points[rest][None, :])
        met[sharing(block, rest)] = 0
        # pairs within the block stand in its table twice
        total += float(met.sum()) - float(met[:, : len(block)].sum()) / 2
    return total
