"""Finding words in every text of a project."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Final, get_args, get_origin, get_type_hints

from workbench.domain.document import Document
from workbench.domain.elements import (
    ELEMENT_TYPES,
    Area,
    Department,
    Element,
    Improvement,
    Journey,
    Opportunity,
    PainPoint,
    Person,
    Phase,
    Scenario,
    Touchpoint,
)
from workbench.domain.naming import home
from workbench.domain.relations import REFERENCES_OF

NAMES: Final = frozenset({"name", "title", "short_name"})
_NO_WORDS: Final[Mapping[type[Element], frozenset[str]]] = MappingProxyType(
    {
        Journey: frozenset({"currency"}),
        Department: frozenset({"code"}),
        Improvement: frozenset({"parameter"}),
    }
)
"""Texts that are signs with a meaning of their own, in which no words are looked for."""

_IN_ORDER: Final = (*(kind for kind in ELEMENT_TYPES if kind is not Journey), Journey)
"""What is to be seen on the map comes before the notes of the whole journey."""


class Where(StrEnum):
    """In which texts to look; the value is what to call it."""

    EVERYWHERE = "all texts"
    NAMES = "names and titles"
    NOT_NAMES = "notes and other long texts"
    TOUCHPOINTS = "touchpoints"
    PHASES = "phases"
    OWNERS = "departments and people"
    FIXES = "improvements and scenarios"


_KINDS: Final[Mapping[Where, tuple[type[Element], ...]]] = MappingProxyType(
    {
        Where.TOUCHPOINTS: (Touchpoint, PainPoint, Opportunity),
        Where.PHASES: (Phase,),
        Where.OWNERS: (Department, Person),
        Where.FIXES: (Improvement, Scenario),
    }
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for; letters are compared without capitals unless `case` says otherwise."""

    text: str
    case: bool = False
    whole_words: bool = False
    where: Where = Where.EVERYWHERE


@dataclass(frozen=True, slots=True)
class Spot:
    """One text of one element: the field, and the place in it where the field is a list of texts."""

    element: str
    field: str
    index: int | None = None

    def text_in(self, element: Element) -> str:
        """Return the text at this spot of the element that it is about; empty where a list has got shorter."""
        held = getattr(element, self.field)
        if self.index is None:
            return held
        return held[self.index] if self.index < len(held) else ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One occurrence: the spot, and from which character to before which."""

    spot: Spot
    start: int
    end: int


def find(document: Document, wanted: Wanted) -> list[Hit]:
    """Return all occurrences in the whole project, element by element, the journeys' own texts last.

    What looks the same is the same: letters are compared as NFD, without `case` also case-folded, so that “STRASSE”
    finds “Straße”; an accent is never torn off its letter.
    """
    pattern = _folded(wanted.text, wanted.case)
    if not pattern:
        return []
    return [
        Hit(spot, start, end)
        for spot, text in texts(document, wanted.where)
        for start, end in _spans(text, pattern, wanted)
    ]


def texts(document: Document, where: Where = Where.EVERYWHERE) -> Iterator[tuple[Spot, str]]:
    """Yield every text that has any letters, with its spot."""
    for kind in _KINDS.get(where, _IN_ORDER):
        chosen = _text_fields(kind, where)
        for element in document.of(kind) if chosen else ():
            for field in chosen:
                held: str | Sequence[str] = getattr(element, field)
                if not isinstance(held, str):
                    yield from ((Spot(element.id, field, index), text) for index, text in enumerate(held) if text)
                elif held:
                    yield Spot(element.id, field), held


def place_of(element: Element) -> str:
    """Return the id of where an element is seen: a phase, note or frame itself, else its touchpoint or journey."""
    return element.id if isinstance(element, Phase | Area) else home(element)


def journey_of(document: Document, element: Element) -> str | None:
    """Return the journey that an element is or lies in; None for what all journeys share, such as departments."""
    place = document.elements[place_of(element)]
    return place.id if isinstance(place, Journey) else getattr(place, "journey", None)


@cache
def _text_fields(kind: type[Element], where: Where) -> tuple[str, ...]:
    hints = get_type_hints(kind)
    other = {reference.field for reference in REFERENCES_OF.get(kind, ())} | _NO_WORDS.get(kind, frozenset()) | {"id"}
    found = [field.name for field in fields(kind) if field.name not in other and _holds_text(hints[field.name])]
    if where is Where.NAMES:
        return tuple(name for name in found if name in NAMES)
    return tuple(name for name in found if where is not Where.NOT_NAMES or name not in NAMES)


def _holds_text(hint: object) -> bool:
    return hint is str or (get_origin(hint) is tuple and get_args(hint)[0] is str)


def _spans(text: str, pattern: str, wanted: Wanted) -> Iterator[tuple[int, int]]:
    """Yield where `pattern`, which is folded, stands in a text, by whole letters with their accents."""
    folded = _folded(text, wanted.case)
    start = folded.find(pattern)
    # most texts hold nothing, so that only the others are cut into letters
    edges = _edges(text, wanted.case) if start >= 0 and not text.isascii() else None
    while start >= 0:
        span = _edge(edges, start), _edge(edges, start + len(pattern))
        if span[0] is not None and span[1] is not None and _fits(text, (span[0], span[1]), wanted):
            yield span[0], span[1]
            start += len(pattern)
        else:
            start += 1
        start = folded.find(pattern, start)


def _edge(edges: Mapping[int, int] | None, place: int) -> int | None:
    return place if edges is None else edges.get(place)


def _fits(text: str, span: tuple[int, int], wanted: Wanted) -> bool:
    if not wanted.whole_words:
        return True
    return not (_is_of_word(text[span[0] - 1 : span[0]]) or _is_of_word(text[span[1] : span[1] + 1]))


def _is_of_word(character: str) -> bool:
    return bool(character) and (character.isalnum() or character == "_" or unicodedata.combining(character) > 0)


def _folded(text: str, case: bool) -> str:
    """Return a text as it is compared: canonically decomposed and, unless `case` counts, without capitals."""
    if text.isascii():
        return text if case else text.lower()
    decomposed = unicodedata.normalize("NFD", text)
    return decomposed if case else unicodedata.normalize("NFD", decomposed.casefold())


def _edges(text: str, case: bool) -> Mapping[int, int]:
    """Return, for each place in the folded text where a letter begins or ends, that place in `text`."""
    edges: dict[int, int] = {}
    length = place = 0
    for letter in _letters(text):
        edges[length] = place
        length, place = length + len(_folded(letter, case)), place + len(letter)
    edges[length] = place
    return edges


def _letters(text: str) -> Iterator[str]:
    """Cut a text into its letters, each with the accents that are set on it."""
    start = 0
    for at, character in enumerate(text):
        if at > start and not unicodedata.combining(character):
            yield text[start:at]
            start = at
    yield text[start:]
