"""Which field of which element refers to what, and what becomes of it when that goes away."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from workbench.domain.elements import (
    Department,
    Element,
    Frame,
    Improvement,
    Influence,
    Journey,
    Measure,
    Note,
    Opportunity,
    PainPoint,
    Person,
    Phase,
    Reactions,
    Responsibility,
    Scenario,
    Touchpoint,
    Transition,
)
from workbench.domain.ids import END


class OnRemoval(Enum):
    """What becomes of an element when one that it refers to is removed."""

    GOES_TOO = "goes too"
    FORGETS = "forgets"


@dataclass(frozen=True, slots=True)
class Reference:
    """A field of `holder` that names one element, or a tuple of them, of the kinds `targets`."""

    holder: type[Element]
    field: str
    targets: tuple[type[Element], ...]
    on_removal: OnRemoval
    or_end: bool = False

    def ids(self, element: Element) -> tuple[str, ...]:
        """Return the ids that `element` names in this field."""
        named = getattr(element, self.field)
        if named is None or (self.or_end and named == END):
            return ()
        return named if isinstance(named, tuple) else (named,)


_GOES_TOO, _FORGETS = OnRemoval.GOES_TOO, OnRemoval.FORGETS
_PARTY = (Department, Person)
_PLACE = (Phase, Touchpoint)

REFERENCES: Final = (
    Reference(Journey, "steward", (Person,), _FORGETS),
    Reference(Reactions, "journey", (Journey,), _GOES_TOO),
    Reference(Phase, "journey", (Journey,), _GOES_TOO),
    Reference(Touchpoint, "journey", (Journey,), _GOES_TOO),
    Reference(Touchpoint, "phase", (Phase,), _FORGETS),
    Reference(Touchpoint, "detail", (Journey,), _FORGETS),
    Reference(Transition, "source", (Touchpoint,), _GOES_TOO),
    Reference(Transition, "target", (Touchpoint,), _GOES_TOO, or_end=True),
    Reference(Influence, "source", (Touchpoint,), _GOES_TOO),
    Reference(Influence, "target", (Touchpoint,), _GOES_TOO),
    Reference(Person, "department", (Department,), _FORGETS),
    Reference(Responsibility, "touchpoint", (Touchpoint,), _GOES_TOO),
    Reference(Responsibility, "party", _PARTY, _GOES_TOO),
    Reference(Measure, "journey", (Journey,), _GOES_TOO),
    Reference(Measure, "subject", _PLACE, _FORGETS),
    Reference(PainPoint, "touchpoint", (Touchpoint,), _GOES_TOO),
    Reference(Opportunity, "touchpoint", (Touchpoint,), _GOES_TOO),
    Reference(Improvement, "subject", _PLACE, _GOES_TOO),
    Reference(Improvement, "owner", _PARTY, _FORGETS),
    Reference(Improvement, "excludes", (Improvement,), _FORGETS),
    Reference(Improvement, "requires", (Improvement,), _FORGETS),
    Reference(Scenario, "journey", (Journey,), _GOES_TOO),
    Reference(Scenario, "improvements", (Improvement,), _FORGETS),
    Reference(Note, "journey", (Journey,), _GOES_TOO),
    Reference(Note, "phase", (Phase,), _FORGETS),
    Reference(Frame, "journey", (Journey,), _GOES_TOO),
    Reference(Frame, "phase", (Phase,), _FORGETS),
)

REFERENCES_OF: Final = {
    holder: tuple(reference for reference in REFERENCES if reference.holder is holder)
    for holder in {reference.holder for reference in REFERENCES}
}

_FIELDS_OF: Final = {
    holder: tuple((reference.field, reference.or_end) for reference in of_holder)
    for holder, of_holder in REFERENCES_OF.items()
}


def references(element: Element) -> Iterator[tuple[Reference, str]]:
    """Yield every id that `element` names, with the field that names it."""
    for reference in REFERENCES_OF.get(type(element), ()):
        for named in reference.ids(element):
            yield reference, named


def named_by(element: Element) -> list[str]:
    """Return the ids that `references` yields, in a third of its time: every change of a document asks for them."""
    found: list[str] = []
    for field, or_end in _FIELDS_OF.get(type(element), ()):
        named = getattr(element, field)
        if named is None or (or_end and named == END):
            continue
        if isinstance(named, tuple):
            found += named
        else:
            found.append(named)
    return found
