"""An open project: saved, closed, crashed and brought back without losing an edit."""

import errno
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typing_extensions import override

from tests.helpers.builders import heard
from tests.helpers.documents import typical_elements
from tests.helpers.faulty_disk import FaultyDisk
from tests.helpers.sessions import Notes, Watch, crash, ended, journals, rename, workplace
from workbench.domain.conflicts import Side
from workbench.domain.document import Cause
from workbench.project_document import ReadOnlyProblem
from workbench.session import Session, Workplace
from workbench.storage.journal import read_journal
from workbench.storage.locks import FileLock, HeldBy, Holder, Locked, lock_path
from workbench.storage.problems import (
    FileChangedOutside,
    FileHeld,
    FileProblem,
    Found,
    SaveProblem,
    StaleComparison,
)
from workbench.storage.processes import Process
from workbench.storage.recovery import recoveries
from workbench.storage.store import read_snapshot, write_snapshot
from workbench.storage.versions import LATEST, Kind


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return workplace(tmp_path)


@pytest.fixture
def path(tmp_path: Path, place: Workplace) -> Path:
    session = Session.new(typical_elements(), place)
    session.save_as(tmp_path / "a.journey")
    session.close()
    return tmp_path / "a.journey"


def test_a_new_project_is_clean_and_has_no_file(place: Workplace) -> None:
    session = Session.new(typical_elements(), place)
    assert (session.path, session.dirty, session.pending) == (None, False, 0)
    with pytest.raises(SaveProblem, match="Save As"):
        session.save()
    session.close()
    assert not place.state_folder.exists()


def test_what_is_saved_is_what_is_opened(path: Path, place: Workplace) -> None:
    session = Session.open(path, place)
    rename(session, "t1", "Shop")
    session.save()
    again = Session.open(path, place)
    assert dict(again.document.elements) == dict(session.document.elements)
    again.close()
    session.close()


def test_every_save_has_the_next_generation_and_the_same_uuid(path: Path, place: Workplace) -> None:
    session = Session.open(path, place)
    before = read_snapshot(path)[0]
    for step in (1, 2):
        session.save()
        info = read_snapshot(path)[0]
        assert (info.generation, info.uuid, info.program) == (before.generation + step, before.uuid, "0.1.0")
    session.close()


def test_a_copy_of_a_saved_project_is_a_project_of_its_own(path: Path, place: Workplace) -> None:
    session = Session.open(path, place)
    copy = path.with_name("copy.journey")
    session.save_as(copy)
    assert session.path == copy
    assert read_snapshot(copy)[0].uuid != read_snapshot(path)[0].uuid
    session.close()


def test_a_file_that_cannot_be_read_opens_no_session(path: Path, place: Workplace) -> None:
    path.write_text("{")
    with pytest.raises(FileProblem):
        Session.open(path, place)


def test_an_edit_makes_it_dirty_and_undoing_it_makes_it_clean(path: Path, place: Workplace) -> None:
    session = Session.open(path, place)
    rename(session, "t1", "Shop")
    assert session.dirty
    session.history.undo()
    assert not session.dirty
    session.history.redo()
    session.save()
    assert not session.dirty
    session.history.undo()
    assert session.dirty
    session.close(discard=True)


def test_listeners_hear_what_is_kept_and_saved_until_they_leave(path: Path, place: Workplace) -> None:
    session, notes = Session.open(path, place), Notes()
    leave = session.subscribe(notes)
    rename(session, "t1", "Shop")
    session.keep().result()
    assert (notes.kept_serials, session.kept_serial, session.pending) == ([1], 1, 0)
    session.save()
    leave()
    rename(session, "t1", "Hotline")
    session.keep().result()
    assert notes.paths == [path]
    assert notes.kept_serials == [1, 1]
    session.close(discard=True)


def test_a_failing_disk_is_reported_and_the_edit_stays_pending_until_it_is_mended(tmp_path: Path, path: Path) -> None:
    disk = FaultyDisk()
    session, notes = Session.open(path, workplace(tmp_path, disk)), Notes()
    session.subscribe(notes)
    disk.fail("write", errno.ENOSPC, times=99)
    rename(session, "t1", "Shop")
    session.keep().result()
    assert session.pending == 1
    with pytest.raises(SaveProblem, match="the disk is full"):
        session.save()
    assert session.dirty
    assert len(notes.problems) == 2
    disk.mend()
    session.keep().result()
    assert session.pending == 0
    session.close(discard=True)


def test_closing_after_a_save_and_discarding_leave_no_journal(path: Path, place: Workplace) -> None:
    for finish in (Session.save, lambda _: None):
        session = Session.open(path, place)
        rename(session, "t1", "Shop")
        finish(session)
        session.close(discard=session.dirty)
        assert journals(place) == []


def test_closing_without_saving_leaves_the_work_for_the_next_start(path: Path, place: Workplace) -> None:
    session = Session.open(path, place)
    rename(session, "t1", "Shop")
    session.close()
    (found,) = recoveries(place.state_folder, ended)
    assert found.edits == 1


def test_a_crash_loses_no_edit_undo_or_redo(path: Path, place: Workplace) -> None:
    session = Session.open(path, place)
    for name in ("One", "Two", "Three"):
        rename(session, "t1", name)
    session.history.undo()
    session.history.undo()
    session.history.redo()
    crash(session)
    (found,) = recoveries(place.state_folder, ended)
    again = Session.recover(found, place)
    assert dict(again.document.elements) == dict(session.document.elements)
    assert again.document.elements["t1"].describe() == "touchpoint “Two”"
    assert (again.dirty, again.path, again.pending) == (True, path, 0)
    again.close(discard=True)


def test_a_project_that_was_never_saved_survives_a_crash(place: Workplace) -> None:
    session = Session.new(typical_elements(), place)
    rename(session, "t1", "Shop")
    crash(session)
    (found,) = recoveries(place.state_folder, ended)
    again = Session.recover(found, place)
    assert again.path is None
    assert dict(again.document.elements) == dict(session.document.elements)
    again.close(discard=True)


def test_recovered_edits_can_be_undone(path: Path, place: Workplace) -> None:
    session = Session.open(path, place)
    rename(session, "t1", "Shop")
    crash(session)
    again = Session.recover(recoveries(place.state_folder, ended)[0], place)
    again.history.undo()
    assert again.document.elements["t1"] == typical_elements()[4]
    again.close(discard=True)


def test_a_recovered_session_goes_on_with_its_journal_and_survives_another_crash(path: Path, place: Workplace) -> None:
    session = Session.open(path, place)
    rename(session, "t1", "One")
    crash(session)
    second = Session.recover(recoveries(place.state_folder, ended)[0], place)
    rename(second, "t2", "Two")
    crash(second)
    (found,) = recoveries(place.state_folder, ended)
    assert found.edits == 2
    third = Session.recover(found, place)
    assert dict(third.document.elements) == dict(second.document.elements)
    third.save()
    third.close()
    assert read_snapshot(path)[1] == list(third.document.elements.values())
    assert journals(place) == []


def test_a_recovered_journal_belongs_to_the_process_that_recovered_it(path: Path, place: Workplace) -> None:
    session = Session.open(path, place)
    rename(session, "t1", "One")
    crash(session)
    again = Session.recover(recoveries(place.state_folder, ended)[0], place)
    again.keep().result()
    assert recoveries(place.state_folder) == []
    again.close(discard=True)


def test_edits_made_while_a_save_is_under_way_are_kept_and_not_in_the_file(path: Path, place: Workplace) -> None:
    session = Session.open(path, place)
    rename(session, "t1", "Before")
    saving = session.begin_save()
    rename(session, "t2", "After")
    saving.result()
    crash(session)
    assert session.dirty
    names = [element.describe() for element in read_snapshot(path)[1]]
    assert "touchpoint “Before”" in names
    assert "touchpoint “After”" not in names
    (found,) = recoveries(place.state_folder, ended)
    assert found.edits == 1
    again = Session.recover(found, place)
    assert dict(again.document.elements) == dict(session.document.elements)
    again.close(discard=True)


class StubbornDisk(FaultyDisk):
    """A disk on which nothing can be removed."""

    @override
    def unlink(self, path: Path, /) -> None:
        if path.exists():
            raise OSError(errno.EACCES, "held")
        super().unlink(path)


def test_the_journal_that_a_crash_right_after_a_save_leaves_is_ignored(tmp_path: Path, path: Path) -> None:
    place = workplace(tmp_path, StubbornDisk())
    session = Session.open(path, place)
    rename(session, "t1", "Shop")
    session.save()
    crash(session)
    assert len(list(place.state_folder.glob("*.journal"))) == 1
    assert recoveries(place.state_folder, ended) == []


def test_edits_after_an_unconfirmed_save_are_not_lost_with_its_generation(tmp_path: Path, path: Path) -> None:
    disk = UnsureDisk()
    session = Session.open(path, workplace(tmp_path, disk))
    rename(session, "t1", "Saved")
    session.keep().result()
    disk.unsure = True
    with pytest.raises(SaveProblem, match="did not confirm"):
        session.save()
    disk.unsure = False
    disk.mend()
    rename(session, "t2", "Later")
    crash(session)
    (found,) = recoveries(tmp_path / "state", ended)
    again = Session.recover(found, workplace(tmp_path))
    assert dict(again.document.elements) == dict(session.document.elements)
    again.close(discard=True)


def test_an_unconfirmed_save_before_a_crash_is_not_taken_for_somebody_else_s(tmp_path: Path, path: Path) -> None:
    disk = UnsureDisk()
    session = Session.open(path, workplace(tmp_path, disk))
    rename(session, "t1", "Saved")
    disk.unsure = True
    with pytest.raises(SaveProblem, match="did not confirm"):
        session.save()
    disk.unsure = False
    disk.mend()
    rename(session, "t2", "Later")
    crash(session)
    (found,) = recoveries(tmp_path / "state", ended)
    assert not found.file_changed
    again = Session.recover(found, workplace(tmp_path))
    again.save()
    assert read_snapshot(path)[1] == list(again.document.elements.values())
    again.close()


def test_what_somebody_else_saved_before_a_crash_is_still_told_apart(path: Path, place: Workplace) -> None:
    session = Session.open(path, place)
    rename(session, "t1", "Mine")
    crash(session)
    someone_else_renames(path, "t2", "Theirs")
    (found,) = recoveries(place.state_folder, ended)
    assert found.file_changed


class UnsureDisk(FaultyDisk):
    """A disk that, when it is unsure, renames without being able to make that last."""

    unsure = False

    @override
    def replace(self, source: Path, target: Path, /) -> None:
        super().replace(source, target)
        if self.unsure:
            self.fail("fsync", errno.EIO)


def test_two_sessions_of_one_project_keep_their_edits_apart(path: Path, place: Workplace) -> None:
    first, second = Session.open(path, place), Session.open(path, place)
    rename(first, "t1", "First")
    rename(second, "t1", "Second")
    crash(first)
    crash(second)
    found = [Session.recover(each, place) for each in recoveries(place.state_folder, ended)]
    assert {each.document.elements["t1"].describe() for each in found} == {"touchpoint “First”", "touchpoint “Second”"}
    for each in found:
        each.close(discard=True)


def test_the_title_is_the_first_journeys_else_the_files(path: Path, place: Workplace) -> None:
    named, empty = Session.open(path, place), Session.new([], place)
    assert named.title == "Buying “glasses” 👓"
    assert empty.title == "Untitled"
    empty.save_as(path.with_name("blank.journey"))
    assert empty.title == "blank"
    named.close()
    empty.close()


def restart(path: Path, place: Workplace) -> Session:
    """Open the project again, a session later."""
    return Session.open(path, place)


def someone_else_renames(path: Path, element_id: str, name: str) -> None:
    info, elements = read_snapshot(path)
    changed = [replace(each, name=name) if each.id == element_id else each for each in elements]
    write_snapshot(path, replace(info, generation=info.generation + 5), changed)


def name_of(session: Session, element_id: str) -> str:
    return session.document.elements[element_id].describe()


def test_what_someone_else_changed_is_put_together_as_one_undoable_edit(path: Path, place: Workplace) -> None:
    session, watch = Session.open(path, place), Watch()
    session.sharing.watch(watch)
    rename(session, "t1", "Mine")
    someone_else_renames(path, "t2", "Theirs")
    with pytest.raises(FileChangedOutside):
        session.save()
    assert (watch.changes, session.dirty) == ([Found.CHANGED], True)
    published = heard(session.document)
    session.sharing.take_merged(session.sharing.outside(), {})
    assert [each.cause for each in published] == [Cause.MERGE]
    assert (name_of(session, "t1"), name_of(session, "t2")) == ("touchpoint “Mine”", "touchpoint “Theirs”")
    session.save()
    assert read_snapshot(path)[1] == list(session.document.elements.values())
    assert {each.kind for each in session.earlier.versions()} == {Kind.OUTSIDE, Kind.BEFORE_MERGE, Kind.SAVED}
    session.history.undo()
    assert name_of(session, "t2") == typical_elements()[5].describe()
    session.close(discard=True)


def test_a_conflict_is_settled_as_the_user_chooses(path: Path, place: Workplace) -> None:
    for side, expected in ((Side.MINE, "Mine"), (Side.THEIRS, "Theirs")):
        session = restart(path, place)
        rename(session, "t1", "Mine")
        someone_else_renames(path, "t1", "Theirs")
        outside = session.sharing.outside()
        session.sharing.take_merged(outside, dict.fromkeys(outside.merge.conflicts, side))
        assert name_of(session, "t1") == f"touchpoint “{expected}”"
        session.save()
        rename(session, "t1", "Website")
        session.save()
        session.close()


def test_a_comparison_that_is_out_of_date_is_not_taken(path: Path, place: Workplace) -> None:
    session = Session.open(path, place)
    someone_else_renames(path, "t2", "Theirs")
    outside = session.sharing.outside()
    rename(session, "t1", "Later")
    with pytest.raises(StaleComparison, match="compare them again"):
        session.sharing.take_merged(outside, {})
    assert name_of(session, "t1") == "touchpoint “Later”"
    session.close(discard=True)


def test_a_file_that_someone_else_changed_during_a_crash_is_noticed_too(path: Path, place: Workplace) -> None:
    session = Session.open(path, place)
    rename(session, "t1", "Mine")
    crash(session)
    someone_else_renames(path, "t2", "Theirs")
    again = Session.recover(recoveries(place.state_folder, ended)[0], place)
    with pytest.raises(FileChangedOutside):
        again.save()
    again.sharing.take_merged(again.sharing.outside(), {})
    again.save()
    assert {"touchpoint “Mine”", "touchpoint “Theirs”"} <= {each.describe() for each in read_snapshot(path)[1]}
    again.close()


def test_saving_over_is_possible_and_loses_nothing(path: Path, place: Workplace) -> None:
    session = Session.open(path, place)
    rename(session, "t1", "Mine")
    someone_else_renames(path, "t2", "Theirs")
    session.save(over=True)
    (theirs,) = (each for each in session.earlier.versions() if each.kind is Kind.OUTSIDE)
    assert "touchpoint “Theirs”" in [each.describe() for each in session.earlier.version(theirs)]
    session.close()


def test_a_version_comes_back_as_one_undoable_edit_and_what_was_there_stays_a_version(
    path: Path, place: Workplace
) -> None:
    session = Session.open(path, place)
    for name in ("One", "Two"):
        rename(session, "t1", name)
        session.save()
    rename(session, "t1", "Three")
    session.keep().result()
    first = next(
        each
        for each in session.earlier.versions()
        if "One" in [getattr(e, "name", "") for e in session.earlier.version(each)]
    )
    for _ in range(2):
        session.earlier.restore(first, session.earlier.version(first))
    assert session.serial == 4
    session.history.undo()
    assert name_of(session, "t1") == "touchpoint “Three”"
    session.history.redo()
    session.save()
    kinds = [each.kind for each in session.earlier.versions()]
    assert kinds.count(Kind.BEFORE_RESTORE) == 1
    session.close()


def test_autosave_comes_after_a_minute_of_quiet_and_only_where_there_is_something_to_save(
    path: Path, place: Workplace
) -> None:
    new, session = Session.new(typical_elements(), place), Session.open(path, place)
    far = place.clock() + timedelta(hours=1)
    assert not session.autosave_due(far)
    rename(new, "t1", "Shop")
    rename(session, "t1", "Shop")
    edited = place.clock()
    assert not session.autosave_due(edited + timedelta(seconds=55))
    assert session.autosave_due(edited + timedelta(seconds=60))
    assert not new.autosave_due(far)
    session.begin_autosave().result()
    assert not session.autosave_due(far)
    assert "touchpoint “Shop”" in [each.describe() for each in read_snapshot(path)[1]]
    new.close(discard=True)
    session.close()


def test_an_autosave_that_failed_is_tried_again_a_minute_later(tmp_path: Path, path: Path) -> None:
    disk = FaultyDisk()
    place = workplace(tmp_path, disk)
    session = Session.open(path, place)
    rename(session, "t1", "Shop")
    session.keep().result()
    disk.fail("replace", errno.ENOSPC)
    with pytest.raises(SaveProblem):
        session.begin_autosave().result()
    tried = place.clock()
    assert not session.autosave_due(tried + timedelta(seconds=50))
    assert session.autosave_due(tried + timedelta(seconds=60))
    session.close(discard=True)


def test_autosaves_leave_what_was_saved_by_hand_within_reach(path: Path, place: Workplace) -> None:
    session = Session.open(path, place)
    rename(session, "t1", "By hand")
    session.save()
    for number in range(LATEST + 5):
        rename(session, "t1", str(number))
        session.begin_autosave().result()
    by_hand = [each for each in session.earlier.versions() if each.kind is Kind.SAVED]
    assert [
        "touchpoint “By hand”" in [each.describe() for each in session.earlier.version(one)] for one in by_hand
    ] == [True]
    session.close()


def test_autosave_never_writes_over_what_someone_else_changed_and_asks_once(path: Path, place: Workplace) -> None:
    session = Session.open(path, place)
    rename(session, "t1", "Mine")
    someone_else_renames(path, "t2", "Theirs")
    before = path.read_bytes()
    with pytest.raises(FileChangedOutside):
        session.begin_autosave().result()
    assert path.read_bytes() == before
    assert not session.autosave_due(place.clock() + timedelta(hours=1))
    session.close(discard=True)


def test_a_file_that_is_only_looked_at_refuses_edits_until_it_is_saved_elsewhere(path: Path, place: Workplace) -> None:
    session = Session.open(path, place, read_only=True)
    with pytest.raises(ReadOnlyProblem, match="to be looked at only"):
        rename(session, "t1", "Shop")
    for refused in (session.save, lambda: session.save_as(path)):
        with pytest.raises(SaveProblem, match="looked at only"):
            refused()
    session.save_as(path.with_name("mine.journey"))
    assert session.read_only == ""
    rename(session, "t1", "Shop")
    session.close(discard=True)


def test_saving_onto_a_file_that_is_only_looked_at_raises_no_alarm(path: Path, place: Workplace) -> None:
    session, notes = Session.open(path, place, read_only=True), Notes()
    session.subscribe(notes)
    with pytest.raises(SaveProblem, match="Choose another name"):
        session.save_as(path.parent / "." / path.name)
    assert notes.problems == []
    session.close()


def test_a_file_that_cannot_be_written_is_opened_to_be_looked_at(tmp_path: Path, path: Path) -> None:
    disk = FaultyDisk()
    disk.fail("access", errno.EACCES)
    session = Session.open(path, workplace(tmp_path, disk))
    assert session.read_only == "“a.journey” is read-only for you, so it is open to be looked at only."
    session.close()


def test_a_newer_file_is_shown_as_far_as_it_is_known_and_never_written(path: Path, place: Workplace) -> None:
    content = json.loads(path.read_text("utf-8"))
    content["project"]["1"]["schema"] = 99
    del content["project"]["1"]["content"]
    content["touchpoints"]["1"]["weather"] = "rain"
    path.write_text(json.dumps(content), "utf-8")
    session = Session.open(path, place)
    assert "newer version of the program" in session.read_only
    assert "Not shown: “weather” of touchpoints." in session.read_only
    with pytest.raises(SaveProblem):
        session.save_as(path)
    assert json.loads(path.read_text("utf-8")) == content
    session.close()


def test_the_file_is_locked_at_the_first_edit_and_freed_at_the_end(path: Path, place: Workplace) -> None:
    session, watch = Session.open(path, place), Watch()
    session.sharing.watch(watch)
    assert not lock_path(path).exists()
    rename(session, "t1", "Shop")
    session.keep().result()
    assert (watch.locks, session.sharing.lock_state, lock_path(path).exists()) == ([Locked()], Locked(), True)
    session.close(discard=True)
    assert not lock_path(path).exists()


def test_who_else_has_the_file_is_told_and_edits_are_kept_all_the_same(path: Path, place: Workplace) -> None:
    ines = Holder(Process(4711, "STUDIO-PC", "1"), "Ines", "0.2.0", "hers")
    FileLock(path, ines).take(place.clock())
    session, watch = Session.open(path, place), Watch()
    leave = session.sharing.watch(watch)
    assert isinstance(session.sharing.lock_state, HeldBy)
    rename(session, "t1", "Shop")
    session.keep().result()
    assert session.pending == 0
    assert not session.autosave_due(place.clock() + timedelta(hours=1))
    with pytest.raises(FileHeld, match="Ines"):
        session.save()
    session.sharing.lock_anyway().result()
    leave()
    session.save()
    assert watch.locks == [Locked()]
    session.close()


def test_a_copy_under_another_name_is_locked_at_its_own_first_edit(path: Path, place: Workplace) -> None:
    session, copy = Session.open(path, place), path.with_name("copy.journey")
    rename(session, "t1", "Shop")
    session.save_as(copy)
    assert not lock_path(path).exists()
    rename(session, "t1", "Hotline")
    session.keep().result()
    assert lock_path(copy).exists()
    session.close(discard=True)


def test_a_version_that_cannot_be_kept_is_told_and_the_save_stands(tmp_path: Path, path: Path) -> None:
    disk = FaultyDisk()
    session, notes = Session.open(path, workplace(tmp_path, disk)), Notes()
    session.subscribe(notes)
    rename(session, "t1", "Shop")
    session.keep().result()
    disk.fail("makedirs", errno.ENOSPC)
    session.save()
    session.keep().result()
    assert notes.paths == [path]
    assert [problem.partition(":")[0] for problem in notes.problems] == [
        "This version of the project could not be kept"
    ]
    session.close()


def test_what_is_typed_fast_is_one_step_of_undo(path: Path, tmp_path: Path) -> None:
    now = datetime(2026, 5, 4, tzinfo=UTC)
    session = Session.open(path, Workplace(tmp_path / "state", lambda: now))
    for name in ("S", "Sh", "Shop"):
        rename(session, "t1", name)
    session.keep().result()
    (journal,) = (tmp_path / "state").glob("*.journal")
    assert len(read_journal(journal).entries) == 3
    session.history.undo()
    assert not session.dirty
    session.close()
