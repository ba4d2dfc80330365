"""Verbs over what a journey consists of.  Each opens exactly one edit and returns what it made or changed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from workbench.domain.document import Document, Edit
from workbench.domain.elements import Area, Element, Influence, Journey, Note, Phase, Touchpoint, Transition
from workbench.domain.ids import END
from workbench.domain.naming import called
from workbench.domain.parameters import contact_cost_guess
from workbench.domain.places import Place, free_place, phases_in_order
from workbench.domain.relations import OnRemoval, references
from workbench.domain.text import clean_lines, clean_name
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Channel, Stage, TransitionKind
from workbench.editing.problems import VerbProblem
from workbench.editing.shares import close_gap_left_by, make_room_for, share_for_newcomer, siblings

_NOUN: Final = {
    TransitionKind.FLOW: "transition",
    TransitionKind.GIVE_UP: "way out",
    TransitionKind.FAILURE_DEMAND: "failure demand",
}


def add(document: Document, element: Element) -> Element:
    """Add any element that needs no more than itself, such as a persona or a measure."""
    with document.edit(f"Add {element.describe()}") as edit:
        return edit.add(element)


def set_fields(document: Document, element_id: str, label: str = "", **fields: Any) -> Element:
    """Change fields of one element; `label` is what Undo will call it.

    Raises KeyError for an unknown element, ValueProblem for a value that the field cannot hold.
    """
    element = document.elements[element_id]
    with document.edit(label or f"Change {element.describe()}") as edit:
        return edit.update(element_id, **fields)


def rename(document: Document, element_id: str, name: str) -> Element:
    """Give an element another name.

    Raises ValueProblem where nothing is left of the name, VerbProblem for an element that bears none.
    """
    element = document.elements[element_id]
    field = next((each for each in ("name", "title", "text") if hasattr(element, each)), None)
    if field is None:
        raise VerbProblem(f"A {element.describe()} bears no name; rename what it joins.")
    words = clean_lines(name, "note") if isinstance(element, Note) else clean_name(name)
    with document.edit(f"{'Change' if isinstance(element, Note) else 'Rename'} {element.describe()}") as edit:
        return edit.update(element_id, **{field: words})


def add_journey(document: Document, title: str, **fields: Any) -> Journey:
    """Add a journey without phases."""
    with document.edit(f"Add journey “{title}”") as edit:
        return edit.add(Journey(id=document.new_id(), title=clean_name(title, "title"), **fields))


def add_phase(
    document: Document, journey: str, name: str, before: str | None = None, stage: Stage | None = None
) -> Phase:
    """Add a phase before the phase `before`, or at the end; without a stage it takes its neighbour's."""
    phases = phases_in_order(document, journey)
    index = _index_of(phases, before)
    if stage is None:
        stage = phases[index - 1].stage if index else Stage.BEFORE
    words = clean_name(name)
    with document.edit(f"Add phase “{words}”") as edit:
        order = _order_at(edit, phases, index)
        phase = Phase(id=document.new_id(), journey=journey, name=words, order=order, stage=stage)
        return edit.add(phase)


def reorder_phase(document: Document, phase_id: str, before: str | None) -> None:
    """Put a phase in front of the phase `before`, or at the end."""
    phase = document.get(Phase, phase_id)
    if phase_id == before:
        return
    others = [each for each in phases_in_order(document, phase.journey) if each.id != phase_id]
    with document.edit(f"Move phase “{phase.name}”") as edit:
        edit.update(phase_id, order=_order_at(edit, others, _index_of(others, before)))


def add_touchpoint(
    document: Document,
    journey: str,
    name: str,
    place: Place | None = None,
    after: str | None = None,
    channel: Channel = Channel.OTHER,
    kind: TransitionKind = TransitionKind.FLOW,
    **fields: Any,
) -> Touchpoint:
    """Add a touchpoint, with further `fields`, and with `after` the transition that leads to it from there.

    Without a place it goes below `after`, or to the first free place of the first phase.  Raises VerbProblem for a
    place in a phase of another journey.
    """
    origin = document.get(Touchpoint, after) if after else None
    if place is None:
        place = _place_after(document, journey, origin)
    refuse_other_journeys_phase(document, journey, place)
    words = clean_name(name)
    with document.edit(f"Add touchpoint “{words}”") as edit:
        touchpoint = edit.add(
            Touchpoint(
                id=document.new_id(),
                journey=journey,
                name=words,
                phase=place.phase,
                x=place.x,
                y=place.y,
                channel=channel,
                contact_cost=None if channel is Channel.OTHER else contact_cost_guess(channel),
                **fields,
            )
        )
        if origin is not None:
            join(document, edit, origin.id, touchpoint.id, kind)
        return touchpoint


def move(document: Document, places: Mapping[str, Place]) -> None:
    """Put touchpoints, notes and frames elsewhere, all in one step.

    Raises KeyError for anything else, VerbProblem for a pinned touchpoint or a phase of another journey, LockedProblem
    for what is locked.
    """
    moving = [_placed(document, each) for each in places]
    for each in moving:
        refuse_other_journeys_phase(document, each.journey, places[each.id])
    cards = [each for each in moving if isinstance(each, Touchpoint)]
    refuse_pinned(cards)
    if len(moving) == 1:
        label = f"Move “{cards[0].name}”" if cards else f"Move {moving[0].describe()}"
    else:
        label = f"Move {len(moving)} {'touchpoints' if len(cards) == len(moving) else 'things'}"
    with document.edit(label) as edit:
        for element_id, place in places.items():
            edit.update(element_id, phase=place.phase, x=place.x, y=place.y)


def refuse_pinned(cards: Iterable[Touchpoint]) -> None:
    """Raise VerbProblem for the first of the cards that is pinned."""
    for card in cards:
        if card.pinned:
            raise VerbProblem(f"“{card.name}” is pinned; unpin it before moving it.")


def connect(
    document: Document, source: str, target: str, kind: TransitionKind = TransitionKind.FLOW, condition: str = ""
) -> Transition:
    """Lead customers from one touchpoint to another, or to END; guessed shares beside it make room.

    Raises VerbProblem if there is such a transition already, KeyError for an unknown touchpoint.
    """
    origin = document.get(Touchpoint, source)
    goal = "the end" if target == END else f"“{document.get(Touchpoint, target).name}”"
    with document.edit(f"Connect “{origin.name}” to {goal}") as edit:
        return join(document, edit, source, target, kind, condition)


def join(
    document: Document, edit: Edit, source: str, target: str, kind: TransitionKind, condition: str = ""
) -> Transition:
    """Add a transition inside an open edit.

    Raises VerbProblem if there is such a transition already, or if it would lead into another journey.
    """
    _refuse(why_no_transition(document, source, target, kind))
    weight = share_for_newcomer(edit, siblings(document, source), kind)
    return edit.add(
        Transition(id=document.new_id(), source=source, target=target, kind=kind, weight=weight, condition=condition)
    )


def why_no_transition(document: Document, source: str, target: str, kind: TransitionKind) -> str:
    """Return why a transition cannot be added, in a sentence, or "" if it can."""
    alike = (each for each in document.referrers(source, Transition) if each.source == source)
    if any(each.target == target and each.kind is kind for each in alike):
        return f"This {_NOUN[kind]} is there already; change its share instead."
    return "" if target == END else _why_apart(document, source, target)


def set_share(document: Document, transition_id: str, share: Quantity) -> None:
    """State the share of a transition; the guessed shares beside it take up what is left."""
    transition = document.get(Transition, transition_id)
    with document.edit("Change share") as edit:
        edit.update(transition_id, weight=share)
        if transition.kind is not TransitionKind.FAILURE_DEMAND:
            beside = [each for each in siblings(document, transition.source) if each.id != transition_id]
            make_room_for(edit, replace(transition, weight=share), beside)


def influence(document: Document, source: str, target: str, strength: Quantity | None = None) -> Influence:
    """Say that a failure at `source` makes a failure at `target` likelier.

    Raises VerbProblem for a touchpoint on itself or in another journey, or if the influence is there already.
    """
    _refuse(why_no_influence(document, source, target))
    names = [document.get(Touchpoint, each).name for each in (source, target)]
    with document.edit(f"Let “{names[0]}” influence “{names[1]}”") as edit:
        return edit.add(Influence(id=document.new_id(), source=source, target=target, strength=strength))


def why_no_influence(document: Document, source: str, target: str) -> str:
    """Return why an influence cannot be added, in a sentence, or "" if it can."""
    if source == target:
        return "A touchpoint cannot contaminate itself; choose a later one."
    present = (each for each in document.referrers(source, Influence) if each.source == source)
    if any(each.target == target for each in present):
        return "This influence is there already; change its strength instead."
    return _why_apart(document, source, target)


def delete(document: Document, element_ids: Iterable[str]) -> None:
    """Remove elements and whatever cannot be without them.

    The touchpoints of a phase stay, unplaced; guessed shares beside a removed transition take up what it leaves.
    Raises KeyError for an unknown element.
    """
    chosen = list(dict.fromkeys(element_ids))
    if not chosen:
        return
    with document.edit(f"Delete {described(document, chosen)}") as edit:
        take_out(document, edit, chosen)


def take_out(document: Document, edit: Edit, chosen: list[str]) -> None:
    """Remove elements inside an open edit, as `delete` does."""
    gone = _everything_that_goes(document, chosen)
    ways = [each for each in gone.values() if isinstance(each, Transition)]
    sources = {each.source for each in ways if each.kind is not TransitionKind.FAILURE_DEMAND}
    _forget(document, edit, gone)
    for element_id in gone:
        edit.remove(element_id)
    for source in sorted(sources - gone.keys()):
        close_gap_left_by(edit, siblings(document, source))


def described(document: Document, chosen: list[str]) -> str:
    """Return what to call several elements in the label of an edit."""
    return called(document.elements[chosen[0]], document.elements) if len(chosen) == 1 else f"{len(chosen)} things"


def _placed(document: Document, element_id: str) -> Touchpoint | Area:
    element = document.elements[element_id]
    if not isinstance(element, Touchpoint | Area):
        raise KeyError(element_id)
    return element


def _refuse(reason: str) -> None:
    if reason:
        raise VerbProblem(reason)


def _why_apart(document: Document, source: str, target: str) -> str:
    first, second = document.get(Touchpoint, source), document.get(Touchpoint, target)
    if first.journey == second.journey:
        return ""
    return f"“{first.name}” and “{second.name}” lie in different journeys; join those of one."


def refuse_other_journeys_phase(document: Document, journey: str, place: Place) -> None:
    """Raise VerbProblem for a place in a phase of another journey."""
    phase = document.find(Phase, place.phase)
    if phase is not None and phase.journey != journey:
        raise VerbProblem(f"The phase “{phase.name}” belongs to another journey; choose one of this journey.")


def _everything_that_goes(document: Document, chosen: list[str]) -> dict[str, Element]:
    gone: dict[str, Element] = {}
    queue = list(chosen)
    while queue:
        element_id = queue.pop()
        if element_id in gone:
            continue
        gone[element_id] = document.elements[element_id]
        for holder in document.referrers(element_id, Element):
            fields = (reference for reference, named in references(holder) if named == element_id)
            if any(reference.on_removal is OnRemoval.GOES_TOO for reference in fields):
                queue.append(holder.id)
    return gone


def _forget(document: Document, edit: Edit, gone: Mapping[str, Element]) -> None:
    """Take the ids of `gone` out of the fields of those that stay."""
    for element_id in gone:
        for holder in document.referrers(element_id, Element):
            if holder.id in gone:
                continue
            for reference, named in list(references(holder)):
                if named != element_id:
                    continue
                present = getattr(holder, reference.field)
                rest = tuple(each for each in present if each not in gone) if isinstance(present, tuple) else None
                edit.update(holder.id, **{reference.field: rest})


def _index_of(phases: list[Phase], before: str | None) -> int:
    return next((i for i, phase in enumerate(phases) if phase.id == before), len(phases))


def _order_at(edit: Edit, phases: list[Phase], index: int) -> float:
    """Return an order that puts a phase at `index`; where no number lies between its neighbours, all move apart."""
    if not phases:
        return 0.0
    lower = phases[index - 1].order if index else phases[0].order - 2
    upper = phases[index].order if index < len(phases) else phases[-1].order + 2
    order = (lower + upper) / 2
    if lower < order < upper:
        return order
    for place, phase in enumerate(phases):
        edit.update(phase.id, order=float(place if place < index else place + 1))
    return float(index)


def _place_after(document: Document, journey: str, origin: Touchpoint | None) -> Place:
    if origin is not None:
        return free_place(document, journey, origin.phase, origin.y)
    phases = phases_in_order(document, journey)
    return free_place(document, journey, phases[0].id if phases else None)
