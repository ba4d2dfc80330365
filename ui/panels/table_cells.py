"""What stands in the table's cells, and the verb behind typing into each.  The model is a thin cover over it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, TypeVar

from ui.controls.text import figure
from ui.panels.labels import CHANNELS
from ui.panels.party_picker import NOBODY, party_names
from workbench.domain.document import Document
from workbench.domain.elements import Phase, Touchpoint
from workbench.domain.owners import accountable
from workbench.domain.parameters import ANNOYANCE_WORDS, FREQUENCY_WORDS, in_words
from workbench.domain.places import phases_in_order, touchpoints_in_order
from workbench.domain.values import Quantity
from workbench.editing.onward import lead_to, onward
from workbench.editing.ownership import assign
from workbench.editing.problems import VerbProblem
from workbench.editing.structure import rename, set_fields
from workbench.editing.together import assign_new_department, leave_to_nobody, move_to_phase

NOT_PLACED: Final = "Not placed yet"
_OUTSIDE: Final = "outside"
T = TypeVar("T")


class Column(StrEnum):
    """The table's columns by their headings, from left to right."""

    PHASE = "Phase"
    TOUCHPOINT = "Touchpoint"
    CHANNEL = "Channel"
    OWNER = "Owner"
    FAILURE = "How often it fails"
    ANNOYANCE = "Annoyance"
    LEADS_TO = "Leads to"
    BREAKDOWNS = "Breakdowns per 1,000"
    NOTES = "Notes"


COLUMNS: Final = tuple(Column)


def cell_text(document: Document, touchpoint: Touchpoint, column: Column, numbers: Mapping[str, float]) -> str:
    """Return what stands in one cell; `numbers` are the breakdowns per 1,000 customers by touchpoint id."""
    if column is Column.LEADS_TO:
        targets = (document.find(Touchpoint, each.target) for each in onward(document, touchpoint.id))
        return ", ".join(target.name for target in targets if target)
    if column is Column.OWNER:
        party = accountable(document, touchpoint.id)
        return party.name if party else "" if touchpoint.is_controllable else _OUTSIDE
    if column is Column.PHASE:
        phase = document.find(Phase, touchpoint.phase)
        return phase.name if phase else NOT_PLACED
    if column is Column.BREAKDOWNS:
        return figure(numbers[touchpoint.id]) if touchpoint.id in numbers else ""
    return _own_text(touchpoint, column)


def _own_text(touchpoint: Touchpoint, column: Column) -> str:
    if column is Column.TOUCHPOINT:
        return touchpoint.name
    if column is Column.CHANNEL:
        return CHANNELS[touchpoint.channel]
    if column is Column.NOTES:
        return " ".join(touchpoint.notes.split())
    if not touchpoint.is_controllable:
        return _OUTSIDE
    if column is Column.FAILURE:
        return in_words(touchpoint.quantity("failure").value, FREQUENCY_WORDS)
    return in_words(touchpoint.quantity("severity").value, ANNOYANCE_WORDS)


def can_edit(touchpoint: Touchpoint, column: Column) -> bool:
    """Return whether something can be typed into a cell."""
    if column in (Column.FAILURE, Column.ANNOYANCE):
        return touchpoint.is_controllable
    return column is not Column.BREAKDOWNS


def choices(document: Document, journey: str, column: Column) -> list[str]:
    """Return what a cell of the column offers to choose from; empty where anything may be typed."""
    if column is Column.PHASE:
        return [*(phase.name for phase in phases_in_order(document, journey)), NOT_PLACED]
    if column is Column.CHANNEL:
        return list(CHANNELS.values())
    if column is Column.OWNER:
        return [NOBODY, *party_names(document)]
    words = {Column.FAILURE: FREQUENCY_WORDS, Column.ANNOYANCE: ANNOYANCE_WORDS}.get(column, ())
    return [word for word, _ in words]


def write_cell(document: Document, touchpoint: Touchpoint, column: Column, text: str) -> None:
    """Carry out what typing `text` into a cell means, in one step.

    Raises DomainProblem, and changes nothing, where it means nothing.
    """
    text = text.strip()
    if column is Column.TOUCHPOINT:
        rename(document, touchpoint.id, text)
    elif column is Column.NOTES:
        set_fields(document, touchpoint.id, notes=text)
    elif column is Column.PHASE:
        move_to_phase(document, [touchpoint.id], _phase(document, touchpoint.journey, text))
    elif column is Column.CHANNEL:
        channel = _one_of({name.casefold(): each for each, name in CHANNELS.items()}, text, "channel")
        set_fields(document, touchpoint.id, channel=channel)
    elif column is Column.OWNER:
        _write_owner(document, touchpoint, text)
    elif column is Column.LEADS_TO:
        lead_to(document, touchpoint.id, _targets(document, touchpoint, text))
    elif column in (Column.FAILURE, Column.ANNOYANCE):
        _write_number(document, touchpoint, column, text)


def _write_owner(document: Document, touchpoint: Touchpoint, text: str) -> None:
    known = {name.casefold(): party for name, party in party_names(document).items()}
    if not text or text == NOBODY:
        leave_to_nobody(document, [touchpoint.id])
    elif text.casefold() in known:
        assign(document, [touchpoint.id], known[text.casefold()])
    else:
        assign_new_department(document, [touchpoint.id], text)


def _write_number(document: Document, touchpoint: Touchpoint, column: Column, text: str) -> None:
    field, words = ("failure", FREQUENCY_WORDS) if column is Column.FAILURE else ("severity", ANNOYANCE_WORDS)
    value = _share(text)
    if value is None:
        value = _one_of(dict(words), text.casefold(), "word or percentage")
    set_fields(document, touchpoint.id, "", **{field: Quantity(value, note=f"in words: {text}")})


def _share(text: str) -> float | None:
    """Return what a percentage such as “12 %” stands for, or None for a text that is none."""
    if not text.endswith("%"):
        return None
    try:
        return float(text.removesuffix("%").strip().replace(",", ".")) / 100
    except ValueError:
        return None


def _phase(document: Document, journey: str, text: str) -> str | None:
    if not text or text == NOT_PLACED:
        return None
    names = {phase.name.casefold(): phase.id for phase in phases_in_order(document, journey)}
    return _one_of(names, text, "phase")


def _targets(document: Document, touchpoint: Touchpoint, text: str) -> list[str]:
    names: dict[str, str] = {}
    for each in touchpoints_in_order(document, touchpoint.journey):
        names.setdefault(each.name.casefold(), each.id)
    if text.casefold() in names:
        return [names[text.casefold()]]
    wanted = (part.strip() for part in text.split(","))
    return [_one_of(names, part, "touchpoint") for part in wanted if part]


def _one_of(known: Mapping[str, T], text: str, noun: str) -> T:
    found = known.get(text.casefold())
    if found is None:
        some = ", ".join(list(known)[:5])
        raise VerbProblem(f"There is no {noun} “{text}”; choose one such as {some}.")
    return found
