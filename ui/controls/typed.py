"""What is being typed and has not been taken over yet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

_FIELDS = (QLineEdit, QPlainTextEdit, QComboBox)


def keep_typed() -> None:
    """Have the field with the focus take its text over, as if it had been left; keys go on there, or where it lay."""
    field = QApplication.focusWidget()
    if not isinstance(field, _FIELDS):
        return
    host = field.parentWidget()
    field.clearFocus()
    back = field if isValid(field) and field.isVisible() else _that_takes_focus(host)
    if back is not None:
        back.setFocus(Qt.FocusReason.OtherFocusReason)


def _that_takes_focus(widget: QWidget | None) -> QWidget | None:
    while widget is not None and widget.focusPolicy() is Qt.FocusPolicy.NoFocus:
        widget = widget.parentWidget()
    return widget
