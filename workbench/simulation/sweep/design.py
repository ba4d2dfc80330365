"""Which scenarios a sweep runs: what is changed, and by how much in each."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Final, Self

import numpy as np

from workbench.simulation.arrays import Bools, Floats
from workbench.simulation.levers import Levers
from workbench.simulation.model import JourneyModel
from workbench.simulation.portfolio.options import Options
from workbench.simulation.problems import ModelProblem
from workbench.simulation.variation import Variation, current

MOST_SCENARIOS: Final = 1_000_000
"""So many rows fit into the memory of any machine and into a spreadsheet."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One thing that is changed: a parameter of the touchpoints `rows`, of all by the same share."""

    name: str
    rows: tuple[int, ...]
    parameter: str = "failure"

    @property
    def title(self) -> str:
        """What the numbers on this axis are."""
        return f"change of {self.parameter.replace('_', ' ')} at {self.name}"


@dataclass(frozen=True, slots=True)
class Span:
    """How far an axis reaches: relative changes (-0.3: 30 % less) from `first` to `last` in equal steps."""

    first: float
    last: float
    steps: int = 10

    def values(self) -> Floats:
        """Return the changes, both ends included, float[steps + 1]."""
        return np.linspace(self.first, self.last, self.steps + 1)


@dataclass(frozen=True, slots=True, eq=False)
class Design:
    """m scenarios: `changes`, float[m, axes], are relative (-0.3: 30 % less); changes of one number multiply.

    The first scenario is the journey as it is.  Raises ModelProblem for a change without meaning and too many
    scenarios.
    """

    axes: tuple[Axis, ...]
    changes: Floats

    def __post_init__(self) -> None:
        if not self.axes:
            raise ModelProblem("A sweep needs something to vary: name at least one touchpoint, phase or fix.")
        if self.size > MOST_SCENARIOS + 1:
            _refuse(self.size - 1)
        wrong = ~(np.isfinite(self.changes) & (self.changes >= -1.0))
        if wrong.any():
            scenario, axis = np.argwhere(wrong)[0].tolist()
            raise ModelProblem(
                f"In scenario {scenario} “{self.axes[axis].title}” is {self.changes[scenario, axis]:g}: "
                "give a finite number of at least -1, which takes all of it away."
            )

    @classmethod
    def listed(cls, axes: Sequence[Axis], changes: Floats) -> Self:
        """Run the given scenarios, float[m, axes], after the journey as it is."""
        # Adding zero turns -0.0, nothing less, into the 0.0 that people write.
        return cls(tuple(axes), np.vstack([np.zeros((1, len(axes))), changes + 0.0]))

    @classmethod
    def grid(cls, axes: Sequence[Axis], spans: Sequence[Span]) -> Self:
        """Run every combination, the last axis the fastest; raises ModelProblem where there are too many."""
        scenarios = prod(span.steps + 1 for span in spans)
        if scenarios > MOST_SCENARIOS:
            _refuse(scenarios)
        crossed = np.meshgrid(*(span.values() for span in spans), indexing="ij")
        return cls.listed(axes, np.stack(crossed, axis=-1).reshape(-1, len(axes)))

    @classmethod
    def sampled(cls, axes: Sequence[Axis], spans: Sequence[Span], samples: int, seed: int) -> Self:
        """Run scenarios spread evenly between the ends of all spans.

        Scrambled Sobol points (Owen 1998), the next power of two above `samples`, for which they are balanced.  Same
        seed, same scenarios.  Raises ModelProblem for too few or too many.
        """
        if samples < 1:
            raise ModelProblem(f"{samples} samples make no sweep: choose at least 1, better 1,000.")
        if samples > MOST_SCENARIOS:
            _refuse(samples)
        from scipy.stats import qmc  # takes longer to import than a small grid to run

        points = qmc.Sobol(len(axes), rng=np.random.default_rng(seed)).random_base2((samples - 1).bit_length())
        first, last = np.array([[span.first, span.last] for span in spans]).T
        return cls.listed(axes, first + points * (last - first))

    @classmethod
    def portfolios(cls, options: Options, sets: Bools) -> Self:
        """Run sets of fixes, bool[m, n], each fix with its likely change."""
        axes = [Axis(fix.name, fix.rows, fix.parameter) for fix in options.fixes]
        return cls.listed(axes, np.where(sets, [fix.change.value for fix in options.fixes], 0.0))

    @property
    def size(self) -> int:
        """The number of scenarios, the journey as it is included."""
        return self.changes.shape[0]

    def part(self, start: int, end: int) -> "Design":
        """Return the scenarios from `start` to before `end`."""
        return Design(self.axes, self.changes[start:end])

    def changed(self) -> set[int]:
        """Return the rows of all touchpoints that any axis changes."""
        return {row for axis in self.axes for row in axis.rows}

    def variants(self, model: JourneyModel) -> tuple[list[Variation], Floats]:
        """Return which numbers of a model change, and their values in each scenario, float[m, numbers]."""
        levers = Levers.of((axis.parameter, axis.rows) for axis in self.axes)
        present = np.tile(current(model, levers.variations), (self.size, 1))
        return list(levers.variations), levers.moved(present, self.changes)


def _refuse(scenarios: int) -> None:
    raise ModelProblem(
        f"{scenarios:,} scenarios are more than the {MOST_SCENARIOS:,} that a sweep runs: "
        "take fewer steps, or samples instead of every combination."
    )
