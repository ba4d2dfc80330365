"""How panels hear of changes: as long as they live, and no more than they are looked at."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.bridge import DocumentBridge
from workbench.domain.document import Document


def watch(widget: QWidget, document: Document) -> DocumentBridge:
    """Return a source of the document's change sets that ends with `widget`, whichever of the two lives longer."""
    bridge = DocumentBridge(document, widget)
    widget.destroyed.connect(bridge.close)
    return bridge


class ShownWatch(QObject):
    """Calls `refresh` after every change while `widget` can be seen, and once when it comes up again after some."""

    def __init__(self, widget: QWidget, document: Document, refresh: Callable[[], None]) -> None:
        super().__init__(widget)
        self._widget = widget
        self._refresh = refresh
        self._missed = False
        watch(widget, document).published.connect(self.note)
        widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and self._missed:
            self._missed = False
            self._refresh()
        return False

    def note(self) -> None:
        """Refresh because something else has changed, now or when the widget comes up again."""
        if self._widget.isVisible():
            self._refresh()
        else:
            self._missed = True
