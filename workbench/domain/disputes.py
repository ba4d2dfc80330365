"""Disagreements of two states before they are put into words."""

from dataclasses import dataclass
from typing import Any, Final

from workbench.domain.conflicts import Conflict, ConflictKind, Key, Side
from workbench.domain.differences import differences
from workbench.domain.elements import Element, Responsibility
from workbench.domain.labels import change_in_words, label_of, told_apart
from workbench.domain.naming import Known, called, name_at

WHOLE: Final = ""
"""In place of a field: whether the element stays at all."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """One disagreement: about the `fields` that make up `unit`, or about whether an element stays.

    `sides` are the element as mine and theirs have it; `user` still refers to it; `parties` are the responsibilities
    that each side chose.
    """

    element: str
    unit: str
    kind: ConflictKind
    default: Side
    sides: tuple[Element | None, Element | None] = (None, None)
    fields: tuple[str, ...] = ()
    user: Element | None = None
    parties: tuple[tuple[Element, ...], ...] = ()

    @property
    def key(self) -> Key:
        """What stays the same of it when others are settled."""
        return self.element, self.unit


def in_words(dispute: Dispute, base: Known, known: Known) -> Conflict:
    """Put a dispute to a person; names are looked up in `known`, changes told against `base`."""
    element = known[dispute.element]
    label, answers = _ANSWERS[dispute.kind](dispute, element, base, known)
    return Conflict(
        dispute.element, dispute.unit, dispute.kind, called(element, known), label, *answers, default=dispute.default
    )


_Answers = tuple[str, tuple[str, str]]


def _both_changed(dispute: Dispute, element: Element, _: Known, known: Known) -> _Answers:
    differing = [name for name in dispute.fields if _values(dispute, name)[0] != _values(dispute, name)[1]]
    told = [(name, told_apart(type(element), name, _values(dispute, name), known)) for name in differing]
    if len(dispute.fields) == 1:
        return label_of(type(element), dispute.unit), told[0][1]
    mine, theirs = (
        ", ".join(f"{label_of(type(element), name)} {words[side]}" for name, words in told) for side in (0, 1)
    )
    return dispute.unit, (mine, theirs)


def _values(dispute: Dispute, name: str) -> tuple[Any, Any]:
    mine, theirs = dispute.sides
    return getattr(mine, name), getattr(theirs, name)


def _changed_and_removed(dispute: Dispute, element: Element, base: Known, known: Known) -> _Answers:
    mine, theirs = (_fate(side, base[element.id], known) for side in dispute.sides)
    return "", (mine, theirs)


def _fate(side: Element | None, before: Element, known: Known) -> str:
    if side is None:
        return _REMOVED
    told = (
        change_in_words(type(side), name, getattr(before, name), getattr(side, name), known)
        for each in differences([before], [side]).changed
        for name in each.fields
    )
    return ", ".join(told)


def _used_and_removed(dispute: Dispute, _: Element, __: Known, known: Known) -> _Answers:
    user = "something else" if dispute.user is None else called(dispute.user, known)
    mine, theirs = (_REMOVED if side is None else f"needed by {user}" for side in dispute.sides)
    return "", (mine, theirs)


def _both_accountable(dispute: Dispute, _: Element, __: Known, known: Known) -> _Answers:
    sides = [[each.party for each in chosen if isinstance(each, Responsibility)] for chosen in dispute.parties]
    mine, theirs = (" and ".join(name_at(party, known) for party in parties) for parties in sides)
    if mine == theirs:
        # two of the same name: their ids are ugly and all that tells them apart
        mine, theirs = (" and ".join(f"{name_at(each, known)} [{each}]" for each in parties) for parties in sides)
    return "who answers for it", (mine, theirs)


_REMOVED: Final = "removed"
_ANSWERS: Final = {
    ConflictKind.BOTH_CHANGED: _both_changed,
    ConflictKind.CHANGED_AND_REMOVED: _changed_and_removed,
    ConflictKind.USED_AND_REMOVED: _used_and_removed,
    ConflictKind.BOTH_ACCOUNTABLE: _both_accountable,
}
