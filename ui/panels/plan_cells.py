"""What stands in the cells of the table of fixes, and the verb behind typing into each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, TypeVar

from ui.controls.labels import figure
from workbench.domain.document import Document
from workbench.domain.elements import Department, Improvement, Person, Phase, Touchpoint
from workbench.domain.improvements import improvements_in, journey_of
from workbench.domain.owners import NOBODY, party_names
from workbench.domain.parameters import TOUCHPOINT_PARAMETERS
from workbench.domain.places import phases_in_order, touchpoints_in_order
from workbench.domain.values import Quantity
from workbench.editing.improvements import excluded_with, move_improvement, set_relations
from workbench.editing.problems import VerbProblem
from workbench.editing.structure import rename, set_fields

_BETTER_UP: Final = frozenset({"soothing", "recovery_quality"})
_NUMBER: Final = re.compile(r"[-−+]?\d+(?:[.,]\d+)*")
_THOUSANDS: Final = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
T = TypeVar("T")


class Column(StrEnum):
    """The table's columns by their headings, from left to right."""

    FIX = "Fix"
    CHOSEN = "In the set"
    ONCE = "Costs once"
    ALONE = "Alone"
    ADDS = "Adds"
    WORLDS = "In the best set"
    PLACE = "Where"
    CHANGES = "What it changes"
    BY = "By how much"
    MONTHLY = "Costs a month"
    WEEKS = "Weeks"
    OWNER = "Who pays"
    NOT_WITH = "Not together with"
    AFTER = "Only after"


COLUMNS: Final = tuple(Column)
VERDICTS: Final = frozenset({Column.CHOSEN, Column.ALONE, Column.ADDS, Column.WORLDS})
_QUANTITIES: Final = {
    Column.ONCE: "one_off_cost",
    Column.MONTHLY: "running_cost",
    Column.WEEKS: "lead_time",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found about one fix: whether it belongs to the set, what it takes off the goal alone and adds to the set
    per 1,000 customers, and in what share of worlds it belongs to the best set; None where that is not known.
    """

    chosen: bool
    alone: float
    adds: float | None
    worlds: float | None


def cell_text(document: Document, fix: Improvement, column: Column, verdict: Verdict | None) -> str:
    """Return what stands in one cell."""
    if column in VERDICTS:
        return _verdict_text(column, verdict) if verdict else ""
    if column in _QUANTITIES:
        return amount(getattr(fix, _QUANTITIES[column]))
    if column is Column.PLACE:
        place = document.find(Touchpoint, fix.subject) or document.find(Phase, fix.subject)
        return place.name if place else ""
    if column is Column.OWNER:
        party = document.find(Department, fix.owner) or document.find(Person, fix.owner)
        return party.name if party else ""
    if column in (Column.NOT_WITH, Column.AFTER):
        named = fix.requires if column is Column.AFTER else excluded_with(fix, _others(document, fix))
        return ", ".join(document.get(Improvement, each).name for each in named)
    return {
        Column.FIX: fix.name,
        Column.CHANGES: TOUCHPOINT_PARAMETERS[fix.parameter].label,
        Column.BY: change_text(fix.change),
    }[column]


def is_guess(fix: Improvement, column: Column) -> bool:
    """Return whether a cell shows a number that somebody guessed."""
    field = "change" if column is Column.BY else _QUANTITIES.get(column, "")
    stated: Quantity | None = getattr(fix, field) if field else None
    return stated is not None and stated.is_guess


def amount(stated: Quantity | None) -> str:
    """Return a cost or a time with its range; empty where nobody has estimated it."""
    if stated is None:
        return ""
    return f"{stated.value:,.10g}{_range(stated.low, stated.high)}"


def change_text(change: Quantity) -> str:
    """Return a relative change in words, such as 30 % less (20 to 40)."""
    way = -1.0 if change.value <= 0 else 1.0
    ends = [None if end is None else round(100 * way * end, 6) for end in (change.low, change.high)]
    low, high = ends if way > 0 else reversed(ends)
    word = "less" if way < 0 else "more"
    return f"{100 * way * change.value + 0.0:.4g}\N{THIN SPACE}% {word}{_range(low, high)}"


def choices(document: Document, journey: str, column: Column, fix: Improvement) -> list[str]:
    """Return what a cell of the column offers to choose from; empty where anything may be typed."""
    if column is Column.PLACE:
        return list(_places(document, journey))
    if column is Column.CHANGES:
        return [each.label for each in TOUCHPOINT_PARAMETERS.values()]
    if column is Column.OWNER:
        return [NOBODY, *party_names(document)]
    if column in (Column.NOT_WITH, Column.AFTER):
        return ["", *(each.name for each in _others(document, fix))]
    return []


def write_cell(document: Document, journey: str, fix: Improvement, column: Column, text: str) -> None:
    """Carry out what typing `text` into a cell means, in one step.

    Raises DomainProblem, and changes nothing, where it means nothing.
    """
    text = text.strip()
    label = f"Change fix “{fix.name}”"
    if column is Column.FIX:
        rename(document, fix.id, text)
    elif column in _QUANTITIES:
        field = _QUANTITIES[column]
        set_fields(document, fix.id, label, **{field: read_amount(text, getattr(fix, field))})
    elif column is Column.BY:
        set_fields(document, fix.id, label, change=read_change(text, fix))
    elif column is Column.PLACE:
        move_improvement(document, fix.id, _one_of(_places(document, journey), text, "touchpoint or phase"))
    elif column is Column.CHANGES:
        known = {each.label: field for field, each in TOUCHPOINT_PARAMETERS.items()}
        set_fields(document, fix.id, label, parameter=_one_of(known, text, "number of a touchpoint"))
    elif column is Column.OWNER:
        nobody = not text or text == NOBODY
        owner = None if nobody else _one_of(party_names(document), text, "department or person")
        set_fields(document, fix.id, label, owner=owner)
    elif column in (Column.NOT_WITH, Column.AFTER):
        field = "requires" if column is Column.AFTER else "excludes"
        set_relations(document, fix.id, **{field: _named(_others(document, fix), text)})


def read_amount(text: str, present: Quantity | None) -> Quantity | None:
    """Return the cost or time that a text such as “5,000 (2,000 to 8,000)” stands for; None for an empty one.

    Raises VerbProblem for a text that is no number or that encloses no likely value.
    """
    if not text:
        return None
    value, low, high = _numbers(text, "5,000 or 5,000 (2,000 to 8,000)")
    kept = present or Quantity(0.0)
    return replace(kept, value=value, low=low, high=high, note="", sample=None)


def read_change(text: str, fix: Improvement) -> Quantity:
    """Return the relative change that a text such as “30 % less (20 to 40)” stands for.

    Without a word or a sign it is meant to help.  Raises VerbProblem for a text that is no number.
    """
    value, low, high = _numbers(text, "30 % less or 30 % less (20 to 40)")
    says_more, says_less = "more" in text.casefold(), "less" in text.casefold()
    helps = 1.0 if fix.parameter in _BETTER_UP else -1.0
    signed = value < 0 or text.lstrip().startswith("+")
    way = 1.0 if says_more or signed else -1.0 if says_less else helps
    ends = sorted(way * end / 100 for end in (low, high) if end is not None)
    least, most = ends if ends else (None, None)
    return replace(fix.change, value=way * value / 100, low=least, high=most, note="", sample=None)


def _verdict_text(column: Column, verdict: Verdict) -> str:
    if column is Column.CHOSEN:
        return "yes" if verdict.chosen else ""
    if column is Column.ALONE:
        return figure(verdict.alone)
    if column is Column.ADDS:
        return "" if verdict.adds is None else figure(verdict.adds)
    return "" if verdict.worlds is None else f"{100 * verdict.worlds:.0f} of 100"


def _range(low: float | None, high: float | None) -> str:
    if low is None or high is None or low == high:
        return ""
    # adding zero takes the sign off a zero
    return f" ({low + 0.0:,.10g} to {high + 0.0:,.10g})".replace("-", "−")


def _numbers(text: str, example: str) -> tuple[float, float | None, float | None]:
    found = [_number(each) for each in _NUMBER.findall(text)]
    if len(found) not in (1, 3):
        raise VerbProblem(f"“{text}” is no number with or without a range; write it like {example}.")
    if len(found) == 1:
        return found[0], None, None
    value, low, high = found
    if not low <= value <= high:
        raise VerbProblem(f"{value:g} does not lie between {low:g} and {high:g}; write it like {example}.")
    return value, low, high


def _number(text: str) -> float:
    text = text.replace("−", "-")
    plain = text.replace(",", "") if _THOUSANDS.fullmatch(text.lstrip("+-")) else text.replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        raise VerbProblem(f"“{text}” is no number; write thousands with commas and decimals with a point.") from None


def _places(document: Document, journey: str) -> dict[str, str]:
    places = [each for each in touchpoints_in_order(document, journey) if each.is_controllable]
    named: dict[str, str] = {}
    for place in [*places, *phases_in_order(document, journey)]:
        named.setdefault(place.name, place.id)
    return named


def _others(document: Document, fix: Improvement) -> list[Improvement]:
    journey = journey_of(document, fix)
    return [each for each in improvements_in(document, journey or "") if each.id != fix.id]


def _named(others: Sequence[Improvement], text: str) -> list[str]:
    names = {each.name: each.id for each in others}
    if text.casefold() in {name.casefold() for name in names}:
        return [_one_of(names, text, "other fix")]
    parts = (part.strip() for part in text.split(","))
    return [_one_of(names, part, "other fix") for part in parts if part]


def _one_of(known: Mapping[str, T], text: str, noun: str) -> T:
    folded = {name.casefold(): each for name, each in known.items()}
    if text.casefold() not in folded:
        some = ", ".join(f"“{name}”" for name in list(known)[:4])
        raise VerbProblem(f"There is no {noun} “{text}”; choose one such as {some}.")
    return folded[text.casefold()]
