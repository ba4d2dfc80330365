"""Verbs that turn an outline into a journey, and a journey into an outline."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from workbench.domain.document import Document, Edit
from workbench.domain.elements import Department, Person, Phase, Touchpoint, Transition
from workbench.domain.ids import END
from workbench.domain.owners import accountable
from workbench.domain.places import ROW_PITCH, cards_in, phases_in_order, touchpoints_in_order
from workbench.domain.text import clean_name
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Role, Stage, TransitionKind
from workbench.editing.outline_text import (
    ARROW_OF,
    END_WORD,
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
    names = _written_names(touchpoints)
    lines: list[str] = []
    phase: str | None = ""
    for index, touchpoint in enumerate(touchpoints):
        following = touchpoints[index + 1] if index + 1 < len(touchpoints) else None
        head = _head(document, touchpoint, touchpoint.phase == phase)
        phase = touchpoint.phase
        lines.append(head + _ways_text(document, touchpoint, following, names))
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
        for index, line in enumerate(lines):
            following = touchpoints[index + 1] if index + 1 < len(lines) else None
            draft.lead_on(line, touchpoints[index], following)
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
        if line.phase:
            self.phase = self._phase(clean_name(line.phase))
        phase = self.phase.id if self.phase else None
        name = clean_name(line.name)
        alike = [each for each in cards_in(self.document, self.journey, phase) if each.name == name]
        used = self.taken[name, phase]
        self.taken[name, phase] += 1
        touchpoint = alike[used] if used < len(alike) else self._new(name, phase)
        if line.owner:
            give(self.document, self.edit, touchpoint.id, self._party(clean_name(line.owner)), Role.ACCOUNTABLE)
        self.named[name].append(touchpoint)
        return touchpoint

    def lead_on(self, line: OutlineLine, source: Touchpoint, following: Touchpoint | None) -> None:
        """Add the ways out that a line names, or else the one to the next line; stated shares hold, others give way."""
        stated: dict[str, float] = {}
        for way in line.ways:
            target = END if way.target is None else self._target(line, way.target).id
            transition = self._join(source.id, target, way.kind)
            if way.share is not None:
                stated[transition] = way.share
        if not line.says_where_to and following is not None:
            self._join(source.id, following.id, TransitionKind.FLOW)
        if stated:
            self._share_out(source.id, stated)

    def _share_out(self, source: str, stated: dict[str, float]) -> None:
        for transition, share in stated.items():
            if self.document.get(Transition, transition).weight.value != share:
                self.edit.update(transition, weight=Quantity(share))
        pool = siblings(self.document, source)
        taken = sum(each.weight.value for each in pool if each.id in stated)
        close_gap(self.edit, [each for each in pool if each.id not in stated], 1 - taken)

    def _join(self, source: str, target: str, kind: TransitionKind) -> str:
        for each in self.document.referrers(source, Transition):
            if each.source == source and each.target == target and each.kind is kind:
                return each.id
        return join(self.document, self.edit, source, target, kind).id

    def _phase(self, name: str) -> Phase:
        phases = phases_in_order(self.document, self.journey)
        for phase in phases:
            if phase.name == name:
                return phase
        order = phases[-1].order + 1 if phases else 0.0
        stage = phases[-1].stage if phases else Stage.DURING
        new = Phase(id=self.document.new_id(), journey=self.journey, name=name, order=order, stage=stage)
        return self.edit.add(new)

    def _new(self, name: str, phase: str | None) -> Touchpoint:
        cards = cards_in(self.document, self.journey, phase)
        y = cards[-1].y + ROW_PITCH if cards else 0.0
        return self.edit.add(Touchpoint(id=self.document.new_id(), journey=self.journey, name=name, phase=phase, y=y))

    def _party(self, name: str) -> str:
        for party in (*self.document.of(Department), *self.document.of(Person)):
            if name == party.name or (isinstance(party, Department) and name == party.code):
                return party.id
        return new_department(self.document, self.edit, name).id

    def _target(self, line: OutlineLine, name: Name) -> Touchpoint:
        text = clean_name(name.text)
        found = self.named.get(text, [])
        if not found:
            found = [each for each in touchpoints_in_order(self.document, self.journey) if each.name == text]
        if len(found) < name.nth:
            raise OutlineProblem(line.number, f"there is no touchpoint “{text}” to lead to; add a line for it.")
        return found[name.nth - 1]


def _written_names(touchpoints: list[Touchpoint]) -> dict[str, str]:
    seen: Counter[str] = Counter()
    written: dict[str, str] = {}
    for touchpoint in touchpoints:
        seen[touchpoint.name] += 1
        written[touchpoint.id] = quoted(touchpoint.name, seen[touchpoint.name])
    return written


def _head(document: Document, touchpoint: Touchpoint, same_phase: bool) -> str:
    phase = document.find(Phase, touchpoint.phase)
    owner = accountable(document, touchpoint.id)
    before = "> " if same_phase else f"{quoted(phase.name)} > " if phase else ""
    return before + quoted(touchpoint.name) + (f" @{quoted(owner.name)}" if owner else "")


def _ways_text(document: Document, touchpoint: Touchpoint, following: Touchpoint | None, names: dict[str, str]) -> str:
    leaving = [each for each in document.referrers(touchpoint.id, Transition) if each.source == touchpoint.id]
    flows = [each for each in leaving if each.kind is TransitionKind.FLOW]
    goes_on = following is not None and len(flows) == 1 and flows[0].target == following.id
    if goes_on and flows[0].weight.value == 1:
        leaving.remove(flows[0])
    text = ""
    for kind in TransitionKind:
        ways = [_way_text(each, names) for each in leaving if each.kind is kind]
        if ways:
            text += f" {ARROW_OF[kind]} {', '.join(ways)}"
    if not flows and following is not None:
        text = f" {ARROW_OF[TransitionKind.FLOW]} {END_WORD}{text}"
    return text


def _way_text(transition: Transition, names: dict[str, str]) -> str:
    target = END_WORD if transition.leaves else names[transition.target]
    share = transition.weight.value
    return target if share == 1 else f"{target} {100 * share:.10g}%"
