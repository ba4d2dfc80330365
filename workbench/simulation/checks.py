"""Checks of single parameter arrays; each problem names the place, the value and the remedy."""

from collections.abc import Callable

import numpy as np

from workbench.simulation.arrays import Bools, Floats, Ints
from workbench.simulation.problems import ModelProblem

SUM_TOLERANCE = 1e-9
"""How far shares may sum away from one: wide enough for counts divided by their total, far below any effect."""

LARGEST = 1e15
"""Above it sums lose the cents and squares come near the end of numbers; it is more than all money there is."""

Place = Callable[[int], str]


def require_shape(label: str, values: Floats | Ints, shape: tuple[int, ...]) -> None:
    """Raise unless the array has this shape."""
    if values.shape != shape:
        raise ModelProblem(f"{label} has shape {values.shape} where {shape} is expected: give one value each.")


def _refuse(label: str, values: Floats | Ints, bad: Bools, place: Place, remedy: str) -> None:
    if bad.any():
        first = int(np.flatnonzero(bad)[0])
        raise ModelProblem(f"{label} {place(first)} is {values[first]:.12g}: {remedy}.")


def require_finite(label: str, values: Floats, place: Place) -> None:
    """Raise at the first of float[m] that is not a number, infinite, or larger than can be reckoned with."""
    _refuse(label, values, ~np.isfinite(values), place, "enter a finite number")
    _refuse(label, values, np.abs(values) > LARGEST, place, f"enter at most {LARGEST:g}")


def require_probabilities(label: str, values: Floats, place: Place) -> None:
    """Raise at the first of float[m] outside 0..1."""
    _refuse(label, values, ~((values >= 0.0) & (values <= 1.0)), place, "enter a probability from 0 to 1")


def require_not_negative(label: str, values: Floats, place: Place) -> None:
    """Raise at the first of float[m] that is negative, not finite, or larger than can be reckoned with."""
    _refuse(label, values, ~((values >= 0.0) & np.isfinite(values)), place, "enter a finite number of at least 0")
    _refuse(label, values, values > LARGEST, place, f"enter at most {LARGEST:g}")


def require_indices(label: str, values: Ints, size: int, place: Place) -> None:
    """Raise at the first of int[m] outside 0..size-1."""
    _refuse(label, values, (values < 0) | (values >= size), place, f"it must refer to one of 0 to {size - 1}")


def require_sums_of_one(label: str, sums: Floats, place: Place) -> None:
    """Raise at the first of float[m] that is not one."""
    _refuse(label, sums, ~(np.abs(sums - 1.0) <= SUM_TOLERANCE), place, "let the shares sum to 1")


def require_sums_within_one(label: str, sums: Floats, place: Place) -> None:
    """Raise at the first of float[m] above one."""
    _refuse(label, sums, ~(sums <= 1.0 + SUM_TOLERANCE), place, "let the shares sum to at most 1")
