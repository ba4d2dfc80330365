"""Verbs that put a touchpoint into a transition, and that take touchpoints out of their ways without leaving a gap."""

from collections.abc import Iterable, Set
from dataclasses import replace
from math import isclose
from typing import Final

from workbench.domain.document import Document, Edit
from workbench.domain.elements import Touchpoint, Transition
from workbench.domain.places import CARD_WIDTH, ROW_PITCH, Place, cards_in, clear_level
from workbench.domain.text import clean_name
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Origin, TransitionKind
from workbench.editing.problems import VerbProblem
from workbench.editing.shares import close_gap_left_by, siblings
from workbench.editing.structure import described, take_out, why_no_transition

_ALL: Final = Quantity(1.0)
_HAIR: Final = 1e-6


def insert(document: Document, transition: str, touchpoint: str, place: Place | None = None) -> None:
    """Lead a transition through a touchpoint, which moves to `place`; the gap that it leaves elsewhere is closed.

    The way in keeps the transition's share, the way on takes everybody.  Influences stay.  Cards that would be covered
    move down.  Raises VerbProblem for a
    touchpoint that `why_no_insertion` refuses, or a pinned one that was to move.
    """
    reason = why_no_insertion(document, transition, touchpoint)
    card, way = document.get(Touchpoint, touchpoint), document.get(Transition, transition)
    if not reason and card.pinned and place not in (None, Place(card.phase, card.x, card.y)):
        reason = f"“{card.name}” is pinned; unpin it before moving it."
    if reason:
        raise VerbProblem(reason)
    with document.edit(f"Insert “{card.name}” {_between(document, way)}") as edit:
        _leave_ways(document, edit, touchpoint)
        if place is not None:
            place = _with_room(document, edit, card.journey, place, touchpoint)
            edit.update(touchpoint, phase=place.phase, x=place.x, y=place.y)
        _lead_through(document, edit, document.get(Transition, transition), touchpoint)


def add_into(document: Document, transition: str, name: str, place: Place) -> Touchpoint:
    """Add a touchpoint in the middle of a transition; the way in keeps its share, the way on takes everybody.

    Cards that would be covered move down.
    """
    way = document.get(Transition, transition)
    journey = document.get(Touchpoint, way.source).journey
    words = clean_name(name)
    with document.edit(f"Insert “{words}” {_between(document, way)}") as edit:
        place = _with_room(document, edit, journey, place)
        card = Touchpoint(id=document.new_id(), journey=journey, name=words, phase=place.phase, x=place.x, y=place.y)
        edit.add(card)
        _lead_through(document, edit, way, card.id)
        return card


def place_between(document: Document, transition: str) -> Place | None:
    """Return the place in the middle of a transition that leads down or up a phase, or None where it leads elsewhere.

    Where the two ends stand close it is taken, by the one that will have to move down.
    """
    way = document.get(Transition, transition)
    source, target = document.get(Touchpoint, way.source), document.find(Touchpoint, way.target)
    if target is None or target.phase != source.phase or abs(target.x - source.x) >= CARD_WIDTH:
        return None
    upper, lower = sorted((source, target), key=lambda each: each.y)
    if source is target or lower.y - upper.y >= 2 * ROW_PITCH:
        return None
    return Place(upper.phase, upper.x, upper.y + ROW_PITCH)


def why_no_insertion(document: Document, transition: str, touchpoint: str) -> str:
    """Return why a touchpoint cannot be inserted into a transition, in a sentence, or "" if it can.

    A touchpoint with several ways in or out cannot: nobody could say which of them it was to give up.
    """
    card, way = document.get(Touchpoint, touchpoint), document.get(Transition, transition)
    if touchpoint in (way.source, way.target):
        return f"This transition begins or ends at “{card.name}” already; choose another one."
    if document.get(Touchpoint, way.source).journey != card.journey:
        return f"“{card.name}” lies in another journey; choose a transition of its own."
    ways = document.referrers(touchpoint, Transition)
    arriving = sum(each.target == touchpoint for each in ways)
    leaving = sum(each.source == touchpoint for each in ways)
    if max(arriving, leaving) > 1 or any(each.kind is TransitionKind.FAILURE_DEMAND for each in ways):
        return f"“{card.name}” has several ways in or out; take away those that it is to give up."
    return ""


def delete_closing(document: Document, element_ids: Iterable[str]) -> None:
    """Remove elements as `structure.delete` does, but join what led to a touchpoint with what it led to.

    A new way's share is the product of the two; where there is such a way already the shares are added.  Whoever would
    be led back to where they came from is shared out among the other ways.  Raises KeyError for an unknown element.
    """
    chosen = list(dict.fromkeys(element_ids))
    if not chosen:
        return
    with document.edit(f"Delete {described(document, chosen)} and close the gap") as edit:
        for element_id in chosen:
            if document.find(Touchpoint, element_id) is not None:
                _hand_on_entry(document, edit, element_id)
                _leave_ways(document, edit, element_id)
        take_out(document, edit, [each for each in chosen if each in document.elements])


def has_gap(document: Document, element_ids: Iterable[str]) -> bool:
    """Return whether removing elements would leave touchpoints with a way in and a way out that could be joined."""
    gone = set(element_ids)
    ways = [way for each in gone for way in document.referrers(each, Transition)]
    arrives = any(way.target in gone and way.source not in gone for way in ways)
    return arrives and any(way.source in gone and way.target not in gone for way in ways)


def _between(document: Document, way: Transition) -> str:
    source, target = document.get(Touchpoint, way.source), document.find(Touchpoint, way.target)
    return f"between “{source.name}” and {f'“{target.name}”' if target else 'the end'}"


def _with_room(document: Document, edit: Edit, journey: str, place: Place, moving: str = "") -> Place:
    """Move the cards that a card at `place` would cover, and those below them, down as far as it takes.

    Where one of them is to stay where it is, none moves, and the place is the next that is free.
    """
    standing = [each for each in cards_in(document, journey, place.phase) if each.id != moving]
    floor, moves = place.y + ROW_PITCH, dict[str, float]()
    for card in standing:
        if abs(card.x - place.x) < CARD_WIDTH and place.y - ROW_PITCH + _HAIR < card.y < floor - _HAIR:
            moves[card.id] = floor
            floor += ROW_PITCH
    if any(card.pinned or card.locked for card in standing if card.id in moves):
        return replace(place, y=clear_level(standing, place.x, place.y))
    for card, y in moves.items():
        edit.update(card, y=y)
    return place


def _lead_through(document: Document, edit: Edit, way: Transition, touchpoint: str) -> None:
    gives_up_for_good = way.leaves and way.kind is TransitionKind.GIVE_UP
    onward = TransitionKind.GIVE_UP if gives_up_for_good else TransitionKind.FLOW
    edit.add(Transition(id=document.new_id(), source=touchpoint, target=way.target, kind=onward, weight=_ALL))
    edit.update(way.id, target=touchpoint)


def _leave_ways(document: Document, edit: Edit, touchpoint: str) -> None:
    """Join every way to a touchpoint with every way from it, and take these away."""
    ways = document.referrers(touchpoint, Transition)
    arriving = [each for each in ways if each.target == touchpoint and each.source != touchpoint]
    leaving = siblings(document, touchpoint)
    for each in ways:
        edit.remove(each.id)
    for first in arriving:
        for second, share in _shared_out(leaving, {first.source, touchpoint}):
            _join(document, edit, first, second, share)
        if first.kind is not TransitionKind.FAILURE_DEMAND:
            close_gap_left_by(edit, siblings(document, first.source))


def _shared_out(leaving: list[Transition], back: Set[str]) -> list[tuple[Transition, float]]:
    """The ways on and their shares, with which those share out what the ways `back` had."""
    onward = [each for each in leaving if each.target not in back]
    total = sum(each.weight.value for each in onward)
    whole = sum(each.weight.value for each in leaving)
    return [(each, whole * each.weight.value / total) for each in onward] if total > 0 else []


def _join(document: Document, edit: Edit, first: Transition, second: Transition, share: float) -> None:
    kind = second.kind if first.kind is TransitionKind.FLOW else first.kind
    if kind is TransitionKind.FAILURE_DEMAND and second.leaves:
        return
    weight = _product(first.weight, second.weight, share)
    if why_no_transition(document, first.source, second.target, kind):
        ways = document.referrers(first.source, Transition)
        alike = next(
            each for each in ways if (each.source, each.target, each.kind) == (first.source, second.target, kind)
        )
        edit.update(alike.id, weight=_sum(alike.weight, weight))
        return
    condition = "; ".join(each for each in (first.condition, second.condition) if each)
    made = Transition(
        id=document.new_id(), source=first.source, target=second.target, kind=kind, weight=weight, condition=condition
    )
    edit.add(made)


def _product(first: Quantity, second: Quantity, share: float) -> Quantity:
    """The share of those who take one way and then the other; only where all do is it known as well as the first."""
    if isclose(share, 1.0):
        return first
    origin = first.origin if first.origin is second.origin else Origin.GUESS
    return Quantity(min(1.0, first.value * share), origin)


def _sum(one: Quantity, other: Quantity) -> Quantity:
    origin = one.origin if one.origin is other.origin else Origin.GUESS
    return replace(one, value=min(1.0, one.value + other.value), origin=origin, low=None, high=None)


def _hand_on_entry(document: Document, edit: Edit, touchpoint: str) -> None:
    """Let customers who began here begin where the touchpoint led to."""
    entry = document.get(Touchpoint, touchpoint).entry
    leaving = [each for each in siblings(document, touchpoint) if not each.leaves and each.target != touchpoint]
    total = sum(each.weight.value for each in leaving)
    if entry is None or total <= 0:
        return
    for each in leaving:
        target = document.get(Touchpoint, each.target)
        edit.update(target.id, entry=min(1.0, (target.entry or 0.0) + entry * each.weight.value / total))
