"""One number taken apart into the two reasons for it."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.controls.counted import CountedChart
from ui.controls.labels import figure
from ui.controls.look import Look
from ui.controls.patterns import hatch_brush

_WIDTH = 240
_BAR = 32
_SEAM = 2
_INSET = 10
_PLATE = 5
_USUAL_RANGE = ", 00 to 00"


@dataclass(frozen=True, slots=True)
class SplitPart:
    """One reason: its number, the word beside the number, the sentence part that stands below, and the range."""

    value: float
    word: str
    caption: str
    reach: tuple[float, float] | None = None

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return f"{figure(self.value)} {self.word}, {self.caption}{self.range_text}"

    @property
    def range_text(self) -> str:
        """The range as it follows the caption; empty while it is not known."""
        return f", {figure(self.reach[0])} to {figure(self.reach[1])}" if self.reach else ""


class SplitBar(CountedChart):
    """A filled and a hatched part that add up to the sentence above.

    Parts that pull in opposite directions lie on both sides of a line at nought, with their signs; a bar that showed
    only their sum would hide that one of them makes things worse.
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, _WIDTH, parent)
        self._parts: tuple[SplitPart, SplitPart] | None = None

    def set_parts(self, filled: SplitPart, hatched: SplitPart) -> None:
        """Show two parts, for example carry-over and exposure."""
        self._parts = (filled, hatched)
        self.setAccessibleName("; ".join(part.spoken for part in self._parts))
        self.updateGeometry()
        self.update()

    @override
    def heightForWidth(self, width: int) -> int:
        lines = 2 if self._parts is not None and self._stacks(width) else 1
        return self._bar_height() + 6 + lines * self._look.line_height("small")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._parts is None:
            return
        painter = QPainter(self)
        boxes = self.part_boxes()
        for at, (part, box) in enumerate(zip(self._parts, boxes, strict=True)):
            if box.width() > 0:
                self._paint_part(painter, part, box, hatched=at == 1)
        if self._opposed():
            nought = max(boxes, key=QRectF.left).left() - _SEAM / 2
            painter.fillRect(QRectF(nought - 1, 0, 2, self._bar_height()), self._look.colour("text"))
        self._paint_captions(painter)

    def part_boxes(self) -> tuple[QRectF, QRectF]:
        """Where the two parts lie; their widths are to each other as their numbers, whatever the signs."""
        assert self._parts is not None
        first, second = (abs(part.value) for part in self._parts)
        total = first + second
        high = self._bar_height()
        if total == 0:
            return QRectF(0, 0, 0, high), QRectF(0, 0, 0, high)
        seam = _SEAM if first and second else 0
        wide = (self.width() - seam) * first / total
        # Of two opposed parts the one below nought lies at the left
        if self._opposed() and self._parts[0].value > 0:
            return QRectF(self.width() - wide, 0, wide, high), QRectF(0, 0, self.width() - wide - seam, high)
        return QRectF(0, 0, wide, high), QRectF(wide + seam, 0, self.width() - wide - seam, high)

    def _opposed(self) -> bool:
        return self._parts is not None and self._parts[0].value * self._parts[1].value < 0

    def _bar_height(self) -> int:
        return self._look.scaled(_BAR)

    def _paint_part(self, painter: QPainter, part: SplitPart, box: QRectF, hatched: bool) -> None:
        if hatched:
            ink = self._look.colour("bar_before")
            painter.fillRect(box, hatch_brush(ink, self.devicePixelRatioF()))
            painter.setPen(QPen(ink, 1))
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        else:
            painter.fillRect(box, self._look.colour("bar_after"))
        painter.setFont(self._look.font("heading"))
        text = self._fitting(painter, part, box.width())
        if hatched and text:
            wide = QFontMetricsF(painter.font()).horizontalAdvance(text) + 2 * _INSET
            wide = min(max(wide, box.width() - 2 * _PLATE), box.width() - 4)
            plate = QRectF(box.center().x() - wide / 2, box.top() + _PLATE, wide, box.height() - 2 * _PLATE)
            painter.fillRect(plate, self._look.colour("panel"))
        painter.setPen(self._look.colour(self.number_ink if hatched else "on_accent"))
        place = Qt.AlignmentFlag.AlignHCenter if hatched else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box.adjusted(0 if hatched else _INSET, 0, 0, 0), place | Qt.AlignmentFlag.AlignVCenter, text)

    def _fitting(self, painter: QPainter, part: SplitPart, width: float) -> str:
        """The number with its word, the number alone, or nothing, whichever fits; then the caption has the number."""
        metrics = QFontMetricsF(painter.font())
        number = self._number(part)
        for text in (f"{number} {part.word}", number):
            if metrics.horizontalAdvance(text) + 1.4 * _INSET <= width:
                return text
        return ""

    def _number(self, part: SplitPart) -> str:
        return f"+{figure(part.value)}" if self._opposed() and part.value > 0 else figure(part.value)

    def _captions(self) -> tuple[str, str]:
        assert self._parts is not None
        metrics = QFontMetricsF(self._look.font("heading"))
        texts = []
        boxes = self.part_boxes()
        for part, box in zip(self._parts, boxes, strict=True):
            hidden = metrics.horizontalAdvance(self._number(part)) + 1.4 * _INSET > box.width()
            caption = f"{part.caption}{part.range_text}"
            texts.append(f"{self._number(part)} {caption}" if hidden else caption)
        left_first = boxes[0].left() <= boxes[1].left()
        return (texts[0], texts[1]) if left_first else (texts[1], texts[0])

    def _stacks(self, width: int) -> bool:
        metrics = QFontMetricsF(self._look.font("small"))
        assert self._parts is not None
        # the room for ranges is kept while they are unknown, so that nothing moves when they come
        missing = sum(part.reach is None for part in self._parts) * metrics.horizontalAdvance(_USUAL_RANGE)
        return sum(metrics.horizontalAdvance(text) for text in self._captions()) + missing + 16 > width

    def _paint_captions(self, painter: QPainter) -> None:
        painter.setFont(self._look.font("small"))
        painter.setPen(self._look.colour("text_2"))
        line = self._look.line_height("small")
        left, right = self._captions()
        box = QRectF(0, self._bar_height() + 6, self.width(), line)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, left)
        below = box.translated(0, line) if self._stacks(self.width()) else box
        painter.drawText(below, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, right)
