"""Undo and redo."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.helpers.builders import JOURNEY, empty_journey, heard, journey_of
from workbench.domain.changes import Change, ChangeSet
from workbench.domain.document import Cause, Document
from workbench.domain.elements import Journey, Person
from workbench.editing.history import History
from workbench.editing.structure import add_phase, rename


def title(document: Document) -> str:
    return document.get(Journey, JOURNEY).title


def test_undo_and_redo_walk_back_and_forth() -> None:
    document = empty_journey()
    history = History(document)
    for name in ("One", "Two"):
        rename(document, JOURNEY, name)
    seen = [title(document)]
    for step in (history.undo, history.undo, history.redo, history.redo):
        step()
        seen.append(title(document))
    assert seen == ["Two", "One", "Moving house", "One", "Two"]


def test_without_anything_to_take_back_nothing_happens() -> None:
    document = empty_journey()
    history = History(document)
    published = heard(document)
    assert history.undo() is None
    assert history.redo() is None
    assert (history.undo_label, history.redo_label) == (None, None)
    assert not published


def test_the_labels_say_what_comes_next() -> None:
    document = empty_journey()
    history = History(document)
    add_phase(document, JOURNEY, "Billing")
    assert (history.undo_label, history.redo_label) == ("Add phase “Billing”", None)
    history.undo()
    assert (history.undo_label, history.redo_label) == (None, "Add phase “Billing”")


def test_a_new_edit_forgets_what_was_undone() -> None:
    document = empty_journey()
    history = History(document)
    rename(document, JOURNEY, "One")
    history.undo()
    rename(document, JOURNEY, "Other")
    assert history.redo() is None
    assert title(document) == "Other"


@pytest.mark.parametrize("cause", [Cause.REPLAY, Cause.MERGE])
def test_what_came_from_elsewhere_can_be_undone_too(cause: Cause) -> None:
    document = empty_journey()
    history = History(document)
    document.apply(ChangeSet("Elsewhere", (Change(None, Person(id="p", name="Ann")),)), cause)
    assert history.undo_label == "Elsewhere"
    history.undo()
    assert not document.of(Person)


def test_undo_and_redo_are_published_as_such() -> None:
    document = journey_of()
    history = History(document)
    rename(document, JOURNEY, "One")
    published = heard(document)
    history.undo()
    history.redo()
    assert [each.cause for each in published] == [Cause.UNDO, Cause.REDO]
    assert published[0].changes == published[1].changes.inverse


def test_a_history_that_has_left_records_nothing() -> None:
    document = empty_journey()
    history = History(document)
    history.unsubscribe()
    rename(document, JOURNEY, "One")
    assert history.undo_label is None


def test_an_undo_that_a_later_listener_fails_on_still_counts() -> None:
    document = empty_journey()
    history = History(document)
    rename(document, JOURNEY, "One")

    def fail(_: object) -> None:
        raise OSError("disk full")

    leave = document.subscribe(fail)
    with pytest.raises(OSError, match="disk full"):
        history.undo()
    leave()
    assert title(document) == "Moving house"
    assert (history.undo_label, history.redo_label) == (None, "Rename journey “Moving house”")


class Watch:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = datetime(2026, 5, 4, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def typed(document: Document, watch: Watch, *names: str, pause: float = 0.3) -> None:
    for name in names:
        watch.wait(pause)
        rename(document, JOURNEY, name)


def test_what_is_typed_without_a_pause_is_one_step_but_published_each_time() -> None:
    document, watch = empty_journey(), Watch()
    history, published = History(document, watch), heard(document)
    typed(document, watch, "N", "Ne", "New", "New-h", "New-ho")
    assert len(published) == 5
    assert history.undo_label == "Rename journey “Moving house”"
    history.undo()
    assert (title(document), history.undo_label) == ("Moving house", None)
    history.redo()
    assert title(document) == "New-ho"


@pytest.mark.parametrize(("pause", "before"), [(0.99, "Moving house"), (1.0, "A")])
def test_a_pause_of_a_second_begins_a_new_step(pause: float, before: str) -> None:
    document, watch = empty_journey(), Watch()
    history = History(document, watch)
    typed(document, watch, "A", "AB", pause=pause)
    history.undo()
    assert title(document) == before


def test_another_field_or_element_is_another_step() -> None:
    document, watch = empty_journey(), Watch()
    history = History(document, watch)
    rename(document, JOURNEY, "A")
    with document.edit("Change goal") as edit:
        edit.update(JOURNEY, goal="new")
    add_phase(document, JOURNEY, "Billing")
    with document.edit("Change both") as edit:
        edit.update(JOURNEY, title="B", goal="other")
    labels = []
    while history.undo_label:
        labels.append(history.undo_label)
        history.undo()
    assert labels == ["Change both", "Add phase “Billing”", "Change goal", "Rename journey “Moving house”"]


def test_after_undo_and_redo_typing_begins_a_new_step() -> None:
    document, watch = empty_journey(), Watch()
    history = History(document, watch)
    typed(document, watch, "A")
    history.undo()
    history.redo()
    typed(document, watch, "AB")
    history.undo()
    assert title(document) == "A"


def test_what_is_typed_and_taken_back_at_once_is_no_step() -> None:
    document, watch = empty_journey(), Watch()
    history = History(document, watch)
    typed(document, watch, "A", "Moving house")
    assert history.undo_label is None
    typed(document, watch, "B")
    assert history.undo_label == "Rename journey “Moving house”"


def test_what_is_replayed_stays_apart_however_fast_it_comes() -> None:
    document = empty_journey()
    history = History(document, Watch())
    for name in ("A", "B"):
        before = document.get(Journey, JOURNEY)
        after = Journey(id=JOURNEY, title=name)
        document.apply(ChangeSet(name, (Change(before, after),)), Cause.REPLAY)
    history.undo()
    assert title(document) == "A"
