"""Text on the screen: always plain, always in a role of the look, with the line spacing the look asks for."""

import re
from html import escape

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from ui.controls.counted import Counted
from ui.controls.look import Look
from ui.controls.voice import announce

_NARROWEST = 48
_COMFORTABLE = 320
_MOST_COUNTS = 16
_SMALL_SENTENCE_BELOW = 300
_ARROW = " → "
_SHORT_HYPHEN = re.compile(r"(?<!\w{3})-(?=\w)|(?<=\w)-(?!\w{3})")


def figure(value: float) -> str:
    """A number as people read it: whole from 10 up, at most one decimal below, with a true minus."""
    text = f"{value:,.0f}" if abs(value) >= 9.95 else f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text.replace("-", "−")


def with_firm_hyphens(text: str) -> str:
    """The text, as long as before, with hyphens that break no line where either half has less than three letters."""
    return _SHORT_HYPHEN.sub("\N{NON-BREAKING HYPHEN}", text)


def tip(widget: QWidget, text: str) -> None:
    """Set a tooltip that wraps and shows every character as typed, whatever the text looks like."""
    widget.setToolTip(f"<p>{escape(text)}</p>" if text else "")


class Label(QLabel):
    """Plain text in a role of type and a role of colour; wraps, or is elided and then shows all as its tooltip."""

    def __init__(
        self,
        look: Look,
        text: str = "",
        role: str = "body",
        colour: str = "text",
        wraps: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._look = look
        self._role = role
        self._colour = colour
        self._wraps = wraps
        self._least_lines = 1
        # Qt's layouts ask for the same height some ten times before a window shows
        self._counts: dict[tuple[str, str, int], int] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        # QLabel derives from this whether its height depends on its width, anew with every text
        self.setWordWrap(wraps)

    @property
    def colour_role(self) -> str:
        """The token the text is painted in."""
        return self._colour

    def set_colour(self, role: str) -> None:
        """Paint the text in another colour of the look."""
        if role != self._colour:
            self._colour = role
            self.update()

    def set_role(self, role: str) -> None:
        """Write the text in another role of type."""
        if role != self._role:
            self._role = role
            self._keep_room()
            self.updateGeometry()
            self.update()

    def keep_lines(self, least: int) -> None:
        """Never take less room than so many lines, so that what stands below stays where it is."""
        self._least_lines = least
        self._keep_room()

    @override
    def setText(self, text: str) -> None:
        super().setText(text)
        self._keep_room()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_room()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._keep_room()

    @override
    def sizeHint(self) -> QSize:
        font = self._look.font(self._role)
        widest = max((QFontMetricsF(font).horizontalAdvance(line) for line in self.text().split("\n")), default=0)
        width = int(widest) + 2
        if not self._wraps:
            return QSize(width, self._look.line_height(self._role) * (self.text().count("\n") + 1))
        width = min(width, self._look.scaled(_COMFORTABLE))
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        least = min(hint.width(), _NARROWEST)
        return QSize(least, self._look.line_height(self._role) if self._wraps else hint.height())

    @override
    def heightForWidth(self, width: int) -> int:
        if not self._wraps:
            return -1
        font = self._look.font(self._role)
        key = (self.text(), font.key(), width)
        if key not in self._counts:
            if len(self._counts) >= _MOST_COUNTS:
                self._counts.clear()
            self._counts[key] = _laid_out(self.text(), font, width).lineCount()
        return max(self._least_lines, self._counts[key]) * self._look.line_height(self._role)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._look.font(self._role))
        painter.setPen(self._look.colour(self._colour if self.isEnabled() else "text_disabled"))
        if self._wraps:
            self._paint_lines(painter)
        else:
            painter.drawText(self.rect(), int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), self._shown())

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and not self.toolTip():
            return self._show_whole(event.globalPos())
        return super().event(event)

    def _keep_room(self) -> None:
        """Ask for all lines: Qt's layouts would rather clip text that wraps than let a panel scroll."""
        if self._wraps and self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self.setMinimumHeight(self.heightForWidth(self.width()))

    def _shown(self) -> str:
        metrics = QFontMetricsF(self._look.font(self._role))
        return "\n".join(
            metrics.elidedText(line, Qt.TextElideMode.ElideRight, self.width()) for line in self.text().split("\n")
        )

    def _show_whole(self, at: QPoint) -> bool:
        if self._wraps or self._shown() == self.text():
            return False
        QToolTip.showText(at, f"<p>{escape(self.text())}</p>", self)
        return True

    def _paint_lines(self, painter: QPainter) -> None:
        layout = _laid_out(self.text(), painter.font(), self.width())
        step = self._look.line_height(self._role)
        shift = (step - QFontMetricsF(painter.font()).height()) / 2
        for at in range(layout.lineCount()):
            line = layout.lineAt(at)
            line.draw(painter, QPointF(self._indent(line.naturalTextWidth()), at * step + shift - line.y()))

    def _indent(self, width: float) -> float:
        spare = self.width() - width
        if self.alignment() & Qt.AlignmentFlag.AlignRight:
            return spare
        return spare / 2 if self.alignment() & Qt.AlignmentFlag.AlignHCenter else 0


class SentenceLabel(Label):
    """A result as a sentence; goes grey while it is behind the map and is read out when it is announced."""

    def __init__(self, look: Look, text: str = "", first: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(look, text, "sentence_first" if first else "sentence", "text", True, parent)
        self._first = first

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._first:
            # the small panel keeps its lines for sliders and bars
            small = self.width() < self._look.scaled(_SMALL_SENTENCE_BELOW)
            self.set_role("sentence" if small else "sentence_first")
        super().resizeEvent(event)

    def set_stale(self, stale: bool) -> None:
        """Show that the map has moved on since this was counted."""
        self.set_colour("text_2" if stale else "text")

    def announce(self) -> None:
        """Have a screen reader say the sentence when it has finished what it is saying."""
        announce(self, self.text())


class NumberLabel(Counted):
    """One number, or a number before and after; it changes at once and never moves what stands beside it."""

    def __init__(self, look: Look, role: str = "number_large", parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._role = role
        self._before = ""
        self._value = ""
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def set_number(self, value: str, before: str = "") -> None:
        """Show a number, after what it was without the fix when `before` is given."""
        if (value, before) == (self._value, self._before):
            return
        self._value, self._before = value, before
        self.setAccessibleName(f"{before}{_ARROW}{value}" if before else value)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        wide = QFontMetricsF(self._look.font(self._role)).horizontalAdvance(self._value)
        if self._before:
            wide += QFontMetricsF(self._light()).horizontalAdvance(self._before + _ARROW)
        return QSize(int(wide) + 2, self._look.line_height(self._role))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        middle = Qt.AlignmentFlag.AlignVCenter
        if self._before:
            painter.setFont(self._light())
            painter.setPen(self._look.colour("text_2"))
            painter.drawText(box, middle, self._before + _ARROW)
            box.setLeft(QFontMetricsF(painter.font()).horizontalAdvance(self._before + _ARROW))
        painter.setFont(self._look.font(self._role))
        painter.setPen(self._look.colour(self.number_ink))
        painter.drawText(box, middle, self._value)

    def _light(self) -> QFont:
        font = self._look.font(self._role)
        font.setWeight(QFont.Weight.Normal)
        return font


class LinkButton(QPushButton):
    """A button that reads as part of the text and has the height of a finger."""

    def __init__(self, look: Look, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._look = look
        self.setProperty("kind", "link")
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        wide = QFontMetricsF(self._look.font("body_medium")).horizontalAdvance(self.text())
        return QSize(int(wide) + 2, max(self._look.theme.size["hit_min"], self._look.line_height("body")))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), _NARROWEST), self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        font = self._look.font("body_medium")
        font.setUnderline(self.underMouse() and self.isEnabled())
        role = "accent_hover" if self.underMouse() else "accent"
        painter = QPainter(self)
        painter.setFont(font)
        painter.setPen(self._look.colour(role if self.isEnabled() else "text_disabled"))
        text = QFontMetricsF(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def _laid_out(text: str, font: QFont, width: float) -> QTextLayout:
    """The text broken into lines of a width; line ends in the text are kept."""
    layout = QTextLayout(with_firm_hyphens(text).replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(1.0, width))
    layout.endLayout()
    return layout
