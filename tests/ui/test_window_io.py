"""The window's thread touches no project, journal or version, and nothing is lost where one thing overtakes another."""

import errno
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.helpers.faulty_disk import FaultyDisk
from tests.helpers.file_watch import files_touched_here
from tests.helpers.program import Dialogs, Program, opened, to_front
from tests.helpers.sessions import crash, ended, workplace
from tests.helpers.sessions import rename as rename_in
from ui.dialogs.versions import VersionsDialog
from ui.main_window import MainWindow
from workbench.domain.elements import Touchpoint
from workbench.editing.structure import rename
from workbench.session import Session
from workbench.storage.recovery import Recovery, recoveries
from workbench.storage.store import read_snapshot, write_snapshot


@dataclass
class Scene:
    """A window with a journey open, and what may be done there."""

    window: MainWindow
    file: Path
    dialogs: Dialogs
    qtbot: QtBot

    def change(self, name: str = "Changed") -> None:
        rename(opened(self.window).document, "bill", name)

    def save(self) -> None:
        self.change()
        self.window.do("save")

    def save_as(self) -> None:
        self.dialogs.choose_file(self.file.with_name("other.journey"))
        self.window.do("save-as")

    def autosave(self) -> None:
        self.change()
        opened(self.window).session.begin_autosave()
        self.qtbot.waitUntil(lambda: not opened(self.window).session.dirty)

    def close_and_save(self) -> None:
        self.change()
        self.dialogs.answers = ["save"]
        assert self.window.close()

    def leave_and_open(self) -> None:
        self.window.do("close")
        assert self.window.open_file(self.file)

    def save_changed_outside(self) -> None:
        self.change()
        by_somebody_else(self.file)
        self.window.do("save")

    def put_together(self) -> None:
        self.save_changed_outside()
        self.dialogs.work.append(lambda dialog: dialog.put_together.isEnabled())
        opened(self.window).safety._merge_outside()
        assert "Their offer" in [each.name for each in opened(self.window).document.of(Touchpoint)]

    def bring_a_version_back(self) -> None:
        self.save()
        self.change("Later")

        def choose(dialog: VersionsDialog) -> bool:
            self.qtbot.waitUntil(lambda: dialog.difference.list.count() > 0)
            return True

        self.dialogs.work.append(choose)
        self.window.do("versions")
        assert opened(self.window).document.get(Touchpoint, "bill").name != "Later"

    def put_a_copy_together(self) -> None:
        by_somebody_else(self.file, self.file.with_name("broadband (1).journey"))
        self.leave_and_open()
        self.qtbot.waitUntil(lambda: bool(opened(self.window).safety._copies))
        self.dialogs.work.append(lambda dialog: dialog.put_together.isEnabled())
        opened(self.window).safety._merge_copy()


DEEDS = (
    Scene.save, Scene.save_as, Scene.autosave, Scene.close_and_save, Scene.leave_and_open, Scene.save_changed_outside,
    Scene.put_together, Scene.bring_a_version_back, Scene.put_a_copy_together,
)  # fmt: skip


def by_somebody_else(file: Path, target: Path | None = None) -> None:
    info, elements = read_snapshot(file)
    theirs = [replace(each, name="Their offer") if each.id == "offer" else each for each in elements]
    write_snapshot(target or file, replace(info, generation=info.generation + 1), theirs)


def saved_name(file: Path) -> str:
    return next(each.name for each in read_snapshot(file)[1] if isinstance(each, Touchpoint) and each.id == "bill")


@pytest.fixture
def scene(journey: MainWindow, file: Path, dialogs: Dialogs, qtbot: QtBot) -> Scene:
    return Scene(journey, file, dialogs, qtbot)


@pytest.fixture
def recovery(file: Path, tmp_path: Path) -> Recovery:
    place = workplace(tmp_path)
    lost = Session.open(file, place)
    rename_in(lost, "bill", "Lost")
    crash(lost)
    return recoveries(place.state_folder, ended)[0]


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
def test_no_file_of_a_project_is_touched_in_the_window_s_thread(
    deed: Callable[[Scene], None], scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = by_somebody_else

    with files_touched_here(tmp_path) as touched:

        def unwatched(*arguments: Path) -> None:
            before = len(touched)
            here(*arguments)
            del touched[before:]

        monkeypatch.setattr("tests.ui.test_window_io.by_somebody_else", unwatched)
        deed(scene)
    assert touched == []


def test_what_a_crash_left_behind_is_listed_looked_at_and_brought_back_in_other_threads(
    recovery: Recovery, program: Program, dialogs: Dialogs, tmp_path: Path, qtbot: QtBot
) -> None:
    window = program.start()
    with files_touched_here(tmp_path) as touched:
        dialogs.work.append(lambda _: False)
        window.desk._list_files()
        window.files.look_at(recovery)
        window.files.recover(recovery)
        qtbot.wait(20)
    assert touched == []
    assert opened(window).document.get(Touchpoint, "bill").name == "Lost"


def test_the_watch_itself_sees_what_this_thread_reads(file: Path, tmp_path: Path) -> None:
    with files_touched_here(tmp_path) as touched:
        read_snapshot(file)
    assert touched == ["open /broadband.journey"]


class SlowDisk(FaultyDisk):
    """A disk on which something else happens while it writes."""

    def __init__(self) -> None:
        super().__init__()
        self.meanwhile: list[Callable[[], None]] = []

    def replace(self, source: Path, target: Path, /) -> None:
        if self.meanwhile and target.suffix == ".journey":
            self.meanwhile.pop()()
        super().replace(source, target)


@pytest.fixture
def slow(program: Program, file: Path, dialogs: Dialogs, qtbot: QtBot) -> tuple[Scene, SlowDisk]:
    disk = SlowDisk()
    window = program.start(files=disk)
    window.open_file(file)
    to_front(window)
    return Scene(window, file, dialogs, qtbot), disk


def while_writing(scene: Scene, disk: SlowDisk, act: Callable[[], None]) -> None:
    """Let the window do `act` in the midst of a save, which ends only then."""
    import threading

    done = threading.Event()

    def act_and_go_on() -> None:
        if scene.window.disk.is_waited_for:
            act()
            done.set()
        else:
            QTimer.singleShot(1, scene.window, act_and_go_on)

    QTimer.singleShot(0, scene.window, act_and_go_on)
    disk.meanwhile.append(lambda: done.wait(10) and None)


def test_closing_in_the_midst_of_a_save_waits_for_it_and_then_closes(slow: tuple[Scene, SlowDisk]) -> None:
    scene, disk = slow
    closed: list[bool] = []
    while_writing(scene, disk, lambda: closed.append(scene.window.close()))
    scene.save()
    assert closed == [False]
    assert saved_name(scene.file) == "Changed"
    scene.qtbot.waitUntil(lambda: not scene.window.isVisible())
    assert scene.dialogs.titles == []


@pytest.mark.parametrize("action", ["save", "versions", "close", "open", "new"])
def test_nothing_that_needs_a_file_begins_in_the_midst_of_a_save(slow: tuple[Scene, SlowDisk], action: str) -> None:
    scene, disk = slow
    while_writing(scene, disk, lambda: scene.window.do(action))
    scene.save()
    assert saved_name(scene.file) == "Changed"
    assert opened(scene.window).toolbar.saved.text == "Saved"
    assert scene.dialogs.titles == []


def test_two_saves_in_a_row_and_one_by_itself_between_them_end_with_the_last_state(scene: Scene) -> None:
    scene.save()
    scene.change("By itself")
    opened(scene.window).session.begin_autosave()
    scene.change("Last")
    scene.window.do("save")
    scene.window.do("save")
    assert saved_name(scene.file) == "Last"
    assert not scene.window.isWindowModified()


def test_what_is_edited_while_it_saves_by_itself_stays_to_be_saved(slow: tuple[Scene, SlowDisk]) -> None:
    scene, disk = slow
    scene.change("First")
    session = opened(scene.window).session
    disk.meanwhile.append(lambda: None)
    saving = session.begin_autosave()
    scene.change("Second")
    saving.result()
    assert saved_name(scene.file) == "First"
    assert session.dirty


def test_a_save_that_fails_on_closing_keeps_the_window_and_offers_another_place(
    slow: tuple[Scene, SlowDisk], tmp_path: Path
) -> None:
    scene, disk = slow
    scene.change()
    opened(scene.window).session.keep().result()
    disk.fail("replace", errno.ENOSPC, 99)
    scene.dialogs.answers = ["save", "cancel"]
    assert not scene.window.close()
    assert scene.dialogs.titles[-1] == "The file could not be saved"
    disk.mend()
    scene.dialogs.answers = ["save"]
    assert scene.window.close()
    assert saved_name(scene.file) == "Changed"
