"""A damaged project file in the window: what is offered, what is opened, and what becomes of the file."""

from functools import partial
from pathlib import Path

import pytest

from tests.helpers.program import Dialogs, names, opened
from tests.helpers.projects import broadband, save_project
from tests.helpers.sessions import crash, ended, rename, workplace
from ui.dialogs.versions import VersionsDialog
from ui.main_window import MainWindow
from workbench.session import Session
from workbench.storage.rescue import find_rescue
from workbench.storage.store import read_snapshot


@pytest.fixture
def damaged(window: MainWindow, tmp_path: Path) -> Path:
    """A project that was saved here twice and then cut off."""
    path = save_project(tmp_path / "broadband.journey", broadband())
    session = Session.open(path, workplace(tmp_path))
    for name in ("Box", "Parcel"):
        rename(session, "pack", name)
        session.save()
    session.close()
    path.write_bytes(path.read_bytes()[:700])
    return path


def test_the_last_version_is_offered_by_its_time_and_what_it_changed(
    window: MainWindow, dialogs: Dialogs, damaged: Path
) -> None:
    dialogs.answers = ["cancel"]
    before = damaged.read_bytes()
    assert not window.open_file(damaged)
    assert dialogs.titles == ["“broadband.journey” is damaged"]
    assert "it is cut off at character" in dialogs.told[0]
    assert "The last version kept on this computer is from" in dialogs.told[0]
    assert "What it changed: Renamed “Box”." in dialogs.told[0]
    assert window.workspace is None
    assert damaged.read_bytes() == before


def test_the_version_opens_in_place_of_the_file_which_stays_until_it_is_saved(
    window: MainWindow, dialogs: Dialogs, damaged: Path
) -> None:
    dialogs.answers = ["version"]
    before = damaged.read_bytes()
    assert window.open_file(damaged)
    assert "Parcel" in names(window)
    assert opened(window).session.dirty
    assert damaged.read_bytes() == before
    assert window.files.save()
    (kept,) = damaged.parent.glob("broadband (damaged *).journey")
    assert kept.read_bytes() == before
    assert "Parcel" in damaged.read_text("utf-8")
    assert read_snapshot(damaged)[0].remark == ""


def test_the_earlier_versions_can_be_looked_through_at_once(
    window: MainWindow, dialogs: Dialogs, damaged: Path
) -> None:
    seen: list[int] = []

    def look(dialog: VersionsDialog) -> bool:
        seen.append(dialog.list.count())
        return False

    dialogs.answers = ["list"]
    dialogs.work = [look]
    assert window.open_file(damaged)
    assert seen == [3]
    assert "Parcel" in names(window)


def test_changes_that_a_crash_left_behind_are_offered_too(
    window: MainWindow, dialogs: Dialogs, damaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialogs.answers = ["version", "recover"]
    assert window.open_file(damaged)
    rename(opened(window).session, "pack", "Crate")
    crash(opened(window).session)
    monkeypatch.setattr("ui.shell.project_files.find_rescue", partial(find_rescue, running=ended))
    window.files.session = None
    before = damaged.read_bytes()
    assert window.open_file(damaged)
    assert "1 change made after the last save" in dialogs.told[1]
    assert "Crate" in names(window)
    assert window.files.save()
    (kept,) = damaged.parent.glob("broadband (damaged *).journey")
    assert kept.read_bytes() == before


def test_without_a_version_on_this_computer_it_is_said_so(window: MainWindow, dialogs: Dialogs, tmp_path: Path) -> None:
    path = save_project(tmp_path / "foreign.journey", broadband())
    path.write_bytes(path.read_bytes()[:300])
    assert not window.open_file(path)
    assert dialogs.told[0].endswith("No version of it is kept on this computer.")


def test_a_file_that_was_changed_by_something_else_opens_with_a_remark(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    path = save_project(tmp_path / "edited.journey", broadband())
    path.write_text(path.read_text("utf-8").replace("Welcome pack", "Parcel"), "utf-8")
    assert window.open_file(path)
    assert "is not as it was last saved" in window.notice.text
    assert window.notice.link.text() == "Versions"
    assert dialogs.titles == []
