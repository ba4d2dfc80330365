"""The outline as plain text, one touchpoint a line."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ui.controls.buttons import Button
from ui.controls.look import Look
from ui.controls.text import Label
from workbench.domain.document import Document
from workbench.domain.problems import DomainProblem
from workbench.editing.outline import apply_outline, outline_text
from workbench.editing.outline_text import OutlineProblem

_HELP = "One touchpoint a line: Phase > Touchpoint @Owner. Lines add and change; nothing is deleted."


class OutlineEditor(QWidget):
    """Text, a button that applies it in one step, and the line at which it could not be read."""

    done = Signal()

    def __init__(self, document: Document, journey: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._journey = journey
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("Outline as text")
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setTabChangesFocus(True)
        self.message = Label(look, "", "small", "danger", True)
        self.message.hide()
        self.apply = Button(look, "Apply", "primary", "check")
        self.cancel = Button(look, "Cancel", "quiet")
        buttons = QHBoxLayout()
        buttons.addWidget(self.apply)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(Label(look, _HELP, "small", "text_2", True))
        column.addWidget(self.text, 1)
        column.addWidget(self.message)
        column.addLayout(buttons)
        self.apply.clicked.connect(self._apply)
        self.cancel.clicked.connect(self.done)

    def start(self) -> None:
        """Write the journey as it is now."""
        self._say("")
        self.text.setPlainText(outline_text(self._document, self._journey))

    def _apply(self) -> None:
        try:
            apply_outline(self._document, self._journey, self.text.toPlainText())
        except OutlineProblem as problem:
            self._say(str(problem))
            self._go_to(problem.line)
            return
        except DomainProblem as problem:
            self._say(str(problem))
            return
        self._say("")
        self.done.emit()

    def _say(self, sentence: str) -> None:
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))
        self.text.setAccessibleDescription(sentence)

    def _go_to(self, line: int) -> None:
        block = self.text.document().findBlockByNumber(line - 1)
        cursor = QTextCursor(block)
        cursor.select(QTextCursor.SelectionType.LineUnderCursor)
        self.text.setTextCursor(cursor)
        self.text.setFocus()
