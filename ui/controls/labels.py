"""The domain's words and numbers as people read them, and the icons that stand beside them."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from workbench.domain.vocabulary import (
    Channel,
    JourneyState,
    NoteColour,
    Origin,
    Role,
    Stage,
    TransitionKind,
)


def _words(pairs: Mapping[StrEnum, str]) -> Mapping[StrEnum, str]:
    return MappingProxyType(dict(pairs))


STAGES: Final = _words(
    {Stage.BEFORE: "Before the sale", Stage.DURING: "During the sale", Stage.AFTER: "After the sale"}
)
STATES: Final = _words({JourneyState.AS_IS: "As it is", JourneyState.TO_BE: "As it should be"})
NOTE_COLOURS: Final = _words({NoteColour.YELLOW: "Yellow", NoteColour.BLUE: "Blue", NoteColour.GREY: "Grey"})
KINDS: Final = _words(
    {
        TransitionKind.FLOW: "Goes on",
        TransitionKind.GIVE_UP: "Gives up",
        TransitionKind.FAILURE_DEMAND: "Comes back after a failure",
    }
)
ORIGINS: Final = _words(
    {
        Origin.GUESS: "A guess",
        Origin.EXPERT: "An expert",
        Origin.SURVEY: "A survey",
        Origin.LOG: "A log",
    }
)
ROLES: Final = _words(
    {
        Role.ACCOUNTABLE: "Accountable",
        Role.RESPONSIBLE: "Responsible",
        Role.CONSULTED: "Consulted",
        Role.INFORMED: "Informed",
    }
)

INCIDENT: Final = "The incident itself"
"""What stands for breakdowns of customers whose glass was empty."""

OUTSIDE: Final = "Outside our control: shown, never fixed."


def channel_icon(channel: Channel) -> str:
    """Return the name of the icon of a channel."""
    return f"channel-{channel.value}"


def figure(value: float) -> str:
    """Return a number as people read it: whole from 10 up, at most one decimal below, with a true minus."""
    text = f"{value:,.0f}" if abs(value) >= 9.95 else f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text.replace("-", "−")


def written(value: float) -> str:
    """Return a number as `figure` does, but never a nought that is not one."""
    return "<0.1" if 0 < value < 0.05 else figure(value)


def percent(share: float) -> str:
    """Return a share of 1 as people read it: whole from 10 % up, else one decimal, and a thin space that holds."""
    return f"{figure(100 * share)}\u202f%"


_COUNTS: Final = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip


def in_letters(count: int) -> str:
    """Return a small count as a word, a large one in figures."""
    return _COUNTS[count] if count < len(_COUNTS) else f"{count:,}"


def how_many(count: int, noun: str) -> str:
    """Return a count with its noun, such as “1 guess” and “2 guesses”."""
    plural = f"{noun}es" if noun.endswith(("s", "x")) else f"{noun}s"
    return f"{count:,} {noun if count == 1 else plural}"
