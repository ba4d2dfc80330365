"""Who answers for what in a journey, and where customers are handed from one department to the next."""

from collections import Counter
from dataclasses import dataclass

from workbench.domain.document import Document
from workbench.domain.elements import Department, Phase, Touchpoint, Transition
from workbench.domain.owners import accountable, owning_department
from workbench.domain.places import cards_in, phases_in_order, touchpoints_in_order


@dataclass(frozen=True, slots=True)
class Crossing:
    """What customers cross in one phase; `hand_offs` begin in it, `unowned` counts what nobody answers for."""

    phase: Phase
    departments: tuple[Department, ...]
    hand_offs: int
    unowned: int


def unowned(document: Document, journey: str) -> list[Touchpoint]:
    """Return the touchpoints that somebody here could answer for and nobody does, in journey order."""
    own = (each for each in touchpoints_in_order(document, journey) if each.is_controllable)
    return [each for each in own if accountable(document, each.id) is None]


def answers_for(document: Document, journey: str) -> Counter[str]:
    """Return how many touchpoints each department and person answers for, by id.

    A department counts those of its people too.
    """
    counts: Counter[str] = Counter()
    for touchpoint in touchpoints_in_order(document, journey):
        party = accountable(document, touchpoint.id)
        department = owning_department(document, touchpoint.id)
        counts.update({each.id for each in (party, department) if each is not None})
    return counts


def hand_offs(document: Document, journey: str) -> list[Transition]:
    """Return the transitions on which customers pass from one department's touchpoint to another's."""
    departments = {each.id: owning_department(document, each.id) for each in touchpoints_in_order(document, journey)}
    found: list[Transition] = []
    for each in document.of(Transition):
        before, after = departments.get(each.source), departments.get(each.target)
        if before is not None and after is not None and before.id != after.id:
            found.append(each)
    return found


def crossings(document: Document, journey: str) -> list[Crossing]:
    """Return what customers cross in each phase, in journey order."""
    sources = Counter(each.source for each in hand_offs(document, journey))
    found: list[Crossing] = []
    for phase in phases_in_order(document, journey):
        cards = cards_in(document, journey, phase.id)
        owners = [owning_department(document, card.id) for card in cards]
        departments = {owner.id: owner for owner in owners if owner is not None}
        nobody = sum(1 for card in cards if card.is_controllable and accountable(document, card.id) is None)
        count = sum(sources[card.id] for card in cards)
        found.append(Crossing(phase, tuple(departments.values()), count, nobody))
    return found
