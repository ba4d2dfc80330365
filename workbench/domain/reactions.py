"""How the customers of a journey react to what goes wrong."""

from workbench.domain.document import Document
from workbench.domain.elements import Reactions


def reactions_of(document: Document, journey: str) -> Reactions:
    """Return what is stated of a journey's customers; where nothing is, guesses alone, under an empty id."""
    stated = (each for each in document.of(Reactions) if each.journey == journey)
    return next(stated, Reactions(id="", journey=journey))
