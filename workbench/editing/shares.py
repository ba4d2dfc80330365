"""Keeps the ways out of a touchpoint adding up to all of its customers while transitions come and go.

Only guesses give way: a share that somebody measured stays as it is, and a finding says when the sum no longer fits.
"""

from collections.abc import Iterable
from dataclasses import replace
from math import isclose
from typing import Final

from workbench.domain.document import Document, Edit
from workbench.domain.elements import Transition
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import TransitionKind

GIVE_UP_GUESS: Final = 0.05
FAILURE_DEMAND_GUESS: Final = 0.3
NO_ROOM_GUESS: Final = 0.1


def siblings(document: Document, source: str) -> list[Transition]:
    """Return the transitions that divide the customers who leave `source`; failure demand has shares of its own."""
    leaving = document.referrers(source, Transition)
    return [each for each in leaving if each.source == source and each.kind is not TransitionKind.FAILURE_DEMAND]


def share_for_newcomer(edit: Edit, present: list[Transition], kind: TransitionKind) -> Quantity:
    """Return the guessed share of a transition to be added beside `present`, whose guesses shrink to make room."""
    if kind is TransitionKind.FAILURE_DEMAND:
        return Quantity(FAILURE_DEMAND_GUESS)
    guesses, room = _guesses_and_room(present)
    if room <= 0:
        return Quantity(NO_ROOM_GUESS)
    if leads_on(present):
        share = room * (GIVE_UP_GUESS if kind is TransitionKind.GIVE_UP else 1 / (len(guesses) + 1))
        _scale(edit, guesses, room - share)
        return Quantity(share if guesses else room)
    taken = sum(each.weight.value for each in present)
    share = room * (GIVE_UP_GUESS if kind is TransitionKind.GIVE_UP else NO_ROOM_GUESS)
    if kind is TransitionKind.FLOW and taken < 1:
        share = 1 - taken
    _shrink(edit, guesses, room - share)
    return Quantity(share)


def leads_on(transitions: Iterable[Transition]) -> bool:
    """Return whether any of these takes on who does not give up; where none does, the journey ends well for them."""
    return any(each.kind is TransitionKind.FLOW for each in transitions)


def make_room_for(edit: Edit, stated: Transition, beside: list[Transition]) -> None:
    """Let the guesses `beside` a stated share take up what it leaves, or only give way where nothing leads on."""
    guesses, room = _guesses_and_room(beside, 1 - stated.weight.value)
    if leads_on([stated, *beside]):
        _scale(edit, guesses, room)
    else:
        _shrink(edit, guesses, room)


def close_gap(edit: Edit, transitions: list[Transition], whole: float = 1.0) -> None:
    """Let the guesses among `transitions` grow or shrink until all of these add up to `whole`."""
    _scale(edit, *_guesses_and_room(transitions, whole))


def close_gap_left_by(edit: Edit, remaining: list[Transition]) -> None:
    """Let the guesses among those that remain take up what a removed transition leaves.

    Where only ways to give up remain they stay as they are: the others then end well.
    """
    if leads_on(remaining):
        close_gap(edit, remaining)


def _guesses_and_room(transitions: list[Transition], whole: float = 1.0) -> tuple[list[Transition], float]:
    guesses = [each for each in transitions if each.weight.is_guess]
    measured = sum(each.weight.value for each in transitions if not each.weight.is_guess)
    return guesses, max(0.0, whole - measured)


def _shrink(edit: Edit, guesses: list[Transition], most: float) -> None:
    if sum(each.weight.value for each in guesses) > most:
        _scale(edit, guesses, most)


def _scale(edit: Edit, guesses: list[Transition], total: float) -> None:
    before = sum(each.weight.value for each in guesses)
    for each in guesses:
        share = total * (each.weight.value / before if before > 0 else 1 / len(guesses))
        # what differs by rounding alone stays, so that filling a gap that is not there changes nothing
        if not isclose(share, each.weight.value, rel_tol=1e-12):
            edit.update(each.id, weight=replace(each.weight, value=share, low=None, high=None))
