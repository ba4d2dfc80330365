import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.controls.typed import keep_typed


class Form(QWidget):
    """A field that tells what was typed into it when it is left, and a button."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.taken: list[str] = []
        self.line, self.button, self.inner = QLineEdit(), QPushButton("Do"), QWidget()
        self.line.editingFinished.connect(lambda: self.taken.append(self.line.text()))
        column = QVBoxLayout(self)
        QVBoxLayout(self.inner).addWidget(self.line)
        for widget in (self.inner, self.button):
            column.addWidget(widget)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_what_is_being_typed_is_taken_over_and_typing_goes_on(form: Form) -> None:
    form.line.setFocus()
    form.line.setText("Half typed")
    keep_typed()
    assert form.taken == ["Half typed"]
    assert form.line.hasFocus()


def test_where_the_field_goes_with_what_it_has_given_keys_go_on_in_what_holds_it(form: Form) -> None:
    form.line.editingFinished.connect(form.line.hide)
    form.line.setFocus()
    form.line.setText("Half typed")
    keep_typed()
    assert form.hasFocus()


def test_nothing_is_taken_from_what_is_no_field(form: Form) -> None:
    form.button.setFocus()
    keep_typed()
    assert form.button.hasFocus()
    form.button.clearFocus()
    keep_typed()
    assert form.taken == []
