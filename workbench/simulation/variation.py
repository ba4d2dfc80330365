"""Many variants of one journey: numbers that vary, and what each variant comes to."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import numpy as np

from workbench.simulation.arrays import Bools, Floats, Ints, tally
from workbench.simulation.build import Case, Segment
from workbench.simulation.compiled.ready import compiled
from workbench.simulation.exact import solve, solve_plainly
from workbench.simulation.layout import PARAMETERS, flat, starts, table
from workbench.simulation.model import JourneyModel
from workbench.simulation.observables import Observable, stacked
from workbench.simulation.problems import ModelProblem
from workbench.simulation.results import Result
from workbench.simulation.structure import Structure, assemble

_SPANNED: Final = ("severity", "soothing", "leave_factor", "leave")
"""Parameters whose mean does not tell which states their lowest and their highest values need."""

_PROBABILITIES: Final = (
    "failure", "carry_over", "retry", "influence_strength", "failure_demand", "breakdown", "leave", "silent"
)  # fmt: skip
_NO_WEIGHT: Final = 1e-12
"""Sums of weights below this are looked at one by one: they may be zero but for rounding."""

_MOST_NUMBERS: Final = 4_000_000
"""Parameters of variants that are held at a time: 32 MB."""

EVENTS: Final = (
    "visits", "failures", "breakdowns", "defections", "silent_leaves", "give_ups", "finishes", "cost", "time"
)  # fmt: skip
"""The counts of a Result for which an Observable has rewards, in the order of its fields."""

_COSTS: Final = ("contact_cost", "recovery_cost", "defection_cost")


class Cancelled(Exception):
    """The caller asked to stop; nothing was computed that anybody could use."""


@dataclass(frozen=True, slots=True)
class Variation:
    """One number of a model that varies.

    `parameter` is a field of JourneyModel, or "routing" (the weight of a way before its row is scaled to one);
    `index` is its place there: the touchpoint, influence, irritation level or way, and 0 for the defection cost.
    """

    parameter: str
    index: int


def parameters(model: JourneyModel) -> tuple[Variation, ...]:
    """Return every number of a model that can vary, in the order of the columns of `sensitivity.gradient_matrix`."""
    return tuple(Variation(each, index) for each in PARAMETERS for index in range(table(model, each).size))


def current(model: JourneyModel, variations: Sequence[Variation]) -> Floats:
    """Return the values that the varied numbers have in a model, float[p]."""
    return np.array([float(_table(model, each)[each.index]) for each in variations])


def varied(model: JourneyModel, variations: Sequence[Variation], values: Floats) -> JourneyModel:
    """Return the model with other values, float[p], for the varied numbers.

    Where an entry share or a routing share of a touchpoint varies, all are scaled to sum to one again.  Raises
    ModelProblem for a number that the model lacks or a value without meaning.
    """
    tables: dict[str, Floats] = {}
    for each, value in zip(variations, values.tolist(), strict=True):
        if each.parameter not in tables:
            tables[each.parameter] = _table(model, each).copy()
        tables[each.parameter][each.index] = value
    routing, demand, cost = (tables.pop(each, None) for each in ("routing", "failure_demand", "defection_cost"))
    if "entry" in tables:
        tables["entry"] = _scaled(tables["entry"], np.zeros(model.size, dtype=np.int64), ["The entry weights"])
    if routing is not None:
        labels = [f"The routing weights of “{name}”" for name in model.names]
        routing = np.where(_touched(model, variations), _scaled(routing, model.routing.sources(), labels), routing)
    return replace(
        model,
        routing=model.routing if routing is None else replace(model.routing, share=routing),
        failure_demand=model.failure_demand if demand is None else replace(model.failure_demand, share=demand),
        defection_cost=model.defection_cost if cost is None else float(cost[0]),
        **tables,
    )


def _scaled(weight: Floats, row: Ints, labels: Sequence[str]) -> Floats:
    """Return the weights scaled to a sum of one in each row."""
    total = tally(row, weight, len(labels))
    empty = np.flatnonzero(~(total > 0.0) & (np.bincount(row, minlength=len(labels)) > 0))
    if empty.size:
        raise ModelProblem(
            f"{labels[int(empty[0])]} sum to {total[empty[0]]:g}: give at least one of them some weight."
        )
    return weight / total[row]


def _touched(model: JourneyModel, variations: Sequence[Variation]) -> Bools:
    """Mark the ways, bool[ways], of the touchpoints of which some routing weight varies."""
    source = model.routing.sources()
    moved = [source[each.index] for each in variations if each.parameter == "routing"]
    return np.isin(source, np.array(moved, dtype=np.int64))


def evaluate(
    base: JourneyModel,
    variations: Sequence[Variation],
    values: Floats,
    observables: Sequence[Observable],
    *,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Floats:
    """Return what each of m variants of a journey comes to, float[m, q]: one row of `values`, float[m, p], a variant.

    Everything else stays as in `base`.  `progress` hears how many variants are done; `cancelled` is asked in between.
    Raises ModelProblem for a variant that cannot run, and Cancelled.
    """
    answers = np.zeros((values.shape[0], len(observables)))
    rewards = stacked(observables).reshape(-1, len(observables)) if observables else np.zeros((0, 0))
    for rows, events in _in_blocks(base, variations, values, _Waiting(progress, cancelled)):
        if observables:
            # row by row, so that what a variant comes to does not hang on how many are beside it
            answers[rows] = (events[:, None, :] @ rewards)[:, 0]
    return answers


def happenings(
    base: JourneyModel,
    variations: Sequence[Variation],
    values: Floats,
    *,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Floats:
    """Return how often what happens where in each of m variants, float[m, 9, n], per customer entering.

    The kinds of event are those of an Observable, in the order of its fields.  For who needs most of them: `evaluate`
    keeps only what is asked.  Otherwise as `evaluate`.
    """
    blocks = _in_blocks(base, variations, values, _Waiting(progress, cancelled))
    return np.concatenate([events for _, events in blocks]).reshape(-1, len(EVENTS), base.size)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Who waits for variants; asked to go on after so many of them."""

    progress: Callable[[int], None] | None
    cancelled: Callable[[], bool] | None

    def go_on(self, before: int, done: int) -> None:
        if self.progress is not None:
            self.progress(before + done)
        if self.cancelled is not None and self.cancelled():
            raise Cancelled


def _in_blocks(
    base: JourneyModel, variations: Sequence[Variation], values: Floats, waiting: _Waiting
) -> Iterator[tuple[slice, Floats]]:
    """Yield the events of some variants at a time, float[rows, 9 n]."""
    _check_shape(base, variations, values)
    waiting.go_on(0, 0)
    if not values.size:
        yield slice(None), np.tile(_events(solve(base)), (values.shape[0], 1))
        return
    _check_values(base, variations, values)
    structure, engine = spanning(base, variations, values), compiled()
    block = max(1, _MOST_NUMBERS // flat(base).size)
    for first in range(0, values.shape[0], block):
        rows = slice(first, first + block)
        go_on = partial(waiting.go_on, first)
        if engine is None:
            yield rows, _one_by_one(base, structure, variations, values[rows], go_on)
            continue
        stuck, events = engine.count(base, structure, *_expanded(base, variations, values[rows]), go_on)
        events[stuck] = _one_by_one(base, structure, variations, values[rows][stuck], _unheard)
        yield rows, events


def _unheard(_: int) -> None:
    pass


def _one_by_one(
    base: JourneyModel,
    structure: Structure,
    variations: Sequence[Variation],
    values: Floats,
    go_on: Callable[[int], None],
) -> Floats:
    """Return the events of variants, float[m, 9 n], without the compiled kernels."""
    events = np.empty((values.shape[0], len(EVENTS) * base.size))
    for row, changed in enumerate(values):
        events[row] = _events(solve_plainly(varied(base, variations, changed), structure))
        go_on(row + 1)
    return events


def _events(result: Result) -> Floats:
    return np.concatenate([getattr(result, event) for event in EVENTS])


def spanning(base: JourneyModel, variations: Sequence[Variation], values: Floats) -> Structure:
    """Return the structure on which every variant of a journey, values float[m, p], can be weighed.

    It spans the means of all numbers with steps and leaving at their lowest and at their highest.
    """
    wide = np.isin([each.parameter for each in variations], _SPANNED)
    low, high = (np.where(wide, ends, values.mean(axis=0)) for ends in (values.min(axis=0), values.max(axis=0)))
    return assemble(varied(base, variations, low), up_to=varied(base, variations, high))


def _expanded(base: JourneyModel, variations: Sequence[Variation], values: Floats) -> tuple[Ints, Floats]:
    """Return which parameters in a row change, int[c], and their values, float[m, c], shares scaled to sum to one."""
    first = dict(zip(PARAMETERS, starts(base).tolist(), strict=False))
    place = np.array([first[each.parameter] + each.index for each in variations], dtype=np.int64)
    ways = np.flatnonzero(_touched(base, variations))
    varies_entry = any(each.parameter == "entry" for each in variations)
    entry = first["entry"] + np.arange(base.size if varies_entry else 0)
    columns = np.unique(np.concatenate([place, first["routing"] + ways, entry]))
    source = np.full(columns.size, -1)
    source[np.searchsorted(columns, place)] = np.arange(place.size)
    numbers = values.take(source, axis=1)
    numbers[:, source < 0] = flat(base)[columns[source < 0]]
    for places, row in (
        (entry, np.zeros(entry.size, dtype=np.int64)),
        (first["routing"] + ways, base.routing.sources()[ways]),
    ):
        if places.size:
            own = np.searchsorted(columns, places)
            belongs, member = np.unique(row, return_inverse=True)
            numbers[:, own] /= (numbers[:, own] @ _membership(member, belongs.size))[:, member]
    return columns, numbers


def _membership(group: Ints, groups: int) -> Floats:
    """Return a matrix, float[items, groups], that sums items by group."""
    return (group[:, None] == np.arange(groups)).astype(np.float64)


def _check_values(base: JourneyModel, variations: Sequence[Variation], values: Floats) -> None:
    """Raise ModelProblem for the first variant that no model can hold."""
    named = np.array([each.parameter for each in variations])
    most = np.where(np.isin(named, _PROBABILITIES), 1.0, np.inf)
    least = np.where(np.isin(named, _COSTS), -np.inf, 0.0)
    bad = ~((values >= least) & (values <= most) & np.isfinite(values)).all(axis=1)
    bad |= (_sums(base, "failure_demand", base.failure_demand.sources(), variations, values) > 1.0).any(axis=1)
    bad |= (_sums(base, "routing", base.routing.sources(), variations, values) < _NO_WEIGHT).any(axis=1)
    bad |= (_sums(base, "entry", np.zeros(base.size, np.int64), variations, values) < _NO_WEIGHT).any(axis=1)
    for row in np.flatnonzero(bad):
        varied(base, variations, values[row])


def _sums(base: JourneyModel, parameter: str, row: Ints, variations: Sequence[Variation], values: Floats) -> Floats:
    """Return what the shares of a parameter sum to in each row of which one varies, float[m, rows], before scaling."""
    mine = [number for number, each in enumerate(variations) if each.parameter == parameter]
    place = np.array([variations[number].index for number in mine], dtype=np.int64)
    touched, belongs = np.unique(row[place], return_inverse=True)
    shares = table(base, parameter)
    moved = values[:, mine] - shares[place]
    return tally(row, shares, base.size)[touched] + moved @ _membership(belongs, touched.size)


def evaluate_case(
    case: Case,
    variations: Sequence[Variation],
    values: Floats,
    observables: Sequence[Observable],
    *,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Floats:
    """Return `evaluate` for a mixture of customers, each segment with its share, float[m, q].

    Values are those of the average customer, as the journey states them: a segment sees severity, soothing and silent
    leaving scaled by its own factors.
    """
    _check_shape(case.model, variations, values)
    mixed = np.zeros((values.shape[0], len(observables)))
    for number, segment in enumerate(case.segments):

        def report(done: int, before: int = number) -> None:
            if progress is not None:
                progress((before * values.shape[0] + done) // len(case.segments))

        own = as_lived(segment, variations, values)
        mixed += segment.share * evaluate(
            segment.model, variations, own, observables, progress=report, cancelled=cancelled
        )
    return mixed


def as_lived(segment: Segment, variations: Sequence[Variation], values: Floats) -> Floats:
    """Return the values, float[m, p], that one kind of customer has where the average customer has `values`."""
    factor = {"severity": segment.severity, "soothing": segment.soothing, "silent": segment.silent}
    own = values * np.array([factor.get(each.parameter, 1.0) for each in variations])
    silent = np.array([each.parameter == "silent" for each in variations], dtype=np.bool_)
    return np.where(silent, np.minimum(own, 1.0), own)


def _check_shape(base: JourneyModel, variations: Sequence[Variation], values: Floats) -> None:
    if values.ndim != 2 or values.shape[1] != len(variations):
        raise ModelProblem(
            f"The values have shape {values.shape} for {len(variations)} varied numbers: give one row a variant "
            "with one value each."
        )
    for each in variations:
        _table(base, each)


def _table(model: JourneyModel, variation: Variation) -> Floats:
    """Return the numbers among which the varied one lies; raises ModelProblem where there is no such number."""
    if variation.parameter not in PARAMETERS:
        known = ", ".join(PARAMETERS)
        raise ModelProblem(f"The model has no “{variation.parameter}” that could vary; choose one of {known}.")
    numbers = table(model, variation.parameter)
    if not 0 <= variation.index < numbers.size:
        raise ModelProblem(
            f"“{variation.parameter}” has no place {variation.index} to vary; choose one of 0 to {numbers.size - 1}."
        )
    return numbers
