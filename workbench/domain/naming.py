"""What to call an element where others stand beside it: by its own name, or by the names of what it joins."""

from collections.abc import Mapping
from typing import Final

from workbench.domain.elements import (
    Element,
    Influence,
    Opportunity,
    PainPoint,
    Reactions,
    Responsibility,
    Touchpoint,
    Transition,
)
from workbench.domain.ids import END

LONGEST_SHOWN: Final = 60

Known = Mapping[str, Element]
"""The elements by id among which names are looked up."""


def shown(text: str, longest: int = LONGEST_SHOWN) -> str:
    """Return `text` in quotes on one line, cut after `longest` characters."""
    line = " ".join(text.split())
    return f"“{line}”" if len(line) <= longest else f"“{line[: longest - 1]}…”"


def own_name(element: Element) -> str:
    """Return an element's name or title, else its text; empty where it has none of them."""
    found = (getattr(element, field, "") for field in ("name", "title", "text"))
    return next((name for name in found if name), "")


def name_at(element_id: str | None, known: Known) -> str:
    """Return the quoted name of what an id stands for."""
    if element_id == END:
        return "the end"
    element = known.get(element_id or "")
    if element is None:
        return "something that is gone"
    name = own_name(element)
    return shown(name) if name else called(element, known)


def called(element: Element, known: Known) -> str:
    """Return what to call an element, with the touchpoints that it belongs to."""
    match element:
        case Transition():
            return f"the transition from {name_at(element.source, known)} to {name_at(element.target, known)}"
        case Influence():
            return f"the influence of {name_at(element.source, known)} on {name_at(element.target, known)}"
        case Responsibility():
            return f"the part of {name_at(element.party, known)} in {name_at(element.touchpoint, known)}"
        case Reactions():
            return f"the reactions in {name_at(element.journey, known)}"
        case PainPoint() | Opportunity():
            return f"the {noun(element)} {shown(element.text)} at {name_at(element.touchpoint, known)}"
        case _:
            return f"{noun(element)} {shown(own_name(element))}"


def noun(element: Element) -> str:
    """Return what kind of thing an element is."""
    return "pain point" if isinstance(element, PainPoint) else type(element).__name__.lower()


def home(element: Element) -> str:
    """Return the id of the touchpoint that an element is or belongs to; else that of the journey, else its own."""
    if isinstance(element, Touchpoint):
        return element.id
    places = (getattr(element, field, None) for field in ("touchpoint", "source", "subject", "journey"))
    return next((place for place in places if place is not None), element.id)
