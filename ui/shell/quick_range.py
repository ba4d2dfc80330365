"""How sure the fix in force is, to first order, at once: what the window says while a slider moves."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from workbench.domain.document import Document
from workbench.domain.improvements import Place
from workbench.domain.values import Quantity
from workbench.simulation.problems import ModelProblem
from workbench.simulation.uncertainty.delta import Delta
from workbench.simulation.uncertainty.fixes import late_rows, resolve
from workbench.simulation.uncertainty.inputs import Inputs, collect
from workbench.simulation.wording import Sureness

MOST_TOUCHPOINTS: Final = 100
"""Larger journeys have no first range: at 60 touchpoints in three kinds of customer it takes 110 ms to prepare, and
then 8 ms a fix with compiled kernels, 40 without."""


@dataclass(frozen=True, slots=True)
class FirstRange:
    """How sure a fix is to first order, per customer entering: the change of late breakdowns, and its two reasons.

    Of `exposure` and `hazard` the low and the high end.
    """

    change: Sureness
    exposure: tuple[float, float]
    hazard: tuple[float, float]


class QuickRange:
    """The uncertain numbers of the journey as it was last read, differentiated."""

    def __init__(self, document: Document, journey: str) -> None:
        self._document = document
        self._journey = journey
        self._inputs: Inputs | None = None
        self._delta: Delta | None = None

    def forget(self) -> None:
        """Note that the journey is another now."""
        self._inputs = self._delta = None

    def of(self, cuts: Mapping[Place, float | Quantity]) -> FirstRange | None:
        """Return the range of what cuts change about later breakdowns; None where it is not to be had.

        The first question after `forget` takes longer, whatever the cuts: what does not depend on them is prepared.
        """
        try:
            return self._of(cuts)
        except ModelProblem:
            # with every way open the journey can be too large although it runs as it is
            return None

    def _of(self, cuts: Mapping[Place, float | Quantity]) -> FirstRange:
        inputs = self._inputs = self._inputs or collect(self._document, self._journey)
        fixes = resolve(inputs.case, cuts)
        delta = self._delta = self._delta or Delta(inputs)
        split = delta.split(late_rows(inputs.case, fixes, None), fixes)
        exposure, hazard = ((each.low, each.high) for each in (split.exposure, split.hazard))
        return FirstRange(Sureness(split.change.low, split.change.high), exposure, hazard)
