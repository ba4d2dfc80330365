"""The question of the product, asked of one journey: what does improving something early do to what comes later?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from workbench.domain.document import Document
from workbench.domain.elements import Phase, Touchpoint
from workbench.domain.places import cards_in
from workbench.simulation.arrays import Bools, Floats, tally
from workbench.simulation.build import Case, build, improved
from workbench.simulation.comparison import Split, claims_carry_over, compare, memory_off
from workbench.simulation.exact import solve
from workbench.simulation.model import JourneyModel
from workbench.simulation.problems import ModelProblem
from workbench.simulation.results import Result, mix
from workbench.simulation.structure import Structure, assemble
from workbench.simulation.wording import Cut, Finding, count, finding

ENTRANTS: Final = 1000.0
"""Results are told per so many customers entering."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """One journey as it is and with a fix; counts are per customer entering.

    `late`, bool[n], marks the touchpoints of the later phases.
    """

    case: Case
    cuts: tuple[Cut, ...]
    baseline: Result
    scenario: Result
    late: Bools
    split: Split
    twin: Split

    @property
    def claim(self) -> bool:
        """Whether real carry-over may be claimed."""
        return claims_carry_over(self.split, self.twin)

    @property
    def late_name(self) -> str:
        """The later phases in words; empty where there are none."""
        model = self.case.model
        phases = sorted(set(model.phase[self.late].tolist()))
        names = [f"“{model.phase_names[phase]}”" for phase in phases]
        return names[0] if len(names) == 1 else "the later phases" if names else ""

    def finding(self, entrants: float = ENTRANTS) -> Finding:
        """Return what came of it in words."""
        return finding(list(self.cuts), self.split, self.claim, entrants, self.late_name)

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
                "twin_hazard": self.twin.hazard * entrants,
                "claim": self.claim,
                "sentence": self.finding(entrants).text,
            },
        }


class Simulator:
    """One journey ready to be asked again and again: what does not change between two questions is kept.

    Raises ModelProblem where the journey cannot run: no touchpoints, a loop without exit, too many influences.
    """

    def __init__(self, document: Document, journey: str) -> None:
        self._document = document
        self.case = build(document, journey)
        self._row = {touchpoint: row for row, touchpoint in enumerate(self.case.ids)}
        self._structures: list[Structure] = [assemble(segment.model) for segment in self.case.segments]
        self._results = [self._solve(i, segment.model) for i, segment in enumerate(self.case.segments)]
        self.baseline = self._mix(self._results)
        self._twins = [memory_off(s.model, r) for s, r in zip(self.case.segments, self._results, strict=True)]
        self._twin_structures = [assemble(twin) for twin in self._twins]
        self._twin_baseline = self._mix(
            [solve(twin, kept) for twin, kept in zip(self._twins, self._twin_structures, strict=True)]
        )

    def compare(self, cuts: Mapping[str, float], late_from: str | None = None) -> Outcome:
        """Run the journey with relative changes of the chance of failure (-0.3: 30 % fewer) of touchpoints or phases.

        Later are the phases from `late_from` on, or those after the last one changed.  What lies outside control does
        not change with its phase.  Raises ModelProblem for an id that is not in the journey, KeyError for no phase.
        """
        changes = [(row, "failure", change) for name, change in cuts.items() for row in self._rows(name)]
        late = self._late({row for row, _, _ in changes}, late_from)
        models = [improved(segment.model, changes) for segment in self.case.segments]
        scenario = self._mix([self._solve(index, model) for index, model in enumerate(models)])
        twins = [
            solve(memory_off(model, result), kept)
            for model, result, kept in zip(models, self._results, self._twin_structures, strict=True)
        ]
        named = tuple(Cut(self._name(subject), change) for subject, change in cuts.items() if change)
        return Outcome(
            case=self.case,
            cuts=named,
            baseline=self.baseline,
            scenario=scenario,
            late=late,
            split=compare(self.baseline, scenario, late),
            twin=compare(self._twin_baseline, self._mix(twins), late),
        )

    def _solve(self, segment: int, model: JourneyModel) -> Result:
        return solve(model, self._structures[segment])

    def _mix(self, results: list[Result]) -> Result:
        if len(results) == 1:
            return results[0]
        return mix(results, [segment.share for segment in self.case.segments])

    def _rows(self, subject: str) -> list[int]:
        if subject in self._row:
            return [self._row[subject]]
        phase = self._document.find(Phase, subject)
        if phase is None:
            raise ModelProblem(f"“{subject}” is neither a touchpoint nor a phase of this journey; choose one of them.")
        cards = cards_in(self._document, phase.journey, phase.id)
        return [self._row[card.id] for card in cards if card.is_controllable]

    def _name(self, subject: str) -> str:
        element = self._document.elements[subject]
        return element.name if isinstance(element, Touchpoint | Phase) else subject

    def _late(self, changed: set[int], late_from: str | None) -> Bools:
        phase = self.case.model.phase
        placed = phase < sum(each is not None for each in self.case.phases)
        if late_from is not None:
            return (phase >= self.case.phases.index(late_from)) & placed
        last = max((int(phase[row]) for row in changed), default=-1)
        return (phase > last) & placed


def per_phase(case: Case, values: Floats) -> Floats:
    """Return the sum of values per touchpoint, float[n], by phase, float[phases]; phases without touchpoints have 0."""
    return tally(case.model.phase, values, len(case.phases))


def irritation_per_phase(case: Case, result: Result) -> Floats:
    """Return the mean irritation on arrival in each phase as a share of the full glass; NaN where nobody comes."""
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
        "completed": result.completed,
        "defected": result.defected,
        "churned": result.churned,
    }


def headline(outcome: Outcome) -> str:
    """Return where most customers break down, and what that touchpoint's phase is up against."""
    breakdowns = per_phase(outcome.case, outcome.baseline.breakdowns) * ENTRANTS
    worst = int(np.argmax(breakdowns))
    name = outcome.case.model.phase_names[worst]
    return f"“{name}” is where customers blow up: about {count(breakdowns[worst])} of {count(breakdowns.sum())}."
