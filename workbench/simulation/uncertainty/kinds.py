"""One kind of customer, differentiated: what observables come to as it is or with fixes, and what moves them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

import numpy as np
from scipy.sparse import csr_matrix

from workbench.simulation.arrays import Bools, Floats
from workbench.simulation.build import improved
from workbench.simulation.exact import solve
from workbench.simulation.kernel import numbers_of
from workbench.simulation.model import JourneyModel
from workbench.simulation.observables import Observable
from workbench.simulation.results import Result
from workbench.simulation.sensitivity import gradient_matrix
from workbench.simulation.structure import Structure, assemble
from workbench.simulation.uncertainty.engine import Layout, Translation
from workbench.simulation.uncertainty.fixes import Fix, levers_of
from workbench.simulation.uncertainty.inputs import Inputs
from workbench.simulation.variation import current

_NUDGE: Final = 1e-4


@dataclass(frozen=True, slots=True, eq=False)
class Slope:
    """The value of an observable and its derivatives, by inputs, float[inputs], and by changes of fixes, float[fixes].

    It may also be the difference of two runs.
    """

    value: float
    by_input: Floats
    by_fix: Floats

    def less(self, before: Self) -> "Slope":
        """Return how this differs from what was before any fix."""
        return Slope(self.value - before.value, self.by_input - before.by_input, self.by_fix)


class Kind:
    """One kind of customer, by number, with what is kept between two questions.

    Raises ModelProblem where the journey cannot run.
    """

    def __init__(self, inputs: Inputs, number: int) -> None:
        translation = Translation.of(inputs, number)
        self._model = inputs.case.segments[number].model
        self._layout: Layout = translation.layout
        self._slopes: csr_matrix = translation.slopes
        self._matters: Bools = np.diff(self._slopes.indptr) > 0
        self._kept = _Kept(self._model, assemble(self._model))
        self._recovery = _Recovery.of(inputs, self._model)
        self.as_is = solve(self._model, self._kept.structure)

    def result(self, fixes: Sequence[Fix]) -> Result:
        """Return what happens on the journey as it becomes with fixes."""
        model = self._with(fixes)
        return solve(model, self._kept.serving(model))

    def _with(self, fixes: Sequence[Fix]) -> JourneyModel:
        changes = [(row, fix.parameter, fix.change.value) for fix in fixes for row in fix.rows]
        return improved(self._model, changes) if changes else self._model

    def slopes(self, observables: Sequence[Observable], fixes: Sequence[Fix] = ()) -> list[Slope]:
        """Differentiate observables of the journey as it is, or as it becomes with fixes."""
        model, levers = self._with(fixes), levers_of(fixes)
        values, rows = self._gradients(model, observables)
        places, present = self._layout.places_of(levers.variations), current(self._model, levers.variations)
        changes = np.array([fix.change.value for fix in fixes], dtype=np.float64)
        nudges = np.concatenate([changes + np.eye(changes.size) * step for step in (_NUDGE, -_NUDGE)])
        up, down = np.split(levers.moved(np.tile(present, (nudges.shape[0], 1)), nudges), 2)
        by_fix = rows[:, places] @ (up - down).T / (2.0 * _NUDGE)
        rows[:, places] *= levers.slopes(present, changes)
        by_input = np.asarray(self._slopes.T @ rows.T).T
        if self._recovery is not None:
            by_input[:, self._recovery.column] = self._recovery.slopes(model, observables)
        return [Slope(*each) for each in zip(values.tolist(), by_input, by_fix, strict=True)]

    def _gradients(self, model: JourneyModel, observables: Sequence[Observable]) -> tuple[Floats, Floats]:
        """Return observables, float[q], and their derivatives by all parameters, float[q, all]; where only a journey
        with every way open knows one that matters, from that."""
        values, rows = gradient_matrix(model, observables, self._kept.serving(model))
        if not self._kept.structure.open_zeros and (np.isnan(rows).any(axis=0) & self._matters).any():
            self._kept.open_up(model)
            values, rows = gradient_matrix(model, observables, self._kept.structure)
        return values, np.where(np.isnan(rows), 0.0, rows)


@dataclass(slots=True, eq=False)
class _Kept:
    """A structure for the journey as it is that grows with what fixes make of it."""

    model: JourneyModel
    structure: Structure

    def serving(self, model: JourneyModel) -> Structure:
        """Return a structure on which this journey and the one that it began with can be weighed."""
        if model is self.model:
            return self.structure
        if not self.structure.fits(model, numbers_of(model).pattern(open_zeros=False).flat()):
            self.structure = assemble(self.model, up_to=model, open_zeros=self.structure.open_zeros)
        return self.structure

    def open_up(self, model: JourneyModel) -> None:
        """Keep every way open from now on, whatever fixes do to the chances."""
        self.structure = assemble(self.model, up_to=model, open_zeros=True)


@dataclass(frozen=True, slots=True, eq=False)
class _Recovery:
    """How much a recovery calms moves by whole levels: the journey at both ends of one standard deviation of it.

    `results` are those of the journey as it is.
    """

    column: int
    width: float
    model: JourneyModel
    levels: tuple[int, int]
    kept: tuple[_Kept, _Kept]
    results: tuple[Result, Result]

    @classmethod
    def of(cls, inputs: Inputs, model: JourneyModel) -> Self | None:
        for column, each in enumerate(inputs.inputs):
            if each.parameter == "recovery_drop":
                ends = each.belief.at(np.array([-1.0, 1.0]))
                less, more = (round(end * model.levels) for end in ends.tolist())
                low, high = _recovering(model, less), _recovering(model, more)
                kept = _Kept(low, assemble(low)), _Kept(high, assemble(high))
                results = solve(low, kept[0].structure), solve(high, kept[1].structure)
                return cls(column, float(ends[1] - ends[0]), model, (less, more), kept, results)
        return None

    def slopes(self, model: JourneyModel, observables: Sequence[Observable]) -> Floats:
        """Return the mean slopes between the two ends, float[q]."""
        less, more = (self._at(end, model, observables) for end in range(2))
        return (more - less) / self.width

    def _at(self, end: int, model: JourneyModel, observables: Sequence[Observable]) -> Floats:
        result = self.results[end]
        if model is not self.model:
            at = _recovering(model, self.levels[end])
            result = solve(at, self.kept[end].serving(at))
        return np.array([each.expected(model, result) for each in observables])


def _recovering(model: JourneyModel, step: int) -> JourneyModel:
    return replace(model, recovered_level=np.maximum(np.arange(model.levels + 1, dtype=np.int64) - step, 0))
