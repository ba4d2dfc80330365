"""From an explanation and from stories to what the panels show."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from ui.canvas.causes import Causes
from ui.panels.explain_numbers import By, Cause, Customer, ExplainNumbers, Life, Paid, Step
from ui.panels.source_bars import Source
from ui.shell.telling import GLASS, threshold
from workbench.domain.document import Document
from workbench.domain.owners import owning_department
from workbench.simulation.build import Case
from workbench.simulation.crowd.examples import Example
from workbench.simulation.crowd.stories import Encounter, Story
from workbench.simulation.explanation import Explanation
from workbench.simulation.explanation import Source as Filling
from workbench.simulation.explanation_text import influences, last_straw, sentences
from workbench.simulation.run import ENTRANTS
from workbench.simulation.wording import SMALLEST, count, duration

_SHOWN_SOURCES: Final = 6


def explain_numbers(told: Explanation) -> ExplainNumbers:
    """Return what the panel says about an explanation, per 1,000 customers."""
    remarks = (last_straw(told, ENTRANTS), influences(told, ENTRANTS))
    return ExplainNumbers(
        id=told.id,
        place=told.place,
        breakdowns=told.breakdowns * ENTRANTS,
        headline=headline(told),
        remarks=tuple(each for each in remarks if each),
        empty_glass=told.empty_glass * ENTRANTS,
        straws=tuple((each.id, each.name, each.breakdowns * ENTRANTS) for each in told.straws),
        causes={
            By.TOUCHPOINT: _causes(told.touchpoints),
            By.PHASE: _causes(told.phases),
            By.DEPARTMENT: _causes(told.departments),
        },
        payers=tuple(
            Paid(each.name, each.breakdowns * ENTRANTS, each.by_others * ENTRANTS, each.cost * ENTRANTS)
            for each in told.payers
        ),
    )


def headline(told: Explanation) -> str:
    """Return in one sentence what filled most of the glasses, and where they run over."""
    where = f" at “{told.place}”" if told.place else ""
    most = next(iter(told.touchpoints), None)
    if told.breakdowns * ENTRANTS < SMALLEST or most is None:
        return sentences(told, ENTRANTS)[0]
    filled = f"{count(most.filled * ENTRANTS)} of the {count(told.breakdowns * ENTRANTS)} glasses that run over{where}"
    if most.id == told.id:
        return f"“{most.name}” itself filled {filled}."
    itself = next((each for each in told.touchpoints if each.id == told.id), None)
    own = f", the last straw itself only {count(itself.filled * ENTRANTS)}" if itself is not None else ""
    return f"“{most.name}” filled {filled}{own}."


def _causes(sources: Sequence[Filling]) -> tuple[Cause, ...]:
    return tuple(Cause(each.id, each.name, each.filled * ENTRANTS, each.prevented * ENTRANTS) for each in sources)


def main_sources(told: Explanation, document: Document) -> tuple[Source, ...]:
    """Return the touchpoints that filled most glasses, with their departments."""
    shown = [each for each in told.touchpoints if each.filled * ENTRANTS >= SMALLEST][:_SHOWN_SOURCES]
    return tuple(Source(each.id, each.name, each.filled * ENTRANTS, _owner(document, each.id)) for each in shown)


def _owner(document: Document, touchpoint: str | None) -> str:
    if touchpoint is None or touchpoint not in document.elements:
        return ""
    owner = owning_department(document, touchpoint)
    return owner.name if owner else ""


def causes_on_map(told: Explanation) -> Causes:
    """Return what the map marks of an explanation of a single place; the whole journey marks nothing."""
    if told.id is None:
        return Causes()
    places = frozenset(each.id for each in told.straws)
    filled = {each.id: each.filled * ENTRANTS for each in told.touchpoints if each.id is not None}
    return Causes(places, {key: value for key, value in filled.items() if value >= SMALLEST})


def customers(
    document: Document, journey: str, case: Case, row: int, examples: Sequence[Example]
) -> tuple[Customer, ...]:
    """Return examples of customers who broke down at a touchpoint (row of the case) as the panel tells them."""
    full = threshold(document, journey)
    return tuple(
        Customer(
            number=each.story.customer,
            kind=each.kind,
            at=case.model.names[row],
            threshold=full,
            as_is=_life(case, row, each.story),
            with_fix=_life(case, row, each.with_fix) if each.with_fix is not None else None,
        )
        for each in examples
    )


def _life(case: Case, row: int, story: Story) -> Life:
    visits = np.array([each.touchpoint for each in story.encounters])
    moved = np.flatnonzero(np.diff(visits, prepend=-1))
    return Life(
        sentence=story.sentence,
        steps=tuple(_step(case, each) for each in story.encounters if each.failed or each.retry or each.demand),
        path=tuple(case.ids[visited] for visited in visits[moved].tolist()),
        is_spared=not any(each.breakdown and each.touchpoint == row for each in story.encounters),
        took=duration(story.minutes),
    )


def _step(case: Case, met: Encounter) -> Step:
    scale = GLASS / case.model.levels
    phase = case.model.phase_names[int(case.model.phase[met.touchpoint])]
    return Step(
        touchpoint=case.ids[met.touchpoint],
        name=met.name,
        phase=phase,
        happened=_happened(met),
        irritation=max(met.level, met.after) * scale,
        breakdown=met.breakdown,
    )


def _happened(met: Encounter) -> str:
    came = "tried again" if met.retry else "had to turn here" if met.demand else ""
    went = "blew up" if met.breakdown else "went wrong" if met.failed else "went well"
    if met.retry and met.failed and not met.breakdown:
        went = "went wrong once more"
    return f"{came}, {went}" if came else went
