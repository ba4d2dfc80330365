"""Verbs that copy a part of a journey, and put it into the same or another journey as one step."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from workbench.domain.clips import ATTACHED, PLACED, Clip
from workbench.domain.codes import COLOUR_SLOTS, free_code
from workbench.domain.document import Document, Edit
from workbench.domain.elements import (
    ELEMENT_TYPES,
    Area,
    Department,
    Element,
    Journey,
    Person,
    Phase,
    Touchpoint,
)
from workbench.domain.ids import END
from workbench.domain.nesting import lies_inside, opened_from
from workbench.domain.places import phases_in_order
from workbench.domain.relations import OnRemoval, named_by, references
from workbench.editing.landing import free_shift
from workbench.editing.names import free_name
from workbench.editing.problems import VerbProblem
from workbench.editing.shares import close_gap_left_by, siblings
from workbench.editing.structure import take_out

_RANK: Final = {kind: place for place, kind in enumerate(ELEMENT_TYPES)}


def clip_of(document: Document, chosen: Iterable[str]) -> Clip:
    """Return a copy of what is chosen, with what belongs to it: ways and influences between, owners, pain points.

    Guessed shares beside a way that leads out of the copy take up what it leaves.  Raises VerbProblem where nothing of
    what is chosen has a place on the map.
    """
    placed = placed_among(document, chosen)
    if not placed:
        raise VerbProblem("There is nothing here that can be copied; select touchpoints or a phase.")
    brought = {each.id: each for each in placed}
    for each in placed:
        brought |= {other.id: other for other in _attached(document, each, brought)}
    around = _surroundings(document, brought)
    whole = sorted((*around.values(), *brought.values()), key=lambda each: _RANK[type(each)])
    torn = [each.id for each in placed if any(way.id not in brought for way in siblings(document, each.id))]
    return Clip(tuple(_closed(whole, torn) if torn else whole), frozenset(brought))


def placed_among(document: Document, chosen: Iterable[str]) -> list[Element]:
    """Return what of `chosen` can be copied, a phase with the touchpoints, notes and frames in it."""
    found: dict[str, Element] = {}
    for each in chosen:
        element = document.elements.get(each)
        if isinstance(element, PLACED):
            found[each] = element
        if isinstance(element, Phase):
            found |= {held.id: held for kind in (Touchpoint, Area) for held in document.referrers(each, kind)}
    return list(found.values())


def paste(document: Document, journey: str, clip: Clip, verb: str = "Paste") -> list[str]:
    """Add what a clip brings to a journey and return the new ids of what has a place on the map.

    Phases are found by name or made; so are departments and people, who are known by name and code.  What was chosen
    as a phase is a new one.  Cards lie as they lay, all moved down together as far as it takes to cover none, and open
    into the journeys that they opened into where those are there.
    """
    with document.edit(f"{verb} {clip.describe()}") as edit:
        return _Pasting(document, edit, journey, clip).run()


def cut(document: Document, clip: Clip) -> None:
    """Remove what has been copied, a phase with what lies in it.

    Raises LockedProblem, and removes nothing, where something of it is locked.
    """
    with document.edit(f"Cut {clip.describe()}") as edit:
        take_out(document, edit, [each.id for each in clip.placed])


@dataclass(slots=True)
class _Pasting:
    """The open edit of one paste: which ids of the clip have come to mean which of the document."""

    document: Document
    edit: Edit
    journey: str
    clip: Clip
    known: dict[str, str] = field(default_factory=dict)

    def run(self) -> list[str]:
        parts = {each.id: each for each in self.clip.elements}
        self.known[END] = END
        brought = [each for each in self.clip.elements if each.id in self.clip.brought]
        for phase, order in self._orders([each for each in brought if isinstance(each, Phase)]).items():
            self._bring(parts[phase], parts, order=order, name=self._phase_name(parts[phase]))
        cards = [each for each in brought if isinstance(each, Touchpoint | Area)]
        phases = {each.id: self._phase_of(each, parts) for each in cards}
        down = free_shift(self.document, self.journey, [(each, phases[each.id]) for each in cards])
        for each in cards:
            self._bring(each, parts, y=each.y + down)
        for each in brought:
            if isinstance(each, ATTACHED):
                self._bring(each, parts)
        return [self.known[each.id] for each in self.clip.placed]

    def _bring(self, element: Element, parts: Mapping[str, Element], **fields: Any) -> None:
        """Add an element under a new id, with every id that it names in what that means here."""
        named: dict[str, Any] = {}
        for reference, old in references(element):
            present = getattr(element, reference.field)
            is_detail = reference.targets == (Journey,) and reference.on_removal is OnRemoval.FORGETS
            meant = self._detail(old) if is_detail else self._meant(old, parts)
            named[reference.field] = (*named.get(reference.field, ()), meant) if isinstance(present, tuple) else meant
        self.known[element.id] = new = self.document.new_id()
        self.edit.add(replace(element, id=new, **named, **fields))

    def _meant(self, old: str, parts: Mapping[str, Element]) -> str:
        if old not in self.known:
            element = parts[old]
            if isinstance(element, Journey):
                self.known[old] = self.journey
            elif isinstance(element, Phase):
                self.known[old] = self._phase(element)
            elif isinstance(element, Department):
                self.known[old] = self._department(element)
            elif isinstance(element, Person):
                self.known[old] = self._person(element, parts)
        return self.known[old]

    def _detail(self, journey: str) -> str | None:
        """The journey into which a touchpoint opens, where it is one of this document and not round this one."""
        there = self.document.find(Journey, journey) is not None
        inside = opened_from(self.document.of(Touchpoint)) if there else {}
        return journey if there and not lies_inside(inside, self.journey, journey) else None

    def _phase_of(self, placed: Touchpoint | Area, parts: Mapping[str, Element]) -> str | None:
        return None if placed.phase is None else self._meant(placed.phase, parts)

    def _phase(self, phase: Phase) -> str:
        present = phases_in_order(self.document, self.journey)
        found = self._known_as(phase, [each for each in present if each.name.casefold() == phase.name.casefold()])
        if found is not None:
            return found
        order = present[-1].order + 1 if present else 0.0
        new = replace(phase, id=self.document.new_id(), journey=self.journey, order=order)
        return self.edit.add(new).id

    def _known_as(self, element: Element, alike: Sequence[Element]) -> str | None:
        """The id of `element` here: its own where it was copied, else that of the first like it that means no other."""
        ids = [each.id for each in alike]
        meant = set(self.known.values())
        return element.id if element.id in ids else next((each for each in ids if each not in meant), None)

    def _phase_name(self, phase: Element) -> str:
        taken = {each.name for each in phases_in_order(self.document, self.journey)}
        return free_name(getattr(phase, "name", ""), taken)

    def _orders(self, phases: Sequence[Phase]) -> dict[str, float]:
        """Where new phases stand: behind the last of those that they were copied from, else behind all."""
        present = phases_in_order(self.document, self.journey)
        copied = {each.id for each in phases}
        last = max((at for at, each in enumerate(present) if each.id in copied), default=len(present) - 1)
        lower = present[last].order if present else -1.0
        upper = present[last + 1].order if last + 1 < len(present) else lower + len(phases) + 1
        step = (upper - lower) / (len(phases) + 1)
        in_order = sorted(phases, key=lambda each: (each.order, each.id))
        return {each.id: lower + step * number for number, each in enumerate(in_order, 1)}

    def _department(self, department: Department) -> str:
        present = self.document.of(Department)
        alike = [each for each in present if each.name.casefold() == department.name.casefold()]
        alike.sort(key=lambda each: each.code != department.code)
        found = self._known_as(department, alike)
        if found is not None:
            return found
        codes, used = {each.code for each in present}, {each.colour for each in present}
        code = free_code(department.name, codes) if department.code in codes else department.code
        colour = department.colour
        if colour in used:
            colour = next((slot for slot in range(COLOUR_SLOTS) if slot not in used), colour)
        return self.edit.add(replace(department, id=self.document.new_id(), code=code, colour=colour)).id

    def _person(self, person: Person, parts: Mapping[str, Element]) -> str:
        department = None if person.department is None else self._meant(person.department, parts)
        alike = (each for each in self.document.of(Person) if each.name.casefold() == person.name.casefold())
        found = self._known_as(person, [each for each in alike if each.department == department])
        if found is not None:
            return found
        return self.edit.add(replace(person, id=self.document.new_id(), department=department)).id


def _attached(document: Document, placed: Element, brought: Mapping[str, Element]) -> list[Element]:
    """What belongs to a touchpoint and joins it to none that stays behind."""
    elements = document.elements
    return [
        each
        for each in document.referrers(placed.id, Element)
        if isinstance(each, ATTACHED)
        and not any(end not in brought and isinstance(elements.get(end), Touchpoint) for end in named_by(each))
    ]


def _closed(elements: Iterable[Element], torn: Iterable[str]) -> list[Element]:
    """The elements with the ways out of touchpoints of which some stay behind adding up as before."""
    copy = Document(elements)
    with copy.edit("Close gaps") as edit:
        for each in torn:
            close_gap_left_by(edit, siblings(copy, each))
    return list(copy.elements.values())


def _surroundings(document: Document, brought: Mapping[str, Element]) -> dict[str, Element]:
    """The elements that others name, as far as it takes to recognise them, and nothing that nobody asked for."""
    around: dict[str, Element] = {}
    waiting: list[Element] = list(brought.values())
    while waiting:
        for _, named in references(waiting.pop()):
            if named not in brought and named not in around:
                element = document.elements[named]
                around[named] = Journey(id=named, title=element.title) if isinstance(element, Journey) else element
                waiting.append(around[named])
    return around
