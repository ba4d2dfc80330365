"""Where customers begin a journey."""

from workbench.domain.document import Document
from workbench.domain.elements import Touchpoint, Transition
from workbench.domain.places import touchpoints_in_order
from workbench.domain.vocabulary import TransitionKind


def entry_shares(document: Document, journey: str) -> dict[str, float]:
    """Return the share of customers who begin at each touchpoint id; the shares sum to 1 unless there are none.

    Stated shares are used in proportion.  Where none is stated, customers begin in equal parts at those touchpoints of
    the earliest phase to which no other touchpoint of that phase leads; a sketch that leads nowhere takes none away.
    """
    touchpoints = touchpoints_in_order(document, journey)
    stated = {each.id: each.entry for each in touchpoints if each.entry}
    if stated:
        total = sum(stated.values())
        return {touchpoint: share / total for touchpoint, share in stated.items()}
    first = _first_of(document, touchpoints)
    return {touchpoint.id: 1 / len(first) for touchpoint in first}


def _first_of(document: Document, touchpoints: list[Touchpoint]) -> list[Touchpoint]:
    leading = {each.source for each in document.of(Transition)}
    connected = [each for each in touchpoints if each.id in leading] or touchpoints[:1]
    first = [each for each in connected if each.phase == connected[0].phase]
    beside = {each.id for each in first}
    return [each for each in first if not _led_to(document, each, beside)] or first[:1]


def _led_to(document: Document, touchpoint: Touchpoint, beside: set[str]) -> bool:
    # ways back from later phases and failure demand bring only customers who have begun already
    joined = (each for each in document.referrers(touchpoint.id, Transition) if each.source in beside)
    return any(
        each.target == touchpoint.id != each.source and each.kind is not TransitionKind.FAILURE_DEMAND
        for each in joined
    )
