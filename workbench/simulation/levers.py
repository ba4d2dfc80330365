"""The numbers of a journey that relative changes act on, and what many sets of such changes make of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from workbench.simulation.arrays import Floats, Ints
from workbench.simulation.build import field_of, scaled
from workbench.simulation.variation import Variation

_NUDGE: Final = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Levers:
    """The p numbers of a model that any of n changes acts on, and the touchpoint parameter that each stands for.

    `acts[j]` are the levers of change j.
    """

    parameters: tuple[str, ...]
    variations: tuple[Variation, ...]
    acts: tuple[Ints, ...]

    @classmethod
    def of(cls, changed: Iterable[tuple[str, Iterable[int]]]) -> Self:
        """Find the levers of changes, each of one parameter of some touchpoints, given by row."""
        made = [[(parameter, row) for row in rows] for parameter, rows in changed]
        pairs = sorted({pair for each in made for pair in each})
        place = {pair: index for index, pair in enumerate(pairs)}
        return cls(
            parameters=tuple(parameter for parameter, _ in pairs),
            variations=tuple(Variation(field_of(parameter), row) for parameter, row in pairs),
            acts=tuple(np.array([place[pair] for pair in each], dtype=np.int64) for each in made),
        )

    def moved(self, present: Floats, changes: Floats) -> Floats:
        """Return what relative changes (-0.3: 30 % less; 0: none), float[m, n], make of present values, float[m, p]
        or with more axes in front.

        Changes of one number multiply; as in `improved` it stays within the limits of its parameter.
        """
        return self._scaled(present, self._factors(changes))

    def slopes(self, present: Floats, changes: Floats) -> Floats:
        """Return the derivative of the moved values by the present ones, float[p], at changes, float[n].

        It is exactly one where nothing changes, and at a limit the mean of both sides.
        """
        factors = self._factors(changes)
        nudged = np.stack([present + _NUDGE, present - _NUDGE])
        up, down = self._scaled(nudged, factors)
        return np.where(factors == 1.0, 1.0, (up - down) / (nudged[0] - nudged[1]))

    def _factors(self, changes: Floats) -> Floats:
        factors = np.ones((*changes.shape[:-1], len(self.variations)))
        for number, acts in enumerate(self.acts):
            factors[..., acts] *= np.maximum(0.0, 1.0 + changes[..., [number]])
        return factors

    def _scaled(self, present: Floats, factors: Floats) -> Floats:
        made = np.empty_like(present)
        named = np.array(self.parameters)
        for parameter in dict.fromkeys(self.parameters):
            own = named == parameter
            made[..., own] = scaled(parameter, present[..., own], factors[..., own])
        return made
