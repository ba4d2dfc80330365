"""A first order by the Fiedler vector: the smoothest way to lay a graph along a line."""

from typing import Any

import numpy as np

from workbench.layout.arrays import Floats, Ints

_LEAST = 3
_TOLERANCE = 1e-4
_STEPS = 400
_STEPS_A_LOOK = 20


def line_up(size: int, ends: Ints, wish: Floats) -> Floats:
    """Return a value for each of `size` nodes, near for neighbours; connected parts lie one after the other.

    Takes the eigenvector of the normalised Laplacian with the smallest non-zero eigenvalue, part by part (Koren, 2005,
    Drawing graphs by eigenvectors).  `wish`, float64[size], decides which way round each part lies and which comes
    first.
    """
    parts = _parts(size, ends)
    values = np.zeros(size)
    count = int(parts.max(initial=-1)) + 1
    means = np.bincount(parts, wish, count) / np.maximum(np.bincount(parts, minlength=count), 1)
    members = np.split(np.argsort(parts, kind="stable"), np.cumsum(np.bincount(parts, minlength=count))[:-1])
    own = np.split(np.argsort(parts[ends[:, 0]], kind="stable"), np.cumsum(np.bincount(parts[ends[:, 0]]))[:-1])
    for place, part in enumerate(np.argsort(means, kind="stable").tolist()):
        inside = members[part]
        values[inside] = 3.0 * place
        if len(inside) > _LEAST:
            local = np.searchsorted(inside, ends[own[part]])
            values[inside] += _laid(_fiedler(len(inside), local), wish[inside])
    return values


def _laid(vector: Floats, wish: Floats) -> Floats:
    """Scale a vector to -1 to 1, the way round that is nearer to the wish."""
    largest = float(np.abs(vector).max()) or 1.0
    along = float(np.dot(vector, wish - wish.mean()))
    return vector / (largest if along >= 0 else -largest)


def _fiedler(size: int, ends: Ints) -> Floats:
    """Return the eigenvector of the second largest eigenvalue of D^-1/2 A D^-1/2, scaled by D^-1/2; float64[size].

    Lanczos (1950) without restarts, for ARPACK takes three times as many products and starts threads for its own.
    """
    # imported on first use: it takes longer than tidying up a map, and nothing on the way to the first window needs it
    from scipy.sparse import coo_array

    both = np.concatenate((ends, ends[:, ::-1]))
    largest = np.sqrt(np.bincount(both[:, 0], minlength=size))
    values = 1 / (largest[both[:, 0]] * largest[both[:, 1]])
    matrix = coo_array((values, (both[:, 0], both[:, 1])), shape=(size, size)).tocsr()
    return _second_eigenvector(matrix, largest / np.linalg.norm(largest)) / largest


def _second_eigenvector(matrix: Any, first: Floats) -> Floats:
    """Return the eigenvector of the largest eigenvalue but for that of `first`; of a symmetric sparse matrix."""
    steps = min(_STEPS, len(first) - 1)
    basis = np.empty((steps, len(first)))
    alphas, betas = np.empty(steps), np.empty(steps)
    before, after = np.zeros(len(first)), np.cos(np.arange(len(first)))
    beta, weights = 0.0, np.ones(1)
    for step in range(steps):
        # every rounding brings a trace of the first one back, which would grow
        after -= first * np.dot(first, after)
        now = basis[step] = after / np.sqrt(np.dot(after, after))
        after = matrix @ now - beta * before
        alphas[step] = np.dot(now, after)
        after -= alphas[step] * now
        beta = betas[step] = np.sqrt(np.dot(after, after))
        before = now
        if (step + 1) % _STEPS_A_LOOK == 0 or step + 1 == steps or beta < _TOLERANCE:
            weights = _largest_of_tridiagonal(alphas[: step + 1], betas[:step])
            if beta * abs(weights[-1]) < _TOLERANCE:
                break
    # no product of matrices: BLAS would start threads for it
    return np.einsum("ij,i->j", basis[: len(weights)], weights)


def _largest_of_tridiagonal(diagonal: Floats, beside: Floats) -> Floats:
    """Return the eigenvector of the largest eigenvalue."""
    from scipy.linalg import eigh_tridiagonal

    last = len(diagonal) - 1
    return eigh_tridiagonal(diagonal, beside, select="i", select_range=(last, last))[1][:, 0]


def _parts(size: int, ends: Ints) -> Ints:
    """Return the number of the connected part that each node lies in; int64[size]."""
    leader = np.arange(size)
    while True:
        low = np.minimum(leader[ends[:, 0]], leader[ends[:, 1]])
        after = leader.copy()
        np.minimum.at(after, ends[:, 0], low)
        np.minimum.at(after, ends[:, 1], low)
        after = after[after]
        if np.array_equal(after, leader):
            return np.unique(leader, return_inverse=True)[1].astype(np.int64)
        leader = after
