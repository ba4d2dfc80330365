"""Verbs that put cards in order on the map.  Cards stay in their phases, pinned ones where they are."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Final

from workbench.domain.document import Document
from workbench.domain.elements import Touchpoint
from workbench.domain.places import cards_in, clear_level
from workbench.editing.problems import VerbProblem
from workbench.layout.tidying import Spot, tidy


class Alignment(StrEnum):
    """The line on which cards are brought."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


class Direction(StrEnum):
    """The way along which cards are spread evenly."""

    ACROSS = "across"
    DOWN = "down"


_SIDEWAYS: Final = frozenset({Alignment.LEFT, Alignment.CENTRE, Alignment.RIGHT})
_FEWEST_TO_SPREAD: Final = 3

_Spots = Mapping[str, tuple[float, float]]


def tidy_up(document: Document, journey: str, only: Collection[str] | None = None) -> int:
    """Put the cards of a journey, or `only` some, where lines cross least; return how many have moved."""
    return put(document, tidy(document, journey, only))


def put(document: Document, spots: Iterable[Spot]) -> int:
    """Put cards where tidying up found better places for them; return how many.

    Raises KeyError for an unknown touchpoint.
    """
    places = {spot.id: (spot.x, spot.y) for spot in spots}
    _update(document, places, "Tidy up")
    return len(places)


def align(document: Document, touchpoints: Sequence[str], alignment: Alignment) -> int:
    """Bring cards on one line: level with each other, or below each other in each phase; return how many have moved.

    A card that would cover another takes the nearest free place above or below.  Raises VerbProblem where all are
    pinned.
    """
    cards = _loose(document, touchpoints)
    if alignment in _SIDEWAYS:
        wishes = {
            card.id: (_on_line([each.x for each in beside], alignment), card.y)
            for beside in _by_phase(cards)
            for card in beside
        }
    else:
        level = _on_line([card.y for card in cards], alignment)
        wishes = {card.id: (card.x, level) for card in cards}
    return _settle(document, wishes, f"Align {_counted(cards)} {alignment.value}")


def distribute(document: Document, touchpoints: Sequence[str], direction: Direction) -> int:
    """Spread cards evenly between the outermost: down over the map, or across in each phase; return how many moved.

    Raises VerbProblem where fewer than three may move.
    """
    cards = _loose(document, touchpoints)
    if len(cards) < _FEWEST_TO_SPREAD:
        raise VerbProblem("Select at least three touchpoints that are not pinned; the outer two stay where they are.")
    if direction is Direction.DOWN:
        levels = _spread({card.id: card.y for card in cards})
        wishes = {card.id: (card.x, levels[card.id]) for card in cards}
    else:
        wishes = {}
        for beside in _by_phase(cards):
            files = _spread({card.id: card.x for card in beside})
            wishes |= {card.id: (files[card.id], card.y) for card in beside}
    return _settle(document, wishes, f"Distribute {_counted(cards)} {direction.value}")


def nudge(document: Document, touchpoints: Sequence[str], across: float, down: float) -> int:
    """Move cards by a little, in map units, but not out of their column or above the first row; return how many moved.

    Raises VerbProblem where all are pinned, or where a card would cover one that stays.
    """
    cards = _loose(document, touchpoints)
    places = {card.id: (max(0.0, card.x + across), max(0.0, card.y + down)) for card in cards}
    for card in cards:
        x, y = places[card.id]
        standing = [each for each in cards_in(document, card.journey, card.phase) if each.id not in places]
        if clear_level(standing, x, y) != y and clear_level(standing, card.x, card.y) == card.y:
            raise VerbProblem(f"There is no room for “{card.name}” there; move the card beside it first.")
    return _update(document, places, f"Nudge {_counted(cards)}")


def set_pinned(document: Document, touchpoints: Sequence[str], pinned: bool) -> None:
    """Keep cards where they are, whatever is tidied up or moved, or let them go."""
    cards = [document.get(Touchpoint, each) for each in touchpoints]
    with document.edit(f"{'Pin' if pinned else 'Unpin'} {_counted(cards)}") as edit:
        for card in cards:
            if card.pinned != pinned:
                edit.update(card.id, pinned=pinned)


def _loose(document: Document, touchpoints: Sequence[str]) -> list[Touchpoint]:
    cards = [document.get(Touchpoint, each) for each in dict.fromkeys(touchpoints)]
    loose = [card for card in cards if not card.pinned and not card.locked]
    if cards and not loose:
        verb = "is" if len(cards) == 1 else "are"
        how, remedy = ("locked", "unlock") if any(card.locked for card in cards) else ("pinned", "unpin")
        raise VerbProblem(f"{_counted(cards)} {verb} {how}; {remedy} what is to move.")
    return loose


def _by_phase(cards: Iterable[Touchpoint]) -> list[list[Touchpoint]]:
    phases: dict[str | None, list[Touchpoint]] = {}
    for card in cards:
        phases.setdefault(card.phase, []).append(card)
    return list(phases.values())


def _on_line(values: Sequence[float], alignment: Alignment) -> float:
    if alignment in (Alignment.LEFT, Alignment.TOP):
        return min(values, default=0.0)
    if alignment in (Alignment.RIGHT, Alignment.BOTTOM):
        return max(values, default=0.0)
    return (min(values, default=0.0) + max(values, default=0.0)) / 2


def _spread(values: Mapping[str, float]) -> dict[str, float]:
    """Return evenly spaced values in the same order, the outermost as they are."""
    in_order = sorted(values, key=lambda each: (values[each], each))
    first, last = values[in_order[0]], values[in_order[-1]]
    step = (last - first) / max(1, len(in_order) - 1)
    return {each: first + place * step for place, each in enumerate(in_order)}


def _settle(document: Document, wishes: _Spots, label: str) -> int:
    """Put cards where they are wished, or as near to that as nothing is covered."""
    standing: dict[str | None, list[Touchpoint]] = {}
    places: dict[str, tuple[float, float]] = {}
    cards = [document.get(Touchpoint, each) for each in wishes]
    for card in sorted(cards, key=lambda each: (wishes[each.id][1], each.y, each.x, each.id)):
        if card.phase not in standing:
            column = cards_in(document, card.journey, card.phase)
            standing[card.phase] = [each for each in column if each.id not in wishes]
        x, wish = wishes[card.id]
        y = clear_level(standing[card.phase], x, wish)
        standing[card.phase].append(replace(card, x=x, y=y))
        places[card.id] = x, y
    return _update(document, places, label)


def _update(document: Document, places: _Spots, label: str) -> int:
    """Move the cards that lie elsewhere; an edit that moves none is not one that could be undone."""
    present = {each: document.get(Touchpoint, each) for each in places}
    moved = {each: place for each, place in places.items() if (present[each].x, present[each].y) != place}
    with document.edit(label) as edit:
        for each, (x, y) in moved.items():
            edit.update(each, x=x, y=y)
    return len(moved)


def _counted(cards: Sequence[Touchpoint]) -> str:
    return f"“{cards[0].name}”" if len(cards) == 1 else f"{len(cards)} touchpoints"
