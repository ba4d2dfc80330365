from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.controls.late import Late


def fill(place: QWidget) -> QLineEdit:
    return QLineEdit("there", place)


def test_nothing_is_made_until_it_is_asked_for_and_then_only_once(qtbot: QtBot) -> None:
    late = Late(fill)
    qtbot.addWidget(late)
    made: list[object] = []
    late.made.connect(made.append)
    assert not late.is_made
    assert late.findChildren(QLineEdit) == []
    content = late.content
    assert late.is_made
    assert late.content is content
    assert made == [content]


def test_those_who_wait_for_the_content_may_ask_for_it_at_once(qtbot: QtBot) -> None:
    late = Late(fill)
    qtbot.addWidget(late)
    found: list[str] = []
    late.made.connect(lambda _: found.append(late.content.text()))
    assert late.content.text() == "there"
    assert found == ["there"]


def test_what_is_asked_for_while_its_place_is_in_sight_fills_it_at_once(qtbot: QtBot) -> None:
    late = Late(fill)
    qtbot.addWidget(late)
    late.resize(200, 40)
    late.show()
    assert late.content.isVisible()
    assert late.content.width() == 200


def test_tab_meets_what_is_made_late_where_it_stands(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    row = QHBoxLayout(host)
    first, late, last = QPushButton("first"), Late(fill), QPushButton("last")
    for part in (first, late, last):
        row.addWidget(part)
    host.show()
    QTest.qWaitForWindowActive(host)
    content = late.content
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is content
    QTest.keyClick(content, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is last
