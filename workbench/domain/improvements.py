"""What could be done about a journey, and which of it rules out itself."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from workbench.domain.document import Document
from workbench.domain.elements import Improvement, Phase, Touchpoint


class Contradiction(NamedTuple):
    """An improvement that can never be done, for two that it cannot do without (itself perhaps) exclude each other."""

    improvement: Improvement
    pair: tuple[Improvement, Improvement]


def journey_of(document: Document, improvement: Improvement) -> str | None:
    """Return the journey that an improvement is about; None where its subject is not in the document."""
    subject = document.find(Touchpoint, improvement.subject) or document.find(Phase, improvement.subject)
    return subject.journey if subject else None


def improvements_in(document: Document, journey: str) -> list[Improvement]:
    """Return the improvements of one journey, in the order in which they were added."""
    return [each for each in document.of(Improvement) if journey_of(document, each) == journey]


def circles(improvements: Sequence[Improvement]) -> list[list[Improvement]]:
    """Return the groups of improvements each of which can only be done after all the others of its group."""
    needed = _all_required(improvements)
    found: list[list[Improvement]] = []
    for each in improvements:
        if each.id in needed[each.id] and not any(each in group for group in found):
            alike = (other for other in improvements if other.id in needed[each.id] and each.id in needed[other.id])
            found.append(list(alike))
    return found


def contradictions(improvements: Sequence[Improvement]) -> list[Contradiction]:
    """Return the improvements that need what may not be done together, each with the first such pair."""
    by_id = {each.id: each for each in improvements}
    needed = _all_required(improvements)
    found: list[Contradiction] = []
    for each in improvements:
        together = [by_id[other] for other in by_id if other == each.id or other in needed[each.id]]
        pairs = ((one, other) for one in together for other in together if other.id in one.excludes)
        if pair := next(pairs, None):
            found.append(Contradiction(each, pair))
    return found


def _all_required(improvements: Sequence[Improvement]) -> Mapping[str, set[str]]:
    """By id, the ids of what must be done before: directly, or because something before needs it."""
    direct = {each.id: each.requires for each in improvements}
    needed: dict[str, set[str]] = {}
    for each in direct:
        reached: set[str] = set()
        queue = list(direct[each])
        while queue:
            other = queue.pop()
            if other not in reached:
                reached.add(other)
                queue += direct.get(other, ())
        needed[each] = reached
    return needed
