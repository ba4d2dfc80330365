"""Where the next touchpoint goes while one after the other is being named: on, beside, or a phase further."""

from dataclasses import replace
from typing import Final

from ui.canvas.board import Board, NewCard, NewPhase
from workbench.domain.document import Document
from workbench.domain.elements import Touchpoint, Transition
from workbench.domain.naming import shown
from workbench.domain.places import (
    CARD_WIDTH,
    ROW_PITCH,
    SUBCOLUMN_PITCH,
    Place,
    cards_in,
    free_place,
    phases_in_order,
)
from workbench.domain.vocabulary import TransitionKind
from workbench.editing.problems import VerbProblem

_HAIR: Final = 1e-6


def first(document: Document, journey: str) -> NewCard | NewPhase:
    """Return what is to be named first: a touchpoint of the first phase, or a phase where there is none."""
    phases = phases_in_order(document, journey)
    return first_in(document, journey, phases[0].id) if phases else NewPhase()


def first_in(document: Document, journey: str, phase: str) -> NewCard:
    """Return a card at the first free place of a phase, to which nothing leads yet."""
    return NewCard(free_place(document, journey, phase))


def following(document: Document, touchpoint: str) -> NewCard:
    """Return the card to which a touchpoint leads on, below it."""
    card = document.get(Touchpoint, touchpoint)
    return NewCard(free_place(document, card.journey, card.phase, card.y + ROW_PITCH, card.x), card.id)


def branch_beside(document: Document, touchpoint: str, source: str | None) -> NewCard:
    """Return another card to which `source` leads, at the side of a touchpoint."""
    card = document.get(Touchpoint, touchpoint)
    x = card.x + SUBCOLUMN_PITCH
    for each in sorted(cards_in(document, card.journey, card.phase), key=lambda one: one.x):
        if abs(each.x - x) < CARD_WIDTH and abs(each.y - card.y) < ROW_PITCH - _HAIR:
            x = each.x + SUBCOLUMN_PITCH
    return NewCard(Place(card.phase, x, card.y), source)


def source_of(document: Document, touchpoint: str) -> str | None:
    """Return the touchpoint from which customers come first of all, or None where a journey begins."""
    ways = document.referrers(touchpoint, Transition)
    sources = [each.source for each in ways if each.target == touchpoint and each.kind is TransitionKind.FLOW]
    return next((each for each in sources if each != touchpoint), None)


def onward_way(document: Document, touchpoint: str) -> str | None:
    """Return the transition by which a touchpoint leads on, if there is only one."""
    ways = [each.id for each in document.referrers(touchpoint, Transition) if each.source == touchpoint]
    return ways[0] if len(ways) == 1 else None


def in_other_phase(board: Board, named: NewCard, step: int) -> NewCard:
    """Return a card that is to be named so many phases further; where there is no such phase that is said."""
    place = board.attempt(lambda: place_in_phase(board.document, board.journey, named.place, step))
    return replace(named, place=place or named.place)


def place_in_phase(document: Document, journey: str, place: Place, step: int) -> Place:
    """Return the first free place so many phases further.

    Raises VerbProblem where there is no such phase.
    """
    phases = phases_in_order(document, journey)
    ids = [phase.id for phase in phases]
    at = ids.index(place.phase) + step if place.phase in ids else 0
    if 0 <= at < len(phases):
        return free_place(document, journey, ids[at])
    if not phases:
        raise VerbProblem("There is no phase yet; Esc and then P add one.")
    rim, beyond = (phases[-1], "last") if step > 0 else (phases[0], "first")
    raise VerbProblem(f"{shown(rim.name)} is the {beyond} phase; Esc and then P add another one.")
