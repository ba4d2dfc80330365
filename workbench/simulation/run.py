"""The question of the product, asked of one journey: what does improving something early do to what comes later?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np

from workbench.domain.improvements import Place, aspect_of
from workbench.simulation.arrays import Bools, Floats, tally
from workbench.simulation.build import Case, improved
from workbench.simulation.comparison import Split, claims_carry_over, compare, memory_off, pooled, selection
from workbench.simulation.exact import solve
from workbench.simulation.model import JourneyModel
from workbench.simulation.problems import ModelProblem
from workbench.simulation.results import Result, mix
from workbench.simulation.structure import Structure, assemble
from workbench.simulation.wording import SMALLEST, Cut, Finding, Sureness, count, finding, time_spent, unchanged

ENTRANTS: Final = 1000.0
"""Results are told per so many customers entering."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """One journey as it is and with a fix; counts are per customer entering.

    `late`, bool[n], marks the touchpoints of the later phases; `selection` is the hazard that only those would see who
    do not tell the kinds of customer apart.  `twin` is None where nobody has run the journey without memory.
    """

    case: Case
    cuts: tuple[Cut, ...]
    baseline: Result
    scenario: Result
    late: Bools
    split: Split
    twin: Split | None
    selection: float

    @property
    def claim(self) -> bool:
        """Whether real carry-over may be claimed."""
        return self.twin is not None and claims_carry_over(self.split, self.twin)

    @property
    def late_name(self) -> str:
        """The later phases in words; empty where there are none."""
        return late_name(self.case, self.late)

    @property
    def time_spent(self) -> str:
        """How long the journey takes a customer, as a sentence."""
        after = self.scenario.expected_minutes if self.cuts else None
        return time_spent(self.baseline.expected_minutes, after)

    def finding(self, entrants: float = ENTRANTS, sureness: Sureness | None = None) -> Finding:
        """Return what came of it in words, as exact or as sure as it is said to be."""
        if not self.cuts:
            return unchanged(float(self.baseline.breakdowns.sum()), entrants)
        return finding(list(self.cuts), self.split, self.twin, entrants, self.late_name, self.selection, sureness)

    def as_json(self, entrants: float = ENTRANTS) -> dict[str, Any]:
        """Return everything as plain data: counts per `entrants` customers, probabilities per customer."""
        return {
            "entrants": entrants,
            "baseline": _plain(self.case, self.baseline, entrants),
            "scenario": _plain(self.case, self.scenario, entrants),
            "change": {
                "late_breakdowns": self.split.delta * entrants,
                "exposure": self.split.exposure * entrants,
                "hazard": self.split.hazard * entrants,
                "twin_hazard": None if self.twin is None else self.twin.hazard * entrants,
                "selection": self.selection * entrants,
                "claim": self.claim,
                "sentence": self.finding(entrants).text,
            },
        }


@dataclass(frozen=True, slots=True)
class Subject:
    """What a fix may be meant for, by name, and the touchpoints that it then acts on, by row."""

    name: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Twin:
    """A segment whose customers forget: nothing carries over from one visit to the next."""

    model: JourneyModel
    structure: Structure
    result: Result


class Simulator:
    """One journey ready to be asked again and again: what does not change between two questions is kept.

    Raises ModelProblem where the journey cannot run: a loop without exit, too many influences.
    """

    def __init__(self, case: Case) -> None:
        self.case = case
        self._structures: list[Structure] = [assemble(segment.model) for segment in self.case.segments]
        self._results = [self._solve(i, segment.model) for i, segment in enumerate(self.case.segments)]
        self.baseline = self._mix(self._results)

    @cached_property
    def _subjects(self) -> dict[str, Subject]:
        """What a fix may be meant for, by id."""
        return subjects(self.case)

    @cached_property
    def _twins(self) -> list[_Twin]:
        """The journey without memory, one a segment; made for the first fix, since nothing else is told by it."""
        forgetful = [memory_off(s.model, r) for s, r in zip(self.case.segments, self._results, strict=True)]
        structures = [assemble(model) for model in forgetful]
        return [_Twin(model, kept, solve(model, kept)) for model, kept in zip(forgetful, structures, strict=True)]

    def compare(self, cuts: Mapping[Place, float], late_from: str | None = None) -> Outcome:
        """Run the journey with relative changes (-0.3: 30 % less) of numbers of touchpoints or phases.

        Later are the phases from `late_from` on, or those after the last one changed.  What lies outside control does
        not change with its phase.  Raises ModelProblem for an id that is not in the journey.
        """
        known = self._subjects if cuts else {}
        changes = changes_by_row(known, cuts)
        late = later(self.case, {row for row, _, _ in changes}, late_from)
        changes = [change for change in changes if change[2]]
        scenarios = self._changed(changes) if changes else self._results
        split, feigned = self._split(self._results, scenarios, late)
        # what changes nothing changes nothing without memory either
        twin = self._twin_split(changes, late) if changes else split
        return Outcome(
            case=self.case,
            cuts=cuts_by_name(known, cuts),
            baseline=self.baseline,
            scenario=self._mix(scenarios) if changes else self.baseline,
            late=late,
            split=split,
            twin=twin,
            selection=feigned,
        )

    def late_response(self, changes: Mapping[Place, float], cuts: Sequence[float]) -> list[float]:
        """Return the late breakdowns per customer entering when what fails less by `changes` does so by each of `cuts`.

        These are 0 to 1; other numbers are changed as before.  Empty where no chance of failure is changed.  Raises
        ModelProblem for an id that is not in the journey.
        """
        failing = [place for place in changes if isinstance(place, str)]
        if not failing:
            return []
        return [self.compare({**changes, **dict.fromkeys(failing, -cut)}).split.after for cut in cuts]

    def _changed(self, changes: list[tuple[int, str, float]]) -> list[Result]:
        """Run the changed journey, one result a segment."""
        models = [improved(segment.model, changes) for segment in self.case.segments]
        return [self._solve(index, model) for index, model in enumerate(models)]

    def _twin_split(self, changes: list[tuple[int, str, float]], late: Bools) -> Split:
        """Return the split of the changed twin, which keeps the baseline's means."""
        before = [twin.result for twin in self._twins]
        after = [solve(improved(twin.model, changes), twin.structure) for twin in self._twins]
        split, _ = self._split(before, after, late)
        return split

    def _split(self, before: list[Result], after: list[Result], late: Bools) -> tuple[Split, float]:
        """Return the split told apart segment by segment, and the hazard that is selection alone."""
        whole = compare(self._mix(before), self._mix(after), late)
        parts = [compare(first, second, late) for first, second in zip(before, after, strict=True)]
        return pooled(whole, parts, self.case.shares), selection(whole, parts, self.case.shares)

    def _solve(self, segment: int, model: JourneyModel) -> Result:
        return solve(model, self._structures[segment])

    def _mix(self, results: list[Result]) -> Result:
        if len(results) == 1:
            return results[0]
        return mix(results, self.case.shares)


def subjects(case: Case) -> dict[str, Subject]:
    """Return by id what a fix may be meant for: each touchpoint, and each phase with those within control."""
    model = case.model
    found = {each: Subject(name, (row,)) for row, (each, name) in enumerate(zip(case.ids, model.names, strict=True))}
    for index, phase in enumerate(case.phases):
        if phase is not None:
            rows = (row for row in np.flatnonzero(model.phase == index).tolist() if case.ids[row] in case.controllable)
            found[phase] = Subject(model.phase_names[index], tuple(rows))
    return found


def subject_of(known: Mapping[str, Subject], place: Place) -> Subject:
    """Return what a touchpoint's or phase's id stands for; raises ModelProblem for an id that is not in the journey."""
    subject = aspect_of(place).subject
    if subject not in known:
        raise ModelProblem(f"“{subject}” is neither a touchpoint nor a phase of this journey; choose one of them.")
    return known[subject]


def changes_by_row(known: Mapping[str, Subject], cuts: Mapping[Place, float]) -> list[tuple[int, str, float]]:
    """Return relative changes as `improved` takes them; raises ModelProblem for an id that is not in the journey."""
    return [
        (row, aspect_of(place).parameter, cut) for place, cut in cuts.items() for row in subject_of(known, place).rows
    ]


def cuts_by_name(known: Mapping[str, Subject], cuts: Mapping[Place, float]) -> tuple[Cut, ...]:
    """Return what is changed at all, for telling; raises ModelProblem for an id that is not in the journey."""
    return tuple(
        Cut(subject_of(known, place).name, cut, aspect_of(place).parameter) for place, cut in cuts.items() if cut
    )


def later(case: Case, changed: set[int], late_from: str | None) -> Bools:
    """Mark the touchpoints, bool[n], of the phases from `late_from` on, or of those after the last one changed.

    Raises ModelProblem for a phase that is not in the journey.
    """
    phase = case.model.phase
    placed = phase < sum(each is not None for each in case.phases)
    if late_from is not None:
        if late_from not in case.phases:
            raise ModelProblem(f"“{late_from}” is not a phase of this journey; choose one of its phases.")
        return (phase >= case.phases.index(late_from)) & placed
    last = max((int(phase[row]) for row in changed), default=-1)
    return (phase > last) & placed


def late_name(case: Case, late: Bools) -> str:
    """Return what to call the phases of the marked touchpoints, bool[n]; empty where none is marked."""
    model = case.model
    phases = sorted(set(model.phase[late].tolist()))
    names = [f"“{model.phase_names[phase]}”" for phase in phases]
    return names[0] if len(names) == 1 else "the later phases" if names else ""


def per_phase(case: Case, values: Floats) -> Floats:
    """Return the sum of values per touchpoint, float[n], by phase, float[phases]; phases without touchpoints have 0."""
    return tally(case.model.phase, values, len(case.phases))


def irritation_per_phase(case: Case, result: Result) -> Floats:
    """Return the mean irritation on arrival per phase, float[phases], as a share of the glass; NaN if nobody comes."""
    arrivals = per_phase(case, result.visits)
    level = per_phase(case, result.irritation_sum) / case.model.levels
    return np.divide(level, arrivals, out=np.full_like(level, np.nan), where=arrivals > 0)


def _plain(case: Case, result: Result, entrants: float) -> dict[str, Any]:
    columns = {
        "visits": result.visits,
        "failures": result.failures,
        "breakdowns": result.breakdowns,
        "defections": result.defections,
        "cost": result.cost,
        "time": result.time,
    }
    model = case.model
    by_phase = {key: per_phase(case, values) for key, values in columns.items()}
    return {
        "touchpoints": [
            {"name": name} | {key: float(values[row] * entrants) for key, values in columns.items()}
            for row, name in enumerate(model.names)
        ],
        "phases": [
            {"name": name} | {key: float(values[row] * entrants) for key, values in by_phase.items()}
            for row, name in enumerate(model.phase_names)
        ],
        "ends": {name: float(share) for name, share in zip(model.names, result.ends, strict=True)},
        "expected_visits": result.expected_visits,
        "expected_minutes": result.expected_minutes,
        "completed": result.completed,
        "defected": result.defected,
        "churned": result.churned,
    }


def headline(outcome: Outcome) -> str:
    """Return which phase has the most breakdowns, or which touchpoint where those are not placed in phases yet."""
    case, breakdowns = outcome.case, outcome.baseline.breakdowns * ENTRANTS
    if breakdowns.sum() < SMALLEST:
        return "Customers hardly ever blow up on this journey."
    names, counts = case.model.phase_names, per_phase(case, breakdowns)
    if case.phases[int(np.argmax(counts))] is None:
        names, counts = case.model.names, breakdowns
    worst = int(np.argmax(counts))
    whole = breakdowns.sum()
    part = "all of about" if whole - counts[worst] < SMALLEST else f"about {count(counts[worst])} of"
    return f"“{names[worst]}” is where customers blow up: {part} {count(whole)} breakdowns."
