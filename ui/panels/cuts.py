"""What is tried out: how much less often each touchpoint or phase goes wrong, and which of them deserve a slider."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ui.controls.labels import percent
from workbench.domain.document import Document
from workbench.domain.elements import Phase, Touchpoint
from workbench.domain.improvements import Aspect, Place
from workbench.domain.owners import accountable
from workbench.domain.parameters import FREQUENCY_WORDS, TOUCHPOINT_PARAMETERS, in_words
from workbench.domain.places import cards_in, phases_in_order, touchpoints_in_order

_NONE: Mapping[Place, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Cuts:
    """Changes of what touchpoints or phases do, relative to today: -0.3 is three failures in ten fewer.

    A phase stands for all touchpoints in it that somebody here can fix.  `final` is False while a slider moves.
    """

    changes: Mapping[Place, float] = field(default_factory=lambda: _NONE)
    final: bool = True


@dataclass(frozen=True, slots=True)
class Lever:
    """One thing that can be made to go wrong less often; `failure` is its chance of failure today."""

    id: str
    name: str
    owner: str
    failure: float


def levers(document: Document, journey: str, chosen: Iterable[str], tried: Iterable[str]) -> list[Lever]:
    """Return what deserves a slider, in journey order: the phase of what is chosen, the chosen, what is tried.

    Only what somebody here can fix is among them.  `chosen` are ids of touchpoints and phases, the last one counts for
    the phase; other ids are passed over.
    """
    picked = [each for each in chosen if document.find(Touchpoint, each) or document.find(Phase, each)]
    wanted = {*picked, *tried}
    if picked:
        last = document.find(Touchpoint, picked[-1])
        wanted.add((last.phase or "") if last else picked[-1])
    phases = [lever_of(document, each.id) for each in phases_in_order(document, journey) if each.id in wanted]
    cards = [lever_of(document, each.id) for each in touchpoints_in_order(document, journey) if each.id in wanted]
    return [lever for lever in (*phases, *cards) if lever is not None]


def lever_of(document: Document, element_id: str) -> Lever | None:
    """Return the lever at a touchpoint or phase, or None where nobody here can fix anything."""
    touchpoint = document.find(Touchpoint, element_id)
    if touchpoint is not None:
        if not touchpoint.is_controllable:
            return None
        party = accountable(document, element_id)
        return Lever(element_id, touchpoint.name, party.name if party else "", touchpoint.quantity("failure").value)
    phase = document.find(Phase, element_id)
    fixable = fixable_in(document, phase)
    if phase is None or not fixable:
        return None
    mean = sum(each.quantity("failure").value for each in fixable) / len(fixable)
    return Lever(element_id, phase.short_name or phase.name, "whole phase", mean)


def fixable_in(document: Document, phase: Phase | None) -> list[Touchpoint]:
    """Return the touchpoints of a phase that a fix can act on."""
    if phase is None:
        return []
    return [each for each in cards_in(document, phase.journey, phase.id) if each.is_controllable]


def cut_words(failure: float, cut: float) -> str:
    """Return how often a thing goes wrong in words, and with a cut in per cent what becomes of it."""
    before = in_words(failure, FREQUENCY_WORDS)
    if cut <= 0:
        return before
    after = in_words(failure * (1 - cut / 100), FREQUENCY_WORDS)
    return f"{before} → {after}" if after != before else f"{before}, {cut:.0f}\u202f% less"


def beside_sliders(document: Document, changes: Mapping[Place, float]) -> str:
    """Return in words what is changed that no slider shows; empty where there is nothing of the kind."""
    told: list[str] = []
    for place, change in changes.items():
        subject = place.subject if isinstance(place, Aspect) else None
        named = document.find(Touchpoint, subject) or document.find(Phase, subject)
        if named is not None and isinstance(place, Aspect):
            label, more = TOUCHPOINT_PARAMETERS[place.parameter].label, "more" if change > 0 else "less"
            told.append(f"at “{named.name}” {label}: {percent(abs(change))} {more}")
    return f"Also changed {'; '.join(told)}." if told else ""


def place_on_track(failure: float) -> float:
    """Return where a chance of failure lies on a slider, 0 to 1.

    The cube root gives the seldom failures, among which most touchpoints are, room to differ: 0.08 lies at 0.43.
    """
    return failure ** (1 / 3)
