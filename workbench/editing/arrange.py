"""Verbs that put cards in order on the map.  Cards stay in their phases, pinned ones where they are."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Final

from workbench.domain.document import Document
from workbench.domain.elements import Area, Touchpoint
from workbench.domain.places import cards_in, clear_level
from workbench.editing.areas import ABOVE
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

    Cards that are pinned or locked stay, and count for where the line is.  A card that would cover another takes the
    nearest free place above or below.  Raises VerbProblem where all have to stay.
    """
    cards = _loose(document, touchpoints)
    all_cards = [document.get(Touchpoint, each) for each in dict.fromkeys(touchpoints)]
    if alignment in _SIDEWAYS:
        lines = {beside[0].phase: _on_line([each.x for each in beside], alignment) for beside in _by_phase(all_cards)}
        wishes = {card.id: (lines[card.phase], card.y) for card in cards}
    else:
        level = _on_line([card.y for card in all_cards], alignment)
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


def nudge(document: Document, ids: Sequence[str], across: float, down: float) -> int:
    """Move cards, notes and frames by a little, in map units; return how many moved.

    Cards do not leave their column, and nothing goes above the first row but a note or frame that may lie there.
    Raises VerbProblem where all have to stay, or where a card would cover one that stays.
    """
    areas = [each for each in map(document.elements.get, dict.fromkeys(ids)) if isinstance(each, Area)]
    cards = _loose(document, [each for each in ids if document.find(Touchpoint, each) is not None], beside=areas)
    places = {card.id: (max(0.0, card.x + across), max(0.0, card.y + down)) for card in cards}
    loose = [area for area in areas if not area.locked]
    places |= {area.id: (max(0.0, area.x + across), max(-ABOVE, area.y + down)) for area in loose}
    for beside in _by_phase(cards):
        column = cards_in(document, beside[0].journey, beside[0].phase)
        standing = [each for each in column if each.id not in places]
        _refuse_covering(standing, beside, places)
    return _update(document, places, f"Nudge {_counted([*cards, *loose])}")


def _refuse_covering(standing: Sequence[Touchpoint], moving: Sequence[Touchpoint], places: _Spots) -> None:
    """Raise VerbProblem for the first card that would come to lie over one that stays, and did not before."""
    for card in moving:
        x, y = places[card.id]
        if clear_level(standing, x, y) != y and clear_level(standing, card.x, card.y) == card.y:
            raise VerbProblem(f"There is no room for “{card.name}” there; move the card beside it first.")


def set_pinned(document: Document, touchpoints: Sequence[str], pinned: bool) -> None:
    """Keep cards where they are, whatever is tidied up or moved, or let them go."""
    cards = [document.get(Touchpoint, each) for each in touchpoints]
    with document.edit(f"{'Pin' if pinned else 'Unpin'} {_counted(cards)}") as edit:
        for card in cards:
            if card.pinned != pinned:
                edit.update(card.id, pinned=pinned)


def _loose(document: Document, touchpoints: Sequence[str], beside: Sequence[Area] = ()) -> list[Touchpoint]:
    """The cards that may move; raises VerbProblem where neither any of them may nor any area `beside` them."""
    cards = [document.get(Touchpoint, each) for each in dict.fromkeys(touchpoints)]
    loose = [card for card in cards if not card.pinned and not card.locked]
    things = [*cards, *beside]
    if things and not loose and all(area.locked for area in beside):
        verb = "is" if len(things) == 1 else "are"
        how, remedy = ("locked", "unlock") if any(each.locked for each in things) else ("pinned", "unpin")
        told = _counted(things)
        raise VerbProblem(f"{told[:1].upper()}{told[1:]} {verb} {how}; {remedy} what is to move.")
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
    moved = {each: place for each, place in places.items() if _spot(document, each) != place}
    with document.edit(label) as edit:
        for each, (x, y) in moved.items():
            edit.update(each, x=x, y=y)
    return len(moved)


def _spot(document: Document, element_id: str) -> tuple[float, float]:
    element = document.elements[element_id]
    assert isinstance(element, Touchpoint | Area), "only what lies on the map is put elsewhere"
    return element.x, element.y


def _counted(things: Sequence[Touchpoint | Area]) -> str:
    if len(things) == 1:
        return f"“{things[0].name}”" if isinstance(things[0], Touchpoint) else things[0].describe()
    cards = all(isinstance(each, Touchpoint) for each in things)
    return f"{len(things)} {'touchpoints' if cards else 'things'}"
