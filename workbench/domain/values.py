"""Checked numbers that know where they come from."""

import math
from dataclasses import dataclass

from workbench.domain.problems import ValueProblem
from workbench.domain.vocabulary import Origin


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its range and origin.

    `low` and `high` enclose `value` where they are given (a 90 % range); `sample` counts the observations behind a
    number that was measured; `note` says in words where it comes from.
    """

    value: float
    origin: Origin = Origin.GUESS
    low: float | None = None
    high: float | None = None
    note: str = ""
    who: str = ""
    date: str = ""
    sample: int | None = None

    def __post_init__(self) -> None:
        for part in (self.value, self.low, self.high):
            if part is not None and not math.isfinite(part):
                raise ValueProblem(f"{part} is not a number that can be calculated with; give a finite one.")
        if self.low is not None and self.low > self.value:
            raise ValueProblem(f"The low end {self.low:g} lies above the likely value {self.value:g}; lower it.")
        if self.high is not None and self.high < self.value:
            raise ValueProblem(f"The high end {self.high:g} lies below the likely value {self.value:g}; raise it.")
        if self.sample is not None and self.sample < 0:
            raise ValueProblem(f"{self.sample} observations cannot be; give 0 or more.")

    @property
    def is_guess(self) -> bool:
        """Whether nobody has measured, asked or judged it yet."""
        return self.origin is Origin.GUESS


@dataclass(frozen=True, slots=True)
class MeasurePoint:
    """One dated reading of a measure; `date` is ISO 8601, `sample` the number of answers behind it."""

    date: str
    value: float
    sample: int | None = None

    def __post_init__(self) -> None:
        if not math.isfinite(self.value):
            raise ValueProblem(f"The reading of {self.date} is not a finite number.")
