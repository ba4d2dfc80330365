"""A journey as rows of cells, one row a touchpoint: what stands in each, and the verb behind writing into it."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, TypeVar

from workbench.domain.document import Document
from workbench.domain.elements import Phase, Touchpoint
from workbench.domain.labels import CHANNELS, CONTROLS, LAYERS
from workbench.domain.naming import shown
from workbench.domain.owners import NOBODY, accountable, party_called, party_names
from workbench.domain.parameters import ANNOYANCE_WORDS, FREQUENCY_WORDS, in_words
from workbench.domain.places import NOT_PLACED, phases_in_order, touchpoints_in_order
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Channel
from workbench.editing.onward import lead_to, onward
from workbench.editing.ownership import assign
from workbench.editing.problems import VerbProblem
from workbench.editing.structure import rename, set_fields
from workbench.editing.together import assign_new_department, leave_to_nobody, move_to_phase

OUTSIDE: Final = "outside"
"""What stands in the cells of a touchpoint that nobody here can change: its owner and its numbers."""

_MORE_CHANNELS: Final = MappingProxyType(
    {
        **{each.value: each for each in Channel},
        "website": Channel.WEB,
        "online": Channel.WEB,
        "mobile app": Channel.APP,
        "e-mail": Channel.EMAIL,
        "mail": Channel.EMAIL,
        "telephone": Channel.PHONE,
        "call": Channel.PHONE,
        "hotline": Channel.PHONE,
        "post": Channel.LETTER,
        "store": Channel.SHOP,
        "branch": Channel.SHOP,
        "visit": Channel.FIELD_VISIT,
    }
)
_MOST_OFFERED: Final = 12
T = TypeVar("T")
W = TypeVar("W", bound=StrEnum)


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
    LAYER = "Layer"
    CONTROL = "In whose hands"
    QUESTIONS = "Questions"


COLUMNS: Final = tuple(Column)
LINES: Final = frozenset({Column.NOTES, Column.QUESTIONS})
"""The columns whose cells may hold several lines."""


def cell_text(document: Document, touchpoint: Touchpoint, column: Column) -> str:
    """Return what stands in one cell; in that of the breakdowns nothing, for they are results."""
    if column is Column.LEADS_TO:
        targets = (document.find(Touchpoint, each.target) for each in onward(document, touchpoint.id))
        return ", ".join(target.name for target in targets if target)
    if column is Column.OWNER:
        party = accountable(document, touchpoint.id)
        return party.name if party else "" if touchpoint.is_controllable else OUTSIDE
    if column is Column.PHASE:
        phase = document.find(Phase, touchpoint.phase)
        return phase.name if phase else NOT_PLACED
    return "" if column is Column.BREAKDOWNS else _own_text(touchpoint, column)


def _own_text(touchpoint: Touchpoint, column: Column) -> str:
    if column is Column.TOUCHPOINT:
        return touchpoint.name
    if column is Column.CHANNEL:
        return CHANNELS[touchpoint.channel]
    if column is Column.LAYER:
        return LAYERS[touchpoint.layer]
    if column is Column.CONTROL:
        return CONTROLS[touchpoint.control]
    if column in LINES:
        return " ".join(_lines(touchpoint, column).split())
    if not touchpoint.is_controllable:
        return OUTSIDE
    if column is Column.FAILURE:
        return in_words(touchpoint.quantity("failure").value, FREQUENCY_WORDS)
    return in_words(touchpoint.quantity("severity").value, ANNOYANCE_WORDS)


def full_text(document: Document, touchpoint: Touchpoint, column: Column) -> str:
    """Return what stands in a cell with its lines, of which there is one a question."""
    return _lines(touchpoint, column) if column in LINES else cell_text(document, touchpoint, column)


def _lines(touchpoint: Touchpoint, column: Column) -> str:
    return touchpoint.notes if column is Column.NOTES else "\n".join(touchpoint.questions)


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
    if column is Column.LAYER:
        return list(LAYERS.values())
    if column is Column.CONTROL:
        return list(CONTROLS.values())
    if column is Column.OWNER:
        return [NOBODY, *party_names(document)]
    words = {Column.FAILURE: FREQUENCY_WORDS, Column.ANNOYANCE: ANNOYANCE_WORDS}.get(column, ())
    return [word for word, _ in words]


def write_cell(document: Document, touchpoint: Touchpoint, column: Column, text: str) -> None:
    """Carry out what typing `text` into a cell means, in one step.

    Raises DomainProblem, and changes nothing, where it means nothing.
    """
    text = text.strip()
    if column is Column.PHASE:
        move_to_phase(document, [touchpoint.id], phase_called(document, touchpoint.journey, text))
    elif column is Column.OWNER:
        _write_owner(document, touchpoint, text)
    elif column is Column.LEADS_TO:
        cards = touchpoints_in_order(document, touchpoint.journey)
        names = {each.name.casefold(): each.id for each in reversed(cards)} | names_led_to(document, touchpoint.id)
        lead_to(document, touchpoint.id, read_targets(text, names))
    elif column is Column.TOUCHPOINT:
        rename(document, touchpoint.id, text)
    elif column is not Column.BREAKDOWNS:
        set_fields(document, touchpoint.id, **fields_of_cell(column, text))


def fields_of_cell(column: Column, text: str) -> dict[str, Any]:
    """Return the fields of a touchpoint that a cell states: channel, numbers, notes and all else that names nothing.

    Raises DomainProblem where it states none.
    """
    if column in (Column.FAILURE, Column.ANNOYANCE):
        return _number(column, text)
    if column is Column.NOTES:
        return {"notes": text}
    if column is Column.QUESTIONS:
        lines = (" ".join(line.split()) for line in text.splitlines())
        return {"questions": tuple(line for line in lines if line)}
    if column is Column.CHANNEL:
        return {"channel": read_channel(text)}
    if column is Column.LAYER:
        return {"layer": _read_word(LAYERS, text, "layer")}
    return {"control": _read_word(CONTROLS, text, "answer")}


def read_channel(text: str) -> Channel:
    """Return the channel that a cell names, by any usual word for it.

    Raises VerbProblem where it names none.
    """
    known = {**{name.casefold(): each for each, name in CHANNELS.items()}, **_MORE_CHANNELS}
    return _one_of(known, text, "channel", list(CHANNELS.values()))


def _read_word(words: Mapping[W, str], text: str, noun: str) -> W:
    known = {each.value: each for each in words} | {word.casefold(): each for each, word in words.items()}
    return _one_of(known, text, noun, list(words.values()))


def phase_called(document: Document, journey: str, text: str) -> str | None:
    """Return the phase that a cell names, None where it says that there is none.

    Raises VerbProblem for a name that no phase bears.
    """
    if not text or text == NOT_PLACED:
        return None
    phases = phases_in_order(document, journey)
    names = {phase.name.casefold(): phase.id for phase in reversed(phases)}
    return _one_of(names, text, "phase", [phase.name for phase in phases])


def names_led_to(document: Document, source: str) -> dict[str, str]:
    """Return the ids of those to which a touchpoint leads, by name in lower case: of several alike these are meant."""
    targets = (document.get(Touchpoint, each.target) for each in onward(document, source))
    return {target.name.casefold(): target.id for target in targets}


def read_targets(text: str, names: Mapping[str, str]) -> list[str]:
    """Return the ids of the touchpoints that a cell lists with commas between, by their `names` in lower case.

    Raises VerbProblem for a name that is not among them.
    """
    if text.casefold() in names:
        return [names[text.casefold()]]
    wanted = (part.strip() for part in text.split(","))
    return [_one_of(names, part, "touchpoint") for part in wanted if part]


def _write_owner(document: Document, touchpoint: Touchpoint, text: str) -> None:
    known = party_called(document, text)
    if not text or text == NOBODY:
        leave_to_nobody(document, [touchpoint.id])
    elif known is not None:
        assign(document, [touchpoint.id], known)
    else:
        assign_new_department(document, [touchpoint.id], text)


def _number(column: Column, text: str) -> dict[str, Any]:
    field, words = ("failure", FREQUENCY_WORDS) if column is Column.FAILURE else ("severity", ANNOYANCE_WORDS)
    value = _share(text)
    if value is None:
        value = _one_of(dict(words), text.casefold(), "word or percentage")
    quantity = Quantity(value, note=f"in words: {text}")
    if fault := Touchpoint.parameters[field].fault(quantity):
        raise VerbProblem(fault)
    return {field: quantity}


def _share(text: str) -> float | None:
    """Return what “12 %” or “0.12” stands for, or None for a text that is neither; a whole number may be either."""
    number = text.removesuffix("%").strip().replace(",", ".")
    try:
        return float(number) / 100 if text.endswith("%") else float(number) if "." in number else None
    except ValueError:
        return None


def _one_of(known: Mapping[str, T], text: str, noun: str, names: Sequence[str] = ()) -> T:
    """Return what a text stands for among `known`, in lower case; a refusal offers `names` to choose from."""
    found = known.get(text.casefold())
    if found is None:
        offered = [shown(name)[1:-1] for name in names or list(known)]
        some = ", ".join(offered[:_MOST_OFFERED])
        choice = f"choose one such as {some}" if len(offered) > _MOST_OFFERED else f"choose one of {some}"
        raise VerbProblem(f"There is no {noun} {shown(text)}; {choice if offered else 'add one first'}.")
    return found
