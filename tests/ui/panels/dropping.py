"""Drags that end in a widget, as far as a test can make them."""

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

PLAIN = Qt.KeyboardModifier.NoModifier


class Held(QDropEvent):
    """A drop that comes from a widget of this program; Qt knows the source of real drags only."""

    def __init__(self, at: QPoint, source: QWidget | None) -> None:
        self._mime = QMimeData()
        action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        super().__init__(QPointF(at), action, self._mime, button, PLAIN)
        self._held = source

    @override
    def source(self) -> QWidget | None:
        return self._held
