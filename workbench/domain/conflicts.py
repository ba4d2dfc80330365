"""Where two people changed the same thing, as values that a dialog or a terminal can put to a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Key = tuple[str, str]
"""An element's id and what of it is in question."""


class Side(StrEnum):
    """Whose state is meant."""

    MINE = "mine"
    THEIRS = "theirs"

    @property
    def other(self) -> "Side":
        """The other side."""
        return Side.THEIRS if self is Side.MINE else Side.MINE


class ConflictKind(StrEnum):
    """Why two states do not combine by themselves."""

    BOTH_CHANGED = "both-changed"
    CHANGED_AND_REMOVED = "changed-and-removed"
    USED_AND_REMOVED = "used-and-removed"
    BOTH_ACCOUNTABLE = "both-accountable"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One question that only a person can answer.

    `called` says what the element is called, with its touchpoint; `label` what of it is in question, empty for whether
    it stays at all; `mine` and `theirs` are the two answers in words, `default` the one that holds until somebody
    chooses.
    """

    element: str
    field: str
    kind: ConflictKind
    called: str
    label: str
    mine: str
    theirs: str
    default: Side

    @property
    def key(self) -> Key:
        """What stays the same of this question when others are answered."""
        return self.element, self.field

    def answer(self, side: Side) -> str:
        """Return one side's answer in words."""
        return self.mine if side is Side.MINE else self.theirs

    def sentence(self, names: Mapping[Side, str]) -> str:
        """Return the question in one sentence, each side under its name in `names`."""
        what = f"{self.called}, {self.label}" if self.label else self.called
        told = "; ".join(f"{names[side]}: {self.answer(side)}" for side in Side)
        return f"{what[:1].upper()}{what[1:]} – {told}. Kept: {names[self.default]}."
