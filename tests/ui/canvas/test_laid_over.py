"""Fields over the map: when they are left, and who has the focus then."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.canvas.laid_over import is_left, take_away


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    return made


@pytest.fixture
def field(ground: QWidget) -> QLineEdit:
    made = QLineEdit(ground)
    made.show()
    return made


def test_the_focus_returns_to_what_lay_below(ground: QWidget, field: QLineEdit) -> None:
    field.setFocus()
    take_away(field)
    assert (field.isVisible(), ground.hasFocus()) == (False, True)


def test_the_focus_stays_where_it_has_gone(ground: QWidget, field: QLineEdit) -> None:
    other = QLineEdit(ground)
    other.show()
    other.setFocus()
    take_away(field)
    assert (field.isVisible(), other.hasFocus()) == (False, True)


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        (Qt.FocusReason.TabFocusReason, True),
        (Qt.FocusReason.MouseFocusReason, True),
        (Qt.FocusReason.PopupFocusReason, False),
        (Qt.FocusReason.ActiveWindowFocusReason, False),
    ],
)
def test_a_menu_or_another_window_does_not_leave_a_field(
    field: QLineEdit, reason: Qt.FocusReason, expected: bool
) -> None:
    gone = QFocusEvent(QEvent.Type.FocusOut, reason)
    assert is_left(field, gone) is expected
    field.hide()
    assert not is_left(field, gone)
