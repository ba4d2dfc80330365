"""Verbs that do the same to several touchpoints in one step."""

from collections.abc import Sequence
from typing import Any

from workbench.domain.document import Document
from workbench.domain.elements import Department, Responsibility, Touchpoint
from workbench.domain.places import ROW_PITCH, Place, cards_in
from workbench.domain.vocabulary import Role
from workbench.editing.ownership import give, new_department
from workbench.editing.problems import VerbProblem
from workbench.editing.structure import move


def set_fields_of_all(document: Document, touchpoints: Sequence[str], **fields: Any) -> None:
    """Give several touchpoints the same values.

    Raises KeyError for an unknown touchpoint, ValueProblem for a value that a field cannot hold.
    """
    with document.edit(f"Change {_described(document, touchpoints)}") as edit:
        for touchpoint in touchpoints:
            edit.update(touchpoint, **fields)


def move_to_phase(document: Document, touchpoints: Sequence[str], phase: str | None) -> None:
    """Put touchpoints below those that are in a phase already, in the given order; those that are there stay.

    Raises VerbProblem for a pinned touchpoint.
    """
    coming = [each for each in touchpoints if document.get(Touchpoint, each).phase != phase]
    if coming:
        standing = cards_in(document, document.get(Touchpoint, coming[0]).journey, phase)
        level = max((card.y for card in standing), default=-ROW_PITCH) + ROW_PITCH
        move(document, {each: Place(phase, 0.0, level + ROW_PITCH * at) for at, each in enumerate(coming)})


def assign_new_department(document: Document, touchpoints: Sequence[str], name: str) -> Department:
    """Add a department that answers for touchpoints, in one step.

    Raises VerbProblem if there is a department of that name.
    """
    if any(each.name.casefold() == name.strip().casefold() for each in document.of(Department)):
        raise VerbProblem(f"There is a department “{name.strip()}” already; choose it from the list.")
    with document.edit(f"Give {_described(document, touchpoints)} to {name.strip()}") as edit:
        department = new_department(document, edit, name)
        for touchpoint in touchpoints:
            give(document, edit, touchpoint, department.id, Role.ACCOUNTABLE)
        return department


def leave_to_nobody(document: Document, touchpoints: Sequence[str]) -> None:
    """Let nobody answer for touchpoints any more; those who work on them or are asked about them stay."""
    with document.edit(f"Let nobody answer for {_described(document, touchpoints)}") as edit:
        for touchpoint in touchpoints:
            for each in document.referrers(touchpoint, Responsibility):
                if each.role is Role.ACCOUNTABLE:
                    edit.remove(each.id)


def _described(document: Document, touchpoints: Sequence[str]) -> str:
    if len(touchpoints) == 1:
        return f"“{document.get(Touchpoint, touchpoints[0]).name}”"
    return f"{len(touchpoints)} touchpoints"
