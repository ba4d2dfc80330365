"""What small changes do to first order: one adjoint solve for all of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.domain.parameters import TOUCHPOINT_PARAMETERS
from workbench.simulation.arrays import Floats, product
from workbench.simulation.build import Case, field_of, scaled
from workbench.simulation.chain import weigh
from workbench.simulation.observables import Observable
from workbench.simulation.sensitivity import sensitivities
from workbench.simulation.structure import assemble


@dataclass(frozen=True, slots=True)
class Step:
    """A relative change (-0.3: 30 % less) of one parameter at the touchpoints `rows`."""

    rows: tuple[int, ...]
    parameter: str
    change: float


def first_order(case: Case, observable: Observable, steps: Sequence[Step]) -> Floats:
    """Return by how much each step alone changes an observable to first order, float[steps], per customer entering.

    The derivative (Caswell 2013, doi 10.1016/j.laa.2011.07.046) times the change of the parameter; the error grows with
    the square of the change.
    """
    effect = np.zeros(len(steps))
    for segment in case.segments:
        model = segment.model
        gradient = sensitivities(model, weigh(assemble(model), model), observable)
        for index, step in enumerate(steps):
            rows, field = list(step.rows), field_of(step.parameter)
            present: Floats = getattr(model, field)[rows]
            moved = scaled(step.parameter, present, np.full(len(rows), max(0.0, 1.0 + step.change)))
            slope: Floats = getattr(gradient, field)[rows]
            effect[index] += segment.share * float(product(moved - present, slope).sum())
    return effect


@dataclass(frozen=True, slots=True)
class Lever:
    """One number of a touchpoint, and what improving it a little takes off an observable per customer entering.

    `change` is the relative change that improves it; `gain` is to first order and never negative.
    """

    row: int
    parameter: str
    change: float
    gain: float


def levers(case: Case, observable: Observable, share: float = 0.1) -> list[Lever]:
    """Return every number that a fix can act on, the most telling first, for a change of each by the same share."""
    rows = [row for row, each in enumerate(case.ids) if each in case.controllable]
    pairs = [(row, parameter) for parameter in TOUCHPOINT_PARAMETERS for row in rows]
    less, more = (
        first_order(case, observable, [Step((row,), parameter, change) for row, parameter in pairs])
        for change in (-share, share)
    )
    found = [
        Lever(row, parameter, -share if fall <= rise else share, max(0.0, -fall, -rise))
        for (row, parameter), fall, rise in zip(pairs, less.tolist(), more.tolist(), strict=True)
    ]
    return sorted(found, key=lambda each: -each.gain)
