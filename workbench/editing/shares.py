"""Keeps the ways out of a touchpoint adding up to all of its customers while transitions come and go.

Only guesses give way: a share that somebody measured stays as it is, and a finding says when the sum no longer fits.
"""

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
    leads_on = any(each.kind is TransitionKind.FLOW for each in present)
    if kind is TransitionKind.FLOW and not leads_on:
        taken = sum(each.weight.value for each in present)
        return Quantity(1 - taken if taken < 1 else NO_ROOM_GUESS)
    share = room * (GIVE_UP_GUESS if kind is TransitionKind.GIVE_UP else 1 / (len(guesses) + 1))
    if leads_on:
        _scale(edit, guesses, room - share)
    return Quantity(share if guesses or not leads_on else room)


def close_gap(edit: Edit, transitions: list[Transition], whole: float = 1.0) -> None:
    """Let the guesses among `transitions` grow or shrink until all of these add up to `whole`."""
    _scale(edit, *_guesses_and_room(transitions, whole))


def close_gap_left_by(edit: Edit, remaining: list[Transition]) -> None:
    """Let the guesses among those that remain take up what a removed transition leaves.

    Where only ways to give up remain they stay as they are: the others then end well.
    """
    if any(each.kind is TransitionKind.FLOW for each in remaining):
        close_gap(edit, remaining)


def _guesses_and_room(transitions: list[Transition], whole: float = 1.0) -> tuple[list[Transition], float]:
    guesses = [each for each in transitions if each.weight.is_guess]
    measured = sum(each.weight.value for each in transitions if not each.weight.is_guess)
    return guesses, max(0.0, whole - measured)


def _scale(edit: Edit, guesses: list[Transition], total: float) -> None:
    before = sum(each.weight.value for each in guesses)
    for each in guesses:
        share = total * (each.weight.value / before if before > 0 else 1 / len(guesses))
        # what differs by rounding alone stays, so that filling a gap that is not there changes nothing
        if not isclose(share, each.weight.value, rel_tol=1e-12):
            edit.update(each.id, weight=replace(each.weight, value=share, low=None, high=None))
