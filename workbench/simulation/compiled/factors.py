"""Elimination without subtraction, and solving with its factors, for one or several matrices side by side.

The idea is that of Grassmann, Taksar and Heyman (Operations Research 33, 1985): a pivot is the sum of what leads
elsewhere and what leaves, never one minus what stays, so that every digit survives however rarely a loop is left.
Values of several matrices ("lanes") lie side by side, entry by entry: `value[t * LANES + w]`.
"""

from typing import Any, Final

import numpy as np

from workbench.simulation.arrays import Bools, Floats
from workbench.simulation.compiled.jit import inner, kernel
from workbench.simulation.compiled.symbolic import Pattern

LANES: Final = 8
"""Matrices side by side in a batch: a cache line of numbers; 2.7 times as many a second as one at a time."""


@kernel
def eliminate(pattern: Pattern, value: Floats, leaving: Floats, inverse: Floats, row: Floats, stuck: Bools) -> None:
    """Factorise in place: `value` holds the probabilities off the diagonal by slot and becomes both factors.

    `leaving`, float[ns], holds the exits and becomes those of the reduced chains, `inverse` receives the inverse
    pivots, `row` is room.  Where nothing leaves a state, `stuck` is set, and what comes there is lost.
    """
    ptr, middle, column = pattern
    for i in range(middle.size):
        pivot = leaving[i]
        if ptr[i] < middle[i]:
            for t in range(ptr[i], ptr[i + 1]):
                row[column[t]] = value[t]
            for t in range(ptr[i], middle[i]):
                k = column[t]
                factor = row[k] * inverse[k]
                value[t] = factor
                pivot += factor * leaving[k]
                for z in range(middle[k], ptr[k + 1]):
                    row[column[z]] += factor * value[z]
            leaving[i] = pivot
            for t in range(middle[i], ptr[i + 1]):
                value[t] = row[column[t]]
        for t in range(middle[i], ptr[i + 1]):
            pivot += value[t]
        stuck[0] |= not pivot > 0.0
        inverse[i] = 1.0 / pivot if pivot > 0.0 else 0.0


@inner
def eliminate_lanes(  # noqa: C901 - a loop over lanes is one operation
    pattern: Pattern, value: Floats, leaving: Floats, inverse: Floats, row: Floats, stuck: Bools
) -> None:
    """Factorise LANES matrices in place, as `eliminate` does one."""
    ptr, middle, column = pattern
    factor, pivot = np.empty(LANES), np.empty(LANES)
    for i in range(middle.size):
        for t in range(ptr[i], ptr[i + 1]):
            j = column[t]
            for w in range(LANES):
                row[j * LANES + w] = value[np.int64(t) * LANES + w]
        for w in range(LANES):
            pivot[w] = leaving[i * LANES + w]
        for t in range(ptr[i], middle[i]):
            k = column[t]
            for w in range(LANES):
                factor[w] = row[k * LANES + w] * inverse[k * LANES + w]
                value[np.int64(t) * LANES + w] = factor[w]
                pivot[w] += factor[w] * leaving[k * LANES + w]
            for z in range(middle[k], ptr[k + 1]):
                j = column[z]
                for w in range(LANES):
                    row[j * LANES + w] += factor[w] * value[np.int64(z) * LANES + w]
        for w in range(LANES):
            leaving[i * LANES + w] = pivot[w]
        for t in range(middle[i], ptr[i + 1]):
            j = column[t]
            for w in range(LANES):
                value[np.int64(t) * LANES + w] = row[j * LANES + w]
                pivot[w] += row[j * LANES + w]
        for w in range(LANES):
            stuck[w] |= not pivot[w] > 0.0
            inverse[i * LANES + w] = 1.0 / pivot[w] if pivot[w] > 0.0 else 0.0


@kernel
def visits(pattern: Pattern, value: Floats, inverse: Floats, entry: Floats) -> None:
    """Turn entries, float[ns], in place, into the expected visits x of x (I - Q) = entry."""
    ptr, middle, column = pattern
    for i in range(middle.size):
        here = entry[i] * inverse[i]
        entry[i] = here
        for t in range(middle[i], ptr[i + 1]):
            entry[column[t]] += value[t] * here
    for i in range(middle.size - 1, -1, -1):
        here = entry[i]
        for t in range(ptr[i], middle[i]):
            entry[column[t]] += value[t] * here


@inner
def visits_lanes(pattern: Pattern, value: Floats, inverse: Floats, entry: Floats) -> None:
    """Solve LANES matrices forward, as `visits` does one."""
    ptr, middle, column = pattern
    here = np.empty(LANES)
    for i in range(middle.size):
        for w in range(LANES):
            here[w] = entry[i * LANES + w] * inverse[i * LANES + w]
            entry[i * LANES + w] = here[w]
        for t in range(middle[i], ptr[i + 1]):
            j = column[t]
            for w in range(LANES):
                entry[j * LANES + w] += value[np.int64(t) * LANES + w] * here[w]
    for i in range(middle.size - 1, -1, -1):
        for w in range(LANES):
            here[w] = entry[i * LANES + w]
        for t in range(ptr[i], middle[i]):
            j = column[t]
            for w in range(LANES):
                entry[j * LANES + w] += value[np.int64(t) * LANES + w] * here[w]


def _valuing(single: bool) -> Any:
    @kernel
    def values(pattern: Pattern, value: Floats, inverse: Floats, reward: Floats) -> None:
        n = pattern.middle.size
        columns = 1 if single else reward.shape[1]
        for i in range(n):
            for t in range(pattern.ptr[i], pattern.middle[i]):
                k, factor = pattern.column[t], value[t]
                for c in range(columns):
                    reward[i, c] += factor * reward[k, c]
        for i in range(n - 1, -1, -1):
            for t in range(pattern.middle[i], pattern.ptr[i + 1]):
                j, factor = pattern.column[t], value[t]
                for c in range(columns):
                    reward[i, c] += factor * reward[j, c]
            for c in range(columns):
                reward[i, c] *= inverse[i]

    return values


values = _valuing(single=False)
"""Turn rewards, float[ns, q], in place, into the values v of (I - Q) v = reward."""

single_values = _valuing(single=True)
"""Solve for one column, as `values` does for q: four times as fast, its inner loops being none."""
