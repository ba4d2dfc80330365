"""From a number in the document to what is believed about it."""

import math
from dataclasses import replace
from typing import Final

from workbench.domain.parameters import Parameter
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Origin
from workbench.simulation.uncertainty.distributions import TAIL, Distribution, Proportion, Spread, Tally

FACTOR: Final = {Origin.GUESS: 2.0, Origin.EXPERT: 1.5, Origin.SURVEY: 1.25, Origin.LOG: 1.25}
"""How far the odds (an amount: the amount itself) of a number may lie from what was stated, nine times in ten, where
its author gave neither a range nor a count: an assumption of ours, wide for what was only guessed."""

PRIORS: Final = {
    "failure": (1.0, 8.0),
    "retry": (0.5, 0.5),
    "breakdown_calm": (0.5, 0.5),
    "breakdown_full": (0.5, 0.5),
    "leave_calm": (0.5, 0.5),
    "leave_full": (0.5, 0.5),
    "silent_full": (0.5, 0.5),
    "weight": (0.5, 0.5),
    "share": (0.5, 0.5),
}
"""Cases, happened and not, that are counted in before any was seen.  One failure in nine is usual for a critical step;
elsewhere half a case either way, which says as little as possible (Jeffreys).  Only these numbers are shares of cases
that can be counted; `sample` says nothing about the spread of the others."""

_NEAREST: Final = 1e-3
"""How near to nobody or everybody the end of a range of shares counts."""


def believed(quantity: Quantity, parameter: Parameter) -> Distribution | None:
    """Return what is believed about a number, or None where it is exact.

    Counted cases come first, then the stated range, then FACTOR.  A value on its limit without a range is exact.
    """
    if quantity.sample and parameter.field in PRIORS:
        happened, failed_to = PRIORS[parameter.field]
        seen = quantity.value * quantity.sample
        return Proportion(quantity.value, happened + seen, failed_to + quantity.sample - seen)
    limits = parameter.minimum, float("inf") if parameter.maximum is None else parameter.maximum
    spread = _spread(quantity, *limits)
    return None if spread.low == spread.high else spread


def believed_change(quantity: Quantity, parameter: Parameter) -> Distribution | None:
    """Return what is believed about the effect of a fix: its stated range, and exactly its value where none is."""
    ranged = replace(
        quantity,
        low=quantity.value if quantity.low is None else quantity.low,
        high=quantity.value if quantity.high is None else quantity.high,
    )
    return believed(replace(ranged, sample=None), parameter)


def believed_weight(quantity: Quantity, total: float) -> Distribution | None:
    """Return what is believed about the weight of one of several ways whose weights sum to `total`.

    A range is worth as many counted customers as would leave the share that wide: with log odds of standard deviation
    s, a share p is known as well as from 1 / (s^2 p (1 - p)) of them.  All ways of a touchpoint then follow the
    Dirichlet distribution of their counts, whoever stated them.
    """
    value, share = quantity.value, quantity.value / total
    if quantity.sample:
        return Tally(value, value * quantity.sample + PRIORS["weight"][0], 1.0 / quantity.sample)
    scaled = replace(quantity, value=share, low=_over(quantity.low, total), high=_over(quantity.high, total))
    spread = _spread(scaled, 0.0, 1.0)
    width = _log_odds(spread.high) - _log_odds(spread.low)
    if not 0.0 < share < 1.0 or width <= 0.0:
        return None
    counted = 1.0 / ((width / (2.0 * TAIL)) ** 2 * (1.0 - share))
    return Tally(value, counted, value / counted)


def _over(part: float | None, total: float) -> float | None:
    return None if part is None else min(1.0, part / total)


def _log_odds(share: float) -> float:
    inside = min(max(share, _NEAREST), 1.0 - _NEAREST)
    return math.log(inside / (1.0 - inside))


def _spread(quantity: Quantity, minimum: float, maximum: float) -> Spread:
    value, factor = quantity.value, FACTOR[quantity.origin]
    low = _times(value, 1.0 / factor, minimum, maximum) if quantity.low is None else quantity.low
    high = _times(value, factor, minimum, maximum) if quantity.high is None else quantity.high
    return Spread(value, low, high, minimum, maximum)


def _times(value: float, factor: float, minimum: float, maximum: float) -> float:
    """Multiply the odds of a value between its limits; without an upper limit, its distance from the lower one."""
    above = (value - minimum) * factor
    if maximum == float("inf"):
        return minimum + above
    return minimum + (maximum - minimum) * above / (above + maximum - value) if above else value
