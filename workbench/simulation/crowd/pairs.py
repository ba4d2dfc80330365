"""What a change does to customers one by one: each walks both variants of the journey with the same luck."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.simulation.arrays import Floats
from workbench.simulation.build import Case
from workbench.simulation.crowd.rows import Measure
from workbench.simulation.crowd.walk import Engine, walk
from workbench.simulation.model import JourneyModel
from workbench.simulation.problems import ModelProblem


@dataclass(frozen=True, slots=True)
class PairedEffect:
    """The mean change of one measure per customer, with its standard error.

    `independent_error` is what the standard error would be if both variants had luck of their own, `unchanged` the
    share of customers for whom nothing changes.
    """

    measure: Measure
    before: float
    after: float
    standard_error: float
    independent_error: float
    unchanged: float

    @property
    def change(self) -> float:
        """After minus before."""
        return self.after - self.before

    @property
    def variance_ratio(self) -> float:
        """How many times as many customers independent draws would need for the same precision; may be infinite."""
        if self.standard_error == 0.0:
            return float("inf") if self.independent_error > 0.0 else 1.0
        return (self.independent_error / self.standard_error) ** 2


def paired(
    before: JourneyModel,
    after: JourneyModel,
    customers: int,
    seed: int,
    *,
    first: int = 0,
    engine: Engine | None = None,
) -> list[PairedEffect]:
    """Let the same customers, numbered from `first` on, walk two variants of a journey; one effect a measure.

    Raises ModelProblem where the phases differ.
    """
    if before.phase_names != after.phase_names:
        raise ModelProblem("The two journeys have different phases: compare variants with the same phases.")
    one, two = (walk(model, customers, seed, first=first, engine=engine).rows for model in (before, after))
    pairs = zip(one.measures(), two.measures(), strict=True)
    return [_effect(measure, left, right) for (measure, left), (_, right) in pairs]


def paired_cases(before: Case, after: Case, customers: int, seed: int) -> list[PairedEffect]:
    """Compare two variants with `customers` of each kind of customer, weighted by their shares before the change.

    Raises ModelProblem where the kinds of customer or the phases differ.
    """
    if [segment.name for segment in before.segments] != [segment.name for segment in after.segments]:
        raise ModelProblem("The two journeys have different personas: compare variants for the same ones.")
    # Kinds of customer have luck of their own, or their errors would not be independent.
    kinds = [
        paired(left.model, right.model, customers, seed, first=number * customers)
        for number, (left, right) in enumerate(zip(before.segments, after.segments, strict=True))
    ]
    shares = np.array(before.shares)
    return [_mixed(effects, shares) for effects in zip(*kinds, strict=True)]


def _effect(measure: Measure, before: Floats, after: Floats) -> PairedEffect:
    root = np.sqrt(before.size)
    return PairedEffect(
        measure=measure,
        before=float(before.mean()),
        after=float(after.mean()),
        standard_error=float((after - before).std() / root),
        independent_error=float(np.hypot(before.std(), after.std()) / root),
        unchanged=float((before == after).mean()),
    )


def _mixed(effects: Sequence[PairedEffect], shares: Floats) -> PairedEffect:
    def mean(field: str) -> float:
        return float(shares @ [getattr(effect, field) for effect in effects])

    def error(field: str) -> float:
        return float(np.linalg.norm(shares * [getattr(effect, field) for effect in effects]))

    return PairedEffect(
        measure=effects[0].measure,
        before=mean("before"),
        after=mean("after"),
        standard_error=error("standard_error"),
        independent_error=error("independent_error"),
        unchanged=mean("unchanged"),
    )
