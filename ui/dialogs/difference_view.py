"""What differs between two states of a journey: a picture of it, and every difference as a sentence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ui.controls.look import Look
from ui.controls.text import Label

PaintPicture = Callable[[QSize, float], QImage]
"""Paints a picture of a size in logical px, with so many device px to each."""

_PICTURE: Final = QSize(480, 280)
_LOWEST_PICTURE: Final = 120
_LIST_HEIGHT: Final = 150
_LOWEST_LIST: Final = 72


@dataclass(frozen=True, slots=True)
class Comparison:
    """The differences in sentences, those about one touchpoint together, and how to paint them."""

    sentences: Sequence[str]
    picture: PaintPicture


class DifferenceView(QWidget):
    """A picture above a list of sentences, or one sentence where there is nothing to compare."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.picture = DifferencePicture(look)
        self.list = QListWidget()
        self.list.setAccessibleName("What differs")
        self.list.setWordWrap(True)
        self.list.setProperty("prose", True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(look.scaled(_LOWEST_LIST))
        self.words = Label(look, "", "body", "text_2", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.picture, 3)
        column.addWidget(self.list, 2)
        column.addWidget(self.words, 0, Qt.AlignmentFlag.AlignTop)
        self.say("")

    @override
    def sizeHint(self) -> QSize:
        # with or without something to compare, so that a dialog keeps its size
        return QSize(self._look.scaled(_PICTURE.width()), self._look.scaled(_PICTURE.height() + _LIST_HEIGHT))

    def show_comparison(self, comparison: Comparison) -> None:
        """Show what differs."""
        self.picture.show_picture(comparison.picture)
        self.list.clear()
        for sentence in comparison.sentences:
            item = QListWidgetItem(sentence)
            # read, not chosen; still enabled, so that arrow keys and screen readers walk through
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self.list.addItem(item)
        self._show_parts(True)

    def say(self, text: str) -> None:
        """Say why there is nothing to compare."""
        self.words.setText(text)
        self._show_parts(False)

    def _show_parts(self, compared: bool) -> None:
        self.picture.setVisible(compared)
        self.list.setVisible(compared)
        self.words.setVisible(not compared)


class DifferencePicture(QWidget):
    """A picture that is painted anew for each size and screen."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._paint: PaintPicture | None = None
        self._image = QImage()
        self.setAccessibleName("Map of what differs")
        self.setAccessibleDescription("The same differences are listed below.")
        self.setMinimumHeight(look.scaled(_LOWEST_PICTURE))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_picture(self, paint: PaintPicture) -> None:
        """Show another picture."""
        self._paint = paint
        self._image = QImage()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.scaled(_PICTURE.width()), self._look.scaled(_PICTURE.height()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        room, ratio = self.rect().adjusted(1, 1, -1, -1), self.devicePixelRatioF()
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("line_control"))
        if self._paint is None or room.isEmpty():
            return
        if self._image.size() != room.size() * ratio:
            self._image = self._paint(room.size(), ratio)
        painter.drawImage(room.topLeft(), self._image)
