"""What single touchpoints do to the whole: who feeds the breakdowns, and which small fix helps most."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from workbench.simulation.arrays import Floats
from workbench.simulation.build import Case, scaled
from workbench.simulation.exact import solve
from workbench.simulation.observables import Observable, breakdowns
from workbench.simulation.variation import Variation, evaluate_case

SMALL_FIX: Final = -0.3
"""A fix that a team can do on its own: three failures in ten less."""


@dataclass(frozen=True, slots=True)
class Effect:
    """Breakdowns per customer entering that a change at one touchpoint (`row` of the case) prevents anywhere."""

    row: int
    prevented: float


def unharmed(case: Case) -> float:
    """Return the share of customers for whom nothing ever goes wrong, 0 to 1.

    It is the share that would come through if every failure ended the journey.
    """
    share = 0.0
    for segment in case.segments:
        model = segment.model
        ones = np.ones(model.levels + 1)
        strict = replace(model, breakdown=ones, leave=ones, leave_factor=np.ones(model.size))
        share += segment.share * (1.0 - solve(strict).defected)
    return min(1.0, max(0.0, share))


def effects(case: Case, change: float) -> list[Effect]:
    """Return what a relative change of the chance of failure at each touchpoint alone prevents, the most first.

    With `change` -1 it is the removal effect: what would not happen if nothing ever went wrong here of itself.  Every
    number comes from a run of its own; the effects of two touchpoints overlap and must not be added.
    """
    return _ranked(case, change, range(case.model.size))


def fixes(case: Case, change: float = SMALL_FIX) -> list[Effect]:
    """Return `effects` of the touchpoints that a fix can act on at all."""
    return _ranked(case, change, [row for row, touchpoint in enumerate(case.ids) if touchpoint in case.controllable])


def prevented(case: Case, groups: Sequence[Sequence[int]], change: float, asked: Sequence[Observable]) -> Floats:
    """Return how much less of each observable there is per customer entering, float[groups, q].

    In every group the chance of failure of all its touchpoints (rows of the case) changes by `change` at once, in a run
    of its own; the effects of two groups overlap and must not be added.
    """
    acting = [(group, [row for row in rows if case.model.failure[row] > 0]) for group, rows in enumerate(groups)]
    acting = [(group, rows) for group, rows in acting if rows]
    gains = np.zeros((len(groups), len(asked)))
    if not acting:
        return gains
    varied = sorted({row for _, rows in acting for row in rows})
    place = {row: column for column, row in enumerate(varied)}
    factor = np.ones((1 + len(acting), len(varied)))
    for run, (_, rows) in enumerate(acting, 1):
        factor[run, [place[row] for row in rows]] = max(0.0, 1.0 + change)
    values = scaled("failure", case.model.failure[varied], factor)
    answers = evaluate_case(case, [Variation("failure", row) for row in varied], values, asked)
    gains[[group for group, _ in acting]] = answers[0] - answers[1:]
    return gains


def _ranked(case: Case, change: float, rows: Sequence[int]) -> list[Effect]:
    gains = prevented(case, [[row] for row in rows], change, [breakdowns(case.model.size)])[:, 0]
    ranked = [Effect(row, float(gain)) for row, gain in zip(rows, gains, strict=True)]
    return sorted(ranked, key=lambda effect: -effect.prevented)
