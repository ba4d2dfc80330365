"""A table as high as its rows, on a page that scrolls as a whole."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QScrollArea, QSizePolicy, QTableView, QWidget
from typing_extensions import override

from ui.controls.look import Look

Index = QModelIndex | QPersistentModelIndex
_ROW: Final = 32
_NARROWEST, _WIDEST = 64, 280
_AIR: Final = 8


class FittedTable(QTableView):
    """Columns as wide as their words, rows all in sight; the page around it follows the current cell."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look.scaled(_ROW))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setMinimumSectionSize(look.scaled(_NARROWEST))
        head.setMaximumSectionSize(look.scaled(_WIDEST))
        head.geometriesChanged.connect(self.updateGeometry)
        self.horizontalScrollBar().rangeChanged.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        high = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length() + 2 * self.frameWidth()
        bar = self.horizontalScrollBar()
        return QSize(super().sizeHint().width(), high + (bar.sizeHint().height() if bar.maximum() else 0))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        page = _page_around(self)
        inner = page.widget() if page is not None else None
        if page is not None and inner is not None and self.hasFocus():
            cell = self.visualRect(current)
            middle = self.viewport().mapTo(inner, cell.center())
            page.ensureVisible(middle.x(), middle.y(), 0, cell.height() + _AIR)


def _page_around(widget: QWidget) -> QScrollArea | None:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above
