"""From ranges to what each part of the window shows of them."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from ui.controls.bars import BarRow
from ui.panels.chart_numbers import Swing
from ui.panels.next_numbers import NextNumber
from ui.panels.outcome import PanelOutcome
from ui.shell.range_desk import Known
from workbench.domain.document import Document
from workbench.domain.elements import Element, Improvement, Influence, Touchpoint, Transition
from workbench.domain.vocabulary import Origin
from workbench.simulation.run import ENTRANTS
from workbench.simulation.uncertainty.ranges import Range, Ranges
from workbench.simulation.uncertainty.telling import next_measurement
from workbench.simulation.uncertainty.tornado import Bar

SHOWN_NUMBERS: Final = 5
SHOWN_SWINGS: Final = 8
_SELECTABLE: Final = (Touchpoint, Transition, Influence)


def with_ranges(told: PanelOutcome, known: Known, document: Document, journey: str) -> PanelOutcome:
    """Return what the panel says with the ranges, as far as they are known."""
    ranges, first = known.ranges, known.first
    if ranges is None:
        if first is None or told.carry_over is None:
            return told
        return replace(told, carry_over_range=_turned(first.hazard), exposure_range=_turned(first.exposure))
    rows = tuple(_with_range(row, phase) for row, phase in zip(told.rows, ranges.scenario.phases, strict=True))
    return replace(
        told,
        rows=rows,
        carry_over_range=_prevented(ranges.hazard),
        exposure_range=_prevented(ranges.exposure),
        numbers=next_numbers(ranges, document, journey),
        numbers_note=_note(ranges),
    )


def _with_range(row: BarRow, phase: Range) -> BarRow:
    return replace(row, low=phase.low * ENTRANTS, high=phase.high * ENTRANTS)


def _prevented(change: Range) -> tuple[float, float]:
    return _turned((change.low, change.high))


def _turned(ends: tuple[float, float]) -> tuple[float, float]:
    """Return how many are prevented per 1,000 customers, at least and at most, where so many are added for one."""
    return -ends[1] * ENTRANTS, -ends[0] * ENTRANTS


def _note(ranges: Ranges) -> str:
    worlds = f"{ranges.samples:,} possible worlds, seed {ranges.seed}."
    return f"{next_measurement(ranges)} {worlds}".strip()


def next_numbers(ranges: Ranges, document: Document, journey: str) -> tuple[NextNumber, ...]:
    """Return the numbers that widen the range most."""
    found = [
        NextNumber(
            _belongs_to(document, journey, each.element, each.parameter),
            each.parameter,
            begun(each.label),
            each.share,
        )
        for each in ranges.shares[:SHOWN_NUMBERS]
        if each.share >= 0.01
    ]
    return tuple(found)


def _belongs_to(document: Document, journey: str, element: str, parameter: str) -> tuple[str, ...]:
    """Return what to select for a number: its element, or the touchpoints at which the same guess stands in.

    How much a fix does is stated by its improvement, which is not on the map.
    """
    if parameter == "change":
        return ()
    if element:
        return (element,) if isinstance(document.elements.get(element), _SELECTABLE) else ()
    own = (each for each in document.of(Touchpoint) if each.journey == journey)
    return tuple(each.id for each in own if hasattr(each, parameter) and getattr(each, parameter) is None)


def swings(bars: Iterable[Bar], document: Document) -> tuple[Swing, ...]:
    """Return the bars of a tornado, what a fix prevents per 1,000 customers at each number's low and high end."""
    return tuple(
        Swing(begun(each.label), _origin(document, each), -each.change[0] * ENTRANTS, -each.change[1] * ENTRANTS)
        for each in list(bars)[:SHOWN_SWINGS]
    )


def begun(label: str) -> str:
    """Return a label as the beginning of a line."""
    return label[:1].upper() + label[1:]


def _origin(document: Document, bar: Bar) -> str:
    if bar.parameter == "change":
        planned = {each.change.origin for each in document.of(Improvement) if each.subject == bar.element}
        return planned.pop().value if len(planned) == 1 else Origin.GUESS.value
    element = document.elements.get(bar.element)
    name = "weight" if isinstance(element, Transition) else bar.parameter
    return _stated_origin(element, name) if element is not None and name in element.parameters else "guess"


def _stated_origin(element: Element, name: str) -> str:
    return element.quantity(name).origin.value
