"""What a killed program leaves behind is offered by the next one."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.helpers.program import Dialogs, Program, click, opened
from tests.ui.kill import fingerprint, start_child
from ui.main_window import MainWindow
from workbench.domain.elements import Transition
from workbench.storage.problems import FileProblem
from workbench.storage.recovery import recoveries
from workbench.storage.store import read_snapshot, write_snapshot

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Crash:
    """A killed program: its file, how many changes were not in it, and the fingerprint of what was on its screen."""

    file: Path
    edits: int
    screen: str


@pytest.fixture
def crash(file: Path, tmp_path: Path) -> Crash:
    path = file.rename(tmp_path / "a.journey")
    child = start_child(tmp_path, 5, 12)
    assert child.stdout is not None
    state = next(line.split()[2] for line in child.stdout if line.startswith("idle"))
    child.kill()
    child.wait()
    child.stdout.close()
    (found,) = recoveries(tmp_path / "state")
    return Crash(path, found.edits, state)


@pytest.fixture
def next_window(crash: Crash, program: Program, dialogs: Dialogs, qtbot: QtBot) -> MainWindow:
    window = program.start()
    qtbot.waitUntil(lambda: bool(window.start_page.banners))
    return window


def test_kept_changes_are_offered_with_their_number_and_come_back_as_they_were(
    crash: Crash, next_window: MainWindow, qtbot: QtBot
) -> None:
    (banner,) = next_window.start_page.banners
    said = " ".join(label.text() for label in banner.findChildren(QLabel))
    assert f"We kept {crash.edits} changes made after the last save" in said
    assert "Your saved file is untouched." in said
    before = crash.file.read_bytes()
    click(banner.buttons["recover"])
    workspace = opened(next_window)
    assert fingerprint(workspace.document.elements.values()) == crash.screen
    assert workspace.session.dirty
    assert crash.file.read_bytes() == before
    next_window.do("save")
    assert fingerprint(read_snapshot(crash.file)[1]) == crash.screen
    next_window.do("close")
    qtbot.waitUntil(lambda: next_window.start_page.banners == [])


def test_changes_are_thrown_away_only_after_a_question(next_window: MainWindow, dialogs: Dialogs, qtbot: QtBot) -> None:
    dialogs.answers = ["cancel"]
    click(next_window.start_page.banners[0].buttons["discard"])
    assert len(dialogs.told) == 1
    assert len(next_window.start_page.banners) == 1
    dialogs.answers = ["discard"]
    click(next_window.start_page.banners[0].buttons["discard"])
    qtbot.waitUntil(lambda: next_window.start_page.banners == [])
    assert next_window.files.recoveries() == []


def test_changes_that_another_program_holds_are_offered_on(
    next_window: MainWindow, dialogs: Dialogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(_recovery: object) -> None:
        raise FileProblem("Another program holds them.")

    monkeypatch.setattr("ui.shell.project_files.discard", held)
    dialogs.answers = ["discard"]
    click(next_window.start_page.banners[0].buttons["discard"])
    assert dialogs.told[-1] == "Another program holds them."
    assert len(next_window.files.recoveries()) == 1


def test_opening_the_file_itself_points_to_the_changes(crash: Crash, next_window: MainWindow, qtbot: QtBot) -> None:
    next_window.open_file(crash.file)
    assert "can be had back" in next_window.notice.text
    click(next_window.notice.link)
    assert next_window.workspace is None
    qtbot.waitUntil(lambda: len(next_window.start_page.banners) == 1)


def test_a_changed_file_is_said_so(crash: Crash, program: Program, dialogs: Dialogs, qtbot: QtBot) -> None:
    info, elements = read_snapshot(crash.file)
    write_snapshot(crash.file, info, [each for each in elements if not isinstance(each, Transition)])
    window = program.start()
    qtbot.waitUntil(lambda: bool(window.start_page.banners))
    said = " ".join(label.text() for label in window.start_page.banners[0].findChildren(QLabel))
    assert "untouched" not in said
