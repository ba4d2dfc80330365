"""Rows painted by hand: the ground is the style's, the words are not."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, QStringListModel
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem
from pytestqt.qtbot import QtBot
from typing_extensions import override

from ui.controls.look import Look
from ui.controls.painted_rows import PaintedRows


class Noted(PaintedRows):
    """Writes down what it is asked to paint."""

    def __init__(self, look: Look, view: QListView) -> None:
        super().__init__(look, view)
        self.rows: list[tuple[int, int, bool]] = []

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, 30)

    @override
    def paint_row(
        self, painter: QPainter, box: QRectF, index: QModelIndex | QPersistentModelIndex, selected: bool
    ) -> None:
        self.rows.append((index.row(), round(box.height()), selected))


def test_each_row_is_asked_for_in_its_box_and_knows_whether_it_is_selected(look: Look, qtbot: QtBot) -> None:
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(QStringListModel(["one", "two"], view))
    noted = Noted(look, view)
    view.setItemDelegate(noted)
    view.setCurrentIndex(view.model().index(1, 0))
    view.resize(200, 100)
    view.show()
    qtbot.waitExposed(view)
    noted.rows.clear()
    view.grab()
    assert noted.rows == [(0, 30, False), (1, 30, True)]


def test_the_style_writes_no_words_of_its_own(look: Look, qtbot: QtBot) -> None:
    view = QListView()
    qtbot.addWidget(view)
    model = QStringListModel(["a long text"], view)
    view.setModel(model)
    view.setItemDelegate(Noted(look, view))
    view.resize(200, 100)
    before = view.grab().toImage()
    model.setStringList([""])
    assert view.grab().toImage() == before
