"""How a measure is distributed over customers: what no expectation can tell."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Final

import numpy as np

from workbench.simulation.arrays import Floats
from workbench.simulation.build import Case
from workbench.simulation.crowd.rows import AMOUNTS, Measure
from workbench.simulation.crowd.walk import walk

QUANTILES: Final = (0.05, 0.25, 0.5, 0.75, 0.95, 0.99)
_SHOWN: Final = 0.995
_BINS: Final = 40


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """The distribution of one measure: bin b holds the share `share[b]` between `edges[b]` and `edges[b + 1]`.

    `share` float[b] and `beyond`, the share above the last edge, sum to one. Counts lie in the middle of their bins.
    `quantiles` belong to QUANTILES.
    """

    measure: Measure
    mean: float
    deviation: float
    quantiles: tuple[float, ...]
    edges: Floats
    share: Floats
    beyond: float

    def share_above(self, limit: float) -> float:
        """Return the share of customers in bins wholly at or above a limit."""
        return float(self.share[self.edges[:-1] >= limit].sum()) + self.beyond


def spreads(
    case: Case,
    customers: int,
    seed: int,
    *,
    alike: Sequence[Spread] = (),
    cancelled: Callable[[], bool] | None = None,
) -> list[Spread]:
    """Return the distribution of every measure per customer: visits, breakdowns, failures, cost, minutes and by phase.

    `customers` of each kind of customer walk and are weighted by their shares.  The bins are those of `alike`, the
    spreads of a variant with the same phases, if given; what lies below the first one is counted there.  Raises
    ModelProblem without customers, Cancelled when stopped.
    """
    shares = np.array(case.shares)
    kinds = [
        walk(segment.model, customers, seed, first=number * customers, cancelled=cancelled).rows.measures()
        for number, segment in enumerate(case.segments)
    ]
    weight = np.repeat(shares / shares.sum() / customers, customers)
    edges = [each.edges for each in alike] or repeat(None)
    return [
        _spread(measure, values, weight, own) for (measure, values), own in zip(_joined(kinds), edges, strict=False)
    ]


def _joined(kinds: Sequence[Iterator[tuple[Measure, Floats]]]) -> Iterator[tuple[Measure, Floats]]:
    for columns in zip(*kinds, strict=True):
        yield columns[0][0], np.concatenate([values for _, values in columns])


def _spread(measure: Measure, values: Floats, weight: Floats, edges: Floats | None) -> Spread:
    mean = float(weight @ values)
    order = np.argsort(values, kind="stable")
    ranked, reached = values[order], np.cumsum(weight[order])
    *quantiles, shown = _quantiles(ranked, reached, (*QUANTILES, _SHOWN))
    if edges is None:
        edges = _edges(measure, float(ranked[0]), float(shown))
    share = np.histogram(np.maximum(values, edges[0]), edges, weights=weight)[0].astype(np.float64)
    deviation = float(np.sqrt(weight @ (values - mean) ** 2))
    beyond = float(weight[values > edges[-1]].sum())
    return Spread(measure, mean, deviation, tuple(quantiles), edges, share, beyond)


def _quantiles(ranked: Floats, reached: Floats, wanted: Sequence[float]) -> list[float]:
    """Return the smallest values that these shares of the weight do not exceed."""
    places = np.searchsorted(reached, np.array(wanted) - 1e-12, "left")
    return [float(value) for value in ranked[np.minimum(places, ranked.size - 1)]]


def _edges(measure: Measure, lowest: float, shown: float) -> Floats:
    if measure.kind not in AMOUNTS:
        step = max(1, int(np.ceil((shown - lowest + 1) / _BINS)))
        return np.arange(lowest, shown + step + 1, step) - 0.5
    return np.linspace(lowest, shown if shown > lowest else lowest + 1.0, _BINS + 1)
