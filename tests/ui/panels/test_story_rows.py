from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.ui.panels.explanations import TWO_CUSTOMERS
from ui.controls.look import Look
from ui.panels.story_rows import StoryRows


def test_a_step_leads_to_its_touchpoint(look: Look, told: list[object], qtbot: QtBot) -> None:
    rows = StoryRows(look, "Steps")
    qtbot.addWidget(rows)
    rows.show_steps(TWO_CUSTOMERS[0].as_is.steps, 6.0)
    rows.resize(320, rows.sizeHint().height())
    rows.show()
    rows.chosen.connect(told.append)
    qtbot.mouseClick(rows, Qt.MouseButton.LeftButton, pos=QPoint(10, rows.row_height + 5))
    assert told == ["bill"]
    assert rows.sizeHint().height() == 2 * rows.row_height


def test_a_fuller_glass_is_painted_fuller(look: Look, qtbot: QtBot) -> None:
    rows = StoryRows(look, "Steps")
    qtbot.addWidget(rows)
    steps = TWO_CUSTOMERS[0].as_is.steps
    rows.show_steps(steps[:1], 6.0)
    rows.resize(320, rows.row_height)
    calm = rows.grab().toImage()
    rows.show_steps(steps[1:], 6.0)
    assert rows.grab().toImage() != calm
