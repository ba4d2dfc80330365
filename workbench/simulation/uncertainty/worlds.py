"""What a journey comes to in many worlds, as it is and with a fix, the same worlds for both."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Self

import numpy as np

from workbench.simulation.arrays import Bools, Floats, Ints
from workbench.simulation.comparison import decompose, memory_off
from workbench.simulation.exact import solve
from workbench.simulation.model import JourneyModel
from workbench.simulation.uncertainty.engine import Layout, Tables, Translation, tabled
from workbench.simulation.uncertainty.fixes import Fix, levers_of
from workbench.simulation.uncertainty.inputs import Inputs
from workbench.simulation.variation import EVENTS, Variation, happenings

Cancel = Callable[[], bool]

_FORGETFUL: Final = ("failure", "retry", "leave_factor", "routing", "failure_demand")
"""Parameters that still matter where nothing carries over."""

_CURVES: Final = ("breakdown", "leave", "silent")

_ALIKE: Final = 1000
"""So many journeys are run on one structure: more of them would need more steps each, fewer more structures."""


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """Expected counts for one customer entering in worlds: by touchpoint float[..., n], of all float[...]."""

    visits: Floats
    breakdowns: Floats
    failures: Floats
    defected: Floats
    silent: Floats
    gave_up: Floats
    completed: Floats
    cost: Floats
    time: Floats

    @classmethod
    def of(cls, events: Floats) -> Self:
        """Read them off events, float[..., 9, n]."""
        by_place = {name: events[..., kind, :] for kind, name in enumerate(EVENTS)}
        of_all = ("failures", "defections", "silent_leaves", "give_ups", "finishes", "cost", "time")
        return cls(by_place["visits"], by_place["breakdowns"], *(by_place[name].sum(axis=-1) for name in of_all))


MEASURES: Final = ("late_breakdowns", "breakdowns", "completed", "defected", "churned", "cost", "time")
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

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """Put the worlds of several parts one after the other."""
        columns = zip(*((part.baseline, part.scenario, part.split) for part in parts), strict=True)
        return cls(*(np.concatenate(column) for column in columns))

    def taken(self, rows: Ints) -> Self:
        """Return the worlds of these rows, int[kept], in the order given."""
        return type(self)(self.baseline[rows], self.scenario[rows], self.split[rows])


class Evaluation:
    """One journey and one fix, ready to be run in as many worlds as wanted.

    Raises ModelProblem where the journey cannot run.
    """

    def __init__(self, inputs: Inputs, fixes: Sequence[Fix], late: Bools) -> None:
        self._inputs = inputs
        self._late = late
        self._kinds = [Translation.of(inputs, number) for number in range(len(inputs.case.segments))]
        self._levers = levers_of(fixes)
        self._acted_on = self._kinds[0].layout.places_of(self._levers.variations)
        self._family = _Family.of(self._kinds, self._acted_on)

    @property
    def width(self) -> int:
        """How many numbers a world takes."""
        return 2 * len(self._kinds) * self._kinds[0].layout.width

    def in_turn(self, scores: Floats) -> Ints:
        """Return an order of worlds with these scores of the inputs, float[m, inputs], in which neighbours are alike.

        Those that need the same states follow one another; `run` is quickest in that order.
        """
        names = [each.parameter for each in self._inputs.inputs]
        keys = [scores[:, names.index(name)] for name in ("severity", "soothing") if name in names][::-1]
        if "recovery_drop" in names:
            column = names.index("recovery_drop")
            keys.append(np.rint(self._drop_in_levels(self._inputs.inputs[column].belief.at(scores[:, column]))))
        return np.lexsort(keys) if keys else np.arange(scores.shape[0])

    def run(self, values: Floats, cancelled: Cancel | None = None) -> Worlds:
        """Return what worlds come to in which the inputs have these values, float[m, inputs].

        Raises ModelProblem for a world that cannot run, and Cancelled.
        """
        worlds = values.shape[0]
        tables = tabled(self._inputs, values)
        rows = np.stack([np.broadcast_to(each.rows(tables), (worlds, each.layout.width)) for each in self._kinds])
        after = rows.copy()
        after[:, :, self._acted_on] = self._levers.moved(rows[:, :, self._acted_on], tables["change"])
        steps = np.rint(self._drop_in_levels(tables["recovery_drop"][:, 0])).astype(np.int64)
        both = np.stack([rows, after], axis=2)
        counts, twins = self._family.run(both, np.broadcast_to(steps, worlds), cancelled)
        shares = shares_of(self._inputs, tables, worlds)
        measured = np.einsum("ms,smvc->vmc", shares, self._measured(counts))
        split = np.einsum("ms,smc->mc", shares, np.stack([*self._split(counts), self._split(twins)[1]], axis=-1))
        return Worlds(measured[0], measured[1], split)

    def _drop_in_levels(self, drop: Floats) -> Floats:
        """Return by how many levels a recovery lowers irritation, before they are made whole."""
        return drop * self._inputs.case.model.levels

    def _split(self, counts: Counts) -> tuple[Floats, Floats]:
        visits, broken = counts.visits[..., self._late], counts.breakdowns[..., self._late]
        return decompose((visits[:, :, 0], visits[:, :, 1]), (broken[:, :, 0], broken[:, :, 1]))

    def _measured(self, counts: Counts) -> Floats:
        case = self._inputs.case
        in_phase = (case.model.phase[:, None] == np.arange(len(case.phases))).astype(np.float64)
        measures = [
            counts.breakdowns[..., self._late].sum(axis=-1),
            counts.breakdowns.sum(axis=-1),
            counts.completed,
            counts.defected,
            counts.silent + counts.gave_up,
            counts.cost,
            counts.time,
        ]
        return np.concatenate([np.stack(measures, axis=-1), counts.breakdowns @ in_phase], axis=-1)


def shares_of(inputs: Inputs, tables: Tables, worlds: int) -> Floats:
    """Return the share of each kind of customer, float[m, segments]."""
    weights = tables["share"] if tables["share"].size else np.ones((1, 1))
    return np.broadcast_to(weights / weights.sum(axis=1, keepdims=True), (worlds, len(inputs.case.segments)))


@dataclass(frozen=True, slots=True, eq=False)
class _Family:
    """All kinds of customer as variants of the first, and its twin that forgets, with the places that tell them apart.

    Together they need one structure where each would need its own.
    """

    model: JourneyModel
    twin: JourneyModel
    layout: Layout
    places: Ints
    twin_places: Ints

    @classmethod
    def of(cls, kinds: Sequence[Translation], acted_on: Ints) -> Self:
        """Put kinds together; a fix acts on the places `acted_on`."""
        inputs, layout = kinds[0].inputs, kinds[0].layout
        model = inputs.case.segments[kinds[0].segment].model
        stated = np.concatenate([each.rows(tabled(inputs, inputs.likely[None, :])) for each in kinds])
        apart = (stated != stated[0]).any(axis=0)
        for moved in (acted_on, *(each.varying() for each in kinds)):
            apart[moved] = True
        places = np.flatnonzero(apart).astype(np.int64)
        forgetful = np.concatenate([layout.places(name) for name in _FORGETFUL])
        return cls(model, memory_off(model, solve(model)), layout, places, np.intersect1d(places, forgetful))

    def run(self, rows: Floats, steps: Ints, cancelled: Cancel | None) -> tuple[Counts, Counts]:
        """Run worlds, and the same where nothing carries over; rows are float[kinds, m, 2, all], before and after.

        `steps`, int[m], is how many levels a recovery lowers irritation.
        """
        varied = rows[..., self.places]
        pairs = _Pairs.of(varied)
        variants = varied[pairs.runs]
        step_of = np.broadcast_to(steps[:, None], pairs.runs.shape)[pairs.runs]
        severity = rows[..., self.layout.places("severity")].mean(axis=-1)[pairs.runs]
        events = np.empty((variants.shape[0], len(EVENTS), self.model.size))
        for step in np.unique(steps).tolist():
            levels = np.maximum(np.arange(self.model.levels + 1, dtype=np.int64) - step, 0)
            model = replace(self.model, recovered_level=levels)
            alike = np.flatnonzero(step_of == step)
            # what irritates about as much needs fewer steps of irritation side by side
            alike = alike[np.argsort(severity[alike], kind="stable")]
            for chosen in np.array_split(alike, -(-alike.size // _ALIKE)):
                events[chosen] = self._happenings(model, self.places, variants[chosen], (), cancelled)
        counts = Counts.of(events[pairs.place])
        means = np.repeat(self._flattened(rows, counts)[:, :, None], 2, axis=2)
        forgetful = np.concatenate([rows[..., self.twin_places], means], axis=-1)
        pairs = _Pairs.of(forgetful)
        twins = self._happenings(self.twin, self.twin_places, forgetful[pairs.runs], _CURVES, cancelled)
        return counts, Counts.of(twins[pairs.place])

    def _happenings(
        self, model: JourneyModel, places: Ints, variants: Floats, curves: Sequence[str], cancelled: Cancel | None
    ) -> Floats:
        """Run variants of which the places vary, and curves where irritation stays at level 0."""
        named = self.layout.variations()
        varied = [*(named[place] for place in places.tolist()), *(Variation(curve, 0) for curve in curves)]
        return happenings(model, varied, variants, cancelled=cancelled)

    def _flattened(self, rows: Floats, counts: Counts) -> Floats:
        """Return the means over all visits that the twin's curves are flat at: breakdown, leave and silent, [..., 3].

        They are those of the journey as it is.
        """
        leave_factor = rows[:, :, 0, self.layout.places("leave_factor")]
        visits, broken = counts.visits[:, :, 0], counts.breakdowns[:, :, 0]
        defected = counts.defected[:, :, 0]
        means = (
            _ratio(broken.sum(axis=-1), counts.failures[:, :, 0]),
            _ratio(defected, (broken * leave_factor).sum(axis=-1)),
            _ratio(counts.silent[:, :, 0], visits.sum(axis=-1) - defected),
        )
        return np.minimum(1.0, np.stack(means, axis=-1))


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """Which journeys to run, bool[kinds, m, 2], of those before and after a fix, and where each is among those run.

    One that a fix does not change is run once.  So nothing changes by rounding, and half of the twins are spared where
    a fix acts on what they have forgotten.
    """

    runs: Bools
    place: Ints

    @classmethod
    def of(cls, variants: Floats) -> Self:
        """Compare variants before and after, float[kinds, m, 2, p]."""
        runs = np.ones(variants.shape[:3], dtype=np.bool_)
        runs[:, :, 1] = (variants[:, :, 0] != variants[:, :, 1]).any(axis=-1)
        return cls(runs, np.cumsum(runs).reshape(runs.shape) - 1)


def _ratio(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.zeros_like(whole), where=whole > 0.0)
