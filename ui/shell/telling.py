"""From the engine's outcome to what each part of the window shows."""

import math
from collections.abc import Sequence
from typing import Final

from ui.canvas.numbers import MapNumbers
from ui.controls.bars import BarRow
from ui.controls.labels import how_many
from ui.panels.chart_numbers import ChartNumbers, Spread, Stretch, Swing
from ui.panels.outcome import PanelOutcome
from ui.panels.overview import OverviewNumbers
from ui.panels.source_bars import Source
from workbench.domain.document import Document
from workbench.domain.elements import Journey, Person, Phase, Touchpoint
from workbench.domain.improvements import FAILURE
from workbench.domain.reactions import reactions_of
from workbench.domain.vocabulary import JourneyState
from workbench.simulation.arrays import Floats
from workbench.simulation.crowd.contrast import Contrast
from workbench.simulation.crowd.rows import COST, TIME
from workbench.simulation.crowd.spread import QUANTILES
from workbench.simulation.results import Result
from workbench.simulation.run import ENTRANTS, Outcome, headline, irritation_per_phase, per_phase
from workbench.simulation.uncertainty.ranges import Range
from workbench.simulation.uncertainty.telling import between
from workbench.simulation.wording import SMALLEST, Sureness, count, time_spent, where

GLASS: Final = 10.0
"""The irritation strip counts from 0 to this."""


def map_numbers(outcome: Outcome | None, with_fix: bool, heat: bool, stale: bool) -> MapNumbers:
    """Return the breakdowns per 1,000 customers that the map writes on its cards and phase heads."""
    if outcome is None:
        return MapNumbers(heat=heat, stale=stale)
    as_is = _by_id(outcome, outcome.baseline)
    fix = _by_id(outcome, outcome.scenario) if with_fix and outcome.cuts else None
    highest = max((as_is[touchpoint] for touchpoint in outcome.case.ids), default=0.0)
    return MapNumbers(as_is, fix, heat, highest, stale)


def breakdowns(outcome: Outcome | None) -> dict[str, float]:
    """Return the breakdowns per 1,000 customers by touchpoint or phase id, with the fix where there is one."""
    numbers = map_numbers(outcome, with_fix=True, heat=False, stale=False)
    return {each: value for each in numbers.as_is if (value := numbers.value(each)) is not None}


def _by_id(outcome: Outcome, result: Result) -> dict[str, float]:
    numbers = dict(zip(outcome.case.ids, (result.breakdowns * ENTRANTS).tolist(), strict=True))
    phases = per_phase(outcome.case, result.breakdowns) * ENTRANTS
    placed = zip(outcome.case.phases, phases.tolist(), strict=True)
    return numbers | {phase: value for phase, value in placed if phase is not None}


def panel_outcome(
    outcome: Outcome, document: Document, stale: bool, sureness: Sureness | None = None, remark: str = ""
) -> PanelOutcome:
    """Return what the simulate panel says about a fix; `remark` says where numbers come from that are not exact.

    While nobody knows how sure the numbers are, nothing is said to be real carry-over.
    """
    unknown = Sureness(outcome.split.delta, outcome.split.delta)
    found = outcome.finding(sureness=sureness or unknown)
    baseline = per_phase(outcome.case, outcome.baseline.breakdowns) * ENTRANTS
    scenario = per_phase(outcome.case, outcome.scenario.breakdowns) * ENTRANTS
    names = [_short_name(document, phase) for phase in outcome.case.phases]
    rows = tuple(BarRow(*row) for row in zip(names, baseline.tolist(), scenario.tolist(), strict=True))
    split = outcome.split if outcome.cuts and outcome.late.any() and not remark else None
    return PanelOutcome(
        sentence=found.sentence,
        detail=remark or found.reason,
        guesses=outcome.case.guesses,
        rows=rows,
        total_as_is=float(baseline.sum()),
        total_with_fix=float(scenario.sum()),
        carry_over=-split.hazard * ENTRANTS if split else None,
        exposure=-split.exposure * ENTRANTS if split else None,
        late_label="later breakdowns" if split else "",
        time_spent=outcome.time_spent,
        stale=stale,
    )


def overview_numbers(outcome: Outcome, unharmed: float, sources: Sequence[Source], stale: bool) -> OverviewNumbers:
    """Return what the overview says about the journey as it is."""
    return OverviewNumbers(
        breakdowns=float(outcome.baseline.breakdowns.sum() * ENTRANTS),
        headline=headline(outcome),
        phases=sum(phase is not None for phase in outcome.case.phases),
        unharmed=unharmed,
        time_spent=time_spent(outcome.baseline.expected_minutes),
        guesses=outcome.case.guesses,
        sources=tuple(sources),
        stale=stale,
    )


def irritation(outcome: Outcome, result: Result) -> list[float]:
    """Return the mean irritation on arrival a phase, 0 to GLASS; where nobody comes it stays what it was before."""
    return _without_gaps(irritation_per_phase(outcome.case, result) * GLASS)


def _without_gaps(values: Floats) -> list[float]:
    filled: list[float] = []
    for value in values.tolist():
        filled.append(value if not math.isnan(value) else (filled[-1] if filled else 0.0))
    return filled


CUTS: Final = tuple(step / 20 for step in range(21))
"""Where the response curve is computed: from no change to never failing."""


def chart_numbers(
    outcome: Outcome,
    document: Document,
    journey: str,
    response: Sequence[float],
    swings: Sequence[Swing] = (),
    spread: Contrast | None = None,
) -> ChartNumbers:
    """Return what the charts draw; `response` are the later breakdowns per customer at each of CUTS, or nothing.

    `spread` says how customers differ, once somebody has found out.
    """
    fix = bool(outcome.cuts)
    cuts = [cut for cut in outcome.cuts if cut.parameter == FAILURE]
    return ChartNumbers(
        phases=[_short_name(document, phase) for phase in outcome.case.phases],
        as_is=(per_phase(outcome.case, outcome.baseline.breakdowns) * ENTRANTS).tolist(),
        with_fix=(per_phase(outcome.case, outcome.scenario.breakdowns) * ENTRANTS).tolist() if fix else (),
        irritation=irritation(outcome, outcome.baseline),
        irritation_with_fix=irritation(outcome, outcome.scenario) if fix else (),
        threshold=threshold(document, journey),
        cuts=CUTS if response else (),
        late=[late * ENTRANTS for late in response],
        late_label=outcome.late_name or "later phases",
        cut_label=f"failures at {where(cuts)}" if cuts else "the early failure",
        cut=max((-cut.change for cut in cuts), default=0.0),
        swings=swings,
        prevented=-outcome.split.delta * ENTRANTS,
        time=spread_of(spread, TIME, "minutes"),
        cost=spread_of(spread, COST, document.get(Journey, journey).currency),
    )


def spread_of(found: Contrast | None, kind: str, unit: str = "") -> Spread | None:
    """Return how a measure is spread over customers; None while nobody knows."""
    if found is None:
        return None
    half, most = QUANTILES.index(0.5), QUANTILES.index(0.95)
    walked = found.of(kind)
    stretches = [Stretch(each.share.tolist(), each.quantiles[half], each.quantiles[most]) for each in walked]
    return Spread(walked[0].edges.tolist(), *stretches, unit=unit, customers=found.customers)


def threshold(document: Document, journey: str) -> float:
    """Return where the glass counts as full, 0 to GLASS."""
    return reactions_of(document, journey).quantity("threshold").value * GLASS


def map_title(
    document: Document, journey: Journey, outcome: Outcome | None, with_fix: bool, prevented: Range | None = None
) -> tuple[str, str]:
    """Return the headline over the map and the line under it; `prevented` is how sure the former's number is."""
    if outcome is not None and outcome.cuts and with_fix:
        before = float(outcome.baseline.breakdowns.sum() * ENTRANTS)
        change = before - float(outcome.scenario.breakdowns.sum() * ENTRANTS)
        told = f"{count(change)} of {count(before)} breakdowns do not happen"
        if abs(change) < SMALLEST:
            told = f"{count(before)} breakdowns happen as before"
        elif change < 0:
            told = f"{count(-change)} more breakdowns happen, on top of {count(before)}"
        reach = ""
        if prevented is not None:
            each = (prevented if change >= 0 else prevented.turned()).scaled(ENTRANTS)
            reach = f"{between(each)} per 1,000 customers, nine times in ten. "
        title = f"With the fix at {where(outcome.cuts)}, {told}"
        return title, f"{reach}Same customers as before. Struck-through numbers are as-is."
    state = "As-is" if journey.state is JourneyState.AS_IS else "To-be"
    steward = document.find(Person, journey.steward)
    answer = f"Answerable for the whole: {steward.name}." if steward else "Nobody answers for the whole yet."
    numbers = "Each number counts breakdowns per 1,000 customers." if outcome else "Draw the journey, then let it run."
    return journey.goal or journey.title, f"{state}, seen from the customer’s side. {numbers} {answer}"


def _short_name(document: Document, phase: str | None) -> str:
    element = document.find(Phase, phase)
    return (element.short_name or element.name) if element else "Not placed"


def spoken_counts(document: Document, journey: str) -> str:
    """Return how much is drawn, for the status line while nothing can run."""
    phases = sum(each.journey == journey for each in document.of(Phase))
    touchpoints = sum(each.journey == journey for each in document.of(Touchpoint))
    return f"{_number(phases, 'phase')}, {_number(touchpoints, 'touchpoint')}"


def _number(amount: int, word: str) -> str:
    return how_many(amount, word) if amount else f"no {word}s"
