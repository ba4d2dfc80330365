import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from tests.helpers.painted import words_painted
from ui.controls.editors import OriginLine, QuietCombo, RestoringLine, TextArea
from ui.controls.look import Look


@pytest.fixture
def line(qtbot: QtBot) -> RestoringLine:
    made = RestoringLine()
    qtbot.addWidget(made)
    return made


def test_a_line_knows_whether_it_was_edited_and_escape_brings_back_what_stood_there(
    line: RestoringLine, qtbot: QtBot
) -> None:
    line.set_committed("First bill")
    assert not line.is_edited
    line.setText("Second")
    assert line.is_edited
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert (line.text(), line.is_edited) == ("First bill", False)


def test_a_line_too_long_for_its_room_ends_with_dots_until_somebody_types_in_it(
    line: RestoringLine, qtbot: QtBot
) -> None:
    line.set_committed("A household wants a line that works, at the price promised.")
    line.resize(160, 30)
    line.show()
    qtbot.waitExposed(line)
    line.clearFocus()
    assert line.shown_text.startswith("A household")
    assert line.shown_text.endswith("…")
    assert line.cursorPosition() == 0
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    assert line.shown_text == line.text()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("short", ""),
        ("a <b>long</b> goal in many words", "<p>a &lt;b&gt;long&lt;/b&gt; goal in many words</p>"),
    ],
)
def test_what_dots_stand_for_is_told_as_plain_text(line: RestoringLine, text: str, told: str) -> None:
    line.resize(120, 30)
    line.show()
    line.clearFocus()
    line.set_committed(text)
    QToolTip.hideText()
    QApplication.sendEvent(line, QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), QPoint(5, 5)))
    assert QToolTip.text() == told


@pytest.mark.parametrize("origin", ["guess", "measured", "survey", ""])
def test_an_origin_stands_inside_at_the_left_and_the_unit_at_the_right(look: Look, qtbot: QtBot, origin: str) -> None:
    line, bare = OriginLine(look, "%"), OriginLine(look, "")
    for each in (line, bare):
        qtbot.addWidget(each)
        each.set_origin(origin)
        assert each.origin == origin
        assert (each.textMargins().left() > 0) == bool(origin)
    assert line.textMargins().right() > bare.textMargins().right() == 0
    assert ("%" in words_painted(line), "%" in words_painted(bare)) == (True, False)
    assert line.toolTip() == (f"Origin: {origin}" if origin in ("guess", "measured") else "")


def test_arrows_and_page_keys_say_by_how_much_to_step(look: Look, qtbot: QtBot) -> None:
    line, told = OriginLine(look, ""), list[object]()
    qtbot.addWidget(line)
    line.stepped.connect(told.append)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Left):
        qtbot.keyClick(line, key)
    assert told == [1, -1, 10, -10]


def test_the_wheel_changes_no_choice(qtbot: QtBot) -> None:
    combo = QuietCombo()
    qtbot.addWidget(combo)
    combo.addItems(["Finance", "Marketing", "Sales"])
    combo.setCurrentIndex(1)
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(combo, turn)
    assert combo.currentIndex() == 1
    assert not turn.isAccepted()


def test_a_choice_too_long_for_its_room_makes_no_panel_wider(qtbot: QtBot) -> None:
    combo = QuietCombo()
    qtbot.addWidget(combo)
    combo.addItem("The department that answers for everything that is written")
    assert combo.minimumSizeHint().width() == 64
    combo.resize(90, 30)
    (shown,) = words_painted(combo)
    assert shown.startswith("The dep")
    assert shown.endswith("…")


@pytest.fixture
def area(qtbot: QtBot) -> TextArea:
    made = TextArea()
    qtbot.addWidget(made)
    made.set_committed("kept")
    return made


def test_escape_in_an_area_brings_back_what_stood_there(area: TextArea, qtbot: QtBot) -> None:
    qtbot.keyClicks(area, "more")
    assert area.is_edited
    qtbot.keyClick(area, Qt.Key.Key_Escape)
    assert (area.toPlainText(), area.is_edited) == ("kept", False)


def test_an_area_says_when_it_is_left_by_control_enter_or_tab(area: TextArea, qtbot: QtBot) -> None:
    told: list[bool] = []
    area.left.connect(lambda: told.append(True))
    qtbot.keyClick(area, Qt.Key.Key_Return)
    assert told == []
    qtbot.keyClick(area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told == [True]
    assert area.tabChangesFocus()


def test_an_area_is_so_high_that_its_last_line_shows_whole(area: TextArea) -> None:
    spacing = QFontMetricsF(area.font()).lineSpacing()
    assert area.sizeHint().height() >= 4 * spacing
    assert 2 * spacing <= area.minimumSizeHint().height() < area.sizeHint().height()
