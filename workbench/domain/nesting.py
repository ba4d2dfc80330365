"""Journeys inside journeys: which one a touchpoint opens into, and that none lies inside itself."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from workbench.domain.elements import Element, Journey, Touchpoint

if TYPE_CHECKING:
    from workbench.domain.document import Document

Inside = Mapping[str, Iterable[str]]
"""By id of a journey, the journeys into which its touchpoints open."""


def opened_from(elements: Iterable[Element]) -> Inside:
    """Return, by journey, the journeys into which its touchpoints open."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for each in elements:
        if isinstance(each, Touchpoint) and each.detail is not None:
            found[each.journey].append(each.detail)
    return found


def lies_inside(inside: Inside, journey: str, outer: str) -> bool:
    """Return whether `journey` is `outer` or lies inside it at any depth."""
    seen: set[str] = set()
    waiting = [outer]
    while waiting:
        here = waiting.pop()
        if here == journey:
            return True
        if here not in seen:
            seen.add(here)
            waiting += inside.get(here, ())
    return False


def ring_at(elements: Mapping[str, Element], opening: Iterable[Touchpoint]) -> Touchpoint | None:
    """Return the first of the touchpoints `opening` whose journey lies inside the one that it opens into."""
    details = [each for each in opening if each.detail is not None]
    if not details:
        return None
    inside = opened_from(elements.values())
    return next((each for each in details if lies_inside(inside, each.journey, each.detail or "")), None)


def told_ring(touchpoint: Touchpoint, detail: Element | None) -> str:
    """Return what is wrong where a journey would lie inside itself, and what to do."""
    title = detail.title if isinstance(detail, Journey) else ""
    return (
        f"“{touchpoint.name}” cannot open into “{title}”, for it lies inside that journey itself; "
        "choose another journey, or make a new one."
    )


def way_in(document: "Document", journey: str) -> list[Touchpoint]:
    """Return the touchpoints that open one into the next down to `journey`, from the outermost one on.

    Where several open into one journey it is the one that was added first.
    """
    ways: list[Touchpoint] = []
    while True:
        opening = [each for each in document.referrers(journey, Touchpoint) if each.detail == journey]
        if not opening:
            return ways[::-1]
        ways.append(opening[0])
        journey = opening[0].journey
