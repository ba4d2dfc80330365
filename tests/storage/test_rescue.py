"""What is offered in place of a damaged file."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from os import utime
from pathlib import Path

import pytest

from tests.helpers.documents import typical_elements
from tests.helpers.sessions import crash, ended, rename, workplace
from workbench.session import Session, Workplace
from workbench.storage.problems import DamagedFileProblem
from workbench.storage.rescue import Rescue, damaged_content, find_rescue, kept_versions
from workbench.storage.store import read_snapshot


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return workplace(tmp_path)


@pytest.fixture
def project(tmp_path: Path, place: Workplace) -> Path:
    """A project saved three times."""
    session = Session.new(typical_elements(), place)
    for name in ("One", "Two", "Three"):
        rename(session, "t1", name)
        session.save_as(tmp_path / "a.journey")
    session.close()
    return tmp_path / "a.journey"


def damage(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.write_bytes(change(path.read_bytes()))


def rescue_of(path: Path, place: Workplace) -> Rescue | None:
    with pytest.raises(DamagedFileProblem) as caught:
        Session.open(path, place)
    return find_rescue(caught.value, path, place.state_folder, ended)


def found_for(path: Path, place: Workplace) -> Rescue:
    found = rescue_of(path, place)
    assert found is not None
    return found


def test_a_file_that_was_cut_off_is_known_by_its_head(project: Path, place: Workplace) -> None:
    elsewhere = project.with_name("moved.journey")
    project.rename(elsewhere)
    damage(elsewhere, lambda data: data[:400])
    assert found_for(elsewhere, place).last.label == "Renamed “Two”"


@pytest.mark.parametrize("content", [b"", b"\0" * 4096, b"\xff\xd8\xff\xe0 a picture", b"[1, 2]"])
def test_a_file_of_which_nothing_is_left_is_known_by_its_place(project: Path, place: Workplace, content: bytes) -> None:
    wanted = read_snapshot(project)[1]
    damage(project, lambda _: content)
    found = found_for(project, place)
    assert list(found.elements) == wanted
    assert found.recovery is None


def test_a_uuid_that_was_altered_leads_to_the_place_too(project: Path, place: Workplace) -> None:
    uuid = read_snapshot(project)[0].uuid.encode()
    damage(project, lambda data: data.replace(uuid, b"x" * 32)[:500])
    assert found_for(project, place).uuid == uuid.decode()


def test_a_version_that_cannot_be_read_is_passed_over(project: Path, place: Workplace) -> None:
    newest, second, _ = kept_versions(project, place.state_folder)
    damage(newest.path, lambda data: data[:-9] + bytes(9))
    damage(project, lambda data: data[:300])
    assert found_for(project, place).last == second


def test_nothing_is_offered_for_a_project_that_was_never_saved_here(project: Path, tmp_path: Path) -> None:
    damage(project, lambda data: data[:300])
    assert rescue_of(project, workplace(tmp_path / "other")) is None


def test_changes_that_were_never_saved_are_offered_too(project: Path, place: Workplace) -> None:
    session = Session.open(project, place)
    rename(session, "t1", "Four")
    crash(session)
    damage(project, lambda data: data[:300])
    found = found_for(project, place)
    assert found.recovery is not None
    assert "1 change made after the last save can be had back too." in found.told("today")
    again = Session.recover(found.recovery, place)
    again.save()
    again.close()
    assert len(list(project.parent.glob("a (damaged *).journey"))) == 1
    assert read_snapshot(project)[1] == list(again.document.elements.values())


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (timedelta(), "as it was last saved."),
        (timedelta(minutes=3), "3 minutes before the file was last written."),
        (timedelta(minutes=1), "1 minute before"),
        (timedelta(hours=5), "5 hours before"),
        (timedelta(days=3), "3 days before"),
        (timedelta(days=-3), "later than the file itself."),
    ],
)
def test_it_is_said_how_old_the_version_is(project: Path, place: Workplace, later: timedelta, words: str) -> None:
    damage(project, lambda data: data[:300])
    when = (kept_versions(project, place.state_folder)[0].when + later).timestamp()
    utime(project, (when, when))
    assert words in found_for(project, place).told("today")


def test_the_damaged_file_goes_aside_at_the_first_save_and_not_before(project: Path, place: Workplace) -> None:
    damage(project, lambda data: data[:300])
    broken = project.read_bytes()
    session = Session.rescue(found_for(project, place), place)
    rename(session, "t1", "Four")
    session.keep().result()
    assert project.read_bytes() == broken
    assert not session.autosave_due(datetime(2030, 1, 1, tzinfo=UTC))
    session.save()
    rename(session, "t1", "Five")
    session.save()
    session.close()
    (aside,) = project.parent.glob("a (damaged *).journey")
    assert aside.read_bytes() == broken
    assert read_snapshot(project)[1] == list(session.document.elements.values())
    assert kept_versions(project, place.state_folder)[0].label == "Renamed “Four”"


def test_a_second_damage_in_the_same_minute_gets_a_name_of_its_own(project: Path, place: Workplace) -> None:
    for _ in range(2):
        damage(project, lambda data: data[:300])
        session = Session.rescue(found_for(project, place), place)
        session.save()
        session.close()
    assert len(list(project.parent.glob("a (damaged *).journey"))) == 2


def test_work_on_a_rescued_project_survives_a_crash(project: Path, place: Workplace) -> None:
    damage(project, lambda data: data[:300])
    session = Session.rescue(found_for(project, place), place)
    rename(session, "t1", "Four")
    crash(session)
    found = found_for(project, place)
    assert found.recovery is not None
    again = Session.recover(found.recovery, place)
    assert again.document.elements == session.document.elements
    again.close()


def test_only_what_is_there_and_no_project_counts_as_damaged(project: Path) -> None:
    assert damaged_content(project) == ""
    assert damaged_content(project.with_name("none.journey")) == ""
    damage(project, lambda data: data[:300])
    assert len(damaged_content(project)) == 64
