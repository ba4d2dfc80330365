"""A range at once, while a slider moves: first-order error propagation through the adjoint (the delta method)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from workbench.domain.parameters import IMPROVEMENT_PARAMETERS
from workbench.simulation.arrays import Bools, Floats
from workbench.simulation.comparison import exposure_of
from workbench.simulation.observables import Observable, breakdowns_at
from workbench.simulation.uncertainty.beliefs import believed_change
from workbench.simulation.uncertainty.distributions import TAIL, Distribution, deviation
from workbench.simulation.uncertainty.fixes import Fix
from workbench.simulation.uncertainty.inputs import Inputs
from workbench.simulation.uncertainty.kinds import Kind, Slope


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

    def less(self, other: Self) -> "Estimate":
        """Return the difference from another estimate by the same inputs and fixes."""
        return Estimate(self.value - other.value, self.parts - other.parts)

    def shares(self) -> Floats:
        """Return each input's part of the variance, float[inputs]; all zero where nothing is uncertain."""
        squares = self.parts**2
        return squares / squares.sum() if squares.any() else squares


@dataclass(frozen=True, slots=True, eq=False)
class SplitEstimate:
    """What a fix changes about late breakdowns per customer entering; exposure and hazard sum to it."""

    change: Estimate
    exposure: Estimate
    hazard: Estimate


class Delta:
    """One journey, ready to be asked how sure its numbers are and how sure the effect of a fix is.

    A question costs one adjoint solve and two plain ones a kind of customer; what belongs to the journey as it is is
    kept.  Raises ModelProblem where the journey cannot run.
    """

    def __init__(self, inputs: Inputs) -> None:
        self._inputs = inputs
        self._deviations = inputs.deviations()
        self._shares = np.array(inputs.case.shares)
        self._kinds = [Kind(inputs, number) for number in range(self._shares.size)]

    def estimate(self, observable: Observable, fixes: Sequence[Fix] = ()) -> Estimate:
        """Return what an observable comes to, as the journey is or with fixes."""
        fixes = _effective(fixes)
        return self._mixed([kind.slopes([observable], fixes)[0] for kind in self._kinds], fixes)

    def change(self, observable: Observable, fixes: Sequence[Fix]) -> Estimate:
        """Return what fixes change; the uncertain numbers are the same before and after, so most of their effect
        cancels."""
        fixes = _effective(fixes)
        return self._mixed([_changed(kind, observable, fixes) for kind in self._kinds], fixes)

    def split(self, late: Bools, fixes: Sequence[Fix]) -> SplitEstimate:
        """Return what fixes change about the breakdowns at the touchpoints marked, bool[n], and why."""
        fixes = _effective(fixes)
        pairs = [_split(kind, late, fixes) for kind in self._kinds]
        change, exposure = (self._mixed(slopes, fixes) for slopes in zip(*pairs, strict=True))
        return SplitEstimate(change, exposure, change.less(exposure))

    def _mixed(self, slopes: Sequence[Slope], fixes: Sequence[Fix] = ()) -> Estimate:
        values = np.array([slope.value for slope in slopes])
        value = float(self._shares @ values)
        by_input = self._shares @ np.stack([slope.by_input for slope in slopes])
        weights = float(self._inputs.stated["share"].sum())
        for column, each in enumerate(self._inputs.inputs):
            if each.parameter == "share":
                by_input[column] = (values[each.places[0]] - value) / weights
        by_fix = self._shares @ np.stack([slope.by_fix for slope in slopes])
        beliefs = [_effect(fix) for fix in fixes]
        uncertain = [by * deviation(belief) for by, belief in zip(by_fix.tolist(), beliefs, strict=True) if belief]
        return Estimate(value, np.concatenate([by_input * self._deviations, np.array(uncertain, dtype=np.float64)]))


def _changed(kind: Kind, observable: Observable, fixes: Sequence[Fix]) -> Slope:
    (before,) = kind.slopes([observable])
    return kind.slopes([observable], fixes)[0].less(before) if fixes else before.less(before)


def _split(kind: Kind, late: Bools, fixes: Sequence[Fix]) -> tuple[Slope, Slope]:
    """Return the change of late breakdowns of one kind of customer and its part that is exposure."""
    exposure = exposure_of(kind.as_is, kind.result(fixes), late)
    every = breakdowns_at(late)
    was, moved_before = kind.slopes([every, exposure.before])
    if not fixes:
        return was.less(was), moved_before.less(moved_before)
    becomes, moved_after = kind.slopes([every, exposure.after], fixes)
    by_input = moved_before.by_input + moved_after.by_input
    return becomes.less(was), Slope(exposure.value, by_input, moved_after.by_fix)


def _effective(fixes: Sequence[Fix]) -> list[Fix]:
    """Leave out fixes that surely change nothing, so that their effect is nothing and not rounding."""
    return [fix for fix in fixes if fix.change.value or _effect(fix)]


def _effect(fix: Fix) -> Distribution | None:
    return believed_change(fix.change, IMPROVEMENT_PARAMETERS["change"])
