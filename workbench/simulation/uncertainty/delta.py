"""A range at once, while a slider moves: first-order error propagation through the adjoint (the delta method)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

import numpy as np
from scipy.sparse import csr_matrix

from workbench.domain.parameters import IMPROVEMENT_PARAMETERS
from workbench.simulation.arrays import Floats
from workbench.simulation.build import improved
from workbench.simulation.exact import solve
from workbench.simulation.model import JourneyModel
from workbench.simulation.observables import Observable
from workbench.simulation.sensitivity import gradient_matrix
from workbench.simulation.structure import Structure, assemble
from workbench.simulation.uncertainty.beliefs import believed_change
from workbench.simulation.uncertainty.distributions import TAIL, deviation
from workbench.simulation.uncertainty.engine import Layout, Translation
from workbench.simulation.uncertainty.fixes import Fix, factors
from workbench.simulation.uncertainty.inputs import Inputs

_NUDGE: Final = 1e-4


@dataclass(frozen=True, slots=True, eq=False)
class Estimate:
    """A number per customer entering and how sure it is, to first order.

    `parts` are the inputs' standard deviations times the derivative by each, float[inputs], the fixes' own changes
    behind them as in `Inputs.with_changes`; their squares add up to the variance.
    """

    value: float
    parts: Floats

    @property
    def deviation(self) -> float:
        """The standard deviation."""
        return float(np.sqrt(self.parts @ self.parts))

    @property
    def low(self) -> float:
        """The 5 % quantile of a normal distribution."""
        return self.value - TAIL * self.deviation

    @property
    def high(self) -> float:
        """The 95 % quantile of a normal distribution."""
        return self.value + TAIL * self.deviation

    def shares(self) -> Floats:
        """Return the part of the variance that comes from each input; all zero where nothing is uncertain."""
        squares = self.parts**2
        return squares / squares.sum() if squares.any() else squares


class Delta:
    """One observable of one journey, ready to be asked how sure it is and how sure the effect of a fix is.

    It costs one adjoint solve and two plain ones a kind of customer and question; what belongs to the journey as it is
    is kept.  Raises ModelProblem where the journey cannot run.
    """

    def __init__(self, inputs: Inputs, observable: Observable, kinds: "Sequence[_Kind]" = ()) -> None:
        self._inputs = inputs
        self._observable = observable
        self._deviations = inputs.deviations()
        self._shares = np.array(inputs.case.shares)
        self._kinds = kinds or [_Kind.of(Translation.of(inputs, number)) for number in range(self._shares.size)]
        nothing = np.zeros(0)
        self._before = [kind.slope(kind.model, observable, nothing, ()) for kind in self._kinds]

    def about(self, observable: Observable) -> "Delta":
        """Return the same journey to be asked about another observable; most of the preparation is kept."""
        return Delta(self._inputs, observable, self._kinds)

    @property
    def baseline(self) -> Estimate:
        """The journey as it is."""
        return self._mixed(self._before)

    def scenario(self, fixes: Sequence[Fix]) -> Estimate:
        """Return what the observable comes to with fixes."""
        return self._mixed(self._after(fixes), fixes)

    def change(self, fixes: Sequence[Fix]) -> Estimate:
        """Return what fixes change; the uncertain numbers are the same before and after, so most of their effect
        cancels."""
        after = self._after(fixes)
        differences = [
            _Slope(with_fix.value - without.value, with_fix.by_input - without.by_input, with_fix.by_fix)
            for with_fix, without in zip(after, self._before, strict=True)
        ]
        return self._mixed(differences, fixes)

    def _after(self, fixes: Sequence[Fix]) -> "list[_Slope]":
        changes = np.array([fix.change.value for fix in fixes], dtype=np.float64)
        cuts = [(row, "failure", fix.change.value) for fix in fixes for row in fix.rows]
        return [kind.slope(improved(kind.model, cuts), self._observable, changes, fixes) for kind in self._kinds]

    def _mixed(self, slopes: "Sequence[_Slope]", fixes: Sequence[Fix] = ()) -> Estimate:
        values = np.array([slope.value for slope in slopes])
        value = float(self._shares @ values)
        by_input = self._shares @ np.stack([slope.by_input for slope in slopes])
        weights = float(self._inputs.stated["share"].sum())
        for column, each in enumerate(self._inputs.inputs):
            if each.parameter == "share":
                by_input[column] = (values[each.places[0]] - value) / weights
        by_fix = self._shares @ np.stack([slope.by_fix for slope in slopes])
        beliefs = [believed_change(fix.change, IMPROVEMENT_PARAMETERS["change"]) for fix in fixes]
        uncertain = [by * deviation(belief) for by, belief in zip(by_fix.tolist(), beliefs, strict=True) if belief]
        return Estimate(value, np.concatenate([by_input * self._deviations, np.array(uncertain, dtype=np.float64)]))


@dataclass(frozen=True, slots=True, eq=False)
class _Slope:
    """The value of an observable for one kind of customer and its derivatives by inputs and by changes of fixes."""

    value: float
    by_input: Floats
    by_fix: Floats


@dataclass(frozen=True, slots=True, eq=False)
class _Recovery:
    """How much a recovery calms moves by whole levels: the journey at both ends of one standard deviation of it."""

    column: int
    width: float
    levels: tuple[int, int]
    structures: tuple[Structure, Structure]

    @classmethod
    def of(cls, inputs: Inputs, model: JourneyModel) -> Self | None:
        for column, each in enumerate(inputs.inputs):
            if each.parameter == "recovery_drop":
                ends = each.belief.at(np.array([-1.0, 1.0]))
                less, more = (round(end * model.levels) for end in ends.tolist())
                structures = assemble(_recovering(model, less)), assemble(_recovering(model, more))
                return cls(column, float(ends[1] - ends[0]), (less, more), structures)
        return None

    def slope(self, model: JourneyModel, observable: Observable) -> float:
        """Return the mean slope between the two ends."""
        less, more = (
            observable.expected(at, solve(at, structure))
            for step, structure in zip(self.levels, self.structures, strict=True)
            for at in [_recovering(model, step)]
        )
        return (more - less) / self.width


def _recovering(model: JourneyModel, step: int) -> JourneyModel:
    return replace(model, recovered_level=np.maximum(np.arange(model.levels + 1, dtype=np.int64) - step, 0))


@dataclass(slots=True, eq=False)
class _Kind:
    """One kind of customer, with what is kept between two questions; `opened` is assembled when it is first needed."""

    layout: Layout
    slopes: csr_matrix
    model: JourneyModel
    structure: Structure
    recovery: _Recovery | None
    opened: Structure | None = None

    @classmethod
    def of(cls, translation: Translation) -> Self:
        inputs = translation.inputs
        model = inputs.case.segments[translation.segment].model
        structure, recovery = assemble(model), _Recovery.of(inputs, model)
        return cls(translation.layout, translation.slopes, model, structure, recovery)

    def slope(self, model: JourneyModel, observable: Observable, changes: Floats, fixes: Sequence[Fix]) -> _Slope:
        """Differentiate the observable of a model whose chances of failure are those of this one after fixes."""
        value, row = self._gradient(model, observable)
        failure = self.layout.places("failure")
        nudges = np.concatenate([changes + np.eye(changes.size) * step for step in (_NUDGE, -_NUDGE)])
        up, down = np.split(factors(failure.size, fixes, nudges), 2)
        factor = factors(failure.size, fixes, changes[None, :])[0]
        # what a fix has made certain stays so under any small change
        follows = (factor <= 1.0) | (self.model.failure * factor < 1.0)
        by_fix = (up - down) @ (row[failure] * follows * self.model.failure) / (2.0 * _NUDGE)
        row[failure] *= follows * factor
        by_input = np.asarray(self.slopes.T @ row)
        if self.recovery is not None:
            by_input[self.recovery.column] = self.recovery.slope(model, observable)
        return _Slope(value, by_input, by_fix)

    def _gradient(self, model: JourneyModel, observable: Observable) -> tuple[float, Floats]:
        """Return the observable and its derivatives in a row; where only a journey with every way open knows one that
        matters, from that."""
        value, row = gradient_matrix(model, [observable], self.opened or self.structure)
        unknown = np.isnan(row[0])
        if self.opened is None and (unknown & (np.diff(self.slopes.indptr) > 0)).any():
            # every way stays open whatever a fix does to the chances, so it serves all questions to come
            self.opened = assemble(self.model, open_zeros=True)
            value, row = gradient_matrix(model, [observable], self.opened)
            unknown = np.isnan(row[0])
        return float(value[0]), np.where(unknown, 0.0, row[0])
