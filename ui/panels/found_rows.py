"""What the list of a search shows, one row a hit, and how often each card is hit."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from workbench.domain.document import Document
from workbench.domain.elements import Element, Journey
from workbench.domain.labels import label_of
from workbench.domain.naming import called
from workbench.editing.finding import NAMES, Hit, journey_of, place_of

_BEFORE: Final = 18
_AFTER: Final = 60


@dataclass(frozen=True, slots=True)
class FoundRow:
    """Where a hit is, and the text round it in three parts: before, the hit itself, after."""

    where: str
    before: str
    hit: str
    after: str


def found_row(document: Document, hit: Hit, journey: str) -> FoundRow:
    """Return how a hit is listed while `journey` is shown."""
    element = document.elements[hit.spot.element]
    told = called(element, document.elements).removeprefix("the ")
    if hit.spot.field not in NAMES and hit.spot.field != "text":
        # the field first, for a long name leaves no room behind it
        told = f"{label_of(type(element), hit.spot.field)} of {told}"
    elsewhere = _elsewhere(document, element, journey)
    where = told[:1].upper() + told[1:] + (f", in “{elsewhere}”" if elsewhere else "")
    text = hit.spot.text_in(element)
    start = max(0, hit.start - _BEFORE)
    before = ("…" if start else "") + text[start : hit.start]
    after = text[hit.end : hit.end + _AFTER] + ("…" if len(text) > hit.end + _AFTER else "")
    return FoundRow(where, *(_line(each) for each in (before, text[hit.start : hit.end], after)))


def card_of(document: Document, hit: Hit) -> str:
    """Return the id of the touchpoint, phase or whatever else it is that a hit belongs to."""
    return place_of(document.elements[hit.spot.element])


def counts(document: Document, hits: Iterable[Hit]) -> Mapping[str, int]:
    """Return how many hits belong to each place."""
    return Counter(card_of(document, hit) for hit in hits)


def _elsewhere(document: Document, element: Element, journey: str) -> str:
    own = journey_of(document, element)
    return "" if own in (None, journey) else document.get(Journey, own or "").title


def _line(text: str) -> str:
    return text.replace("\n", " ").replace("\t", " ")
