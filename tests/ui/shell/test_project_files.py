"""Files from the window: whatever goes wrong is said in a sentence, and nothing is lost on the way."""

import errno
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QTableView
from pytestqt.qtbot import QtBot

from tests.helpers.faulty_disk import FaultyDisk
from tests.helpers.program import Dialogs, Program, click, names, opened, press, select, to_front, type_name
from tests.helpers.projects import save_project
from ui.dialogs.import_log import ImportLogDialog
from ui.dialogs.templates import TemplateDialog
from ui.main_window import MainWindow
from ui.shell.start_cards import Tile, Wish
from workbench.domain.elements import Journey, Phase
from workbench.editing.structure import rename
from workbench.samples import contradictions
from workbench.storage.store import read_snapshot

LOG = "case,activity,time,role\n1,Ask,2026-01-01,Sales\n1,Buy,2026-01-02,Sales\n2,Ask,2026-01-03,Sales\n"


def change(window: MainWindow, name: str = "Changed") -> None:
    rename(opened(window).document, "bill", name)


def saved_names(path: Path) -> set[str]:
    return {each.name for each in read_snapshot(path)[1] if hasattr(each, "name")}


def refuse(_dialog: object) -> bool:
    return False


def accept(dialog: object) -> bool:
    return dialog is not None


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, plain = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.start_page.dropEvent(QDropEvent(QPointF(9, 9), copy, data, left, plain))


def test_a_file_opened_is_the_first_of_the_recent_ones_at_the_next_start(
    program: Program, dialogs: Dialogs, file: Path
) -> None:
    first = program.start()
    first.open_file(file)
    first.action_set["panel"].trigger()
    first.close()
    second = program.start()
    assert second.memory.settings.recent_files == (str(file),)
    assert not second.memory.settings.panel_visible


def test_a_sample_found_in_the_program_s_own_folder_is_opened_as_a_copy(window: MainWindow) -> None:
    sample = contradictions()[0].path
    assert window.open_file(sample.parent / "." / sample.name)
    session = opened(window).session
    assert session.path is None
    assert session.document.elements == {each.id: each for each in read_snapshot(sample)[1]}
    assert not window.memory.settings.recent_files


@pytest.mark.parametrize(
    "content", [b"", b"not a journey", b"\x00\xff\x00", b"[1, 2]", b'{"journeys": {"1": {"id": 7}}}']
)
def test_a_damaged_file_is_told_in_a_sentence_and_what_is_open_stays(
    journey: MainWindow, dialogs: Dialogs, tmp_path: Path, content: bytes
) -> None:
    damaged = tmp_path / "damaged.journey"
    damaged.write_bytes(content)
    before = journey.workspace
    assert not journey.open_file(damaged)
    assert dialogs.titles == ["This file cannot be opened"]
    assert "damaged.journey" in dialogs.told[0]
    assert dialogs.told[0].endswith(".")
    assert journey.workspace is before
    assert damaged.read_bytes() == content


def test_a_file_of_a_newer_program_can_be_looked_at_and_saved_elsewhere(
    window: MainWindow, dialogs: Dialogs, file: Path, tmp_path: Path
) -> None:
    content = json.loads(file.read_text())
    content["project"]["1"]["schema"] += 1
    del content["project"]["1"]["content"]
    file.write_text(json.dumps(content))
    before = file.read_bytes()
    assert window.open_file(file)
    assert opened(window).toolbar.saved.text == "Read only"
    assert "newer" in window.notice.text
    assert window.notice.link.text() == "Save as…"
    select(window, "First bill")
    to_front(window)
    opened(window).map.setFocus()
    press(window, "Delete")
    assert "First bill" in names(window)
    dialogs.choose_file(tmp_path / "mine.journey")
    assert window.files.save_as()
    assert opened(window).toolbar.saved.text == "Saved"
    press(window, "Delete")
    assert "First bill" not in names(window)
    assert file.read_bytes() == before


@pytest.mark.parametrize("where", ["map", "table"])
def test_a_name_that_is_being_typed_is_saved_too(journey: MainWindow, file: Path, qtbot: QtBot, where: str) -> None:
    select(journey, "First bill")
    journey.do(f"view-{where}")
    to_front(journey)
    workspace = opened(journey)
    page = workspace.map if where == "map" else workspace.others.page("table").findChild(QTableView)
    assert page is not None
    page.setFocus()
    press(journey, "F2")
    type_name(journey, "Half typed", "Ctrl+S")
    qtbot.waitUntil(lambda: "Half typed" in saved_names(file))
    assert page.hasFocus()


def test_a_name_that_is_being_typed_is_asked_about_before_closing(journey: MainWindow, dialogs: Dialogs) -> None:
    select(journey, "First bill")
    opened(journey).map.setFocus()
    press(journey, "Return")
    type_name(journey, "Half typed", "Shift")
    dialogs.answers.append("cancel")
    assert not journey.close()
    assert "Half typed" in names(journey)
    journey.do("view-table")
    assert names(journey).count("Half typed") == 1


def test_a_missing_recent_file_is_told_and_leaves_the_list(
    window: MainWindow, dialogs: Dialogs, file: Path, qtbot: QtBot
) -> None:
    window.open_file(file)
    window.do("close")
    file.unlink()
    window.grant(Wish("file", str(file)))
    assert dialogs.titles == ["This file cannot be opened"]
    assert window.memory.settings.recent_files == ()
    qtbot.waitUntil(lambda: json.loads(window.memory._file.path.read_text())["recent_files"] == [])


def test_a_file_without_a_journey_is_refused(window: MainWindow, dialogs: Dialogs, tmp_path: Path) -> None:
    empty = save_project(tmp_path / "empty.journey", [])
    assert not window.open_file(empty)
    assert "holds no journey" in dialogs.told[0]
    assert window.workspace is None


def test_a_dropped_journey_is_opened(window: MainWindow, file: Path) -> None:
    drop(window, file)
    assert "First bill" in names(window)


def test_a_dropped_log_asks_for_its_columns_and_becomes_a_journey(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    seen: list[ImportLogDialog] = []
    dialogs.work.append(lambda dialog: seen.append(dialog) is None)
    log = tmp_path / "log.csv"
    log.write_text(LOG)
    drop(window, log)
    assert seen[0].columns.activity == "activity"
    assert sorted(names(window)) == ["Ask", "Buy"]
    assert "2 cases" in window.notice.text


def test_a_log_that_makes_no_sense_is_told(window: MainWindow, dialogs: Dialogs, tmp_path: Path) -> None:
    dialogs.work.append(accept)
    log = tmp_path / "log.csv"
    log.write_text("case,activity,time\n1,Ask,soon\n")
    assert not window.open_file(log)
    assert dialogs.titles[-1] == "This log cannot be imported"
    assert "soon" in dialogs.told[0]
    assert window.workspace is None


def test_a_log_that_is_gone_is_told(window: MainWindow, dialogs: Dialogs, tmp_path: Path) -> None:
    assert not window.open_file(tmp_path / "gone.csv")
    assert dialogs.titles == ["This log cannot be imported"]


def test_leaving_the_import_leaves_everything_as_it_was(journey: MainWindow, dialogs: Dialogs, tmp_path: Path) -> None:
    dialogs.work.append(refuse)
    log = tmp_path / "log.csv"
    log.write_text(LOG)
    assert not journey.open_file(log)
    assert "First bill" in names(journey)


def test_other_phases_are_chosen_in_a_dialog(window: MainWindow, dialogs: Dialogs) -> None:
    def choose(dialog: TemplateDialog) -> bool:
        dialog.list.setCurrentRow(dialog.list.count() - 1)
        return True

    dialogs.work.append(choose)
    tiles = {tile.wish.what: tile for tile in window.start_page.findChildren(Tile)}
    click(tiles["other-template"])
    assert 1 < len(list(opened(window).document.of(Phase))) < 11


def test_a_sample_that_is_damaged_is_told(window: MainWindow, dialogs: Dialogs, tmp_path: Path) -> None:
    assert not window.open_copy(tmp_path / "gone.journey")
    assert dialogs.titles == ["This file cannot be opened"]


def test_a_second_save_asks_for_nothing(journey: MainWindow, dialogs: Dialogs, file: Path) -> None:
    change(journey)
    journey.do("save")
    assert "Changed" in saved_names(file)
    assert dialogs.titles == []


def test_a_name_without_its_ending_never_replaces_a_file_unasked(
    journey: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    other = save_project(tmp_path / "other.journey", [Journey(id="o", title="Other")])
    dialogs.choose_file(tmp_path / "other")
    dialogs.answers = ["cancel"]
    assert not journey.files.save_as()
    assert saved_names(other) == set()
    dialogs.answers = ["replace"]
    assert journey.files.save_as()
    assert "First bill" in saved_names(other)


def test_the_name_offered_suits_every_file_system(
    journey: MainWindow, dialogs: Dialogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []
    rename(opened(journey).document, "j", "Who pays: you/us?")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (offered.append(a[2]), ("", ""))[1])
    journey.do("save-as")
    dialogs.work.append(lambda _: True)
    journey.do("export-picture")
    assert [Path(each).name for each in offered] == ["Who pays you us.journey", "Who pays you us.png"]


def test_a_save_that_fails_offers_another_place_and_loses_nothing(
    program: Program, dialogs: Dialogs, file: Path, tmp_path: Path
) -> None:
    disk = FaultyDisk()
    window = program.start(files=disk)
    window.open_file(file)
    before = file.read_bytes()
    change(window)
    opened(window).session.keep().result()
    disk.fail("replace", errno.ENOSPC, 9)
    dialogs.answers = ["cancel"]
    window.do("save")
    assert dialogs.titles == ["The file could not be saved"]
    assert "full" in dialogs.told[0]
    assert file.read_bytes() == before
    assert window.isWindowModified()
    disk.fail("replace", errno.ENOSPC, 2)
    dialogs.answers = ["elsewhere"]
    dialogs.choose_file(tmp_path / "elsewhere.journey")
    window.do("save")
    assert "Changed" in saved_names(tmp_path / "elsewhere.journey")
    assert opened(window).toolbar.saved.text == "Saved"


def test_closing_asks_about_what_is_not_saved_and_cancel_keeps_all(
    journey: MainWindow, dialogs: Dialogs, file: Path
) -> None:
    change(journey)
    for answer in ("cancel", "discard"):
        dialogs.answers = [answer]
        closed = journey.close()
        assert closed == (answer == "discard")
        if not closed:
            assert "Changed" in names(journey)
            assert journey.isVisible()
    assert "Changed" not in saved_names(file)


def test_closing_can_save_first(journey: MainWindow, dialogs: Dialogs, file: Path) -> None:
    change(journey)
    dialogs.answers = ["save"]
    assert journey.close()
    assert "Changed" in saved_names(file)


def test_a_window_stays_when_the_save_on_closing_is_given_up(blank: MainWindow, dialogs: Dialogs) -> None:
    rename(opened(blank).document, opened(blank).journey, "Mine")
    dialogs.answers = ["save"]
    dialogs.choose_file(None)
    assert not blank.close()
    assert opened(blank).session.title == "Mine"


@pytest.mark.parametrize("leave", ["new", "close", "start"])
def test_whatever_would_leave_the_journey_asks_first(journey: MainWindow, dialogs: Dialogs, leave: str) -> None:
    change(journey)
    dialogs.answers = ["cancel"]
    journey.do(leave)
    assert dialogs.titles == ["Save “Broadband customer” first?"]
    assert "Changed" in names(journey)


def test_what_is_saved_is_left_without_a_question(journey: MainWindow, dialogs: Dialogs) -> None:
    journey.do("close")
    assert dialogs.titles == []
    assert journey.workspace is None
    assert journey.start_page.isVisible()


def test_settings_that_cannot_be_written_do_not_stop_the_work(
    window: MainWindow, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr(window.memory, "_file", SimpleNamespace(save=refuse))
    assert window.open_file(file)
    assert window.close()


def test_a_folder_chosen_as_a_file_is_told(window: MainWindow, dialogs: Dialogs, tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "folder.journey"
    folder.mkdir()
    assert not window.open_file(folder)
    assert dialogs.titles == ["This file cannot be opened"]
