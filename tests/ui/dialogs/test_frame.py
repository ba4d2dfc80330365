"""Questions and statements: Enter gives the main answer, Escape gives none, nothing is left over."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.fingers import finger
from ui.controls.look import Look
from ui.controls.scrolled import Scrolled
from ui.dialogs.frame import DialogFrame, Question, ask, tell

ANSWERS = (("cancel", "Cancel"), ("discard", "Throw away"), ("save", "Save"))


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def when_shown(key: Qt.Key) -> None:
    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Question)
        QTest.keyClick(dialog, key)

    QTimer.singleShot(0, act)


@pytest.mark.parametrize(("key", "answer"), [(Qt.Key.Key_Return, "save"), (Qt.Key.Key_Escape, "")])
def test_enter_gives_the_last_answer_and_escape_none(look: Look, parent: QWidget, key: Qt.Key, answer: str) -> None:
    when_shown(key)
    assert ask(look, "Save first?", "It would be gone.", ANSWERS, parent) == answer


def test_a_statement_is_closed_and_goes(look: Look, parent: QWidget) -> None:
    when_shown(Qt.Key.Key_Return)
    tell(look, "This file cannot be opened", "It is empty.", parent)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert parent.findChildren(Question) == []


def test_every_answer_has_a_button_and_only_the_last_is_filled(look: Look, qtbot: QtBot) -> None:
    question = Question(look, "Save first?", "It would be gone.", ANSWERS)
    qtbot.addWidget(question)
    buttons = {key: button for button, key in question._keys.items()}
    assert [button.isDefault() for button in buttons.values()] == [False, False, True]
    buttons["discard"].click()
    assert question.answer == "discard"


def test_what_the_user_wrote_is_shown_as_it_is(look: Look, qtbot: QtBot) -> None:
    question = Question(look, "Save “<b>x</b>”?", "<img src=x>", ANSWERS)
    qtbot.addWidget(question)
    labels = question.findChildren(QLabel)
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


def test_what_is_long_in_a_dialog_is_scrolled_by_a_finger(look: Look, qtbot: QtBot) -> None:
    content = QWidget()
    content.setMinimumHeight(2000)
    dialog, scrolled = DialogFrame(look, "Keys"), Scrolled(content)
    qtbot.addWidget(dialog)
    dialog.body.addWidget(scrolled)
    dialog.show()
    at = scrolled.mapTo(dialog, scrolled.rect().center())
    finger(dialog, at, at - QPoint(0, 60))
    assert scrolled.verticalScrollBar().value() == 60
