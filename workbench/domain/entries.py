"""Where customers begin a journey."""

from workbench.domain.document import Document
from workbench.domain.elements import Touchpoint, Transition
from workbench.domain.places import touchpoints_in_order


def entry_shares(document: Document, journey: str) -> dict[str, float]:
    """Return the share of customers who begin at each touchpoint id; the shares sum to 1 unless there are none.

    Stated shares are used in proportion.  Where none is stated, customers begin in equal parts at those touchpoints of
    the earliest phase to which no other touchpoint leads; a sketch that nothing is connected to takes none away.
    """
    touchpoints = touchpoints_in_order(document, journey)
    stated = {each.id: each.entry for each in touchpoints if each.entry}
    if stated:
        total = sum(stated.values())
        return {touchpoint: share / total for touchpoint, share in stated.items()}
    first = _first_of(document, touchpoints)
    return {touchpoint.id: 1 / len(first) for touchpoint in first}


def _first_of(document: Document, touchpoints: list[Touchpoint]) -> list[Touchpoint]:
    sources = [each for each in touchpoints if not _led_to(document, each)]
    connected = [each for each in sources if _leads_on(document, each)]
    candidates = connected or touchpoints[:1]
    return [each for each in candidates if each.phase == candidates[0].phase]


def _led_to(document: Document, touchpoint: Touchpoint) -> bool:
    joined = document.referrers(touchpoint.id, Transition)
    return any(each.target == touchpoint.id != each.source for each in joined)


def _leads_on(document: Document, touchpoint: Touchpoint) -> bool:
    return any(each.source == touchpoint.id for each in document.referrers(touchpoint.id, Transition))
