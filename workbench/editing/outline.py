"""Verbs that turn an outline into a journey, and a journey into an outline."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from math import isclose
from typing import NamedTuple

from workbench.domain.document import Document, Edit
from workbench.domain.elements import Department, Person, Phase, Touchpoint, Transition
from workbench.domain.ids import END
from workbench.domain.owners import accountable
from workbench.domain.places import ROW_PITCH, cards_in, phases_in_order, touchpoints_in_order
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Role, Stage, TransitionKind
from workbench.editing.outline_text import (
    ARROW_OF,
    END_WORD,
    NOTHING,
    Name,
    OutlineLine,
    OutlineProblem,
    parse_outline,
    quoted,
)
from workbench.editing.ownership import give, new_department
from workbench.editing.shares import close_gap, siblings
from workbench.editing.structure import join


def outline_text(document: Document, journey: str) -> str:
    """Return the journey as an outline that `apply_outline` turns into the same graph again."""
    touchpoints = touchpoints_in_order(document, journey)
    phases = _written(phases_in_order(document, journey))
    targets = {**_written(touchpoints), END: _Written(len(touchpoints), END_WORD)}
    lines: list[str] = []
    phase: str | None = ""
    for touchpoint, following in zip_longest(touchpoints, touchpoints[1:]):
        changes_phase = touchpoint.phase != phase
        phase = touchpoint.phase
        where = (phases[phase].name if phase and phase in phases else NOTHING) + " > " if changes_phase else "> "
        lines.append(where + _head(document, touchpoint) + _ways_text(document, touchpoint, following, targets))
    return "\n".join(lines) + "\n" if lines else ""


def apply_outline(document: Document, journey: str, text: str) -> list[Touchpoint]:
    """Add what an outline describes and return its touchpoints, in one step.

    A touchpoint that is there already (same name, same phase) is used again, so that applying a text twice changes
    nothing.  Raises OutlineProblem, and changes nothing, for a line that cannot be read or that names nothing.
    """
    lines = parse_outline(text)
    if not lines:
        return []
    with document.edit("Write outline") as edit:
        draft = _Draft(document, edit, journey)
        touchpoints = [draft.touchpoint(line) for line in lines]
        for line, touchpoint, following in zip_longest(lines, touchpoints, touchpoints[1:]):
            draft.lead_on(line, touchpoint, following)
        return [document.get(Touchpoint, each.id) for each in touchpoints]


@dataclass(slots=True)
class _Draft:
    """The open edit of one outline: which phases, touchpoints and departments its names have come to mean."""

    document: Document
    edit: Edit
    journey: str
    phase: Phase | None = None
    taken: Counter[tuple[str, str | None]] = field(default_factory=Counter)
    named: defaultdict[str, list[Touchpoint]] = field(default_factory=lambda: defaultdict(list))

    def touchpoint(self, line: OutlineLine) -> Touchpoint:
        """Return the touchpoint that a line describes, found or made."""
        if line.phase or line.unplaced:
            self.phase = self._phase(line.phase) if line.phase else None
        phase = self.phase.id if self.phase else None
        name = line.name
        alike = [each for each in cards_in(self.document, self.journey, phase) if each.name == name]
        used = self.taken[name, phase]
        self.taken[name, phase] += 1
        touchpoint = alike[used] if used < len(alike) else self._new(name, phase)
        if line.owner:
            give(self.document, self.edit, touchpoint.id, self._party(line.owner), Role.ACCOUNTABLE)
        self.named[name].append(touchpoint)
        return touchpoint

    def lead_on(self, line: OutlineLine, source: Touchpoint, following: Touchpoint | None) -> None:
        """Add the ways out that a line names, or else the one to the next line; stated shares hold, others give way."""
        stated: dict[str, float] = {}
        for way in line.ways:
            if not way.leads:
                continue
            target = END if way.target is None else self._target(way.number, way.target).id
            transition = self._join(source.id, target, way.kind)
            if way.share is not None:
                stated[transition] = way.share
        if not line.says_where_to and following is not None:
            self._join(source.id, following.id, TransitionKind.FLOW)
        if stated:
            self._share_out(source.id, stated)

    def _share_out(self, source: str, stated: dict[str, float]) -> None:
        for transition, share in stated.items():
            present = self.document.get(Transition, transition).weight.value
            # an outline writes ten digits: what differs less is the same number, whose origin is worth keeping
            if not isclose(present, share, abs_tol=1e-9):
                self.edit.update(transition, weight=Quantity(share))
        pool = siblings(self.document, source)
        taken = sum(each.weight.value for each in pool if each.id in stated)
        close_gap(self.edit, [each for each in pool if each.id not in stated], 1 - taken)

    def _join(self, source: str, target: str, kind: TransitionKind) -> str:
        for each in self.document.referrers(source, Transition):
            if each.source == source and each.target == target and each.kind is kind:
                return each.id
        return join(self.document, self.edit, source, target, kind).id

    def _phase(self, name: Name) -> Phase:
        phases = phases_in_order(self.document, self.journey)
        alike = [phase for phase in phases if phase.name == name.text]
        order = phases[-1].order + 1 if phases else 0.0
        stage = phases[-1].stage if phases else Stage.DURING
        while len(alike) < name.nth:
            new = Phase(id=self.document.new_id(), journey=self.journey, name=name.text, order=order, stage=stage)
            alike.append(self.edit.add(new))
            order += 1
        return alike[name.nth - 1]

    def _new(self, name: str, phase: str | None) -> Touchpoint:
        cards = cards_in(self.document, self.journey, phase)
        y = cards[-1].y + ROW_PITCH if cards else 0.0
        return self.edit.add(Touchpoint(id=self.document.new_id(), journey=self.journey, name=name, phase=phase, y=y))

    def _party(self, name: str) -> str:
        departments = self.document.of(Department)
        named = (each.id for each in (*departments, *self.document.of(Person)) if each.name == name)
        coded = (each.id for each in departments if each.code == name)
        return next(chain(named, coded), None) or new_department(self.document, self.edit, name).id

    def _target(self, number: int, name: Name) -> Touchpoint:
        found = self.named.get(name.text, [])
        if not found:
            found = [each for each in touchpoints_in_order(self.document, self.journey) if each.name == name.text]
        if len(found) < name.nth:
            raise OutlineProblem(number, f"there is no touchpoint “{name.text}” to lead to; add a line for it.")
        return found[name.nth - 1]


class _Written(NamedTuple):
    """Where in the outline something stands, and what it is called there."""

    place: int
    name: str


def _written(bearers: Sequence[Phase | Touchpoint]) -> dict[str, _Written]:
    seen: Counter[str] = Counter()
    written: dict[str, _Written] = {}
    for place, bearer in enumerate(bearers):
        seen[bearer.name] += 1
        written[bearer.id] = _Written(place, quoted(bearer.name, seen[bearer.name]))
    return written


def _head(document: Document, touchpoint: Touchpoint) -> str:
    owner = accountable(document, touchpoint.id)
    return quoted(touchpoint.name) + (f" @{quoted(owner.name)}" if owner else "")


def _ways_text(
    document: Document, touchpoint: Touchpoint, following: Touchpoint | None, targets: Mapping[str, _Written]
) -> str:
    dividing = siblings(document, touchpoint.id)
    alone = dividing[0] if len(dividing) == 1 and _is_everybody(dividing[0]) else None
    leaving = [each for each in document.referrers(touchpoint.id, Transition) if each.source == touchpoint.id]
    if alone is not None and following is not None and _is_understood(alone, following):
        return "".join(_ways_of_kind([each for each in leaving if each is not alone], targets, alone))
    leads_on = following is None or any(each.kind is TransitionKind.FLOW for each in leaving)
    nowhere = "" if leads_on else f" {ARROW_OF[TransitionKind.FLOW]} {NOTHING}"
    return nowhere + "".join(_ways_of_kind(leaving, targets, alone))


def _is_everybody(way: Transition) -> bool:
    """Whether all go on this way, but for rounding in a sum of shares."""
    return way.kind is TransitionKind.FLOW and isclose(way.weight.value, 1.0, rel_tol=1e-9)


def _is_understood(alone: Transition, following: Touchpoint) -> bool:
    """Whether an outline means this way where it says nothing."""
    return alone.target == following.id


def _ways_of_kind(
    leaving: list[Transition], targets: Mapping[str, _Written], alone: Transition | None
) -> Iterator[str]:
    for kind in TransitionKind:
        ways = sorted(
            (targets[each.target], "" if each is alone else f" {100 * each.weight.value:.10g}%")
            for each in leaving
            if each.kind is kind and each.target in targets
        )
        if ways:
            yield f" {ARROW_OF[kind]} {', '.join(target.name + share for target, share in ways)}"
