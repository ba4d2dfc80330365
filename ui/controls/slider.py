"""The slider that makes one thing go wrong less often."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QVBoxLayout, QWidget
from typing_extensions import override

from ui.controls.focus import OWN_FOCUS
from ui.controls.look import Look
from ui.controls.text import Label

_HEAD_GAP = 8
_TRACK_HEIGHT = 24
_TICK_HEIGHT = 14


class FrequencySlider(QWidget):
    """How often one touchpoint goes wrong: a tick where it is today, a thumb where the fix would bring it.

    The value is the cut in percent of today's frequency, 0 (as it is) to 100 (never); `words` turns a cut into what
    stands at the right, for example "now and then → rarely". `as_is` is the place of the tick on the track, 0 to 1.
    """

    moved = Signal(object)  # the cut in percent, while it moves
    released = Signal(object)  # the cut in percent, once it stays

    def __init__(
        self,
        look: Look,
        name: str,
        owner: str,
        as_is: float,
        words: Callable[[float], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self._label = Label(look, name, "body_strong")
        self._owner = Label(look, owner, "small", "text_2")
        self._said = Label(look, words(0.0), "body_strong")
        self._said.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        self.track = CutTrack(look, as_is)
        self.track.setAccessibleName(f"{name}, how often it goes wrong")
        self._build()
        self.track.valueChanged.connect(self._say)
        self.track.cut_moved.connect(self.moved)
        self.track.cut_released.connect(self.released)
        self._say()

    @property
    def cut(self) -> float:
        """The cut in percent of today's frequency."""
        return self.track.cut

    def set_cut(self, cut: float) -> None:
        """Show another cut, without telling anybody."""
        self.track.set_cut(cut)
        self._say()

    def set_as_is(self, as_is: float) -> None:
        """Move the tick to where things are today, 0 to 1 of the track."""
        self.track.set_as_is(as_is)
        self._say()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(_HEAD_GAP)
        head.addWidget(self._label)
        head.addWidget(self._owner)
        head.addStretch(1)
        head.addWidget(self._said)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.track)

    def _make_room(self) -> None:
        """Where the line is short, the owner gives way: name and words are what the slider is about."""
        needed = sum(label.sizeHint().width() for label in (self._label, self._owner, self._said))
        self._owner.setVisible(needed + 2 * _HEAD_GAP <= self.width())

    def _say(self) -> None:
        text = self._words(self.cut)
        self._said.setText(text)
        self._make_room()
        self.track.setAccessibleDescription(text)


class CutTrack(QSlider):
    """Track, tick and thumb; Qt's value is what remains of today's frequency in percent: right is more often."""

    cut_moved = Signal(object)
    cut_released = Signal(object)

    def __init__(self, look: Look, as_is: float, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self._as_is = as_is
        self._told = 0.0
        self._by_keys = False
        self.setProperty(OWN_FOCUS, True)
        self.setRange(0, 100)
        self.setSingleStep(1)
        self.setPageStep(10)
        self.setValue(100)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.valueChanged.connect(self._tell_moved)

    @property
    def cut(self) -> float:
        """The cut in percent of today's frequency."""
        return 100.0 - self.value()

    def set_cut(self, cut: float) -> None:
        """Show another cut, without telling anybody."""
        blocked = self.blockSignals(True)
        self.setValue(round(100 - cut))
        self.blockSignals(blocked)
        self._told = self.cut
        self.update()

    def set_as_is(self, as_is: float) -> None:
        """Move the tick, 0 to 1 of the track."""
        self._as_is = min(1.0, max(0.0, as_is))
        self.update()

    def thumb_x(self) -> float:
        """Where the middle of the thumb is, in px from the left edge."""
        left, length = self._groove()
        return left + length * self._as_is * self.value() / 100

    @override
    def sizeHint(self) -> QSize:
        return QSize(160, max(_TRACK_HEIGHT, self._look.theme.size["hit_min"]))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.setSliderDown(True)
        self._follow(event.position().x())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._follow(event.position().x())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self.setSliderDown(False)
            self._tell_released()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keys = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(event)
        if not event.isAutoRepeat():
            self._tell_released()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        # The wheel scrolls the panel; a fix that changes on the way would be an accident
        event.ignore()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        left, length = self._groove()
        middle = self.height() / 2
        thick = self._look.theme.size["slider_track"]
        tick, thumb = left + length * self._as_is, self.thumb_x()
        moved = self.isEnabled() and self.value() < 100
        painter.setBrush(self._look.colour("line"))
        painter.drawRoundedRect(QRectF(0, middle - thick / 2, self.width(), thick), thick / 2, thick / 2)
        if moved:
            painter.setBrush(self._look.colour("accent"))
            painter.drawRect(QRectF(thumb, middle - thick / 2, tick - thumb, thick))
        painter.setBrush(self._look.colour("text_2" if self.isEnabled() else "text_disabled"))
        painter.drawRect(QRectF(tick - 1, middle - _TICK_HEIGHT / 2, 2, _TICK_HEIGHT))
        self._paint_thumb(painter, QPointF(thumb, middle), moved)

    def _paint_thumb(self, painter: QPainter, middle: QPointF, moved: bool) -> None:
        radius = self._look.theme.size["slider_thumb"] / 2
        if moved:
            painter.setBrush(self._look.colour("accent_hover" if self.underMouse() else "accent"))
            painter.setPen(QPen(self._look.colour("panel"), 2))
        else:
            role = "line_control" if self.isEnabled() else "text_disabled"
            painter.setBrush(self._look.colour("panel"))
            painter.setPen(QPen(self._look.colour("accent" if self.underMouse() and self.isEnabled() else role), 2))
        painter.drawEllipse(middle, radius, radius)
        if self.hasFocus() and self._by_keys:
            reach = radius + self._look.theme.size["focus_gap"] + 1
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._look.colour("accent"), self._look.theme.stroke["focus"]))
            painter.drawEllipse(middle, reach, reach)

    def _groove(self) -> tuple[float, float]:
        """Left end and length of the way the thumb's middle can go."""
        radius = self._look.theme.size["slider_thumb"] / 2 + self._look.theme.size["focus_gap"] + 2
        return radius, self.width() - 2 * radius

    def _follow(self, x: float) -> None:
        left, length = self._groove()
        reach = length * self._as_is
        self.setValue(round(100 * (x - left) / reach) if reach > 0 else 100)

    def _tell_moved(self) -> None:
        self.update()
        self.cut_moved.emit(self.cut)

    def _tell_released(self) -> None:
        if self.cut != self._told:
            self._told = self.cut
            self.cut_released.emit(self.cut)
