"""Any verbs in any order, undone and redone, saved and replayed: the document stays whole and loses nothing."""

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.helpers.builders import JOURNEY, assert_consistent, counted_ids, meaning
from workbench.domain.document import Cause, Document, Published
from workbench.domain.elements import (
    ELEMENT_TYPES,
    Department,
    Element,
    Frame,
    Journey,
    Measure,
    Note,
    Person,
    Persona,
    Phase,
    Responsibility,
    Touchpoint,
    Transition,
)
from workbench.domain.ids import END
from workbench.domain.places import Place
from workbench.domain.problems import DomainProblem
from workbench.domain.rules import check
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Channel, Origin, Role, TransitionKind
from workbench.editing.areas import Extent, add_frame, add_note, resize
from workbench.editing.history import History
from workbench.editing.locking import set_locked
from workbench.editing.onward import lead_to
from workbench.editing.outline import apply_outline, outline_text
from workbench.editing.ownership import add_department, add_person, assign, unassign
from workbench.editing.scenarios import keep_scenario
from workbench.editing.stewardship import name_steward
from workbench.editing.structure import (
    add,
    add_journey,
    add_phase,
    add_touchpoint,
    connect,
    delete,
    influence,
    move,
    rename,
    reorder_phase,
    set_fields,
    set_share,
)
from workbench.editing.together import assign_new_department, leave_to_nobody, move_to_phase
from workbench.storage.journal import Entry, JournalHeader, entry_line, header_line, read_journal
from workbench.storage.processes import Process
from workbench.storage.recovery import replay
from workbench.storage.store import ProjectInfo, read_snapshot, write_snapshot

INFO = ProjectInfo("0123456789abcdef")
HEADER = JournalHeader(INFO.uuid, "Moving house", None, 0, "", "", Process(1, ""))
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)

WHICH = st.integers(0, 30)
SOME = st.lists(WHICH, min_size=1, max_size=3)
NAMES = st.sampled_from(["Bill", "Call", "end", "-", "Asks > waits", "5 %", "Größe", '"Call"#2', "  ", "Care\nline"])
SHARES = st.builds(Quantity, st.floats(0, 1.2), st.sampled_from(Origin))
COORDINATES = st.floats(-500, 500)
OUTLINES = st.sampled_from(
    [
        "Bill > First bill @Finance\n> Direct debit -> end\n!> Call 30%",
        'Help > Call\n> Call -> "Call"#1 50%, end\n~> end 5%',
        "- > Sketch -> -",
        "Bill > Nowhere -> Missing",
    ]
)


class AnyVerbs(RuleBasedStateMachine):
    """One document, its history as lists of past and future states, and its journal."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.new_id = counted_ids()
        self.heard: list[Published] = []

    @initialize()
    def begin(self) -> None:
        self.take([Journey(id=JOURNEY, title="Moving house")])
        for name in ("Order", "Billing"):
            self.attempt(add_touchpoint, JOURNEY, name, Place(add_phase(self.document, JOURNEY, name).id))

    def take(self, elements: list[Element]) -> None:
        """Go on with `elements` as if just opened."""
        self.base = elements
        self.document = Document(elements, self.new_id)
        self.history = History(self.document)
        self.heard = []
        self.document.subscribe(self.heard.append)
        self.document.subscribe(self.publish)
        self.past: list[dict[str, Element]] = []
        self.future: list[dict[str, Element]] = []
        self.now = dict(self.document.elements)
        self.step: tuple[dict[str, Element], Published] | None = None

    def publish(self, published: Published) -> None:
        before, self.now = self.now, dict(self.document.elements)
        self.step = before, published
        if published.cause is Cause.EDIT:
            self.past.append(before)
            self.future.clear()

    def attempt(self, verb: Callable[..., object], *arguments: Any, **named: Any) -> None:
        """Run a verb, which is one step or none, and refused without a trace."""
        before, count = dict(self.document.elements), len(self.heard)
        refused = False
        try:
            verb(self.document, *arguments, **named)
        except DomainProblem:
            refused = True
        assert len(self.heard) <= count + 1
        assert not refused or (dict(self.document.elements), len(self.heard)) == (before, count)

    def pick(self, which: int, *kinds: type[Element]) -> str:
        """The id of one element of some kinds; where there is none, of the journey or of whatever comes first."""
        found = [each.id for kind in kinds for each in self.document.of(kind)]
        return found[which % len(found)] if found else next(iter(self.document.elements), "")

    def has(self, *kinds: type[Element]) -> bool:
        return any(self.document.of(kind) for kind in kinds)

    @rule(name=NAMES)
    def adds_a_journey(self, name: str) -> None:
        self.attempt(add_journey, name)

    @precondition(lambda self: self.has(Journey))
    @rule(which=WHICH, name=NAMES, before=st.none() | WHICH)
    def adds_a_phase(self, which: int, name: str, before: int | None) -> None:
        ahead = None if before is None else self.pick(before, Phase)
        self.attempt(add_phase, self.pick(which, Journey), name, before=ahead)

    @precondition(lambda self: self.has(Phase))
    @rule(which=WHICH, before=st.none() | WHICH)
    def reorders_a_phase(self, which: int, before: int | None) -> None:
        self.attempt(reorder_phase, self.pick(which, Phase), None if before is None else self.pick(before, Phase))

    @precondition(lambda self: self.has(Touchpoint))
    @rule(which=WHICH, name=NAMES, kind=st.sampled_from(TransitionKind), channel=st.sampled_from(Channel))
    def adds_a_touchpoint(self, which: int, name: str, kind: TransitionKind, channel: Channel) -> None:
        origin = self.document.get(Touchpoint, self.pick(which, Touchpoint))
        self.attempt(add_touchpoint, origin.journey, name, after=origin.id, kind=kind, channel=channel)

    @precondition(lambda self: self.document.elements)
    @rule(which=WHICH, name=NAMES)
    def renames_anything(self, which: int, name: str) -> None:
        self.attempt(rename, self.pick(which, *ELEMENT_TYPES), name)

    @precondition(lambda self: self.document.elements)
    @rule(which=SOME)
    def deletes_anything(self, which: list[int]) -> None:
        self.attempt(delete, [self.pick(each, *reversed(ELEMENT_TYPES)) for each in which])

    @precondition(lambda self: self.has(Touchpoint))
    @rule(which=SOME, phase=st.none() | WHICH, x=COORDINATES, y=COORDINATES)
    def moves_touchpoints(self, which: list[int], phase: int | None, x: float, y: float) -> None:
        goal = None if phase is None else self.pick(phase, Phase)
        self.attempt(move, {self.pick(each, Touchpoint): Place(goal, x, y) for each in which})

    @precondition(lambda self: self.has(Touchpoint) and self.has(Phase))
    @rule(which=SOME, phase=WHICH)
    def moves_touchpoints_to_a_phase(self, which: list[int], phase: int) -> None:
        self.attempt(
            move_to_phase, [self.pick(each, Touchpoint) for each in dict.fromkeys(which)], self.pick(phase, Phase)
        )

    @precondition(lambda self: self.has(Journey))
    @rule(which=WHICH, words=NAMES, x=COORDINATES, width=COORDINATES, add=st.sampled_from((add_note, add_frame)))
    def notes_something(self, which: int, words: str, x: float, width: float, add: Callable[..., object]) -> None:
        extent = Extent(Place(self.pick(which, Phase), x, -x), width, width)
        self.attempt(add, self.pick(which, Journey), words, extent)

    @precondition(lambda self: self.has(Note, Frame))
    @rule(which=SOME, x=COORDINATES, width=COORDINATES)
    def moves_and_resizes_areas(self, which: list[int], x: float, width: float) -> None:
        areas = [self.pick(each, Note, Frame) for each in which]
        self.attempt(move, {each: Place(None, x, -x) for each in areas})
        for each in areas:
            self.attempt(resize, each, Extent(Place(None, x, x), width, width))

    @precondition(lambda self: self.document.elements)
    @rule(which=SOME, locked=st.booleans())
    def locks_and_unlocks(self, which: list[int], locked: bool) -> None:
        self.attempt(set_locked, [self.pick(each, *ELEMENT_TYPES) for each in which], locked)

    @precondition(lambda self: self.has(Touchpoint))
    @rule(source=WHICH, goal=st.none() | WHICH, kind=st.sampled_from(TransitionKind))
    def connects(self, source: int, goal: int | None, kind: TransitionKind) -> None:
        target = END if goal is None else self.pick(goal, Touchpoint)
        self.attempt(connect, self.pick(source, Touchpoint), target, kind)

    @precondition(lambda self: self.has(Touchpoint))
    @rule(source=WHICH, goals=SOME)
    def leads_to_several(self, source: int, goals: list[int]) -> None:
        self.attempt(lead_to, self.pick(source, Touchpoint), [self.pick(each, Touchpoint) for each in goals])

    @precondition(lambda self: self.has(Transition))
    @rule(which=WHICH, share=SHARES | st.none())
    def states_a_share(self, which: int, share: Quantity | None) -> None:
        self.attempt(set_share, self.pick(which, Transition), share or Quantity(1.0))

    @precondition(lambda self: self.has(Touchpoint))
    @rule(source=WHICH, goal=WHICH)
    def lets_influence(self, source: int, goal: int) -> None:
        self.attempt(influence, self.pick(source, Touchpoint), self.pick(goal, Touchpoint))

    @precondition(lambda self: self.has(Touchpoint))
    @rule(which=WHICH, entry=st.none() | st.floats(0, 1), failure=SHARES, pinned=st.booleans())
    def sets_fields(self, which: int, entry: float | None, failure: Quantity, pinned: bool) -> None:
        self.attempt(set_fields, self.pick(which, Touchpoint), entry=entry, failure=failure, pinned=pinned)

    @rule(name=NAMES, department=st.none() | WHICH)
    def adds_an_owner(self, name: str, department: int | None) -> None:
        if department is None:
            self.attempt(add_department, name)
        else:
            self.attempt(add_person, name, self.pick(department, Department) or None)

    @precondition(lambda self: self.has(Touchpoint) and self.has(Department, Person))
    @rule(which=SOME, party=WHICH, role=st.sampled_from(Role))
    def assigns(self, which: list[int], party: int, role: Role) -> None:
        touchpoints = [self.pick(each, Touchpoint) for each in which]
        self.attempt(assign, touchpoints, self.pick(party, Department, Person), role)

    @precondition(lambda self: self.has(Touchpoint))
    @rule(which=SOME, name=NAMES)
    def assigns_to_a_new_department(self, which: list[int], name: str) -> None:
        self.attempt(assign_new_department, [self.pick(each, Touchpoint) for each in which], name)

    @precondition(lambda self: self.has(Responsibility))
    @rule(which=WHICH, all_of_them=st.booleans())
    def unassigns(self, which: int, all_of_them: bool) -> None:
        part = self.document.get(Responsibility, self.pick(which, Responsibility))
        if all_of_them:
            self.attempt(leave_to_nobody, [part.touchpoint])
        else:
            self.attempt(unassign, part.touchpoint, part.party)

    @precondition(lambda self: self.has(Journey))
    @rule(which=WHICH, name=NAMES)
    def names_a_steward(self, which: int, name: str) -> None:
        self.attempt(name_steward, self.pick(which, Journey), name)

    @precondition(lambda self: self.has(Touchpoint))
    @rule(which=SOME, name=NAMES, change=st.floats(-1, 1))
    def keeps_a_scenario(self, which: list[int], name: str, change: float) -> None:
        cuts = {self.pick(each, Touchpoint, Phase): change for each in which}
        self.attempt(keep_scenario, self.pick(which[0], Journey), name, cuts)

    @rule(which=WHICH, name=NAMES, share=st.none() | SHARES)
    def adds_a_persona_or_measure(self, which: int, name: str, share: Quantity | None) -> None:
        if share is not None and share.value <= 1:
            self.attempt(add, Persona(id=self.new_id(), name=name, share=share))
        else:
            subject = self.pick(which, Touchpoint, Phase)
            self.attempt(add, Measure(id=self.new_id(), journey=self.pick(which, Journey), name=name, subject=subject))

    @precondition(lambda self: self.has(Journey))
    @rule(which=WHICH, text=OUTLINES)
    def writes_an_outline(self, which: int, text: str) -> None:
        self.attempt(apply_outline, self.pick(which, Journey), text)

    @precondition(lambda self: self.has(Journey))
    @rule(which=WHICH)
    def writes_out_and_in_again(self, which: int) -> None:
        journey = self.pick(which, Journey)
        text = outline_text(self.document, journey)
        self.attempt(apply_outline, journey, text)
        assert outline_text(self.document, journey) == text

    @rule()
    def undoes(self) -> None:
        assert (self.history.undo_label is None) == (not self.past)
        before = self.now
        if self.history.undo() is not None:
            assert self.now == self.past.pop()
            self.future.append(before)

    @rule()
    def redoes(self) -> None:
        assert (self.history.redo_label is None) == (not self.future)
        before = self.now
        if self.history.redo() is not None:
            assert self.now == self.future.pop()
            self.past.append(before)

    @rule()
    def fails_in_the_middle(self) -> None:
        def fail(document: Document) -> None:
            with document.edit("Fail") as edit:
                for element in list(document.elements.values()):
                    edit.remove(element.id)
                edit.add(Journey(id="left over", title="Left over"))
                raise DomainProblem("on purpose")

        self.attempt(fail)

    @rule(go_on=st.booleans())
    def saves_and_loads(self, go_on: bool) -> None:
        path = Path(self.folder.name) / "a.journey"
        write_snapshot(path, INFO, self.document.elements.values())
        _, elements = read_snapshot(path)
        loaded = Document(elements)
        assert dict(loaded.elements) == self.now
        for journey in loaded.of(Journey):
            assert meaning(loaded, journey.id) == meaning(self.document, journey.id)
        if go_on:
            self.take(elements)

    @rule()
    def replays_the_journal(self) -> None:
        path = Path(self.folder.name) / "a.journal"
        entries = [Entry(serial, NOON, published) for serial, published in enumerate(self.heard, 1)]
        path.write_bytes(header_line(HEADER) + b"".join(entry_line(entry, 0) for entry in entries))
        journal = read_journal(path)
        assert journal.entries == tuple(entries)
        replayed = Document(self.base)
        assert replay(replayed, journal) == len(entries)
        assert dict(replayed.elements) == self.now
        assert_consistent(replayed)

    @invariant()
    def everything_is_in_step(self) -> None:
        assert_consistent(self.document)
        assert dict(self.document.elements) == self.now

    @invariant()
    def the_last_step_can_be_taken_back_and_done_again(self) -> None:
        if self.step is None:
            return
        before, published = self.step
        copy = Document(self.document.elements.values())
        copy.apply(published.changes.inverse, Cause.UNDO)
        assert dict(copy.elements) == before
        assert_consistent(copy)
        copy.apply(published.changes.inverse.inverse, Cause.REDO)
        assert dict(copy.elements) == self.now
        self.step = None

    @invariant()
    def every_journey_can_be_checked(self) -> None:
        for journey in self.document.of(Journey):
            for finding in check(self.document, journey.id):
                assert finding.message
                assert set(finding.subjects) <= self.document.elements.keys()

    def teardown(self) -> None:
        self.folder.cleanup()


AnyVerbs.TestCase.settings = settings(
    derandomize=True,
    deadline=None,
    max_examples=300,
    stateful_step_count=50,
)
TestAnyVerbs = AnyVerbs.TestCase
