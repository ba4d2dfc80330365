import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.panels.filter_field import FilterField


class Filtered(QWidget):
    """Three rows and the field over them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = QTreeWidget()
        self.items = [QTreeWidgetItem(self.rows, [name]) for name in ("Order", "Setup", "Billing")]
        self.field = FilterField("Show only rows with", self.rows)
        column = QVBoxLayout(self)
        column.addWidget(self.field)
        column.addWidget(self.rows)


@pytest.fixture
def filtered(qtbot: QtBot) -> Filtered:
    made = Filtered()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.field.setFocus()
    return made


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Return])
def test_keys_go_on_to_the_first_row_that_is_left(filtered: Filtered, key: Qt.Key) -> None:
    filtered.rows.setCurrentItem(filtered.items[0])
    filtered.items[0].setHidden(True)
    QTest.keyClick(filtered.field, key)
    assert filtered.rows.hasFocus()
    assert filtered.rows.currentItem() is filtered.items[1]


def test_a_current_row_that_is_left_stays_the_current_one(filtered: Filtered) -> None:
    filtered.rows.setCurrentItem(filtered.items[2])
    QTest.keyClick(filtered.field, Qt.Key.Key_Down)
    assert filtered.rows.currentItem() is filtered.items[2]


def test_where_no_rows_are_to_be_seen_the_field_is_not_left(filtered: Filtered) -> None:
    filtered.rows.hide()
    QTest.keyClick(filtered.field, Qt.Key.Key_Return)
    assert filtered.field.hasFocus()


def test_escape_shows_everything_again(filtered: Filtered) -> None:
    QTest.keyClicks(filtered.field, "bill")
    QTest.keyClick(filtered.field, Qt.Key.Key_Escape)
    assert (filtered.field.text(), filtered.field.hasFocus()) == ("", True)
