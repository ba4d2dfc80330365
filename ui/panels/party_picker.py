"""Who answers for something: chosen from the list or typed, and added where the name is new."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter
from typing_extensions import override

from ui.controls.editors import QuietCombo
from ui.controls.fields import Field
from ui.controls.look import Look
from workbench.domain.owners import NOBODY


class PartyPicker(Field):
    """A list of departments and people that can be typed into; a name that nobody bears is told as `named`."""

    chosen = Signal(object)  # the id of a department or person, None for nobody
    named = Signal(object)  # a name that is new

    def __init__(self, look: Look, label: str, nobody: str = NOBODY) -> None:
        self.box = _PartyBox()
        super().__init__(look, label, self.box)
        self._nobody = nobody
        self._parties: dict[str, str | None] = {}
        self._key: str | None = None
        self._text = nobody
        self.box.activated.connect(self._picked)
        self.box.entered.connect(self._take)
        self.box.gave_up.connect(self.forget)
        self.box.setToolTip("Choose, or type a name; a new name adds a department")

    @property
    def is_typed_in(self) -> bool:
        """Whether somebody is typing a name."""
        return self.box.hasFocus() and self.box.currentText() != self._text

    def show_parties(self, parties: Mapping[str, str], key: str | None, text: str = "") -> None:
        """Offer ids by name and show the one of `key`; `text` stands there instead of a name."""
        typed_in = self.is_typed_in
        if [self._nobody, *parties] != list(self._parties):
            self._parties = {self._nobody: None, **parties}
            shown = self.box.currentText()
            self.box.clear()
            self.box.addItems(list(self._parties))
            self.box.setEditText(shown)
        self._key = key
        self._text = text or next((name for name, each in self._parties.items() if each == key), self._nobody)
        if not typed_in:
            self.forget()

    def forget(self) -> None:
        """Drop what is typed and not entered."""
        index = self.box.findText(self._text)
        self.box.setCurrentIndex(index)
        self.box.setEditText(self._text)

    def _picked(self, index: int) -> None:
        self._take(self.box.itemText(index))

    def _take(self, typed: str) -> None:
        typed = typed.strip()
        if not typed or typed == self._text:
            self.forget()
            return
        known = next((name for name in self._parties if name.casefold() == typed.casefold()), None)
        self._text = known or typed
        if known is None:
            self.named.emit(typed)
        elif self._parties[known] != self._key:
            self.chosen.emit(self._parties[known])


class _PartyBox(QuietCombo):
    """Enter takes what is typed, so does leaving it; Escape gives it up."""

    entered = Signal(object)
    gave_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.model(), self)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        line = self.lineEdit()
        assert line is not None, "an editable box has a line"
        line.returnPressed.connect(self._enter)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.gave_up.emit()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._enter()

    def _enter(self) -> None:
        self.entered.emit(self.currentText())
