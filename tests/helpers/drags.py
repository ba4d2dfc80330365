"""What Qt tells when something is dragged over a widget."""

from PySide6 import __version_info__
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent


def drag_enter(at: QPointF, data: QMimeData) -> QDragEnterEvent:
    """Return the event of `data`, to be copied, that comes into a widget at a place."""
    # Qt 6.12 wants fractions of pixels, which 6.11 does not take
    place = at if __version_info__ >= (6, 12) else at.toPoint()
    keys = Qt.KeyboardModifier.NoModifier
    return QDragEnterEvent(place, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, keys)
