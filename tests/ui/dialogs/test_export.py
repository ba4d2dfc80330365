"""The export dialog: what it offers, what it shows, and what comes of it."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from ui.controls.look import Look
from ui.dialogs.export import ExportDialog
from ui.exporting.preview import Glimpse
from workbench.pictures import Paper, PictureChoice, PictureKind


class Sights:
    """Notes what pages are asked for; after `refuse` it can make none."""

    def __init__(self) -> None:
        self.asked: list[tuple[PictureChoice, bool]] = []
        self.problem = ""

    def show(self, choice: PictureChoice, of_selection: bool, room: QSize, ratio: float) -> Glimpse:
        assert ratio >= 1
        self.asked.append((choice, of_selection))
        image = QImage(room, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(QColor("red"))
        return Glimpse(image, "" if self.problem else f"{choice.kind} at {choice.scale:g}", self.problem)


@pytest.fixture
def sights() -> Sights:
    return Sights()


def dialog(
    qtbot: QtBot, look: Look, sights: Sights, choice: PictureChoice | None = None, selected: int = 0
) -> ExportDialog:
    made = ExportDialog(look, choice or PictureChoice(), selected, sights.show)
    qtbot.addWidget(made)
    made.show()
    return made


def choose(dialog: ExportDialog, paper: Paper, poster: bool) -> None:
    dialog.sheet.set_key((paper, poster))
    dialog.sheet.combo.activated.emit(dialog.sheet.combo.currentIndex())


def test_what_was_chosen_last_stands_there_and_comes_back_unchanged(qtbot: QtBot, look: Look, sights: Sights) -> None:
    last = PictureChoice(
        PictureKind.PDF, 3.0, dark=True, heat=False, strip=True, foot=True, paper=Paper.A2, landscape=False, poster=True
    )
    assert dialog(qtbot, look, sights, last).choice == last


def test_a_size_that_is_not_offered_is_kept(qtbot: QtBot, look: Look, sights: Sights) -> None:
    assert dialog(qtbot, look, sights, PictureChoice(scale=2.5)).choice.scale == 2.5


def test_each_change_shows_another_page(qtbot: QtBot, look: Look, sights: Sights) -> None:
    shown = dialog(qtbot, look, sights)
    shown.kind.segment("svg").click()
    assert sights.asked[-1][0].kind is PictureKind.SVG
    assert shown.caption.text() == "svg at 2"
    shown.checks["heat"].click()
    assert not sights.asked[-1][0].heat
    assert shown.preview.accessibleName() == "Preview: svg at 2"


def test_only_what_matters_to_a_kind_is_offered(qtbot: QtBot, look: Look, sights: Sights) -> None:
    shown = dialog(qtbot, look, sights)
    offered = (shown.enlarged, shown.sheet, shown.direction)
    assert [each.isVisible() for each in offered] == [True, False, False]
    shown.kind.segment("svg").click()
    assert [each.isVisible() for each in offered] == [False, False, False]
    shown.kind.segment("pdf").click()
    assert [each.isVisible() for each in offered] == [False, True, False]
    assert not shown.checks["transparent"].isEnabled()
    choose(shown, Paper.A3, poster=False)
    assert [each.isVisible() for each in offered] == [False, True, True]
    choose(shown, Paper.A3, poster=True)
    assert [each.isVisible() for each in offered] == [True, True, True]
    assert shown.choice.is_tiled


def test_sizes_are_named_for_what_they_enlarge(qtbot: QtBot, look: Look, sights: Sights) -> None:
    shown = dialog(qtbot, look, sights)
    assert shown.enlarged.combo.currentText() == "2 × the screen’s"
    shown.kind.segment("pdf").click()
    choose(shown, Paper.A4, poster=True)
    assert shown.enlarged.combo.currentText() == "200 %"


def test_the_selection_can_be_chosen_only_where_there_is_one(qtbot: QtBot, look: Look, sights: Sights) -> None:
    none = dialog(qtbot, look, sights)
    assert not none.what.segment("chosen").isEnabled()
    some = dialog(qtbot, look, sights, selected=3)
    some.what.segment("chosen").click()
    assert some.of_selection
    assert sights.asked[-1][1]


def test_what_cannot_be_made_is_said_and_cannot_be_pressed(qtbot: QtBot, look: Look, sights: Sights) -> None:
    sights.problem = "The poster would take 900 sheets; choose larger paper."
    shown = dialog(qtbot, look, sights)
    assert shown.caption.text() == sights.problem
    assert not shown.main.isEnabled()
    sights.problem = ""
    shown.checks["foot"].click()
    assert shown.main.isEnabled()


def test_the_page_is_painted_in_the_middle_of_the_desk(qtbot: QtBot, look: Look, sights: Sights) -> None:
    shown = dialog(qtbot, look, sights)
    picture = shown.preview.grab().toImage()
    middle, edge = picture.rect().center(), picture.rect().topLeft()
    assert picture.pixelColor(middle) == QColor("red")
    assert picture.pixelColor(edge) == look.colour("line")
