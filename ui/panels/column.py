"""What every panel at the side is laid out in: one column that scrolls up and down and never sideways."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.controls.look import Look
from ui.controls.scrolled import Scrolled
from ui.controls.text import Label

NARROW: Final = 340
"""A panel of less px takes the small padding and gaps."""

_PADDING: Final = 16
_NARROW_PADDING: Final = 12


class PanelColumn(Scrolled):
    """A scrolling column on the panel's ground; its padding follows the width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.body = QWidget()
        super().__init__(self.body, parent=parent)
        self.rows = QVBoxLayout(self.body)
        self.rows.setSpacing(12)
        self._pad(NARROW)

    @property
    def room(self) -> int:
        """How wide in px what stands in the column can be."""
        return self.width() - 2 * padding(self.width())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._pad(self.width())
        super().resizeEvent(event)

    def _pad(self, width: int) -> None:
        side = padding(width)
        self.rows.setContentsMargins(side, _PADDING, side, _PADDING)


def padding(width: int) -> int:
    """Return the air in px at either side of a panel of this width."""
    return _NARROW_PADDING if width < NARROW else _PADDING


def rule(parent: QWidget | None = None) -> QFrame:
    """Return a thin line between two sections."""
    line = QFrame(parent)
    line.setProperty("kind", "rule")
    return line


def section(look: Look, title: str, *beside: QWidget) -> QHBoxLayout:
    """Return a section's heading with widgets at the right end of its line."""
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(Label(look, title, "heading", "text", True), 1, Qt.AlignmentFlag.AlignVCenter)
    for widget in beside:
        row.addWidget(widget)
    return row


def padded(inner: QWidget, px: int = 32) -> QWidget:
    """Return a widget in the middle of some air, such as what stands in a view where there is nothing yet."""
    outer = QWidget()
    column = QVBoxLayout(outer)
    column.setContentsMargins(px, px, px, px)
    column.addWidget(inner)
    return outer


def stack(*parts: QWidget | QLayout, spacing: int = 8) -> QVBoxLayout:
    """Return the parts one below the other, close together."""
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    return column
