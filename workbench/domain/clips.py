"""A part of a journey that has been taken out to be put elsewhere."""

from dataclasses import dataclass
from typing import Final

from workbench.domain.document import Document
from workbench.domain.elements import (
    Area,
    Department,
    Element,
    Influence,
    Journey,
    Opportunity,
    PainPoint,
    Person,
    Phase,
    Responsibility,
    Touchpoint,
    Transition,
)
from workbench.domain.problems import IntegrityProblem

PLACED: Final = (Phase, Touchpoint, Area)
"""What can be chosen for a clip, for it has a place on the map."""

ATTACHED: Final = (Transition, Influence, Responsibility, PainPoint, Opportunity)
"""What comes along with the touchpoints that it belongs to."""

_SURROUNDINGS: Final = (Journey, Phase, Department, Person)


@dataclass(frozen=True, slots=True)
class Clip:
    """Elements that are whole by themselves; those that are `brought` are meant, the others say where they belong.

    Raises IntegrityProblem if something that is named is missing, or is of a kind that is never copied.
    """

    elements: tuple[Element, ...]
    brought: frozenset[str]

    def __post_init__(self) -> None:
        held = Document(self.elements).elements
        for each in self.brought:
            if each not in held:
                raise IntegrityProblem(f"“{each}” is said to be copied, but is not there; copy it again.")
        for element in self.elements:
            if not isinstance(element, (*PLACED, *ATTACHED) if element.id in self.brought else _SURROUNDINGS):
                raise IntegrityProblem(f"{element.describe()} cannot be pasted; copy touchpoints or phases.")

    @property
    def placed(self) -> list[Element]:
        """What is brought that has a place on the map."""
        return [each for each in self.elements if each.id in self.brought and isinstance(each, PLACED)]

    def describe(self) -> str:
        """Return what is in it, for the name of a step of undo."""
        placed = self.placed
        if len(placed) == 1:
            return placed[0].describe()
        if all(isinstance(each, Touchpoint) for each in placed):
            return f"{len(placed)} touchpoints"
        return f"{len(placed)} things"
