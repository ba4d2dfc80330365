"""What counting irritation in whole levels costs in precision: the same journey with twice as many."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from workbench.domain.document import Document
from workbench.simulation.build import build
from workbench.simulation.exact import solve_case
from workbench.simulation.results import Result
from workbench.simulation.wording import percent

NOISE: Final = 1e-9
"""A smaller difference is rounding of numbers that are the same."""


@dataclass(frozen=True, slots=True, eq=False)
class Discretisation:
    """A journey counted in `levels` levels of irritation and in twice as many; counts are per customer entering."""

    levels: int
    usual: Result
    finer: Result

    def difference(self, quantity: str) -> float:
        """Return by how much the finer count of a quantity of Result differs, as a share of the usual one.

        The severity of a failure falls between two levels, and drawing one of them spreads irritation a little; the
        spread, and with it this difference, halves about as often as the levels double.
        """
        usual, finer = (float(np.sum(getattr(each, quantity))) for each in (self.usual, self.finer))
        return (finer - usual) / usual if usual else 0.0

    @property
    def sentence(self) -> str:
        """The difference in words."""
        return (
            f"Counted in {2 * self.levels} instead of {self.levels} levels of irritation, this journey has "
            f"{_compared(self.difference('breakdowns'), 'more breakdowns', 'fewer breakdowns', 'as many breakdowns')} "
            f"and costs {_compared(self.difference('cost'), 'more', 'less', 'as much')}."
        )


def _compared(difference: float, more: str, less: str, same: str) -> str:
    if abs(difference) < NOISE:
        return same
    return f"{percent(abs(difference))} {more if difference > 0 else less}"


def discretisation(document: Document, journey: str) -> Discretisation:
    """Run a journey with its levels of irritation and with twice as many; severities are shares of a full glass.

    Raises ModelProblem where the journey cannot run.
    """
    usual = build(document, journey)
    finer = build(document, journey, levels=2 * usual.model.levels)
    return Discretisation(usual.model.levels, solve_case(usual), solve_case(finer))
