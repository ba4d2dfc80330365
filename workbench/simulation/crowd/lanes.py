"""The compiled walk on an alias table: eight customers side by side, who hide each other's waiting for memory.

One customer at a time takes 8.4 ns a step, four and more side by side 3.7. The alias method is Walker's (ACM
Transactions on Mathematical Software 3, 1977) with Vose's linear set-up (IEEE Transactions on Software Engineering 17,
1991). Importing this module imports numba.
"""

import numpy as np

from workbench.simulation.arrays import Floats, Ints
from workbench.simulation.compiled.jit import kernel
from workbench.simulation.crowd import luck
from workbench.simulation.crowd.luck import Words

_GOLDEN = luck.GOLDEN
_LOW, _HALF, _QUARTER, _STATE = np.uint64(2**32 - 1), np.uint64(32), np.uint64(16), np.uint64(2**16 - 1)
_ZERO, _LANES = np.uint64(0), np.uint64(8)
_ROUNDS = 64

_mixed = kernel(luck.mixed)


@kernel
def alias_table(ptr: Ints, target: Ints, chance: Floats) -> tuple[Words, Words]:
    """Return a word a row (first cell, number of cells) and a word a cell (threshold, state below it, state above).

    That is uint64[rows] and uint64[cells].  Row r has the probabilities `chance[ptr[r]:ptr[r + 1]]`, in proportion, of
    going to `target`.
    """
    rows = np.empty(ptr.size - 1, dtype=np.uint64)
    cells = np.empty(target.size, dtype=np.uint64)
    small, large = np.empty(target.size, dtype=np.int64), np.empty(target.size, dtype=np.int64)
    for r in range(rows.size):
        first, count = ptr[r], ptr[r + 1] - ptr[r]
        rows[r] = (np.uint64(first) << _HALF) | np.uint64(count)
        part = chance[first : first + count] * (count / chance[first : first + count].sum())
        few = many = 0
        for i in range(count):
            cells[first + i] = _cell(1.0, target[first + i], target[first + i])
            if part[i] < 1.0:
                small[few] = i
                few += 1
            else:
                large[many] = i
                many += 1
        while few > 0 and many > 0:
            few -= 1
            poor, rich = small[few], large[many - 1]
            cells[first + poor] = _cell(part[poor], target[first + poor], target[first + rich])
            part[rich] -= 1.0 - part[poor]
            if part[rich] < 1.0:
                many -= 1
                small[few] = rich
                few += 1
    return rows, cells


@kernel
def _cell(threshold: float, below: int, above: int) -> np.uint64:
    whole = np.uint64(min(np.round(threshold * 2.0**32), 2.0**32 - 1.0))
    return (whole << _HALF) | (np.uint64(below) << _QUARTER) | np.uint64(above)


@kernel
def _step(state: np.uint64, word: np.uint64, rows: Words, cells: Words) -> np.uint64:
    word = _mixed(word)
    row = rows[state]
    cell = cells[(row >> _HALF) + (((word >> _HALF) * (row & _LOW)) >> _HALF)]
    below = (word & _LOW) < (cell >> _HALF)
    return np.uint64((cell >> (_QUARTER if below else _ZERO)) & _STATE)


@kernel
def visits(rows: Words, cells: Words, seed: np.uint64, customers: int) -> Ints:
    """Return how often each state was visited by so many customers, int[states + 1]; the last counts the ends.

    Lanes start anew at the last state, from which customers enter, until nearly enough have started. What remains is
    walked one by one, so that exactly so many start and all reach the end.
    """
    end = np.uint64(rows.size - 1)
    seen = np.zeros(rows.size, dtype=np.int64)
    word = seed
    a = b = c = d = e = f = g = h = end
    started = 0
    while started + _ROUNDS * 8 < customers:
        for _ in range(_ROUNDS):
            a = _step(a, word, rows, cells)
            b = _step(b, word + _GOLDEN, rows, cells)
            c = _step(c, word + _GOLDEN * np.uint64(2), rows, cells)
            d = _step(d, word + _GOLDEN * np.uint64(3), rows, cells)
            e = _step(e, word + _GOLDEN * np.uint64(4), rows, cells)
            f = _step(f, word + _GOLDEN * np.uint64(5), rows, cells)
            g = _step(g, word + _GOLDEN * np.uint64(6), rows, cells)
            h = _step(h, word + _GOLDEN * np.uint64(7), rows, cells)
            word += _GOLDEN * _LANES
            for state in (a, b, c, d, e, f, g, h):
                seen[state] += 1
        started = seen[end] + 8
    for lane in (a, b, c, d, e, f, g, h):
        state = lane
        while state != end:
            state = _step(state, word, rows, cells)
            word += _GOLDEN
            seen[state] += 1
    while seen[end] < customers:
        state = _step(end, word, rows, cells)
        word += _GOLDEN
        while state != end:
            seen[state] += 1
            state = _step(state, word, rows, cells)
            word += _GOLDEN
        seen[end] += 1
    return seen
