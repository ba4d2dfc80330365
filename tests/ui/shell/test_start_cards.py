import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.controls.look import Look
from ui.shell.start_cards import Picture, Pressable, SampleCard, SampleGrid, StoryCard, Tile, Wish
from workbench.samples import samples


def test_a_press_counts_where_it_is_let_go_over_the_frame(qtbot: QtBot) -> None:
    frame, pressed = Pressable("Open"), list[object]()
    qtbot.addWidget(frame)
    frame.resize(100, 50)
    frame.wish = Wish("open")
    frame.pressed.connect(pressed.append)
    qtbot.mousePress(frame, Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(frame, Qt.MouseButton.LeftButton, pos=QPoint(150, 20))
    qtbot.mouseClick(frame, Qt.MouseButton.RightButton)
    assert pressed == []
    qtbot.mouseClick(frame, Qt.MouseButton.LeftButton)
    qtbot.keyClick(frame, Qt.Key.Key_Return)
    assert pressed == [Wish("open"), Wish("open")]
    assert frame.accessibleName() == "Open"


@pytest.mark.parametrize("kind", ["primary", "outlined", "quiet"])
def test_a_tile_says_both_its_lines_and_grows_with_the_type(look: Look, qtbot: QtBot, kind: str) -> None:
    tile = Tile(look, "file", "bill", "saved yesterday", kind)
    qtbot.addWidget(tile)
    assert tile.accessibleName() == "bill, saved yesterday"
    assert tile.minimumHeight() == (44 if kind == "quiet" else 56)


def test_a_sample_asks_for_itself(look: Look, qtbot: QtBot) -> None:
    sample = samples()[0]
    for card in (StoryCard(look, sample), SampleCard(look, sample)):
        qtbot.addWidget(card)
        assert card.wish == Wish("sample", sample)
        assert card.accessibleName() == f"{sample.title}: {sample.story}"


@pytest.mark.parametrize(("width", "height"), [(100, 144), (400, 184), (900, 260)])
def test_a_picture_is_as_high_as_suits_its_card(look: Look, qtbot: QtBot, width: int, height: int) -> None:
    picture = Picture(look)
    qtbot.addWidget(picture)
    picture.set_width(width)
    assert picture.height() == height


def test_a_picture_shows_all_of_the_map_in_its_middle(look: Look, qtbot: QtBot) -> None:
    picture = Picture(look)
    qtbot.addWidget(picture)
    picture.resize(300, 144)
    image = QImage(560, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    picture.show_image(image)
    shown = picture.grab().toImage()
    red = [y for y in range(shown.height()) if shown.pixelColor(150, y) == QColor("red")]
    assert len(red) == pytest.approx(276 * 100 / 560, abs=2)
    assert (red[0] + red[-1]) / 2 == pytest.approx(shown.height() / 2, abs=2)


@pytest.mark.parametrize(("width", "columns"), [(900, 3), (800, 2)])
def test_the_cards_of_a_row_share_its_width(look: Look, qtbot: QtBot, width: int, columns: int) -> None:
    cards = [SampleCard(look, sample) for sample in samples()]
    grid = SampleGrid(look, cards)
    qtbot.addWidget(grid)
    grid.resize(width, 700)
    grid.show()
    QApplication.processEvents()
    row = [card for card in cards if card.y() == cards[0].y()]
    assert len(row) == columns
    assert max(card.width() for card in row) - min(card.width() for card in row) <= 1
    assert row[-1].geometry().right() == pytest.approx(width, abs=2)
