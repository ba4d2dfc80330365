"""What the outline lists: phases with their touchpoints, then what lies in none, then notes and frames."""

from typing import Final, NamedTuple

from ui.controls.labels import how_many
from workbench.domain.document import Document
from workbench.domain.elements import Department, Frame, Note, Person, Touchpoint
from workbench.domain.owners import accountable, department_of
from workbench.domain.places import NOT_PLACED, cards_in, phases_in_order

WAITING: Final = ""
"""The id of the branch under which touchpoints without a phase wait."""

NOTED: Final = "noted"
"""The id of the branch of notes and frames."""

_LONGEST_ROW: Final = 200


class Row(NamedTuple):
    """One thing in a branch: its name, the short word at the right, what is said of it, and who answers for it.

    Of a note the name is its beginning, in one line; `text` is all of it.
    """

    id: str
    name: str
    beside: str
    said: str
    owner: str = ""
    text: str = ""


class Branch(NamedTuple):
    """What stands at the left edge, with the rows below it."""

    id: str
    name: str
    rows: list[Row]

    @property
    def said(self) -> str:
        """What is said of it to those who listen."""
        noun = "thing" if self.id == NOTED else "touchpoint"
        kind = ", phase" if self.id not in (WAITING, NOTED) else ""
        return f"{self.name}{kind}, {how_many(len(self.rows), noun)}"


def branches(document: Document, journey: str) -> list[Branch]:
    """Return what the outline of a journey lists; no branch but a phase is empty."""
    phases = [
        Branch(phase.id, phase.name, _touchpoints(document, journey, phase.id))
        for phase in phases_in_order(document, journey)
    ]
    noted = [each for kind in (Frame, Note) for each in document.of(kind) if each.journey == journey]
    others = (
        Branch(WAITING, NOT_PLACED, _touchpoints(document, journey, None)),
        Branch(NOTED, "Notes and frames", [_noted(each) for each in noted]),
    )
    return [*phases, *(branch for branch in others if branch.rows)]


def _touchpoints(document: Document, journey: str, phase: str | None) -> list[Row]:
    return [_row(document, card) for card in cards_in(document, journey, phase)]


def _row(document: Document, card: Touchpoint) -> Row:
    party = accountable(document, card.id)
    if party is not None:
        return Row(card.id, card.name, _code(document, party), f"{card.name}, {party.name}", f"@{party.name}")
    if card.is_controllable:
        return Row(card.id, card.name, "", f"{card.name}, nobody answers for it")
    return Row(card.id, card.name, "–", f"{card.name}, outside our control", "outside")


def _code(document: Document, party: Department | Person) -> str:
    """What stands for an owner on the cards: whole names would leave no room for those of the touchpoints."""
    department = department_of(document, party)
    return department.code if department is not None else "".join(word[0] for word in party.name.split())[:2]


def _noted(area: Note | Frame) -> Row:
    if isinstance(area, Frame):
        return Row(area.id, area.name, "frame", f"frame, {area.name}")
    name = " ".join(area.text[:_LONGEST_ROW].split())
    return Row(area.id, name, "note", f"note, {name}", text=area.text)
