"""What could be done about a journey, what that changes, and which of it rules out itself."""

from collections.abc import Iterable, Mapping, Sequence
from math import isclose
from typing import Final, NamedTuple

from workbench.domain.document import Document
from workbench.domain.elements import Improvement, Phase, Scenario, Touchpoint
from workbench.domain.values import Quantity


class Aspect(NamedTuple):
    """One number of a touchpoint, or of all those of a phase that somebody here can fix."""

    subject: str
    parameter: str


Place = str | Aspect
"""What a fix changes: how often something fails, by the id of a touchpoint or phase alone, or any other number."""

FAILURE: Final = "failure"


def aspect_of(place: Place) -> Aspect:
    """Return which number of which touchpoint or phase is meant."""
    return place if isinstance(place, Aspect) else Aspect(place, FAILURE)


def place_of(improvement: Improvement) -> Place:
    """Return what an improvement changes."""
    if improvement.parameter == FAILURE:
        return improvement.subject
    return Aspect(improvement.subject, improvement.parameter)


def changes_of(improvements: Iterable[Improvement]) -> dict[Place, float]:
    """Return what improvements come to together, relative to today; those of one number multiply."""
    left: dict[Place, float] = {}
    for each in improvements:
        place = place_of(each)
        left[place] = left.get(place, 1.0) * max(0.0, 1.0 + each.change.value)
    return {place: share - 1.0 for place, share in left.items()}


def scenarios_of(document: Document, journey: str) -> list[Scenario]:
    """Return the scenarios of one journey that change anything, in the order in which they were kept."""
    return [each for each in document.of(Scenario) if each.journey == journey and each.improvements]


def scenario_with(document: Document, journey: str, changes: Mapping[Place, float]) -> Scenario | None:
    """Return the scenario that changes the same; None where there is none."""
    for scenario in scenarios_of(document, journey):
        own = changes_in(document, scenario)
        if own.keys() == changes.keys() and all(isclose(own[each], changes[each], abs_tol=1e-9) for each in own):
            return scenario
    return None


def changes_in(document: Document, scenario: Scenario) -> dict[Place, float]:
    """Return what a scenario changes, relative to today."""
    return changes_of(document.get(Improvement, each) for each in scenario.improvements)


def effects_in(document: Document, scenario: Scenario) -> dict[Place, Quantity]:
    """Return what a scenario changes, relative to today, with the range that was stated for it.

    Of several improvements of one number the ends multiply too: all go badly together, or well.
    """
    found: dict[Place, Quantity] = {}
    for each in (document.get(Improvement, improvement) for improvement in scenario.improvements):
        place = place_of(each)
        found[place] = _together(found[place], each.change) if place in found else each.change
    return found


def _together(one: Quantity, other: Quantity) -> Quantity:
    likely, low, high = (
        max(0.0, 1.0 + first) * max(0.0, 1.0 + second) - 1.0
        for first, second in zip(_spread(one), _spread(other), strict=True)
    )
    return Quantity(likely, low=low, high=high)


def _spread(change: Quantity) -> tuple[float, float, float]:
    """Return the likely, the low and the high value; an end that nobody has stated is the likely one."""
    low = change.value if change.low is None else change.low
    return change.value, low, change.value if change.high is None else change.high


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
