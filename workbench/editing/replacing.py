"""Replacing what was found, as one step, unless a rule forbids it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from workbench.domain.document import Document, Edit
from workbench.domain.elements import Department, Element, Scenario
from workbench.domain.labels import label_of
from workbench.domain.naming import called
from workbench.domain.problems import ValueProblem
from workbench.domain.text import clean_name, clean_text
from workbench.editing.finding import NAMES, Hit, Spot
from workbench.editing.problems import VerbProblem


def replace(document: Document, hits: Collection[Hit], by: str, label: str = "") -> int:
    """Put `by` in the place of all hits in one step, and return how many there were.

    Raises VerbProblem, and changes nothing, where a text has changed since it was searched, or where a name would be
    left empty, too long or the same as another's that has to differ.
    """
    by_spot: defaultdict[Spot, list[Hit]] = defaultdict(list)
    for hit in hits:
        by_spot[hit.spot].append(hit)
    by_element: defaultdict[str, list[Spot]] = defaultdict(list)
    for spot in by_spot:
        by_element[spot.element].append(spot)
    if not by_spot:
        return 0
    with document.edit(label or f"Replace {len(hits)} {'text' if len(hits) == 1 else 'texts'}") as edit:
        for element_id, spots in by_element.items():
            element = document.elements.get(element_id)
            if element is None:
                raise VerbProblem("Something that was found has been deleted since; search again.")
            edit.update(element_id, **_fields(document, element, {spot: by_spot[spot] for spot in spots}, by))
        _refuse_same_names(document, edit, by_element)
    return len(hits)


def _fields(document: Document, element: Element, hits: dict[Spot, list[Hit]], by: str) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    for spot, found in hits.items():
        text = _replaced(document, element, spot, found, by)
        if spot.index is None:
            changed[spot.field] = text
        else:
            held = list(changed.get(spot.field, getattr(element, spot.field)))
            held[spot.index] = text
            changed[spot.field] = tuple(held)
    # a question of which nothing is left is no question any more
    return {name: tuple(filter(None, held)) if isinstance(held, tuple) else held for name, held in changed.items()}


def _replaced(document: Document, element: Element, spot: Spot, hits: Iterable[Hit], by: str) -> str:
    text = spot.text_in(element)
    for hit in sorted(hits, key=lambda each: each.start, reverse=True):
        if hit.end > len(text):
            raise VerbProblem(f"{_place(document, element, spot)} has changed since it was searched; search again.")
        text = text[: hit.start] + by + text[hit.end :]
    if spot.field not in NAMES or (spot.field == "short_name" and not text.strip()):
        return clean_text(text)
    try:
        return clean_name(text)
    except ValueProblem as problem:
        raise VerbProblem(f"{_place(document, element, spot)}: {problem}") from None


def _refuse_same_names(document: Document, edit: Edit, changed: Iterable[str]) -> None:
    """Departments are told apart by their names, and the scenarios of one journey too."""
    for element_id in changed:
        element = document.elements[element_id]
        if not isinstance(element, Department | Scenario):
            continue
        beside = [
            each
            for each in document.of(type(element))
            if each.id != element_id and getattr(each, "journey", None) == getattr(element, "journey", None)
        ]
        if any(each.name.casefold() == element.name.casefold() for each in beside):
            before = next(change.before for change in edit.changes if change.id == element_id)
            told = called(before, document.elements) if before is not None else ""
            raise VerbProblem(
                f"{told[:1].upper()}{told[1:]} cannot become “{element.name}”, for there is one of that name already; "
                "leave it out, or choose another word."
            )


def _place(document: Document, element: Element, spot: Spot) -> str:
    return f"The {label_of(type(element), spot.field)} of {called(element, document.elements)}"
