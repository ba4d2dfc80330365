"""What came of many worlds: every number with its range."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from workbench.simulation.arrays import Floats
from workbench.simulation.uncertainty.shares import Share
from workbench.simulation.uncertainty.worlds import MEASURES
from workbench.simulation.wording import Cut

ENDS: Final = (0.05, 0.5, 0.95)
_ROUNDING: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Range:
    """One number, per customer entering: `value` with everything as stated; the rest over all worlds.

    Nine worlds in ten lie between `low` and `high`.
    """

    value: float
    mean: float
    low: float
    median: float
    high: float
    deviation: float

    @classmethod
    def over(cls, value: float, worlds: Floats) -> "Range":
        """Summarise worlds, float[m]."""
        low, median, high = np.quantile(worlds, ENDS).tolist()
        return cls(value, float(worlds.mean()), low, median, high, float(worlds.std(ddof=1)))

    def scaled(self, factor: float) -> "Range":
        """Return the range of this number times a positive factor, such as the customers entering."""
        numbers = (self.value, self.mean, self.low, self.median, self.high, self.deviation)
        return Range(*(number * factor for number in numbers))

    def turned(self) -> "Range":
        """Return the range of this number with the opposite sign, what is prevented instead of what is added."""
        return Range(-self.value, -self.mean, -self.high, -self.median, -self.low, self.deviation)


@dataclass(frozen=True, slots=True)
class Measured:
    """What a journey comes to, per customer entering; `phases` are breakdowns by phase, in order."""

    late_breakdowns: Range
    breakdowns: Range
    completed: Range
    defected: Range
    churned: Range
    cost: Range
    time: Range
    phases: tuple[Range, ...]

    @classmethod
    def over(cls, values: Floats, worlds: Floats) -> "Measured":
        """Summarise worlds, float[m, MEASURES + phases], beside the values with everything as stated."""
        ranges = [Range.over(value, column) for value, column in zip(values.tolist(), worlds.T, strict=True)]
        named = dict(zip(MEASURES, ranges, strict=False))
        return cls(**named, phases=tuple(ranges[len(MEASURES) :]))


@dataclass(frozen=True, slots=True)
class Ranges:
    """A fix and how sure its effect is; `change` is scenario minus baseline in the same world.

    `exposure`, `hazard` and `twin_hazard` are those of late breakdowns; `carried` is the hazard beyond the twin's.
    `shares` tell what to measure next, the most first, `together` how much of the variance they add up to: what is
    missing to one comes from numbers acting jointly.  `samples` counts the worlds.
    """

    fixes: tuple[Cut, ...]
    late: str
    samples: int
    seed: int
    baseline: Measured
    scenario: Measured
    change: Measured
    exposure: Range
    hazard: Range
    twin_hazard: Range
    carried: Range
    shares: tuple[Share, ...]
    together: float

    @property
    def claim(self) -> bool:
        """Whether real carry-over may be claimed: the hazard lies below the twin's in 19 worlds of 20 and as stated."""
        scale = max(abs(self.baseline.late_breakdowns.value), abs(self.scenario.late_breakdowns.value))
        return max(self.carried.high, self.carried.value) < -_ROUNDING * scale
