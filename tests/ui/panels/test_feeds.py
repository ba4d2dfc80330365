import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from ui.controls.look import Look
from ui.panels.feeds import Feed, FeedBars


@pytest.fixture
def bars(look: Look, qtbot: QtBot) -> FeedBars:
    made = FeedBars(look)
    qtbot.addWidget(made)
    made.set_feeds([Feed("b", "First bill", "Finance", 38), Feed("a", "Welcome pack", "Marketing", 74)])
    made.resize(320, made.sizeHint().height())
    made.show()
    return made


def test_the_largest_stands_first_and_all_are_read_out(bars: FeedBars) -> None:
    assert bars.accessibleDescription() == "Welcome pack, Marketing: 74; First bill, Finance: 38"


def test_a_click_chooses_the_row_under_it(bars: FeedBars, told: list[object], qtbot: QtBot) -> None:
    bars.chosen.connect(told.append)
    qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=QPoint(20, bars.height() - 4))
    assert told == ["b"]


def test_arrows_walk_and_enter_chooses(bars: FeedBars, told: list[object], qtbot: QtBot) -> None:
    bars.chosen.connect(told.append)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space):
        qtbot.keyClick(bars, key)
    assert told == ["a", "b"]


def test_no_feeds_take_no_room(bars: FeedBars, told: list[object], qtbot: QtBot) -> None:
    bars.chosen.connect(told.append)
    bars.set_feeds([])
    qtbot.keyClick(bars, Qt.Key.Key_Return)
    bars.grab()
    assert bars.sizeHint().height() == 0
    assert told == []
