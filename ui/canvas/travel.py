"""Cards on their way to where tidying up has put them: a picture over the map, which lies there already."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.canvas.boxes import Box
from ui.canvas.frame import Frame
from ui.canvas.ink import Ink, drawn_rect
from ui.canvas.joins import Join
from ui.canvas.painting import Scene, paint_map
from ui.canvas.painting_cards import paint_card
from ui.canvas.painting_far import paint_hairlines
from ui.canvas.routes import plain_ends
from ui.canvas.surface import MapSurface
from ui.canvas.ways import plain_ways

T = TypeVar("T")

MOST_CARDS: Final = 200
"""With more in sight each is so small that nobody could follow it, and a frame would take too long."""

_MARGIN: Final = 16.0
_STOPPERS: Final = frozenset(
    {
        QEvent.Type.ShortcutOverride,
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.NativeGesture,
        QEvent.Type.Resize,
        QEvent.Type.Hide,
    }
)


@dataclass(frozen=True, slots=True)
class _Traveller:
    picture: QPixmap
    start: Box
    end: Box

    def at(self, share: float) -> Box:
        dx, dy = self.end.left - self.start.left, self.end.top - self.start.top
        return self.start.moved(share * dx, share * dy)


class Travel(QWidget):
    """Shows how cards move while a verb puts them elsewhere at once; any input to the map ends it.

    Where movement is reduced, or too much is in sight, it never shows.
    """

    def __init__(self, shown: MapSurface) -> None:
        super().__init__(shown)
        self._map = shown
        self._ground = QPixmap()
        self._travellers: Mapping[str, _Traveller] = {}
        self._joins: list[Join] = []
        self._ink = Ink(shown.look)
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.valueChanged.connect(self._step)
        self._animation.finished.connect(self._arrive)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.hide()
        shown.installEventFilter(self)
        shown.rested.connect(self._arrive)
        shown.view_changed.connect(self.end)

    def around(self, verb: Callable[[], T]) -> T:
        """Run a verb that moves cards, and show them on their way; return what the verb returns.

        A map that shows as a whole still does when they have arrived.
        """
        self.end()
        before = dict(self._map.plan.cards)
        done = verb()
        self._map.fit_again()
        length = self._map.look.duration("slow")
        if length and self._map.isVisible():
            self._begin(before, length)
        return done

    def end(self) -> None:
        """Show the map itself, on which everything has arrived."""
        self._animation.stop()
        self.hide()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.isVisible() and event.type() in _STOPPERS:
            self.end()
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        share, scale = self._animation.currentValue(), self._map.frame.scale
        boxes = {card: traveller.at(share) for card, traveller in self._travellers.items()}
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._ground)
        painter.translate(self._origin)
        if self._joins:
            ways = plain_ways(plain_ends([(join.kind, boxes[join.source], boxes[join.target]) for join in self._joins]))
            paint_hairlines(painter, self._ink, [join.kind for join in self._joins], ways, scale, smooth=True)
        for card, traveller in self._travellers.items():
            corner = drawn_rect(boxes[card], scale).topLeft()
            painter.drawPixmap(corner - QPointF(_MARGIN, _MARGIN), traveller.picture)

    @property
    def _origin(self) -> QPointF:
        """Where the map's origin lies in this picture, in px."""
        return QPointF(self._map.frame.x, self._map.frame.y - self.y())

    def _begin(self, before: Mapping[str, Box], length: int) -> None:
        after, sight = self._map.plan.cards, self._map.sight
        shown = [card for card in after if after[card].meets(sight) or before.get(card, after[card]).meets(sight)]
        if len(shown) > MOST_CARDS or all(before.get(card) == after[card] for card in shown):
            return
        self._ink = Ink(self._map.look, self.devicePixelRatioF())
        scene = self._map.scene()
        self.setGeometry(self._map.body)
        self._travellers = {
            card: _Traveller(self._picture(scene, card), before.get(card, after[card]), after[card]) for card in shown
        }
        near = {join.id: join for card in shown for join in self._map.plan.lines_at(card) if scene.shows(join)}
        self._joins = [join for join in near.values() if {join.source, join.target} <= self._travellers.keys()]
        self._ground = self._painted_ground(scene, self._map.frame, sight)
        self._animation.setDuration(length)
        self._animation.setEasingCurve(self._map.look.theme.curve("in_out"))
        self._animation.start()
        self.stackUnder(self._map.minimap)
        self.show()

    def _picture(self, scene: Scene, card: str) -> QPixmap:
        scale, box = self._map.frame.scale, scene.geometry.cards[card]
        rect = drawn_rect(box, scale)
        made = _blank(rect.width() + 2 * _MARGIN, rect.height() + 2 * _MARGIN, self._ink.ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(QPointF(_MARGIN, _MARGIN) - rect.topLeft())
        paint_card(painter, self._ink, box, scene.card_look(self._ink.theme, card), scale)
        painter.end()
        return made

    def _painted_ground(self, scene: Scene, frame: Frame, sight: Box) -> QPixmap:
        """The part of the map that shows, without cards and lines."""
        made = _blank(self.width(), self.height(), self._ink.ratio)
        painter = QPainter(made)
        painter.translate(self._origin)
        paint_map(painter, scene, self._ink, sight, frame.scale, {*scene.geometry.cards, *scene.geometry.lines})
        painter.end()
        return made

    def _step(self, _share: object) -> None:
        self.update()

    def _arrive(self) -> None:
        """Uncover the map as soon as it is painted as it is now."""
        arrived = self._animation.state() is QVariantAnimation.State.Stopped
        if arrived and self._map.is_sharp:
            self.hide()


def _blank(width: float, height: float, ratio: float) -> QPixmap:
    made = QPixmap(round(width * ratio), round(height * ratio))
    made.setDevicePixelRatio(ratio)
    return made
