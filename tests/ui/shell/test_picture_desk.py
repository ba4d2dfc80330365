"""Exporting from the real window: once, again, cancelled, refused."""

import errno
import os
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from tests.helpers.faulty_disk import FaultyDisk
from tests.helpers.program import Dialogs, opened, press, select
from ui.dialogs.export import ExportDialog
from ui.main_window import MainWindow
from ui.shell.picture_desk import PictureDesk
from workbench.domain.elements import Journey, Touchpoint
from workbench.domain.places import Place
from workbench.editing import areas, structure
from workbench.pictures import PictureChoice, PictureKind


def desk(window: MainWindow) -> PictureDesk:
    return opened(window).pictures


def choosing(**options: object) -> object:
    """An answer to the export dialog: press its main button with these choices."""

    def answer(dialog: ExportDialog) -> bool:
        dialog.choice = replace(dialog.choice, **options)  # pyright: ignore[reportArgumentType]
        return True

    return answer


def export(window: MainWindow, dialogs: Dialogs, qtbot: QtBot, path: Path, **options: object) -> None:
    dialogs.choose_file(path)
    dialogs.work.append(choosing(**options))  # pyright: ignore[reportArgumentType]
    window.do("export-picture")
    finished(window, qtbot)


def again(window: MainWindow, qtbot: QtBot) -> None:
    window.notice.say("")
    window.do("export-again")
    qtbot.waitUntil(lambda: not desk(window).is_busy and window.notice.text != "")


def copy(window: MainWindow, qtbot: QtBot) -> None:
    window.do("copy-picture")
    finished(window, qtbot)


def finished(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not desk(window).is_busy)


def rename(window: MainWindow, title: str) -> None:
    structure.set_fields(opened(window).document, opened(window).journey, title=title)


@pytest.mark.parametrize(("kind", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF")])
def test_the_map_is_exported_as_each_kind_of_file(
    journey: MainWindow, dialogs: Dialogs, qtbot: QtBot, tmp_path: Path, kind: str, start: bytes
) -> None:
    export(journey, dialogs, qtbot, tmp_path / f"map.{kind}", kind=PictureKind(kind))
    assert (tmp_path / f"map.{kind}").read_bytes().startswith(start)
    assert journey.notice.text == f"The map is in {tmp_path / f'map.{kind}'}."


def test_a_picture_is_light_whatever_the_window_wears_unless_asked(
    journey: MainWindow, dialogs: Dialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    journey.do("theme-dark")
    export(journey, dialogs, qtbot, tmp_path / "light.png")
    export(journey, dialogs, qtbot, tmp_path / "dark.png", dark=True)
    assert QImage(str(tmp_path / "light.png")).pixelColor(1, 1).lightness() > 200
    assert QImage(str(tmp_path / "dark.png")).pixelColor(1, 1).lightness() < 60


def test_the_choice_is_remembered_for_the_next_time(
    journey: MainWindow, dialogs: Dialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    export(journey, dialogs, qtbot, tmp_path / "a.svg", kind=PictureKind.SVG, strip=True)
    assert journey.memory.settings.picture == PictureChoice(kind=PictureKind.SVG, strip=True).as_plain()


def test_export_again_makes_the_same_file_anew_without_asking(
    journey: MainWindow, dialogs: Dialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "map.svg"
    export(journey, dialogs, qtbot, path, kind=PictureKind.SVG)
    rename(journey, "Broadband, next year")
    again(journey, qtbot)
    assert "Broadband, next year" in path.read_text("utf-8")
    path.unlink()
    again(journey, qtbot)
    assert path.exists()


def test_export_again_draws_as_it_was_drawn_whatever_was_exported_or_chosen_since(
    journey: MainWindow, dialogs: Dialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "map.png"
    export(journey, dialogs, qtbot, path, scale=1.0)
    before = path.read_bytes()
    dialogs.choose_file(None)
    dialogs.work.append(choosing(scale=3.0, dark=True))  # pyright: ignore[reportArgumentType]
    journey.do("export-picture")
    again(journey, qtbot)
    assert path.read_bytes() == before


def test_export_again_by_its_key(journey: MainWindow, dialogs: Dialogs, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "map.svg"
    export(journey, dialogs, qtbot, path, kind=PictureKind.SVG)
    path.unlink()
    press(journey, "Ctrl+Shift+E")
    qtbot.waitUntil(path.exists)
    finished(journey, qtbot)


def test_what_somebody_else_has_changed_is_replaced_only_when_that_is_meant(
    journey: MainWindow, dialogs: Dialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "map.svg"
    export(journey, dialogs, qtbot, path, kind=PictureKind.SVG)
    path.write_text("retouched")
    dialogs.answers.append("cancel")
    journey.do("export-again")
    qtbot.waitUntil(lambda: not dialogs.answers)
    assert path.read_text() == "retouched"
    dialogs.answers.append("replace")
    again(journey, qtbot)
    assert path.read_bytes().startswith(b"<?xml")


def test_export_again_works_after_another_start_and_for_its_own_journey_only(
    journey: MainWindow, dialogs: Dialogs, qtbot: QtBot, tmp_path: Path, file: Path
) -> None:
    path = tmp_path / "map.svg"
    export(journey, dialogs, qtbot, path, kind=PictureKind.SVG)
    path.unlink()
    journey.open_file(file)
    again(journey, qtbot)
    assert path.exists()
    journey.do("new")
    dialogs.work.append(lambda _: False)
    journey.do("export-again")
    assert dialogs.work == []


def test_only_what_is_selected_can_be_exported_and_is_again(
    journey: MainWindow, dialogs: Dialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    select(journey, "First bill")
    path = tmp_path / "part.svg"
    dialogs.choose_file(path)

    def part(dialog: ExportDialog) -> bool:
        dialog.kind.segment("svg").click()
        dialog.what.segment("chosen").click()
        return True

    dialogs.work.append(part)
    journey.do("export-picture")
    finished(journey, qtbot)
    for _ in range(2):
        told = path.read_text("utf-8")
        assert "<title>First bill</title>" in told
        assert "<title>Welcome pack</title>" not in told
        opened(journey).selection.clear()
        again(journey, qtbot)
    structure.delete(opened(journey).document, ["bill"])
    again(journey, qtbot)
    assert "Nothing is left" in journey.notice.text


@pytest.mark.parametrize("place", ["dialog", "file"])
def test_an_export_that_is_waved_away_writes_nothing(
    journey: MainWindow, dialogs: Dialogs, tmp_path: Path, place: str
) -> None:
    dialogs.choose_file(None)
    dialogs.work.append(lambda _: place == "file")
    journey.do("export-picture")
    assert not desk(journey).is_busy
    assert list(tmp_path.glob("*.png")) == []


def test_a_folder_that_is_gone_is_said_in_one_sentence(
    journey: MainWindow, dialogs: Dialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    export(journey, dialogs, qtbot, tmp_path / "missing" / "map.png")
    assert journey.notice.text == (
        "“map.png” could not be written: its folder is gone. Nothing was lost; export it to another place."
    )


def test_a_full_disk_leaves_the_older_picture_and_the_journey_as_they_were(
    journey: MainWindow, dialogs: Dialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    path, disk = tmp_path / "map.png", FaultyDisk()
    path.write_bytes(b"older")
    desk(journey)._files = disk
    disk.fail("write", errno.ENOSPC)
    before = dict(opened(journey).document.elements)
    export(journey, dialogs, qtbot, path)
    assert "the disk is full; free some space" in journey.notice.text
    assert path.read_bytes() == b"older"
    assert not list(tmp_path.glob(".~*"))
    assert dict(opened(journey).document.elements) == before


def test_the_journey_itself_is_never_replaced_by_its_picture(
    journey: MainWindow, dialogs: Dialogs, qtbot: QtBot, tmp_path: Path, file: Path
) -> None:
    link, before = tmp_path / "map.png", file.read_bytes()
    link.symlink_to(file)
    export(journey, dialogs, qtbot, link)
    assert "under another name" in journey.notice.text
    assert file.read_bytes() == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs a folder that cannot be written")
def test_a_folder_that_may_not_be_written_is_said(
    journey: MainWindow, dialogs: Dialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    export(journey, dialogs, qtbot, locked / "map.png")
    assert "read-only" in journey.notice.text


def test_while_a_picture_is_painted_the_map_can_be_edited_and_the_picture_stays_what_it_was(
    journey: MainWindow, dialogs: Dialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "map.svg"
    dialogs.choose_file(path)
    dialogs.work.append(choosing(kind=PictureKind.SVG))  # pyright: ignore[reportArgumentType]
    title = opened(journey).document.of(Journey)[0].title
    journey.do("export-picture")
    assert desk(journey).is_busy
    rename(journey, "Something else")
    finished(journey, qtbot)
    assert title in path.read_text("utf-8")
    assert "Something else" not in path.read_text("utf-8")


def test_an_export_can_be_cancelled_and_a_second_waits_for_the_first(
    journey: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    dialogs.choose_file(tmp_path / "map.png")
    dialogs.work.append(choosing(scale=4.0))  # pyright: ignore[reportArgumentType]
    journey.do("export-picture")
    journey.do("export-picture")
    assert "wait for it, or cancel it" in journey.notice.text
    desk(journey).progress.stop.click()
    assert not desk(journey).is_busy
    assert journey.notice.text == "Nothing was exported."
    assert list(tmp_path.glob("*.png")) == []


def test_leaving_the_journey_gives_up_what_is_being_painted(
    journey: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    dialogs.choose_file(tmp_path / "map.pdf")
    dialogs.work.append(choosing(kind=PictureKind.PDF))  # pyright: ignore[reportArgumentType]
    journey.do("export-picture")
    journey.do("close")
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_picture_and_a_drawing_are_put_on_the_clipboard(journey: MainWindow, qtbot: QtBot) -> None:
    copy(journey, qtbot)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.hasImage()
    drawing = bytes(mime.data("image/svg+xml").data()).decode()
    assert all(f"<title>{each.name}</title>" in drawing for each in opened(journey).document.of(Touchpoint))
    assert "whole map" in journey.notice.text


def test_what_is_selected_is_copied_alone(journey: MainWindow, qtbot: QtBot) -> None:
    select(journey, "First bill")
    copy(journey, qtbot)
    drawing = bytes(QGuiApplication.clipboard().mimeData().data("image/svg+xml").data()).decode()
    assert "<title>First bill</title>" in drawing
    assert "<title>Welcome pack</title>" not in drawing


def test_a_frame_brings_what_lies_in_it(journey: MainWindow, qtbot: QtBot) -> None:
    workspace = opened(journey)
    box = workspace.map.plan.cards["pack"].grown(24.0)
    frame = areas.add_frame(workspace.document, workspace.journey, "Welcome", workspace.map.plan.areas.anchored(box))
    areas.add_note(workspace.document, workspace.journey, "Elsewhere", areas.Extent(Place(None, 0, 900), 96, 96))
    workspace.selection.set([frame.id])
    copy(journey, qtbot)
    drawing = bytes(QGuiApplication.clipboard().mimeData().data("image/svg+xml").data()).decode()
    assert "<title>Welcome</title>" in drawing
    assert "<title>Welcome pack</title>" in drawing
    assert "<title>First bill</title>" not in drawing
    assert "Elsewhere" not in drawing


def test_while_a_picture_is_copied_the_window_goes_on_and_it_can_be_given_up(journey: MainWindow) -> None:
    QGuiApplication.clipboard().setText("as before")
    journey.do("copy-picture")
    journey.do("copy-picture")
    assert "wait for it, or cancel it" in journey.notice.text
    desk(journey).progress.stop.click()
    assert not desk(journey).is_busy
    assert journey.notice.text == "Nothing was copied."
    assert QGuiApplication.clipboard().text() == "as before"
