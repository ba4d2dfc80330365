"""Differences in sentences for people, by the names of what they see on the map."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from workbench.domain.differences import Changed, Differences
from workbench.domain.elements import Area, Element, Influence, Responsibility, Touchpoint, Transition
from workbench.domain.labels import change_in_words
from workbench.domain.naming import Known, called, home, name_at, noun, own_name, shown
from workbench.domain.relations import OnRemoval, Reference, references
from workbench.domain.vocabulary import Role, TransitionKind

LONGEST_SUMMARY: Final = 60

_LEADS: Final = {
    TransitionKind.FLOW: ("no longer leads to", "now leads to"),
    TransitionKind.GIVE_UP: ("no longer loses customers to", "now loses customers to"),
    TransitionKind.FAILURE_DEMAND: ("no longer sends customers on failure to", "now sends customers on failure to"),
}
"""By kind of transition: that it has gone, and that it has come."""

_PARTS: Final = {
    Role.RESPONSIBLE: ("no longer works on", "now works on"),
    Role.CONSULTED: ("is no longer asked about", "is now asked about"),
    Role.INFORMED: ("is no longer told about", "is now told about"),
}
_BY_WEIGHT: Final = ("Removed", "Added", "Renamed", "Moved", "Changed")


@dataclass(frozen=True, slots=True)
class _Told:
    """One sentence, and a few words that stand for it in a summary."""

    sentence: str
    headline: str


def told(found: Differences) -> list[str]:
    """Return every difference as a sentence, those about one touchpoint together."""
    return [each.sentence for each in _tellings(found)]


def summary(found: Differences) -> str:
    """Return what changed in at most LONGEST_SUMMARY characters: what matters most, and how much more there is."""
    headlines = list(dict.fromkeys(each.headline for each in _tellings(found)))
    if not headlines:
        return "Nothing changed"
    first = min(headlines, key=lambda each: _BY_WEIGHT.index(each.split()[0]))
    more = len(headlines) - 1
    rest = f" and {more:,} more {'change' if more == 1 else 'changes'}" if more else ""
    spare = LONGEST_SUMMARY - len(rest)
    return (first if len(first) <= spare else f"{first[: spare - 2]}…”") + rest


def _tellings(found: Differences) -> list[_Told]:
    known = {**found.before, **found.after}
    gone = {element.id for element in found.removed}
    groups: defaultdict[str, list[_Told]] = defaultdict(list)
    for element in found.removed:
        # what goes with its touchpoint or its party is not worth a sentence of its own
        if not any(named in gone and not _may_forget(reference) for reference, named in references(element)):
            groups[home(element)] += _come_or_gone(element, known, came=False)
    for element in found.added:
        groups[home(element)] += _come_or_gone(element, known, came=True)
    for each in found.changed:
        groups[home(each.after)] += _changed(each, known)
    before, after = _accountables(found.before), _accountables(found.after)
    for touchpoint in _with_other_parts(found):
        groups[touchpoint] += _answers(touchpoint, before[touchpoint], after[touchpoint], known)
    touchpoints = {each.id: each for each in known.values() if isinstance(each, Touchpoint)}
    others = [place for place in groups if place not in touchpoints]
    return [each for place in (*others, *touchpoints) for each in groups.get(place, ())]


def _may_forget(reference: Reference) -> bool:
    return reference.on_removal is OnRemoval.FORGETS


def _come_or_gone(element: Element, known: Known, came: bool) -> Iterator[_Told]:
    match element:
        case Transition():
            yield _way(element, f"{_LEADS[element.kind][came]} {name_at(element.target, known)}", known)
        case Influence():
            likelier = f"likelier{' now' if came else ' no longer'}"
            ends = f"{name_at(element.source, known)} makes one at {name_at(element.target, known)}"
            yield _Told(f"A failure at {ends} {likelier}", f"Changed {name_at(element.source, known)}")
        case Responsibility():
            if element.role is not Role.ACCOUNTABLE:
                yield _part(element, came, known)
        case _:
            verb = "Added" if came else "Removed"
            phase = f" in {_bare(element.phase, known)}" if isinstance(element, Touchpoint) and element.phase else ""
            yield _Told(f"{verb} {called(element, known)}{phase}", f"{verb} {name_at(element.id, known)}")


def _way(element: Transition, leads: str, known: Known) -> _Told:
    source = name_at(element.source, known)
    return _Told(f"{source} {leads}", f"Changed ways from {source}")


def _part(element: Responsibility, came: bool, known: Known) -> _Told:
    touchpoint = name_at(element.touchpoint, known)
    sentence = f"{_bare(element.party, known)} {_PARTS[element.role][came]} {touchpoint}"
    return _Told(sentence, f"Changed the parts in {touchpoint}")


def _changed(each: Changed, known: Known) -> Iterator[_Told]:
    before, after = each.before, each.after
    name = name_at(after.id, known)
    rest = list(each.fields)
    for told_so, own in _TOLD_TOGETHER:
        mine = [field for field in rest if field in own]
        if mine and (sentence := told_so(before, after, known)):
            rest = [field for field in rest if field not in mine]
            yield sentence
    if isinstance(after, Responsibility):
        if after.role is not Role.ACCOUNTABLE:
            yield _part(after, True, known)
    elif rest:
        kind = type(after)
        told_fields = (
            change_in_words(kind, field, getattr(before, field), getattr(after, field), known) for field in rest
        )
        subject = name if isinstance(after, Touchpoint) else _sentence_case(called(after, known))
        yield _Told(f"{subject}: {', '.join(told_fields)}", f"Changed {name}")


def _resized(before: Element, after: Element, known: Known) -> _Told | None:
    del before
    return _Told(f"{_on_map(after, known)} has another size", f"Changed {name_at(after.id, known)}")


def _on_map(element: Element, known: Known) -> str:
    """Return what to call something that lies on the map: touchpoints go by their name alone."""
    return shown(own_name(element)) if isinstance(element, Touchpoint) else _sentence_case(called(element, known))


def _renamed(before: Element, after: Element, _: Known) -> _Told:
    old, new = shown(own_name(before)), shown(own_name(after))
    what = "" if isinstance(after, Touchpoint) else f"{noun(after)} "
    return _Told(f"Renamed {what}{old} to {new}", f"Renamed {old}")


def _moved(before: Element, after: Element, known: Known) -> _Told | None:
    if not (isinstance(before, Touchpoint | Area) and isinstance(after, Touchpoint | Area)):
        return None
    name, headline = _on_map(after, known), f"Moved {name_at(after.id, known)}"
    if before.phase == after.phase:
        return _Told(f"{name} moved on the map", headline)
    places = (_bare(each, known) if each else "no phase" for each in (before.phase, after.phase))
    return _Told(f"{name} moved from {' to '.join(places)}", headline)


def _led(before: Element, after: Element, known: Known) -> _Told | None:
    if not (isinstance(before, Transition) and isinstance(after, Transition)):
        return None
    leads = _LEADS[after.kind][True]
    if before.source == after.source:
        return _way(after, f"{leads} {name_at(after.target, known)} instead of {name_at(before.target, known)}", known)
    ends = f"{name_at(before.source, known)} to {name_at(before.target, known)}"
    return _way(after, f"{leads} {name_at(after.target, known)}, in place of the transition from {ends}", known)


_TOLD_TOGETHER: Final = (
    (_renamed, ("name", "title")),
    (_moved, ("phase", "x", "y")),
    (_resized, ("width", "height")),
    (_led, ("source", "target")),
)
"""Who tells of which fields in one sentence of its own."""


def _with_other_parts(found: Differences) -> list[str]:
    """Return the touchpoints, still there, whose parts changed at all."""
    concerned = (*found.added, *found.removed, *(side for each in found.changed for side in (each.before, each.after)))
    touchpoints = dict.fromkeys(each.touchpoint for each in concerned if isinstance(each, Responsibility))
    return [each for each in touchpoints if each in found.after]


def _answers(touchpoint: str, before: list[str], after: list[str], known: Known) -> Iterator[_Told]:
    came, went = (
        " and ".join(_bare(each, known) for each in some if each not in others)
        for some, others in ((after, before), (before, after))
    )
    name = name_at(touchpoint, known)
    headline = f"Changed who answers for {name}"
    if came:
        yield _Told(f"{came} answers for {name}{f' instead of {went}' if went else ''}", headline)
    elif went:
        yield _Told(f"{went} no longer answers for {name}", headline)


def _accountables(state: Known) -> defaultdict[str, list[str]]:
    """Return the parties that answer for each touchpoint."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for each in state.values():
        if isinstance(each, Responsibility) and each.role is Role.ACCOUNTABLE:
            found[each.touchpoint].append(each.party)
    return found


def _bare(element_id: str, known: Known) -> str:
    return name_at(element_id, known).strip("“”")


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]
