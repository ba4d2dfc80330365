"""The whole map in a corner, with the part that shows: press or drag there to go elsewhere."""

from typing import Final, Protocol

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.canvas.boxes import Box
from ui.canvas.viewport import MapViewport
from ui.controls.look import Look

_LARGEST: Final = QSize(208, 132)
_LEAST: Final = 24
_FINEST: Final = 0.15
"""The picture of the whole map is painted no larger."""

_MARGIN: Final = 12
_EDGE: Final = 4
_PAN_SHARE: Final = 0.25
_CLOSER: Final = 1.2
_VEIL: Final = 0.45
_SLACK: Final = 2.0
_ARROWS: Final = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class Overview(Protocol):
    """Whatever has a small picture of the whole map."""

    def draw_overview(self, painter: QPainter, scale: float) -> None:
        """Draw the whole map at a small scale, in px, with its origin at that of the painter."""
        ...


class Minimap(QWidget):
    """Lies in the lower right corner of a map while part of that is out of sight, so that it never covers a whole one.

    Arrows pan, plus and minus zoom, Escape gives the focus back.
    """

    def __init__(self, window: MapViewport, overview: Overview, look: Look) -> None:
        super().__init__(window)
        self._window = window
        self._overview = overview
        self._look = look
        self._picture: QPixmap | None = None
        self.setAccessibleName("Small map; arrows move the window over the map, plus and minus zoom")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        window.view_changed.connect(self._follow)
        window.installEventFilter(self)
        self._wanted = False
        self.hide()

    @property
    def is_of_use(self) -> bool:
        """Whether any of the map lies out of sight."""
        bounds, sight = self._window.plan.bounds, self._window.sight
        reach = _SLACK / self._window.frame.scale
        near = Box(bounds.left + reach, bounds.top + reach, bounds.right - reach, bounds.bottom - reach)
        return sight.common(near) != near

    def set_wanted(self, wanted: bool) -> None:
        """Show it whenever part of the map is out of sight, or never."""
        self._wanted = wanted
        self._follow()

    @property
    def scale(self) -> float:
        """How many px stand for one map unit."""
        bounds = self._window.plan.bounds
        across = (_LARGEST.width() - 2 * _EDGE) / max(bounds.width, 1.0)
        down = (_LARGEST.height() - 2 * _EDGE) / max(bounds.height, 1.0)
        return min(across, down, _FINEST)

    def window_box(self) -> QRectF:
        """Return the part that shows, in px of this widget, as far as the map reaches."""
        sight = self._window.sight.common(self._window.plan.bounds)
        return QRectF(*self._to_px(sight.left, sight.top), sight.width * self.scale, sight.height * self.scale)

    def refresh(self) -> None:
        """Take over the picture of the whole map as it is now."""
        self._picture = None
        self._place()
        self.update()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._whole())
        shown = self.window_box()
        veil = QColor(self._look.colour("canvas"))
        veil.setAlphaF(_VEIL)
        for part in _around(QRectF(self.rect()), shown):
            painter.fillRect(part, veil)
        painter.setPen(QPen(self._look.colour("accent"), 2))
        painter.drawRect(shown.adjusted(1, 1, -1, -1))
        edge = "accent" if self.hasFocus() else "line_control"
        painter.setPen(QPen(self._look.colour(edge), 2 if self.hasFocus() else 1))
        inset = 1.0 if self.hasFocus() else 0.5
        painter.drawRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset))

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._go_to(event.position())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go_to(event.position())

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._go_to(event.position())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ARROWS:
            across, down = _ARROWS[key]
            self._window.pan(across * _PAN_SHARE * self._window.width(), down * _PAN_SHARE * self._window.height())
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._window.zoom_to(self._window.frame.scale * _CLOSER)
        elif key == Qt.Key.Key_Minus:
            self._window.zoom_to(self._window.frame.scale / _CLOSER)
        elif key == Qt.Key.Key_Escape:
            self._window.setFocus()
        else:
            super().keyPressEvent(event)

    def _follow(self) -> None:
        self.setVisible(self._wanted and self.is_of_use)
        if self.isVisible():
            self.update()

    def _whole(self) -> QPixmap:
        """The picture below the window, painted once for every state of the map."""
        if self._picture is None:
            ratio = self.devicePixelRatioF()
            self._picture = QPixmap(self.size() * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(self._look.colour("canvas"))
            painter = QPainter(self._picture)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setClipRect(self.rect())
            painter.translate(QPointF(*self._to_px(0.0, 0.0)))
            self._overview.draw_overview(painter, self.scale)
            painter.end()
        return self._picture

    def _place(self) -> None:
        bounds, scale = self._window.plan.bounds, self.scale
        width = max(_LEAST, round(bounds.width * scale) + 2 * _EDGE)
        height = max(_LEAST, round(bounds.height * scale) + 2 * _EDGE)
        corner = self._window.rect().bottomRight()
        if self.size() != QSize(width, height):
            self._picture = None
        self.setGeometry(corner.x() - width - _MARGIN, corner.y() - height - _MARGIN, width, height)

    def _go_to(self, at: QPointF) -> None:
        bounds = self._window.plan.bounds
        x, y = bounds.left + (at.x() - _EDGE) / self.scale, bounds.top + (at.y() - _EDGE) / self.scale
        self._window.show_frame(self._window.frame.centred(x, y, self._window.room))

    def _to_px(self, x: float, y: float) -> tuple[float, float]:
        bounds = self._window.plan.bounds
        return (x - bounds.left) * self.scale + _EDGE, (y - bounds.top) * self.scale + _EDGE


def _around(whole: QRectF, hole: QRectF) -> list[QRectF]:
    """The four parts of a rectangle round a hole in it."""
    return [
        QRectF(whole.left(), whole.top(), whole.width(), hole.top() - whole.top()),
        QRectF(whole.left(), hole.bottom(), whole.width(), whole.bottom() - hole.bottom()),
        QRectF(whole.left(), hole.top(), hole.left() - whole.left(), hole.height()),
        QRectF(hole.right(), hole.top(), whole.right() - hole.right(), hole.height()),
    ]
