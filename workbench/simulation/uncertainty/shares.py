"""Which uncertain number makes a result uncertain: first-order shares of its variance."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.special import ndtr, ndtri

from workbench.simulation.arrays import Bools, Floats
from workbench.simulation.uncertainty.inputs import Input

_FALSE_ALARM: Final = 0.01
"""The chance that any input without effect is given a share."""

_NOTHING: Final = 1e-12
"""Spreads below this part of the result are rounding."""


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
    Engineering and System Safety 93:964-979), with an error of about 1 / sqrt(m).  It is zero where the ranks of the
    result, which long tails cannot mislead, show no dependence on the score.
    """
    inputs = scores.shape[1]
    spread = float(worlds.std())
    if not inputs or spread <= _NOTHING * float(np.abs(worlds).max(initial=0.0)):
        return np.zeros(inputs)
    first, second, third = _moments((worlds - worlds.mean()) / spread, scores)
    projected = first**2 + second**2 / 2.0 + (third - 3.0 * first) ** 2 / 6.0
    return np.where(_depends(scores, worlds), np.minimum(1.0, projected), 0.0)


def _depends(scores: Floats, worlds: Floats) -> Bools:
    """Tell which scores the ranks of a result depend on, by their first three Legendre polynomials, bool[inputs]."""
    m, inputs = scores.shape
    ranks = ndtri((np.argsort(np.argsort(worlds, kind="stable"), kind="stable") + 0.5) / m)
    first, second, third = _moments(ranks, 2.0 * ndtr(scores) - 1.0)
    seen = ndtri(1.0 - _FALSE_ALARM / (6.0 * inputs)) / math.sqrt(m)
    strongest = np.maximum(math.sqrt(3.0) * np.abs(first), math.sqrt(5.0) * 1.5 * np.abs(second))
    return np.maximum(strongest, math.sqrt(7.0) * np.abs(2.5 * third - 1.5 * first)) > seen


def _moments(result: Floats, scores: Floats) -> tuple[Floats, Floats, Floats]:
    """Return the means of the result times each score, its square and its cube, float[inputs] each."""
    squares = scores * scores
    first, second, third = (result @ powers / result.size for powers in (scores, squares, squares * scores))
    return first, second, third
