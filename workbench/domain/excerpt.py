"""Part of a map as a document of its own, to be drawn and not to be worked on."""

from collections.abc import Iterable, Set
from dataclasses import replace
from typing import Final

from workbench.domain.document import Document
from workbench.domain.elements import (
    Department,
    Element,
    Frame,
    Influence,
    Journey,
    Note,
    PainPoint,
    Person,
    Phase,
    Reactions,
    Responsibility,
    Touchpoint,
    Transition,
)
from workbench.domain.relations import OnRemoval, references

_PLACED: Final = (Touchpoint, Note, Frame)
_BESIDE: Final = (Journey, Reactions, Department, Person)
_HANGING: Final = (Transition, Influence, Responsibility, PainPoint)


def excerpt(document: Document, journey: str, chosen: Iterable[str]) -> Document:
    """Return what is chosen of a journey, with the lines between and the phases that it lies in, moved to the top.

    A chosen phase brings all that lies in it, a chosen line both of its ends.
    """
    placed = _placed(document, journey, set(chosen))
    phases = {each.phase for each in placed}
    top = min((each.y for each in placed), default=0.0)
    kept: list[Element] = [each for kind in _BESIDE for each in document.of(kind)]
    kept += [each for each in document.of(Phase) if each.id in phases]
    kept += [replace(each, y=each.y - top) for each in placed]
    ids = {each.id for each in kept}
    return Document([*kept, *(each for kind in _HANGING for each in document.of(kind) if _holds(each, ids))])


def _placed(document: Document, journey: str, chosen: Set[str]) -> list[Touchpoint | Note | Frame]:
    joined = (document.elements.get(each) for each in chosen)
    ends = {end for line in joined if isinstance(line, Transition | Influence) for end in (line.source, line.target)}
    own = (each for kind in _PLACED for each in document.of(kind) if each.journey == journey)
    return [each for each in own if each.id in chosen or each.id in ends or each.phase in chosen]


def _holds(element: Element, ids: Set[str]) -> bool:
    return all(named in ids for reference, named in references(element) if reference.on_removal is OnRemoval.GOES_TOO)
