"""What lies on the first screen to be pressed: large buttons, and the samples on cards with their maps."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.controls.empty import Icon
from ui.controls.look import Look
from ui.controls.text import Label
from ui.override import override
from workbench.samples import Sample

_PICTURE_HEIGHT: Final = 144
_LARGEST_PICTURE: Final = 260
_PICTURE_SHAPE: Final = 0.46
_COLUMNS_FROM: Final = 860


class Wish(NamedTuple):
    """What the user chose on the start screen; `what` is the key that Desk.grant knows it by."""

    what: str
    detail: object = None


class Pressable(QFrame):
    """A frame that can be pressed by pointer or key, and says what is wished for."""

    pressed = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wish = Wish("")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit(self.wish)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit(self.wish)
        else:
            super().keyPressEvent(event)


class Tile(Pressable):
    """A large button of two lines with an icon."""

    def __init__(self, look: Look, icon: str, title: str, text: str, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(f"{title}, {text}", parent)
        self.setProperty("kind", f"tile_{kind}")
        on_fill = kind == "primary"
        row = QHBoxLayout(self)
        row.setContentsMargins(14 if kind != "quiet" else 0, 6, 14, 6)
        row.setSpacing(14 if kind != "quiet" else 10)
        row.addWidget(Icon(look, icon, "on_accent" if on_fill else "text", 20))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(
            Label(look, title, "body_strong" if kind != "quiet" else "body", "on_accent" if on_fill else "text")
        )
        words.addWidget(Label(look, text, "small", "on_accent" if on_fill else "text_2"))
        for index in range(words.count()):
            item = words.itemAt(index)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addLayout(words, 1)
        self.setMinimumHeight(look.scaled(56 if kind != "quiet" else 44))


class StoryCard(Pressable):
    """A sample: its title, and its story in a sentence."""

    def __init__(self, look: Look, sample: Sample, parent: QWidget | None = None) -> None:
        super().__init__(f"{sample.title}: {sample.story}", parent)
        self.sample = sample
        self.wish = Wish("sample", sample)
        self.setProperty("kind", "card")
        words = QVBoxLayout()
        words.setContentsMargins(12, 10, 12, 12)
        words.setSpacing(2)
        words.addWidget(Label(look, sample.title, "heading", wraps=True))
        words.addWidget(Label(look, sample.story, "body", "text_2", True))
        words.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._column.addLayout(words, 1)


class SampleCard(StoryCard):
    """A sample with its map in small."""

    def __init__(self, look: Look, sample: Sample, parent: QWidget | None = None) -> None:
        super().__init__(look, sample, parent)
        self.picture = Picture(look)
        self._column.insertWidget(0, self.picture)


class Picture(QWidget):
    """A map in small; empty ground until it has been painted."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._image: QImage | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", "canvas")
        self.setProperty("edge", "bottom")
        self.set_width(0)

    def set_width(self, width: int) -> None:
        """Take the height that suits a card of this width."""
        wished = round(width * _PICTURE_SHAPE)
        self.setFixedHeight(self._look.scaled(min(max(wished, _PICTURE_HEIGHT), _LARGEST_PICTURE)))

    def show_image(self, image: QImage) -> None:
        """Show a picture, as large as fits."""
        self._image = image
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._look.scaled(300), self._look.scaled(_PICTURE_HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = QRectF(self.rect()).adjusted(12, 8, -12, -9)
        size = self._image.deviceIndependentSize()
        scale = min(room.width() / size.width(), room.height() / size.height())
        box = QRectF(0, 0, size.width() * scale, size.height() * scale)
        box.moveCenter(room.center())
        painter.drawImage(box, self._image)


class AppMark(QWidget):
    """The program's own sign, in its own colours."""

    _EDGE: Final = 40

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setFixedSize(self._EDGE, self._EDGE)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        QPainter(self).drawPixmap(0, 0, self._look.pixmap("app", "text", self._EDGE, ratio))


class SampleGrid(QWidget):
    """Cards in as many columns as there is room for, three at most."""

    def __init__(self, look: Look, cards: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._cards = cards
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(20)
        self._arrange(3)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        columns = 3 if self.width() >= self._look.scaled(_COLUMNS_FROM) else 2
        self._arrange(columns)
        for card in self._cards:
            if isinstance(card, SampleCard):
                card.picture.set_width(self.width() // columns)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for index, card in enumerate(self._cards):
            self._grid.addWidget(card, index // columns, index % columns)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
