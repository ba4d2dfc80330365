from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ui.controls.look import Look
from ui.panels.fold import Fold


def test_a_fold_opens_by_click_and_closes_by_key(look: Look, qtbot: QtBot) -> None:
    fold = Fold(look, "More numbers")
    qtbot.addWidget(fold)
    field = QLineEdit()
    fold.rows.addWidget(field)
    fold.show()
    assert not field.isVisible()
    qtbot.mouseClick(fold.head, Qt.MouseButton.LeftButton)
    assert field.isVisible()
    fold.head.setFocus()
    qtbot.keyClick(fold.head, Qt.Key.Key_Space)
    assert not field.isVisible()
    assert fold.head.accessibleName() == "More numbers"
