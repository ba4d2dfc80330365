"""How sure the fix in force is, to first order, at once: what the window says while a slider moves."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import numpy as np

from workbench.domain.document import Document
from workbench.simulation.arrays import Bools
from workbench.simulation.observables import breakdowns
from workbench.simulation.problems import ModelProblem
from workbench.simulation.uncertainty.delta import Delta
from workbench.simulation.uncertainty.fixes import late_rows, resolve
from workbench.simulation.uncertainty.inputs import Inputs, collect
from workbench.simulation.wording import Sureness

MOST_TOUCHPOINTS: Final = 100
"""Larger journeys have no first range: at 60 touchpoints in three kinds of customer it takes 110 ms to prepare, and
then 6 ms a fix with compiled kernels, 20 without."""


class QuickRange:
    """The uncertain numbers of the journey as it was last read, differentiated."""

    def __init__(self, document: Document, journey: str) -> None:
        self._document = document
        self._journey = journey
        self._inputs: Inputs | None = None
        self._delta: Delta | None = None
        self._late: Bools | None = None

    def forget(self) -> None:
        """Note that the journey is another now."""
        self._inputs = self._delta = self._late = None

    def of(self, cuts: Mapping[str, float]) -> Sureness | None:
        """Return the range of what cuts change about later breakdowns; None where it is not to be had.

        The first question after `forget` takes longer, whatever the cuts: what does not depend on them is prepared.
        """
        try:
            return self._of(cuts)
        except ModelProblem:
            # with every way open the journey can be too large although it runs as it is
            return None

    def _of(self, cuts: Mapping[str, float]) -> Sureness:
        inputs = self._inputs = self._inputs or collect(self._document, self._journey)
        fixes = resolve(inputs.case, cuts)
        late = late_rows(inputs.case, fixes, None)
        if self._delta is None or self._late is None or not np.array_equal(late, self._late):
            observable = replace(breakdowns(late.size), breakdown=late.astype(np.float64))
            self._delta = self._delta.about(observable) if self._delta else Delta(inputs, observable)
            self._late = late
        change = self._delta.change(fixes)
        return Sureness(change.low, change.high)
