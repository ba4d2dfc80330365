"""One open file among other people and a disk that fails: real sessions, real files."""

import errno
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.faulty_disk import FaultyDisk
from tests.helpers.notices import Notices
from tests.helpers.program import Dialogs
from tests.helpers.projects import broadband, save_project
from tests.helpers.sessions import Clock, rename
from ui.bridge import SessionBridge
from ui.controls.look import Look
from ui.dialogs.conflicts import ConflictsDialog
from ui.disk import Disk
from ui.shell.advice import Concern, Way
from ui.shell.safety import LOOKING, Safety
from workbench.domain.conflicts import Side
from workbench.domain.document import Document
from workbench.domain.elements import Touchpoint
from workbench.editing.structure import rename as rename_element
from workbench.session import QUIET, Session, Workplace
from workbench.storage.filesystem import FileSystem
from workbench.storage.locks import FileLock, Holder, Locked
from workbench.storage.problems import SaveProblem
from workbench.storage.processes import Process
from workbench.storage.store import ProjectInfo, read_snapshot, write_snapshot

INES = Holder(Process(1, "STUDIO-PC"), "Ines", "Journey Workbench", "other")
SINCE = datetime(2026, 5, 4, 9, tzinfo=UTC)


class Desk:
    """One session under the eyes of its safety, in a window that nobody sees."""

    def __init__(self, session: Session, disk: Disk, clock: Clock, look: Look, window: QWidget) -> None:
        self.session = session
        self.clock = clock
        self.bridge = SessionBridge(session, window)
        self.notices = Notices()
        self.safety = Safety(session, self.bridge, disk, look, clock, self.notices.say, window)
        self.wanted: list[str] = []
        self.ended = False
        self.safety.save_wanted.connect(self._want_save)
        self.safety.save_as_wanted.connect(self._want_save_as)
        self.safety.begin()

    @property
    def concern(self) -> Concern | None:
        shown = self.safety.bar.shown
        return None if shown is None else shown.concern

    def save_refused(self, qtbot: QtBot) -> None:
        """Try to save although the file is another one by now, until that is told."""
        with pytest.raises(SaveProblem):
            self.session.save()
        qtbot.waitUntil(lambda: self.concern is Concern.OUTSIDE)

    def press(self, way: Way, qtbot: QtBot) -> None:
        QApplication.processEvents()
        banner = self.safety.bar.banner
        assert banner is not None
        qtbot.mouseClick(banner.buttons[way], Qt.MouseButton.LeftButton)

    def name(self, element_id: str) -> str:
        return self.session.document.get(Touchpoint, element_id).name

    def end(self) -> None:
        self.ended = True
        self.safety.close()
        self.bridge.close()
        self.session.close(discard=True)

    def _want_save(self) -> None:
        self.wanted.append("save")

    def _want_save_as(self) -> None:
        self.wanted.append("save as")


MakeDesk = Callable[..., Desk]


@pytest.fixture
def open_desk(look: Look, disk: Disk, qtbot: QtBot, file: Path, tmp_path: Path) -> Iterator[MakeDesk]:
    """Opens the journey of four touchpoints, on a disk that can be told to fail."""
    desks: list[Desk] = []
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    QVBoxLayout(window)
    window.show()

    def make(files: FileSystem | None = None, read_only: bool = False) -> Desk:
        clock = Clock()
        place = Workplace(tmp_path / "state", clock)
        if files is not None:
            place = Workplace(tmp_path / "state", clock, files=files)
        desks.append(Desk(Session.open(file, place, read_only), disk, clock, look, window))
        layout = window.layout()
        assert layout is not None
        layout.addWidget(desks[-1].safety.bar)
        return desks[-1]

    yield make
    for desk in desks:
        if not desk.ended:
            desk.end()


def by_somebody_else(file: Path, element_id: str, name: str, target: Path | None = None) -> None:
    """Change the file as another program would."""
    document = Document(read_snapshot(file)[1])
    rename_element(document, element_id, name)
    save_project(target or file, document.elements.values())


def changed_by_both(
    open_desk: MakeDesk,
    file: Path,
    qtbot: QtBot,
    mine: str = "My bill",
    theirs: tuple[str, str] = ("pack", "Welcome letter"),
) -> Desk:
    """A desk whose bill has another name, and whose file somebody else has changed since; it has said so."""
    desk = open_desk()
    rename(desk.session, "bill", mine)
    by_somebody_else(file, *theirs)
    desk.save_refused(qtbot)
    return desk


def answer(side: Side | None) -> Callable[[ConflictsDialog], bool]:
    def work(dialog: ConflictsDialog) -> bool:
        if side is not None:
            dialog.choose_all(side)
        return True

    return work


def test_a_file_that_nobody_else_has_needs_no_banner(open_desk: MakeDesk) -> None:
    assert open_desk().concern is None


def test_it_says_at_opening_who_has_the_file(open_desk: MakeDesk, file: Path) -> None:
    FileLock(file, INES).take(SINCE)
    shown = open_desk().safety.bar.shown
    assert shown is not None
    assert shown.title.startswith("Ines has this journey open on STUDIO-PC since today ")


def test_the_first_edit_finds_out_who_has_come_since(open_desk: MakeDesk, file: Path, qtbot: QtBot) -> None:
    desk = open_desk()
    FileLock(file, INES).take(SINCE)
    rename(desk.session, "bill", "Second bill")
    qtbot.waitUntil(lambda: desk.concern is Concern.HELD)


def test_that_the_other_one_has_left_is_noticed_told_and_the_next_edit_takes_the_lock(
    open_desk: MakeDesk, file: Path, qtbot: QtBot
) -> None:
    other = FileLock(file, INES)
    other.take(SINCE)
    desk = open_desk()
    desk.safety._holder.timeout.emit()
    desk.session.keep().result()
    assert desk.concern is Concern.HELD
    other.release()
    desk.safety._holder.timeout.emit()
    qtbot.waitUntil(lambda: desk.concern is None)
    assert desk.notices.texts == ["“broadband.journey” is free now: nobody else has it open any more."]
    assert not desk.safety._holder.isActive()
    rename(desk.session, "bill", "Second bill")
    desk.session.keep().result()
    assert isinstance(desk.session.sharing.lock_state, Locked)


def test_saving_elsewhere_does_not_claim_that_the_other_file_is_free(
    open_desk: MakeDesk, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    FileLock(file, INES).take(SINCE)
    desk = open_desk()
    desk.session.save_as(tmp_path / "mine.journey")
    qtbot.waitUntil(lambda: desk.concern is None)
    assert not desk.notices.heard


def test_only_looking_refuses_edits_until_one_works_anyway(open_desk: MakeDesk, file: Path, qtbot: QtBot) -> None:
    FileLock(file, INES).take(SINCE)
    desk = open_desk()
    desk.press(Way.LOOK, qtbot)
    assert (desk.session.read_only, desk.concern) == (LOOKING, Concern.READ_ONLY)
    desk.press(Way.WORK_ANYWAY, qtbot)
    assert (desk.session.read_only, desk.concern) == ("", None)


def test_working_anyway_lets_the_journey_be_saved(open_desk: MakeDesk, file: Path, qtbot: QtBot) -> None:
    FileLock(file, INES).take(SINCE)
    desk = open_desk()
    desk.press(Way.WORK_ANYWAY, qtbot)
    rename(desk.session, "bill", "Second bill")
    desk.session.save()
    assert "Second bill" in {each.name for each in Document(read_snapshot(file)[1]).of(Touchpoint)}


def test_a_file_opened_to_be_looked_at_says_so_and_offers_another_place(open_desk: MakeDesk, qtbot: QtBot) -> None:
    desk = open_desk(read_only=True)
    assert desk.concern is Concern.READ_ONLY
    desk.press(Way.SAVE_AS, qtbot)
    assert desk.wanted == ["save as"]


def test_saving_elsewhere_ends_the_read_only_state(open_desk: MakeDesk, tmp_path: Path, qtbot: QtBot) -> None:
    desk = open_desk(read_only=True)
    desk.session.save_as(tmp_path / "mine.journey")
    qtbot.waitUntil(lambda: desk.concern is None)


def unable_to_keep(open_desk: MakeDesk, qtbot: QtBot) -> tuple[Desk, FaultyDisk]:
    """A desk with an edit that its disk, which is full, has not taken."""
    disk = FaultyDisk()
    desk = open_desk(disk)
    disk.fail("write", errno.ENOSPC, 1_000)
    rename(desk.session, "bill", "Second bill")
    qtbot.waitUntil(lambda: desk.concern is Concern.FAILED)
    return desk, disk


def test_a_failure_to_keep_is_told_and_tried_again_until_it_works(open_desk: MakeDesk, qtbot: QtBot) -> None:
    desk, disk = unable_to_keep(open_desk, qtbot)
    assert desk.safety.retrying
    disk.mend()
    desk.safety._retry.timeout.emit()
    qtbot.waitUntil(lambda: desk.concern is None)
    assert (desk.session.pending, desk.safety.retrying) == (0, False)


def test_the_user_can_try_at_once(open_desk: MakeDesk, qtbot: QtBot) -> None:
    desk, disk = unable_to_keep(open_desk, qtbot)
    disk.mend()
    desk.press(Way.TRY_AGAIN, qtbot)
    qtbot.waitUntil(lambda: desk.concern is None)


def test_a_save_that_failed_while_all_is_kept_asks_for_another_save(open_desk: MakeDesk, qtbot: QtBot) -> None:
    disk = FaultyDisk()
    desk = open_desk(disk)
    rename(desk.session, "bill", "Second bill")
    desk.session.keep().result()
    disk.fail("replace", errno.EROFS, 1_000)
    with pytest.raises(SaveProblem):
        desk.session.save()
    qtbot.waitUntil(lambda: desk.concern is Concern.FAILED)
    desk.press(Way.TRY_AGAIN, qtbot)
    assert (desk.wanted, desk.safety.retrying) == (["save"], False)
    disk.mend()
    desk.session.save()
    qtbot.waitUntil(lambda: desk.concern is None)


def test_after_a_quiet_minute_the_journey_saves_itself(open_desk: MakeDesk, file: Path, qtbot: QtBot) -> None:
    desk = open_desk()
    rename(desk.session, "bill", "Second bill")
    desk.safety._autosave.timeout.emit()
    assert desk.session.dirty
    desk.clock.now += QUIET + timedelta(seconds=1)
    desk.safety._autosave.timeout.emit()
    qtbot.waitUntil(lambda: not desk.session.dirty)
    assert "Second bill" in {each.name for each in Document(read_snapshot(file)[1]).of(Touchpoint)}


def test_a_file_changed_outside_is_not_saved_over_and_can_be_put_together(
    open_desk: MakeDesk, file: Path, dialogs: Dialogs, qtbot: QtBot
) -> None:
    desk = changed_by_both(open_desk, file, qtbot, mine="Second bill")
    dialogs.work.append(answer(None))
    desk.press(Way.PUT_TOGETHER, qtbot)
    assert (desk.name("bill"), desk.name("pack"), desk.concern) == ("Second bill", "Welcome letter", None)
    assert desk.notices.heard[-1].token == "save"
    desk.session.save()
    names = {each.name for each in Document(read_snapshot(file)[1]).of(Touchpoint)}
    assert {"Second bill", "Welcome letter"} <= names


@pytest.mark.parametrize(("side", "name"), [(Side.MINE, "My bill"), (Side.THEIRS, "Their bill")])
def test_what_both_changed_becomes_what_was_chosen(
    side: Side, name: str, open_desk: MakeDesk, file: Path, dialogs: Dialogs, qtbot: QtBot
) -> None:
    desk = changed_by_both(open_desk, file, qtbot, theirs=("bill", "Their bill"))
    dialogs.work.append(answer(side))
    desk.press(Way.PUT_TOGETHER, qtbot)
    assert desk.name("bill") == name


def test_putting_together_can_be_left_for_later(
    open_desk: MakeDesk, file: Path, dialogs: Dialogs, qtbot: QtBot
) -> None:
    desk = changed_by_both(open_desk, file, qtbot)
    dialogs.work.append(lambda _: False)
    desk.press(Way.PUT_TOGETHER, qtbot)
    assert (desk.name("pack"), desk.concern) == ("Welcome pack", Concern.OUTSIDE)


def test_putting_together_is_undone_in_one_step(
    open_desk: MakeDesk, file: Path, dialogs: Dialogs, qtbot: QtBot
) -> None:
    desk = changed_by_both(open_desk, file, qtbot)
    dialogs.work.append(answer(None))
    desk.press(Way.PUT_TOGETHER, qtbot)
    desk.session.history.undo()
    assert (desk.name("bill"), desk.name("pack")) == ("My bill", "Welcome pack")


def test_a_file_that_makes_no_sense_any_more_is_told_and_nothing_is_lost(
    open_desk: MakeDesk, file: Path, dialogs: Dialogs, qtbot: QtBot
) -> None:
    desk = open_desk()
    rename(desk.session, "bill", "My bill")
    file.write_bytes(b"not a journey")
    desk.save_refused(qtbot)
    desk.press(Way.PUT_TOGETHER, qtbot)
    assert dialogs.titles == ["The two cannot be put together"]
    assert desk.name("bill") == "My bill"


def test_a_file_that_is_gone_can_be_saved_there_anew(open_desk: MakeDesk, file: Path, qtbot: QtBot) -> None:
    desk = open_desk()
    rename(desk.session, "bill", "My bill")
    file.unlink()
    desk.save_refused(qtbot)
    desk.press(Way.SAVE_ANEW, qtbot)
    qtbot.waitUntil(lambda: desk.concern is None)
    assert "My bill" in {each.name for each in Document(read_snapshot(file)[1]).of(Touchpoint)}


def a_copy(file: Path) -> Path:
    copy = file.with_name(f"{file.stem} (Ines's conflicted copy 2026-11-21).journey")
    by_somebody_else(file, "pack", "Welcome letter", copy)
    return copy


def test_a_conflict_copy_is_offered_at_opening_and_taken_over(
    open_desk: MakeDesk, file: Path, dialogs: Dialogs, qtbot: QtBot
) -> None:
    copy = a_copy(file)
    desk = open_desk()
    qtbot.waitUntil(lambda: desk.concern is Concern.COPY)
    dialogs.work.append(answer(Side.THEIRS))
    desk.press(Way.PUT_TOGETHER, qtbot)
    assert (desk.name("pack"), desk.concern, copy.exists()) == ("Welcome letter", None, True)
    assert desk.notices.heard[-1].token == "undo"


def test_a_conflict_copy_can_be_left_alone(open_desk: MakeDesk, file: Path, qtbot: QtBot) -> None:
    a_copy(file)
    desk = open_desk()
    qtbot.waitUntil(lambda: desk.concern is Concern.COPY)
    desk.press(Way.LEAVE, qtbot)
    assert (desk.name("pack"), desk.concern) == ("Welcome pack", None)


def test_a_copy_of_another_project_is_no_conflict(open_desk: MakeDesk, file: Path) -> None:
    write_snapshot(a_copy(file), ProjectInfo("another"), broadband())
    assert open_desk().concern is None


def test_a_lock_that_was_left_over_is_mentioned_once(open_desk: MakeDesk, file: Path, qtbot: QtBot) -> None:
    file.with_name(f".~lock.{file.name}").write_bytes(b"")
    desk = open_desk()
    rename(desk.session, "bill", "Second bill")
    qtbot.waitUntil(lambda: len(desk.notices.heard) == 1)
    desk.session.save()
    qtbot.waitUntil(lambda: not desk.session.dirty)
    QApplication.processEvents()
    assert len(desk.notices.heard) == 1


def test_what_is_told_after_the_end_starts_nothing_again(open_desk: MakeDesk) -> None:
    desk = open_desk()
    rename(desk.session, "bill", "Second bill")
    desk.end()
    desk.session.kept_serial = 0
    desk.safety._failed(SaveProblem("The disk is full."))
    assert not desk.safety.retrying
