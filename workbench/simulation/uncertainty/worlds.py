"""What a journey comes to in many worlds, as it is and with a fix, the same worlds for both."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Final, Self

import numpy as np

from workbench.simulation.arrays import Bools, Floats, Ints
from workbench.simulation.comparison import decompose, memory_off
from workbench.simulation.exact import solve
from workbench.simulation.model import JourneyModel
from workbench.simulation.observables import Observable
from workbench.simulation.uncertainty.engine import Tables, Translation, tabled
from workbench.simulation.uncertainty.fixes import Fix, factors
from workbench.simulation.uncertainty.inputs import Inputs
from workbench.simulation.variation import Variation, evaluate

Cancel = Callable[[], bool]

_FORGETFUL: Final = ("failure", "retry", "leave_factor", "routing", "failure_demand")
"""Parameters that still matter where nothing carries over."""

_CURVES: Final = ("breakdown", "leave", "silent")


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """Expected counts for one customer entering in m worlds: by touchpoint float[m, n], of all float[m]."""

    visits: Floats
    breakdowns: Floats
    failures: Floats
    defected: Floats
    silent: Floats
    gave_up: Floats
    completed: Floats

    @classmethod
    def observables(cls, touchpoints: int) -> list[Observable]:
        """Return what to ask of the engine, in the order that `read` expects."""
        nothing, every = np.zeros(touchpoints), np.ones(touchpoints)
        nothing_at_all = Observable(*[nothing] * len(fields(Observable)))
        single = list(np.eye(touchpoints))
        return [
            *(replace(nothing_at_all, visit=one) for one in single),
            *(replace(nothing_at_all, breakdown=one) for one in single),
            replace(nothing_at_all, failure=every),
            replace(nothing_at_all, defection=every),
            replace(nothing_at_all, silent=every),
            replace(nothing_at_all, gave_up=every),
            replace(nothing_at_all, finish=every),
        ]

    @classmethod
    def read(cls, answers: Floats, touchpoints: int) -> Self:
        """Take the engine's answers, float[m, 2 n + 5], apart."""
        return cls(
            answers[:, :touchpoints], answers[:, touchpoints : 2 * touchpoints], *answers[:, 2 * touchpoints :].T
        )

    def cost(self, tables: Tables) -> Floats:
        """Return contact and recovery costs and those of lost customers, float[m]."""
        lost = self.defected + self.silent + self.gave_up
        by_place = self.visits * tables["contact_cost"] + self.breakdowns * tables["recovery_cost"]
        return by_place.sum(axis=1) + lost * tables["defection_cost"][:, 0]


MEASURES: Final = ("late_breakdowns", "breakdowns", "completed", "defected", "churned", "cost")
"""What a journey comes to, in the order of the columns; breakdowns by phase follow."""


@dataclass(frozen=True, slots=True, eq=False)
class Worlds:
    """A journey as it is and with a fix in the same m worlds, per customer entering.

    `baseline` and `scenario` are float[m, MEASURES + phases]; `churned` counts who leaves in silence or gives up.
    `split` is float[m, 3]: exposure and hazard, which sum to the change of late breakdowns, and the hazard of the twin
    in which nothing carries over.
    """

    baseline: Floats
    scenario: Floats
    split: Floats


class Evaluation:
    """One journey and one fix, ready to be run in as many worlds as wanted.

    Raises ModelProblem where the journey cannot run.
    """

    def __init__(self, inputs: Inputs, fixes: Sequence[Fix], late: Bools) -> None:
        self._inputs = inputs
        self._fixes = fixes
        self._late = late
        self._kinds = [_Kind.of(Translation.of(inputs, number)) for number in range(len(inputs.case.segments))]

    @property
    def width(self) -> int:
        """How many numbers a world takes."""
        return max(kind.translation.layout.width for kind in self._kinds)

    def run(self, values: Floats, cancelled: Cancel | None = None) -> Worlds:
        """Return what worlds come to in which the inputs have these values, float[m, inputs].

        Raises ModelProblem for a world that cannot run, and Cancelled.
        """
        tables = tabled(self._inputs, values)
        shares = shares_of(self._inputs, tables, values.shape[0])
        parts = [self._of_kind(kind, tables, values.shape[0], cancelled) for kind in self._kinds]
        return Worlds(*(np.einsum("ms,smc->mc", shares, np.stack(column)) for column in zip(*parts, strict=True)))

    def _of_kind(
        self, kind: "_Kind", tables: Tables, worlds: int, cancelled: Cancel | None
    ) -> tuple[Floats, Floats, Floats]:
        rows = np.broadcast_to(kind.translation.rows(tables), (worlds, kind.translation.layout.width))
        after = rows.copy()
        places = kind.translation.layout.places("failure")
        factor = factors(places.size, self._fixes, tables["change"])
        after[:, places] = np.minimum(1.0, rows[:, places] * factor)
        steps = np.rint(tables["recovery_drop"][:, 0] * kind.model.levels).astype(np.int64)
        before_counts, after_counts = (kind.counts(each, steps, cancelled) for each in (rows, after))
        means = kind.flattened(rows, before_counts)
        twins = [kind.twin_counts(each, means, cancelled) for each in (rows, after)]
        exposure, hazard = self._split(before_counts, after_counts)
        _, twin_hazard = self._split(*twins)
        return (
            self._measured(before_counts, tables),
            self._measured(after_counts, tables),
            np.stack([exposure, hazard, twin_hazard], axis=1),
        )

    def _split(self, before: Counts, after: Counts) -> tuple[Floats, Floats]:
        late = self._late
        visits = before.visits[:, late], after.visits[:, late]
        return decompose(visits, (before.breakdowns[:, late], after.breakdowns[:, late]))

    def _measured(self, counts: Counts, tables: Tables) -> Floats:
        case = self._inputs.case
        in_phase = (case.model.phase[:, None] == np.arange(len(case.phases))).astype(np.float64)
        measures = [
            counts.breakdowns[:, self._late].sum(axis=1),
            counts.breakdowns.sum(axis=1),
            counts.completed,
            counts.defected,
            counts.silent + counts.gave_up,
            counts.cost(tables),
        ]
        return np.concatenate([np.stack(measures, axis=1), counts.breakdowns @ in_phase], axis=1)


def shares_of(inputs: Inputs, tables: Tables, worlds: int) -> Floats:
    """Return the share of each kind of customer, float[m, segments]."""
    weights = tables["share"] if tables["share"].size else np.ones((1, 1))
    return np.broadcast_to(weights / weights.sum(axis=1, keepdims=True), (worlds, len(inputs.case.segments)))


@dataclass(frozen=True, slots=True, eq=False)
class _Kind:
    """One kind of customer and its twin that forgets: models as stated, and the places of a row that vary."""

    translation: Translation
    model: JourneyModel
    twin: JourneyModel
    places: Ints
    twin_places: Ints

    @classmethod
    def of(cls, translation: Translation) -> Self:
        model = translation.inputs.case.segments[translation.segment].model
        varying, layout = translation.varying(), translation.layout
        forgetful = np.concatenate([layout.places(name) for name in _FORGETFUL])
        return cls(translation, model, memory_off(model, solve(model)), varying, np.intersect1d(varying, forgetful))

    def counts(self, rows: Floats, steps: Ints, cancelled: Cancel | None) -> Counts:
        """Run worlds; `steps`, int[m or 1], is how many levels a recovery lowers irritation."""
        variations = self.translation.layout.variations()
        chosen = [variations[place] for place in self.places]
        observables = Counts.observables(self.model.size)
        answers = np.empty((rows.shape[0], len(observables)))
        steps = np.broadcast_to(steps, rows.shape[0])
        for step in np.unique(steps).tolist():
            worlds = np.flatnonzero(steps == step)
            levels = np.maximum(np.arange(self.model.levels + 1, dtype=np.int64) - step, 0)
            model = replace(self.model, recovered_level=levels)
            values = rows[np.ix_(worlds, self.places)]
            answers[worlds] = evaluate(model, chosen, values, observables, cancelled=cancelled)
        return Counts.read(answers, self.model.size)

    def flattened(self, rows: Floats, counts: Counts) -> Floats:
        """Return the means over all visits that the twin's curves are flat at: breakdown, leave and silent, [m, 3]."""
        leave_factor = rows[:, self.translation.layout.places("leave_factor")]
        breakdowns = counts.breakdowns.sum(axis=1)
        exposed = (counts.breakdowns * leave_factor).sum(axis=1)
        after_visit = counts.visits.sum(axis=1) - counts.defected
        means = (
            _ratio(breakdowns, counts.failures),
            _ratio(counts.defected, exposed),
            _ratio(counts.silent, after_visit),
        )
        return np.minimum(1.0, np.stack(means, axis=1))

    def twin_counts(self, rows: Floats, means: Floats, cancelled: Cancel | None) -> Counts:
        """Run the same worlds where nothing carries over; irritation then stays at level 0."""
        variations = self.translation.layout.variations()
        chosen = [variations[place] for place in self.twin_places] + [Variation(curve, 0) for curve in _CURVES]
        values = np.concatenate([rows[:, self.twin_places], means], axis=1)
        observables = Counts.observables(self.model.size)
        return Counts.read(evaluate(self.twin, chosen, values, observables, cancelled=cancelled), self.model.size)


def _ratio(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.zeros_like(whole), where=whole > 0.0)
