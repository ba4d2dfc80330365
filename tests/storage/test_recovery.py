"""What a crash left behind is found, judged and swept."""

import errno
import os
import zlib
from datetime import timedelta
from pathlib import Path
from unittest.mock import ANY

import pytest

from tests.helpers.documents import typical_elements
from tests.helpers.faulty_disk import FaultyDisk
from tests.helpers.sessions import crash, ended, journals, rename, workplace
from workbench.domain.telling import told
from workbench.session import Session, Workplace
from workbench.storage.journal import read_journal
from workbench.storage.problems import FileProblem
from workbench.storage.recovery import Base, base_of, discard, preview, recoveries, sweep, unsaved
from workbench.storage.store import read_snapshot, write_snapshot


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return workplace(tmp_path)


@pytest.fixture
def project(tmp_path: Path, place: Workplace) -> Path:
    session = Session.new(typical_elements(), place)
    session.save_as(tmp_path / "a.journey")
    session.close()
    return tmp_path / "a.journey"


def crashed(project: Path, place: Workplace, *names: str) -> None:
    session = Session.open(project, place)
    for name in names:
        rename(session, "t1", name)
    crash(session)


def test_a_crash_leaves_one_recovery_that_says_what_it_holds(project: Path, place: Workplace) -> None:
    crashed(project, place, "One", "Two")
    (found,) = recoveries(place.state_folder, ended)
    assert (found.path, found.edits, found.readable, found.file_changed) == (project, 2, True, False)
    assert found.title == "Buying “glasses” 👓"
    assert found.uuid == read_snapshot(project)[0].uuid
    assert found.last == place.clock() - timedelta(seconds=1)


def test_a_recovery_can_be_looked_at_before_it_is_taken(project: Path, place: Workplace) -> None:
    crashed(project, place, "One", "Two")
    (found,) = recoveries(place.state_folder, ended)
    assert [each.describe() for each in preview(found) if each.id == "t1"] == ["touchpoint “Two”"]
    assert told(unsaved(found)) == ["Renamed “Website” to “Two”"]
    assert recoveries(place.state_folder, ended) == [found]


def test_what_was_saved_for_the_first_time_just_before_the_crash_is_not_offered_again(
    place: Workplace, tmp_path: Path
) -> None:
    session = Session.new(typical_elements(), place)
    rename(session, "t1", "One")
    session.keep().result()
    (journal,) = place.state_folder.glob("*.journal")
    before = {path: path.read_bytes() for path in (journal, journal.with_suffix(".base"))}
    session.save_as(tmp_path / "a.journey")
    crash(session)
    for path, data in before.items():
        path.write_bytes(data)
    assert recoveries(place.state_folder, ended) == []
    (tmp_path / "a.journey").unlink()
    assert [each.path for each in recoveries(place.state_folder, ended)] == [None]


def test_changes_that_a_newer_program_kept_stay_and_are_told(project: Path, place: Workplace) -> None:
    crashed(project, place, "One")
    (journal,) = place.state_folder.glob("*.journal")
    first, _, rest = journal.read_bytes().partition(b"\n")
    body = first[9:].replace(b'"schema": 1', b'"schema": 99')
    journal.write_bytes(b"%08x %s\n" % (zlib.crc32(body), body) + rest)
    before = journal.read_bytes()
    assert recoveries(place.state_folder, ended) == []
    sweep(place.state_folder, place.clock() + timedelta(days=9), ended)
    assert journal.read_bytes() == before
    session = Session.open(project, place)
    session.close()
    assert session.remark.startswith("A newer version of the program has kept changes to “Buying “glasses” 👓”")


def test_what_was_never_saved_is_compared_with_how_it_began(place: Workplace) -> None:
    session = Session.new(typical_elements(), place)
    rename(session, "t1", "One")
    crash(session)
    (found,) = recoveries(place.state_folder, ended)
    assert told(unsaved(found)) == ["Renamed “Website” to “One”"]


def test_the_latest_comes_first(project: Path, place: Workplace) -> None:
    crashed(project, place, "One")
    crashed(project, place, "Two", "Three")
    assert [found.edits for found in recoveries(place.state_folder, ended)] == [2, 1]


def test_the_journal_of_a_running_process_is_not_offered_and_not_swept(project: Path, place: Workplace) -> None:
    crashed(project, place, "One")
    assert recoveries(place.state_folder) == []
    sweep(place.state_folder, place.clock())
    assert len(recoveries(place.state_folder, ended)) == 1


def test_nothing_is_offered_where_there_is_no_state_folder(tmp_path: Path) -> None:
    assert recoveries(tmp_path / "none") == []


def test_a_journal_whose_edits_the_file_holds_already_is_swept(project: Path, place: Workplace) -> None:
    crashed(project, place, "One")
    info, _ = read_snapshot(project)
    (found,) = recoveries(place.state_folder, ended)
    restored = Session.recover(found, place)
    crash(restored)
    write_snapshot(project, info, restored.document.elements.values())
    assert recoveries(place.state_folder, ended) == []
    sweep(place.state_folder, place.clock(), ended)
    assert journals(place) == []


def test_a_file_that_someone_else_changed_is_told_and_the_edits_still_come_back(
    project: Path, place: Workplace
) -> None:
    crashed(project, place, "One")
    info, _ = read_snapshot(project)
    write_snapshot(project, info, [])
    (found,) = recoveries(place.state_folder, ended)
    assert (found.readable, found.file_changed) == (True, True)
    restored = Session.recover(found, place)
    assert restored.document.elements["t1"].describe() == "touchpoint “One”"
    restored.close(discard=True)


def test_a_lost_base_is_made_good_by_the_unchanged_project_file(project: Path, place: Workplace) -> None:
    crashed(project, place, "One")
    (found,) = recoveries(place.state_folder, ended)
    found.journal.with_suffix(".base").unlink()
    (found,) = recoveries(place.state_folder, ended)
    assert found.readable
    restored = Session.recover(found, place)
    rename(restored, "t2", "Two")
    crash(restored)
    assert base_of(found.journal, read_journal(found.journal)) == Base(ANY, typical_elements(), is_stored=True)


@pytest.mark.parametrize("base", [None, b"damaged"])
def test_without_base_and_file_nothing_can_be_recovered_but_nothing_is_removed(
    project: Path, place: Workplace, base: bytes | None
) -> None:
    crashed(project, place, "One")
    (found,) = recoveries(place.state_folder, ended)
    project.unlink()
    found.journal.with_suffix(".base").unlink()
    if base is not None:
        found.journal.with_suffix(".base").write_bytes(base)
    (found,) = recoveries(place.state_folder, ended)
    assert not found.readable
    with pytest.raises(FileProblem, match="cannot be opened"):
        Session.recover(found, place)
    sweep(place.state_folder, place.clock(), ended)
    assert found.journal.exists()


def test_a_base_of_another_state_is_not_used(project: Path, place: Workplace) -> None:
    crashed(project, place, "One")
    (found,) = recoveries(place.state_folder, ended)
    info, _ = read_snapshot(project)
    project.unlink()
    write_snapshot(found.journal.with_suffix(".base"), info, [])
    with pytest.raises(FileProblem, match="is not what the journal starts from"):
        Session.recover(found, place)


def test_what_is_discarded_is_offered_no_more(project: Path, place: Workplace) -> None:
    crashed(project, place, "One")
    (found,) = recoveries(place.state_folder, ended)
    discard(found)
    assert journals(place) == []


def test_what_another_program_holds_is_not_thrown_away_and_that_is_said(project: Path, place: Workplace) -> None:
    crashed(project, place, "One")
    (found,) = recoveries(place.state_folder, ended)
    disk = FaultyDisk()
    disk.fail("unlink", errno.EACCES)
    with pytest.raises(FileProblem, match=r"or another program holds it\. Try again at the next start\."):
        discard(found, disk)
    assert recoveries(place.state_folder, ended) == [found]


def test_a_damaged_journal_is_neither_offered_nor_removed(project: Path, place: Workplace) -> None:
    crashed(project, place, "One")
    (found,) = recoveries(place.state_folder, ended)
    found.journal.write_bytes(b"damaged")
    assert recoveries(place.state_folder, ended) == []
    sweep(place.state_folder, place.clock(), ended)
    assert found.journal.exists()


def test_a_base_and_a_temporary_file_without_a_journal_go_after_a_day(place: Workplace) -> None:
    place.state_folder.mkdir()
    now = place.clock()
    for name, age in (("old.base", 25), (".~old.base.77", 25), ("new.base", 23), (".~new.base.77", 23)):
        path = place.state_folder / name
        path.touch()
        moment = (now - timedelta(hours=age)).timestamp()
        os.utime(path, (moment, moment))
    sweep(place.state_folder, now, ended)
    assert {path.name for path in place.state_folder.iterdir()} == {"new.base", ".~new.base.77"}


def test_what_cannot_be_swept_stays_for_the_next_time(place: Workplace) -> None:
    place.state_folder.mkdir()
    old = place.state_folder / "old.base"
    old.touch()
    long_after = place.clock() + timedelta(days=3650)
    disk = FaultyDisk()
    disk.fail("unlink", errno.EACCES)
    sweep(place.state_folder, long_after, ended, disk)
    assert old.exists()
    sweep(place.state_folder, long_after, ended, disk)
    assert not old.exists()


def test_the_base_of_a_journal_stays_however_old_it_is(project: Path, place: Workplace) -> None:
    crashed(project, place, "One")
    long_after = place.clock() + timedelta(days=3650)
    sweep(place.state_folder, long_after, ended)
    assert [found.readable for found in recoveries(place.state_folder, ended)] == [True]
