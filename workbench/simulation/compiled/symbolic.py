"""Where the factors of a sparse matrix fill in, and the order of elimination that fills least."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from workbench.simulation.arrays import Bools, Floats, Ints
from workbench.simulation.compiled.jit import inner, kernel

Places = npt.NDArray[np.uint64]
Columns = npt.NDArray[np.uint32]


class Pattern(NamedTuple):
    """Both factors by row: `column[ptr[i]:middle[i]]` lie left of the diagonal, the rest of the row right.

    Without sign, because kernels then need not ask of every index whether it counts from the end: 2.5 times faster.
    """

    ptr: Places
    middle: Places
    column: Columns


@kernel
def fill(row_ptr: Ints, column: Ints) -> Pattern:
    """Return the pattern of LU without exchange of rows; `column` may repeat entries and hold the diagonal.

    Row i takes over the right part of every row k < i that it reaches (Rose and Tarjan 1978).  Rows are scanned for
    marks in blocks of 64, so that a matrix of 12,000 rows with a narrow band is not searched row by row.
    """
    n = row_ptr.size - 1
    ptr, middle = np.zeros(n + 1, np.uint64), np.zeros(n, np.uint64)
    index = np.empty(4 * column.size + 2 * n, np.uint32)
    mark, touched = np.full(n, -1, np.int64), np.full(n // 64 + 1, -1, np.int64)
    used = 0
    for i in range(n):
        if used + n > index.size:
            index = np.concatenate((index, np.empty(index.size + n, np.uint32)))
        for t in range(row_ptr[i], row_ptr[i + 1]):
            mark[column[t]] = i
            touched[column[t] >> 6] = i
        middle[i] = used
        for block in range(n // 64 + 1):
            if touched[block] != i:
                continue
            for k in range(64 * block, min(64 * block + 64, n)):
                if mark[k] != i or k == i:
                    continue
                index[used] = k
                used += 1
                if k > i:
                    continue
                middle[i] = used
                for t in range(middle[k], ptr[k + 1]):
                    mark[index[t]] = i
                    touched[index[t] >> 6] = i
        ptr[i + 1] = used
    return Pattern(ptr, middle, index[:used].copy())


@kernel
def merged(row_ptr: Ints, column: Ints) -> Pattern:
    """Return the pattern of a matrix alone, without its diagonal; `column` may repeat entries."""
    n, used = row_ptr.size - 1, 0
    ptr, middle = np.zeros(n + 1, np.uint64), np.zeros(n, np.uint64)
    index, mark = np.empty(column.size, np.uint32), np.full(n, -1, np.int64)
    for i in range(n):
        mark[i] = i
        for left in (True, False):
            middle[i] = used
            for t in range(row_ptr[i], row_ptr[i + 1]):
                j = column[t]
                if mark[j] != i and (j < i) == left:
                    mark[j] = i
                    index[used] = j
                    used += 1
        ptr[i + 1] = used
    return Pattern(ptr, middle, index[:used].copy())


@inner
def work_of(pattern: Pattern, weight: Floats) -> float:
    """Return the multiply-adds of a factorisation whose rows stand for dense blocks of `weight` rows, float[n]."""
    total = 0.0
    right = np.zeros(weight.size)
    for k in range(weight.size):
        for t in range(pattern.middle[k], pattern.ptr[k + 1]):
            right[k] += weight[pattern.column[t]]
    for i in range(weight.size):
        total += weight[i] ** 3 / 3.0 + weight[i] ** 2 * right[i]
        for t in range(pattern.ptr[i], pattern.middle[i]):
            k = pattern.column[t]
            total += weight[i] * weight[k] * (right[k] + weight[k] / 2.0)
    return total


@inner
def join_neighbours(row_ptr: Ints, column: Ints, weight: Floats, near: Bools) -> Floats:
    """Mark which nodes a way connects in either direction, bool[n, >= n], and return what they weigh, float[n]."""
    degree = np.zeros(weight.size)
    for i in range(weight.size):
        for t in range(row_ptr[i], row_ptr[i + 1]):
            j = column[t]
            if i != j and not near[i, j]:
                near[i, j] = near[j, i] = True
                degree[i] += weight[j]
                degree[j] += weight[i]
    return degree


@inner
def lightest(degree: Floats, left: Ints) -> int:
    """Return the place in `left`, ascending numbers of nodes, of the one of least degree, the first of several."""
    least = 0
    for place in range(1, left.size):
        if degree[left[place]] < degree[left[least]]:
            least = place
    return least


@kernel
def minimum_degree(row_ptr: Ints, column: Ints, weight: Floats) -> Ints:
    """Return the nodes in the order that eliminates the one with the lightest neighbours first, ties by number.

    Works on the symmetric graph as a dense table, n * n bytes, whose empty parts are passed over eight at a time.
    """
    n = weight.size
    near = np.zeros((n, (n + 7) // 8 * 8), np.bool_)
    eights, degree = near.view(np.uint64), join_neighbours(row_ptr, column, weight, near)
    order, left, neighbours = np.empty(n, np.int64), np.arange(n), np.empty(n, np.int64)
    for step in range(n):
        place = lightest(degree, left[: n - step])
        chosen = left[place]
        left[place : n - step - 1] = left[place + 1 : n - step]
        order[step] = chosen
        count = 0
        for eight in range(eights.shape[1]):
            if eights[chosen, eight] == 0:
                continue
            for j in range(8 * eight, 8 * eight + 8):
                if near[chosen, j]:
                    neighbours[count] = j
                    count += 1
                    near[j, chosen] = False
                    degree[j] -= weight[chosen]
        for a in range(count):
            for b in range(a):
                first, second = neighbours[a], neighbours[b]
                if not near[first, second]:
                    near[first, second] = near[second, first] = True
                    degree[first] += weight[second]
                    degree[second] += weight[first]
    return order


@kernel
def permuted(row_ptr: Ints, column: Ints, order: Ints) -> tuple[Ints, Ints]:
    """Return the rows in this order, with columns renumbered alike."""
    n = order.size
    place = np.empty(n, np.int64)
    place[order] = np.arange(n)
    ptr, moved = np.zeros(n + 1, np.int64), np.empty(column.size, np.int64)
    used = 0
    for i in range(n):
        for t in range(row_ptr[order[i]], row_ptr[order[i] + 1]):
            moved[used] = place[column[t]]
            used += 1
        ptr[i + 1] = used
    return ptr, moved


@kernel
def cheapest(row_ptr: Ints, column: Ints, weight: Floats, orders: Ints) -> tuple[int, float]:
    """Return which of several orders of elimination, int[orders, n], costs least, and its multiply-adds."""
    best, least = 0, np.inf
    for attempt in range(orders.shape[0]):
        ptr, moved = permuted(row_ptr, column, orders[attempt])
        cost = work_of(fill(ptr, moved), weight[orders[attempt]])
        if cost < least:
            best, least = attempt, cost
    return best, least


@kernel
def slots_of(row_ptr: Ints, column: Ints, pattern: Pattern) -> Columns:
    """Return where each entry lies in the factors, uint32[entries]; those of the diagonal go one place behind all."""
    slot = np.empty(column.size, np.uint32)
    where = np.empty(row_ptr.size - 1, np.uint32)
    for i in range(row_ptr.size - 1):
        for t in range(pattern.ptr[i], pattern.ptr[i + 1]):
            where[pattern.column[t]] = t
        for t in range(row_ptr[i], row_ptr[i + 1]):
            slot[t] = pattern.column.size if column[t] == i else where[column[t]]
    return slot
