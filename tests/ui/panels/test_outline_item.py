from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidget
from pytestqt.qtbot import QtBot

from ui.controls.look import Look
from ui.panels.outline_item import OutlineItem
from ui.panels.outline_rows import Row

ROW = Row("t1", "First <b>bill", "FI", "First <b>bill, Finance", "@Finance")
Role = Qt.ItemDataRole


def test_an_item_says_what_its_row_says(look: Look) -> None:
    item = OutlineItem(look, ROW)
    assert (item.text(0), item.text(1)) == ("First <b>bill", "FI")
    assert item.data(0, Role.UserRole) == "t1"
    assert item.data(0, Role.EditRole) == "First <b>bill"
    assert item.data(0, Role.AccessibleTextRole) == "First <b>bill, Finance"
    assert item.data(1, Role.AccessibleTextRole) == "Finance"
    assert item.toolTip(0) == "<p>First &lt;b&gt;bill, Finance</p>"


def test_a_name_is_dressed_for_its_role_and_the_word_beside_it_is_quiet(look: Look) -> None:
    item = OutlineItem(look, ROW, "body_strong")
    assert item.data(0, Role.FontRole) == look.font("body_strong")
    assert item.data(0, Role.ForegroundRole) is None
    assert item.data(1, Role.FontRole) == look.font("small")
    assert item.data(1, Role.ForegroundRole) == look.colour("text_2")
    assert item.data(1, Role.ToolTipRole) is None


def test_only_a_row_that_says_something_else_is_painted_anew(look: Look, qtbot: QtBot) -> None:
    tree = QTreeWidget()
    qtbot.addWidget(tree)
    tree.setColumnCount(2)
    item = OutlineItem(look, ROW)
    tree.addTopLevelItem(item)
    changed: list[object] = []
    tree.model().dataChanged.connect(lambda *said: changed.append(said))
    item.say(ROW._replace())
    assert changed == []
    item.say(ROW._replace(name="Second bill"))
    assert changed != []
    assert item.text(0) == "Second bill"
