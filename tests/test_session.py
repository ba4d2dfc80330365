"""An open project: saved, closed, crashed and brought back without losing an edit."""

import errno
from pathlib import Path

import pytest
from typing_extensions import override

from tests.helpers.documents import typical_elements
from tests.helpers.faulty_disk import FaultyDisk
from tests.helpers.sessions import Notes, crash, ended, rename, workplace
from workbench.session import Session, Workplace
from workbench.storage.problems import FileProblem, SaveProblem
from workbench.storage.recovery import recoveries
from workbench.storage.store import read_snapshot


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
        assert list(place.state_folder.iterdir()) == []


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
    assert list(place.state_folder.iterdir()) == []


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
