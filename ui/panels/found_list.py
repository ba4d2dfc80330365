"""The list of every place where something was found."""

from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem, QWidget
from typing_extensions import override

from ui.controls.look import Look
from ui.controls.painted_rows import PaintedRows
from ui.controls.text import write_line
from ui.panels.found_rows import FoundRow, found_row
from workbench.domain.document import Document
from workbench.editing.finding import Hit

_PADDING: Final = 8
_PARENT: Final = QModelIndex()


class FoundList(QListView):
    """The hits of a search, one of which is looked at."""

    def __init__(self, document: Document, journey: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _FoundModel(document, journey, self)
        self.setModel(self._rows)
        self.setItemDelegate(_FoundDelegate(look, self))
        self.setUniformItemSizes(True)
        self.setAccessibleName("Places found")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def hits(self) -> list[Hit]:
        """Every hit, from top to bottom."""
        return self._rows.hits

    @property
    def row(self) -> int:
        """The row that is looked at; the first one where none is."""
        return max(0, self.currentIndex().row())

    @property
    def current(self) -> Hit | None:
        """The hit that is looked at."""
        index = self.currentIndex()
        return self.hits[index.row()] if index.isValid() else None

    def take(self, hits: list[Hit]) -> None:
        """List other hits; none of them is looked at."""
        self._rows.take(hits)

    def go_to(self, row: int) -> None:
        """Look at the hit in a row."""
        self.setCurrentIndex(self._rows.index(row))


class _FoundModel(QAbstractListModel):
    """The hits as rows; what a row says is worked out when it is looked at."""

    def __init__(self, document: Document, journey: str, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._journey = journey
        self.hits: list[Hit] = []

    def take(self, hits: list[Hit]) -> None:
        """List other hits."""
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def found_row(self, row: int) -> FoundRow | None:
        """Return what a row says; None once what was found has gone."""
        hit = self.hits[row]
        known = hit.spot.element in self._document.elements
        return found_row(self._document, hit, self._journey) if known else None

    @override
    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _PARENT) -> int:
        return 0 if parent.isValid() else len(self.hits)

    @override
    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.found_row(index.row())
        return f"{row.where}: {row.before}{row.hit}{row.after}" if row is not None else ""


class _FoundDelegate(PaintedRows):
    """Two lines a row: where, and the text round the hit, which is bold."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self._look.line_height("body") + self._look.line_height("small") + _PADDING)

    @override
    def paint_row(
        self, painter: QPainter, box: QRectF, index: QModelIndex | QPersistentModelIndex, selected: bool
    ) -> None:
        model = index.model()
        row = model.found_row(index.row()) if isinstance(model, _FoundModel) else None
        if row is not None:
            inner = box.adjusted(_PADDING, _PADDING / 2, -_PADDING, 0)
            self._paint_found(painter, inner, row, "on_accent_soft" if selected else "")

    def _paint_found(self, painter: QPainter, box: QRectF, row: FoundRow, ink: str) -> None:
        first = QRectF(box.left(), box.top(), box.width(), self._look.line_height("small"))
        write_line(painter, self._look, first, row.where, "small", ink or "text_2")
        rest = QRectF(box.left(), first.bottom(), box.width(), self._look.line_height("body"))
        for text, role in ((row.before, "body"), (row.hit, "body_strong"), (row.after, "body")):
            rest.setLeft(rest.left() + write_line(painter, self._look, rest, text, role, ink or "text"))
