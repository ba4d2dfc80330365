"""Names for the array types of the simulation and the few helpers every module needs."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
SparseIndices = npt.NDArray[np.int32]
"""The index type of SuperLU; anything wider would be converted at every factorisation."""


def ramp(starts: Ints, counts: Ints) -> Ints:
    """Concatenate the ranges `starts[r] .. starts[r] + counts[r] - 1` of all rows r, int[sum of counts]."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if ends.size else 0
    return np.arange(total, dtype=np.int64) + np.repeat(starts - ends + counts, counts)


def tally(index: Ints | SparseIndices, weight: Floats, size: int) -> Floats:
    """Sum the weights that share an index; float64[size]."""
    return np.bincount(index, weight, size).astype(np.float64, copy=False)


def product(factor: Floats, value: Floats) -> Floats:
    """Multiply element by element, float[...], letting a factor of zero win over an undefined (NaN) value."""
    return np.where(factor == 0.0, 0.0, factor * value)
