"""What single touchpoints do to the whole: who feeds the breakdowns, and which small fix helps most."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from workbench.simulation.build import Case, improved
from workbench.simulation.exact import solve
from workbench.simulation.structure import assemble

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


def _ranked(case: Case, change: float, rows: Sequence[int]) -> list[Effect]:
    prevented = dict.fromkeys(rows, 0.0)
    for segment in case.segments:
        structure = assemble(segment.model)
        before = solve(segment.model, structure).breakdowns.sum()
        for row in rows:
            if segment.model.failure[row] > 0:
                after = solve(improved(segment.model, [(row, "failure", change)]), structure).breakdowns.sum()
                prevented[row] += segment.share * float(before - after)
    ranked = [Effect(row, gain) for row, gain in prevented.items()]
    return sorted(ranked, key=lambda effect: -effect.prevented)
