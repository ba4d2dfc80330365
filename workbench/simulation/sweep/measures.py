"""What a sweep tells of every scenario."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from workbench.simulation.arrays import Bools, Floats
from workbench.simulation.observables import (
    Observable,
    breakdowns,
    breakdowns_at,
    churned,
    completed,
    cost,
    defected,
    time,
    visits,
)

MEASURES: Final = ("late_breakdowns", "breakdowns", "completed", "defected", "churned", "cost", "visits", "time")
"""Per customer entering: counts, probabilities, money and minutes.  Who is churned left in silence or gave up."""

_PROBABILITIES: Final = frozenset({"completed", "defected", "churned"})


def observables(late: Bools) -> Sequence[Observable]:
    """Return what to ask of the engine, in the order of MEASURES; `late`, bool[n], marks the later touchpoints."""
    n = late.size
    return [breakdowns_at(late), *(each(n) for each in (breakdowns, completed, defected, churned, cost, visits, time))]


def per(entrants: float, values: Floats) -> Floats:
    """Return measures, float[m, MEASURES], with counts, money and minutes per so many customers; probabilities stay."""
    return values * np.array([1.0 if name in _PROBABILITIES else entrants for name in MEASURES])
