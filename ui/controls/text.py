"""Text on the screen: always plain, always in a role of the look, with the line spacing the look asks for."""

import re
import sys
from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QEnterEvent,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from ui.controls.counted import Counted
from ui.controls.look import Look
from ui.controls.voice import announce
from ui.override import override

_NARROWEST = 48
_COMFORTABLE = 320
_MOST_COUNTS = 16
_SMALL_SENTENCE_BELOW = 300
_ARROW = " → "
_MODIFIER = re.compile(r"\b(Ctrl|Alt|Shift)\b(\+(?![a-z]))?")
_SIGNS: Mapping[str, str] = MappingProxyType({"Ctrl": "⌘", "Alt": "⌥", "Shift": "⇧"})
_SHORT_HYPHEN = r"(?<!\w{3})-(?=\w)|(?<=\w)-(?!\w{3})"


def with_firm_hyphens(text: str) -> str:
    """The text, as long as before, with hyphens that break no line where either half has less than three letters."""
    return re.sub(_SHORT_HYPHEN, "\N{NON-BREAKING HYPHEN}", text) if "-" in text else text


def tip(widget: QWidget, text: str) -> None:
    """Set a tooltip that wraps and shows every character as typed, whatever the text looks like."""
    widget.setToolTip(as_typed(text) if text else "")
    # those who listen would hear the markup otherwise
    widget.setAccessibleDescription(text)


def as_typed(text: str) -> str:
    """Markup that shows every character as typed, and wraps."""
    # imported here because it brings the names of two thousand characters
    from html import escape

    return f"<p>{escape(text)}</p>"


def as_on_keyboard(text: str, platform: str = sys.platform) -> str:
    """The text with its keys as the menus of a system write them: Ctrl+K is ⌘K on a Mac."""
    return _MODIFIER.sub(lambda found: _SIGNS[found[1]], text) if platform == "darwin" else text


def letter_by_letter(name: str) -> str:
    """A name as menus and buttons show it as it is: a lone & would mark the next letter as a key."""
    return name.replace("&", "&&")


def as_read(text: str) -> str:
    """The text of a menu or a button as it is read, without what marks a key in it."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def write_line(painter: QPainter, look: Look, box: QRectF, text: str, role: str, colour: str) -> float:
    """Write in roles of type and of colour as far as there is room, and return how wide that is in px."""
    painter.setFont(look.font(role))
    painter.setPen(look.colour(colour))
    metrics = QFontMetricsF(painter.font())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, box.width()))
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
    return metrics.horizontalAdvance(shown)


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
        self._has_own_tip = False
        # Qt's layouts ask for the same width and height some ten times before a window shows
        self._measured: tuple[str, str, float] | None = None
        self._widest = 0.0
        self._counts: dict[int, int] = {}
        self._laid: tuple[int, QTextLayout] | None = None
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
        if self._has_own_tip:
            self._offer_whole()

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
        width = int(self._measure()) + 2
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
        self._measure()
        if width not in self._counts:
            if len(self._counts) >= _MOST_COUNTS:
                self._counts.clear()
            self._counts[width] = self._lines(width).lineCount()
        return max(self._least_lines, self._counts[width]) * self._look.line_height(self._role)

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
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        if not self.toolTip():
            self._offer_whole()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self._has_own_tip:
            self._has_own_tip = False
            self.setToolTip("")

    def _measure(self) -> float:
        """Return the width of the longest line; forget how many lines another text, font or type setting took."""
        text = self.text()
        asked = (text, self._role, self._look.themes.type_scale)
        if asked != self._measured:
            self._measured = asked
            self._counts.clear()
            self._laid = None
            metrics = self._look.metrics(self._role)
            self._widest = max(map(metrics.horizontalAdvance, text.split("\n")))
        return self._widest

    def _keep_room(self) -> None:
        """Ask for all lines: Qt's layouts would rather clip text that wraps than let a panel scroll."""
        if self._wraps and self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self.setMinimumHeight(self.heightForWidth(self.width()))

    def _lines(self, width: int) -> QTextLayout:
        """Return the text in lines of a width; what was asked for last is kept, for it is mostly painted next."""
        self._measure()
        if self._laid is None or self._laid[0] != width:
            self._laid = (width, _laid_out(self.text(), self._look.font(self._role), width))
        return self._laid[1]

    def _shown(self) -> str:
        if self._measure() <= self.width():
            return self.text()
        metrics = self._look.metrics(self._role)
        return "\n".join(
            metrics.elidedText(line, Qt.TextElideMode.ElideRight, self.width()) for line in self.text().split("\n")
        )

    def _offer_whole(self) -> None:
        self._has_own_tip = not self._wraps and self._shown() != self.text()
        self.setToolTip(as_typed(self.text()) if self._has_own_tip else "")

    def _paint_lines(self, painter: QPainter) -> None:
        layout = self._lines(self.width())
        step = self._look.line_height(self._role)
        shift = (step - self._look.metrics(self._role).height()) / 2
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
