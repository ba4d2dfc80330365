"""Draws of what nobody knows for sure: what the fixes do and cost, and the journey they act on."""

from dataclasses import dataclass

import numpy as np

from workbench.domain.parameters import IMPROVEMENT_PARAMETERS
from workbench.simulation.arrays import Floats, Ints
from workbench.simulation.portfolio.fixes import Fix
from workbench.simulation.portfolio.options import Options
from workbench.simulation.uncertainty.beliefs import believed, believed_change
from workbench.simulation.uncertainty.engine import Translation, tabled
from workbench.simulation.uncertainty.inputs import Inputs
from workbench.simulation.variation import Variation


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """Numbers of one kind of customer's journey in w worlds: `values`, float[w, v], for `variations`."""

    variations: tuple[Variation, ...]
    values: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Worlds:
    """w worlds for n fixes: relative `changes`, `one_off` and `running` costs, float[w, n] each.

    `surroundings` are the other numbers that differ there, one a kind of customer; none where the journey is known.
    """

    changes: Floats
    one_off: Floats
    running: Floats
    surroundings: tuple[Surroundings, ...] = ()

    @property
    def size(self) -> int:
        """The number of worlds."""
        return self.changes.shape[0]

    def around(self, segment: int) -> Surroundings:
        """Return what surrounds the fixes in the journey of one kind of customer."""
        return self.surroundings[segment] if self.surroundings else Surroundings((), np.zeros((self.size, 0)))

    def taken(self, rows: Ints) -> "Worlds":
        """Return the worlds of these rows, int[m], any of them as often as it is named."""
        around = tuple(Surroundings(each.variations, each.values[rows]) for each in self.surroundings)
        return Worlds(self.changes[rows], self.one_off[rows], self.running[rows], around)


def likely(options: Options) -> Worlds:
    """Return the one world in which every number has its likely value."""
    changes = np.array([[fix.change.value for fix in options.fixes]])
    return Worlds(changes, options.one_off[None, :], options.running[None, :])


def drawn(options: Options, count: int, random: np.random.Generator, inputs: Inputs | None = None) -> Worlds:
    """Draw so many worlds: what each fix does and costs, and where `inputs` are given the journey around it.

    What is believed about each number is as in `uncertainty.beliefs`: half of the draws lie below the likely value, 5 %
    below its low end and 5 % above its high end.
    """
    changes, one_off, running = (
        np.column_stack([_draws(fix, field, random.standard_normal(count)) for fix in options.fixes])
        for field in ("change", "one_off_cost", "running_cost")
    )
    around = () if inputs is None else _around(inputs, random.standard_normal((count, len(inputs.inputs))))
    return Worlds(changes, one_off, running, around)


def _draws(fix: Fix, field: str, scores: Floats) -> Floats:
    quantity, parameter = fix.number(field), IMPROVEMENT_PARAMETERS[field]
    belief = believed_change(quantity, parameter) if field == "change" else believed(quantity, parameter)
    return np.full(scores.shape, quantity.value) if belief is None else belief.at(scores)


def _around(inputs: Inputs, scores: Floats) -> tuple[Surroundings, ...]:
    tables = tabled(inputs, inputs.at(scores))
    found: list[Surroundings] = []
    for segment in range(len(inputs.case.segments)):
        translation = Translation.of(inputs, segment)
        varying = translation.varying()
        named = translation.layout.variations()
        rows = translation.rows(tables)
        values = np.broadcast_to(rows, (scores.shape[0], rows.shape[1]))[:, varying]
        found.append(Surroundings(tuple(named[place] for place in varying.tolist()), values))
    return tuple(found)
