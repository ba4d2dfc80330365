"""Push buttons, icon buttons and the row of exclusive choices."""

from collections.abc import Sequence
from math import ceil
from typing import Literal, NamedTuple

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QStyleOptionButton,
    QToolButton,
    QWidget,
)

from ui.controls.look import Look
from ui.controls.text import as_on_keyboard, as_read, tip
from ui.override import override

ButtonKind = Literal["outlined", "primary", "quiet", "danger"]
ButtonSize = Literal["control", "control_compact", "control_large"]

_PADDING = 12
_ICON_GAP = 6
_SHORTEST = 40
_EDGE = 4
_CHIP_PADDING = 5


class Button(QPushButton):
    """A push button with an optional icon before and an optional key after its text; can fold to its icon."""

    def __init__(
        self,
        look: Look,
        text: str,
        kind: ButtonKind = "outlined",
        icon: str = "",
        key: str = "",
        size: ButtonSize = "control",
        parent: QWidget | None = None,
    ) -> None:
        # with the text, Qt for Python would first make all that has to do with icons
        super().__init__(parent)
        self.setText(text)
        self._look = look
        self._icon = icon
        self._key = as_on_keyboard(key)
        self._kind: ButtonKind = kind
        self._size: ButtonSize = size
        self._folded = False
        self.setProperty("kind", kind)
        self.setProperty("compact", size == "control_compact")
        self.setProperty("large", size == "control_large")
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    @property
    def folded(self) -> bool:
        """Whether only the icon is to be seen."""
        return self._folded

    def set_folded(self, folded: bool) -> None:
        """Show the icon alone, with the text as tooltip; a button without an icon stays as it is."""
        if not self._icon or folded == self._folded:
            return
        self._folded = folded
        if not self.toolTip():
            tip(self, self.text())
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        high = self._look.control_height(self._size)
        if self._folded:
            return QSize(high, high)
        return QSize(ceil(self._content_width()) + 2 * _PADDING, high)

    @override
    def minimumSizeHint(self) -> QSize:
        if self._kind == "primary" or self._folded:
            return self.sizeHint()
        least = 2 * _PADDING + self._look.scaled(_SHORTEST) + (self._icon_edge() if self._icon else 0)
        return QSize(min(self.sizeHint().width(), least), self.sizeHint().height())

    @override
    def initStyleOption(self, option: QStyleOptionButton) -> None:
        super().initStyleOption(option)
        # Qt paints the ground alone
        option.text = ""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_content(painter)

    def _paint_content(self, painter: QPainter) -> None:
        role = self._ink()
        left = max(float(_EDGE), (self.width() - self._content_width()) / 2)
        if self._icon:
            edge = self._icon_edge()
            left = (self.width() - edge) / 2 if self._folded else left
            picture = self._look.pixmap(self._icon, role, edge, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(left, (self.height() - edge) / 2), picture)
            left += edge + _ICON_GAP
        if self._folded:
            return
        painter.setFont(self._look.font(self._role()))
        painter.setPen(self._look.colour(role))
        metrics = QFontMetricsF(painter.font())
        rest = QRectF(left, 0, self.width() - left - _EDGE, self.height())
        text = metrics.elidedText(as_read(self.text()), Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, text)
        left += metrics.horizontalAdvance(text) + _ICON_GAP
        if self._key and left + key_width(self._look, self._key) <= self.width():
            paint_key(painter, self._look, QPointF(left, self.height() / 2), self._key)

    def _role(self) -> str:
        large = self._size == "control_large"
        if self._kind == "primary":
            return "card_strong" if large else "body_strong"
        return "card" if large else "body"

    def _icon_edge(self) -> int:
        small = self._size == "control_compact"
        return self._look.scaled(self._look.theme.size["icon_small" if small else "icon"])

    def _content_width(self) -> float:
        if self._folded:
            return self._icon_edge()
        width = QFontMetricsF(self._look.font(self._role())).horizontalAdvance(as_read(self.text()))
        if self._icon:
            width += self._icon_edge() + _ICON_GAP
        if self._key:
            width += key_width(self._look, self._key) + _ICON_GAP
        return width

    def _ink(self) -> str:
        if not self.isEnabled():
            return "text_disabled"
        if self._kind == "primary":
            return "on_accent"
        if self._kind == "danger":
            return "on_danger" if self.hasFocus() or self.isDown() else "danger"
        return "on_accent_soft" if self.underMouse() or self.isChecked() else "text"


class IconButton(QToolButton):
    """A square button of one icon; its name is its tooltip and what a screen reader says."""

    def __init__(
        self,
        look: Look,
        icon: str,
        name: str,
        key: str = "",
        checkable: bool = False,
        size: ButtonSize = "control",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self._size: ButtonSize = size
        self.setProperty("compact", size == "control_compact")
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        tip(self, f"{name} ({as_on_keyboard(key)})" if key else name)

    def set_icon_name(self, icon: str) -> None:
        """Show another icon of the look."""
        self._icon = icon
        self.update()

    @override
    def sizeHint(self) -> QSize:
        edge = self._look.control_height(self._size)
        return QSize(edge, edge)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        small = self._size == "control_compact"
        edge = self._look.scaled(self._look.theme.size["icon_small" if small else "icon"])
        picture = self._look.pixmap(self._icon, self._ink(), edge, self.devicePixelRatioF())
        painter.drawPixmap(QPointF((self.width() - edge) / 2, (self.height() - edge) / 2), picture)

    def _ink(self) -> str:
        if not self.isEnabled():
            return "text_disabled"
        return "on_accent_soft" if self.isChecked() or self.underMouse() else "text"


class Choice(NamedTuple):
    """One of several exclusive choices: the key the program knows it by, its word and its icon."""

    key: str
    text: str
    icon: str = ""


class Segmented(QWidget):
    """Exclusive choices in one outline: one stop for Tab, arrows inside; folds to icons and the chosen word."""

    chosen = Signal(object)  # the key that the user chose

    def __init__(self, look: Look, name: str, choices: Sequence[Choice], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._segments: dict[str, _Segment] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for choice in choices:
            segment = _Segment(look, choice, self)
            self._segments[choice.key] = segment
            self._group.addButton(segment)
            row.addWidget(segment)
        self._key = choices[0].key
        self._segments[self._key].setChecked(True)
        self._group.buttonClicked.connect(self._clicked)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    @property
    def key(self) -> str:
        """The key of the choice in force."""
        return self._key

    def choose(self, key: str) -> None:
        """Show another choice as the one in force, without telling anybody."""
        self._segments[key].setChecked(True)
        self._key = key
        self.updateGeometry()

    def set_folded(self, folded: bool) -> None:
        """Show words or, but for the chosen one, icons only; choices without an icon keep their word."""
        for segment in self._segments.values():
            segment.set_folded(folded)

    def segment(self, key: str) -> QAbstractButton:
        """The button of a choice, to disable it or to give it a tooltip."""
        return self._segments[key]

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        radius = self._look.theme.radius["control"]
        outline.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.fillPath(outline, self._look.colour("field"))
        painter.save()
        painter.setClipPath(outline)
        for at, segment in enumerate(self._segments.values()):
            if segment.isChecked() or (segment.underMouse() and segment.isEnabled()):
                painter.fillRect(segment.geometry(), self._look.colour("accent_soft"))
            if at:
                painter.fillRect(segment.x(), 1, 1, self.height() - 2, self._look.colour("line"))
        painter.restore()
        painter.setPen(QPen(self._look.colour("line_control"), 1))
        painter.drawPath(outline)

    def _clicked(self, button: QAbstractButton) -> None:
        key = next(key for key, segment in self._segments.items() if segment is button)
        if key != self._key:
            self._key = key
            self.chosen.emit(key)


class _Segment(QRadioButton):
    """One choice; Qt's own radio button gives the exclusive group its arrow keys and its spoken role."""

    def __init__(self, look: Look, choice: Choice, parent: QWidget) -> None:
        super().__init__(choice.text, parent)
        self._look = look
        self._choice = choice
        self._folded = False
        self.setAccessibleName(choice.text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._toggled)

    def set_folded(self, folded: bool) -> None:
        self._folded = folded and bool(self._choice.icon)
        tip(self, self._choice.text if self._folded else "")
        self.updateGeometry()

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def sizeHint(self) -> QSize:
        width = self._edge() if self._choice.icon else 0
        if self._shows_text():
            # Measured in the chosen weight, so that choosing does not move the neighbours
            width += QFontMetricsF(self._look.font("body_strong")).horizontalAdvance(self._choice.text)
            width += 6 if self._choice.icon else 0
        padding = _PADDING if self._shows_text() else 8
        return QSize(round(width) + 2 * padding, self._look.control_height())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        role = self._ink()
        words = QFontMetricsF(self._look.font("body_strong")).horizontalAdvance(self._choice.text)
        inside = self.sizeHint().width() - 2 * (_PADDING if self._shows_text() else 8)
        left = (self.width() - inside) / 2
        if self._choice.icon:
            picture = self._look.pixmap(self._choice.icon, role, self._edge(), self.devicePixelRatioF())
            painter.drawPixmap(QPointF(left, (self.height() - self._edge()) / 2), picture)
            left += self._edge() + 6
        if self._shows_text():
            painter.setFont(self._look.font("body_strong" if self.isChecked() else "body"))
            painter.setPen(self._look.colour(role))
            painter.drawText(QRectF(left, 0, words + 1, self.height()), Qt.AlignmentFlag.AlignCenter, self._choice.text)

    def _toggled(self) -> None:
        self.updateGeometry()

    def _shows_text(self) -> bool:
        return not self._folded or self.isChecked()

    def _edge(self) -> int:
        return self._look.scaled(self._look.theme.size["icon_small"])

    def _ink(self) -> str:
        if not self.isEnabled():
            return "text_disabled"
        return "on_accent_soft" if self.isChecked() or self.underMouse() else "text"


def key_width(look: Look, key: str) -> float:
    """Width of a key's chip."""
    return QFontMetricsF(look.font("small")).horizontalAdvance(key) + 2 * _CHIP_PADDING


def paint_key(painter: QPainter, look: Look, left_middle: QPointF, key: str) -> None:
    """Draw a key such as Ctrl K in its chip, from the middle of its left edge."""
    high = look.line_height("small") + 2
    box = QRectF(left_middle.x(), left_middle.y() - high / 2, key_width(look, key), high)
    painter.setPen(QPen(look.colour("line_control"), 1))
    painter.setBrush(look.colour("field"))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setPen(look.colour("text"))
    painter.setFont(look.font("small"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
