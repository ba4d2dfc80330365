"""One uncertain number after the other at its ends, all others as stated: the bars of a tornado chart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from workbench.domain.document import Document
from workbench.domain.improvements import Place
from workbench.domain.values import Quantity
from workbench.simulation.arrays import Bools, Floats
from workbench.simulation.observables import breakdowns_at
from workbench.simulation.uncertainty.delta import Delta, Estimate
from workbench.simulation.uncertainty.distributions import TAIL
from workbench.simulation.uncertainty.fixes import Fix, late_rows, resolve
from workbench.simulation.uncertainty.inputs import Input, Inputs, collect
from workbench.simulation.uncertainty.worlds import Cancel, Evaluation

MOST: Final = 12
"""Bars that one chart can hold."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Late breakdowns per customer entering with one number at its 5 % and its 95 % quantile.

    `change` is what the fix changes about them, `baseline` what they are without it; each a pair, low end first.
    """

    element: str
    parameter: str
    label: str
    ends: tuple[float, float]
    baseline: tuple[float, float]
    change: tuple[float, float]

    @property
    def reach(self) -> float:
        """How far the change moves between the ends."""
        return abs(self.change[1] - self.change[0])


def tornado(
    document: Document,
    journey: str,
    cuts: Mapping[Place, float | Quantity],
    late_from: str | None = None,
    *,
    most: int = MOST,
    cancelled: Cancel | None = None,
) -> tuple[Bar, ...]:
    """Return the bars of the numbers that matter most for what a fix changes, the longest first.

    Which they are is found by the delta method, their ends by runs of their own.  Without a fix, bars are ordered by
    the late breakdowns themselves.  Raises ModelProblem as `run` does, and Cancelled.
    """
    inputs = collect(document, journey)
    fixes = resolve(inputs.case, cuts)
    late = late_rows(inputs.case, fixes, late_from)
    asked = _asked(inputs, fixes, late)
    inputs = inputs.with_changes(fixes)
    chosen = [column for column in np.argsort(-np.abs(asked.parts))[:most].tolist() if asked.parts[column]]
    if not chosen:
        return ()
    pairs = np.arange(2 * len(chosen)).reshape(-1, 2)
    values = np.repeat(inputs.likely[None, :], pairs.size, axis=0)
    for column, pair in zip(chosen, pairs, strict=True):
        values[pair, column] = inputs.inputs[column].belief.at(np.array([-TAIL, TAIL]))
    worlds = Evaluation(inputs, fixes, late).run(values, cancelled)
    before, change = worlds.baseline[:, 0], (worlds.scenario - worlds.baseline)[:, 0]
    bars = [
        _bar(inputs.inputs[column], values[pair, column], before[pair], change[pair])
        for column, pair in zip(chosen, pairs, strict=True)
    ]
    return tuple(sorted(bars, key=lambda bar: -bar.reach))


def _asked(inputs: Inputs, fixes: Sequence[Fix], late: Bools) -> Estimate:
    """Return what fixes change about late breakdowns, or those themselves where there is no fix."""
    delta, every = Delta(inputs), breakdowns_at(late)
    return delta.change(every, fixes) if any(fix.change.value for fix in fixes) else delta.estimate(every)


def _bar(each: Input, ends: Floats, baseline: Floats, change: Floats) -> Bar:
    pairs = [(float(pair[0]), float(pair[1])) for pair in (ends, baseline, change)]
    return Bar(each.element, each.parameter, each.label, *pairs)
