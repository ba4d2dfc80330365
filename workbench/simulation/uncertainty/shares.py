"""Which uncertain number makes a result uncertain: first-order shares of its variance."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import ndtr, ndtri

from workbench.simulation.arrays import Floats
from workbench.simulation.uncertainty.inputs import Input

_FALSE_ALARM: Final = 0.01
"""The chance that any input without effect is given a share, were scores drawn at random.  Of Sobol points, which are
not, some inputs without effect get one: in trials with 150 inputs and 1,024 points 0.01 at most."""

_NOTHING: Final = 1e-12
"""Spreads below this part of the result are rounding."""

_REST: Final = 0.1
"""Once less than a hundredth of the variance is unexplained, nothing more is looked for."""

_WORLDS_FOR_ONE: Final = 8
"""So many worlds at least for each input that is said to matter, each having three terms."""


@dataclass(frozen=True, slots=True)
class Share:
    """How much of the variance of a result one uncertain number accounts for by itself, 0 to 1."""

    element: str
    parameter: str
    label: str
    share: float

    @property
    def narrowing(self) -> float:
        """By what part the range would narrow if this number were known, 0 to 1: to the root of what is left."""
        return 1.0 - math.sqrt(max(0.0, 1.0 - self.share))


def ranked(inputs: Sequence[Input], shares: Floats) -> tuple[Share, ...]:
    """Name shares, float[inputs], the largest first; what has none is left out."""
    named = [
        Share(each.element, each.parameter, each.label, s) for each, s in zip(inputs, shares.tolist(), strict=True)
    ]
    return tuple(sorted((each for each in named if each.share > 0.0), key=lambda each: -each.share))


def first_order(scores: Floats, worlds: Floats) -> Floats:
    """Return the first-order share of each input in the variance of a result, float[inputs].

    Scores are float[m, inputs], standard normal and independent, the result is float[m].  A share is the squared
    length of the result's projection on the Hermite polynomials of one score up to the third (Sudret 2008, Reliability
    Engineering and System Safety 93:964-979), fitted to all inputs that matter together, with an error of about
    1 / sqrt(m).  It is zero where the ranks of the result, which long tails cannot mislead, show no dependence.
    """
    inputs = scores.shape[1]
    shares, spread = np.zeros(inputs), float(worlds.std())
    if not inputs or spread <= _NOTHING * float(np.abs(worlds).max(initial=0.0)):
        return shares
    matter = _that_matter(scores, worlds)
    terms = [_polynomials(scores[:, column]) for column in matter]
    fitted = _fitted(terms, (worlds - worlds.mean()) / spread)
    shares[matter] = np.minimum(1.0, (fitted.reshape(-1, 3) ** 2).sum(axis=1))
    return shares


def _that_matter(scores: Floats, worlds: Floats) -> list[int]:
    """Return the inputs on which the ranks of a result depend, the strongest first.

    Each is looked for in what those before leave unexplained: of hundreds of inputs some are always spread unevenly
    against one that matters, and would seem to matter too.
    """
    m, inputs = scores.shape
    ranks = ndtri((np.argsort(np.argsort(worlds, kind="stable"), kind="stable") + 0.5) / m)
    uniform, rest = 2.0 * ndtr(scores) - 1.0, ranks
    seen = ndtri(1.0 - _FALSE_ALARM / (6.0 * inputs)) / math.sqrt(m)
    found: list[int] = []
    terms: list[Floats] = []
    while len(found) < min(inputs, m // _WORLDS_FOR_ONE) and rest.std() > _REST:
        strongest = _dependence(rest / rest.std(), uniform)
        strongest[found] = 0.0
        column = int(strongest.argmax())
        if strongest[column] <= seen:
            break
        found.append(column)
        terms.append(_polynomials(scores[:, column]))
        rest = ranks - np.concatenate(terms, axis=1) @ _fitted(terms, ranks)
        rest = rest - rest.mean()
    return found


def _dependence(result: Floats, uniform: Floats) -> Floats:
    """Return how a result, float[m], goes with the first three Legendre polynomials of each input, float[inputs].

    Inputs are float[m, inputs], evenly spread from -1 to 1; the polynomial that it goes with most counts.
    """
    squares = uniform * uniform
    first, second, third = (result @ powers / result.size for powers in (uniform, squares, squares * uniform))
    strongest = np.maximum(math.sqrt(3.0) * np.abs(first), math.sqrt(5.0) * 1.5 * np.abs(second))
    return np.maximum(strongest, math.sqrt(7.0) * np.abs(2.5 * third - 1.5 * first))


def _polynomials(score: Floats) -> Floats:
    """Return the first three Hermite polynomials of a standard normal score, each of variance one, float[m, 3]."""
    squares = score * score
    return np.stack([score, (squares - 1.0) / math.sqrt(2.0), (squares - 3.0) * score / math.sqrt(6.0)], axis=1)


def _fitted(terms: Sequence[Floats], result: Floats) -> Floats:
    """Return the coefficients of terms, float[m, 3] each, that come nearest to a result, float[3 terms]."""
    columns = np.concatenate([np.ones((result.size, 1)), *terms], axis=1)
    return np.linalg.lstsq(columns, result, rcond=None)[0][1:].astype(np.float64)
