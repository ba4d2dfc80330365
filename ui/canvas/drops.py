"""Text and parts of journeys that are dropped on the map."""

from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from typing_extensions import override

from ui.canvas.board import Marks
from ui.canvas.placing import box_at, place_at
from ui.canvas.surface import MapSurface

_OWN_DRAGS: Final = "application/x-qabstractitemmodeldatalist"


class MapDrops(QObject):
    """Takes drops from other programs, showing where the first card would come to rest."""

    dropped = Signal(object, object)  # QMimeData, Place

    def __init__(self, surface: MapSurface) -> None:
        super().__init__(surface)
        self._map = surface
        surface.setAcceptDrops(True)
        surface.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DragLeave:
            self._map.show_marks(Marks())
        elif isinstance(event, QDropEvent) and is_text(event.mimeData()):
            self._take(event)
            return True
        return False

    def _take(self, event: QDropEvent) -> None:
        at = event.position()
        place = place_at(self._map.plan, *self._map.frame.to_map(at.x(), at.y()))
        is_over = isinstance(event, QDragMoveEvent)
        self._map.show_marks(Marks(ghosts=(box_at(self._map.plan, place),)) if is_over else Marks())
        # a copy, so that no other program takes the text away from where it was
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if not is_over:
            self.dropped.emit(event.mimeData(), place)


def is_text(data: QMimeData) -> bool:
    """Return whether a drop is text, and not files or what a list of this window drags along."""
    return data.hasText() and not data.hasFormat(_OWN_DRAGS) and not any(url.isLocalFile() for url in data.urls())
