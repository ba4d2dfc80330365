"""The line over the map: what it is, or what the fix does, and the legend."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ui.controls.legend import HeadlineLegend
from ui.controls.look import Look
from ui.controls.text import Label

_ONE_LINE_BELOW = 800
_SHORT_LEGEND_BELOW = 1180
_SIDE = 16


class Headline(QFrame):
    """Title left, legend right; one line of 44 px in a low window, else two lines of 60 px together."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "panel")
        self.setProperty("edge", "bottom")
        self._look = look
        self.title = Label(look, "", "heading")
        self.sub_line = Label(look, "", "small", "text_2")
        self.legend = HeadlineLegend(look)
        for label in (self.title, self.sub_line):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.sub_line)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(_SIDE, 0, _SIDE, 0)
        row.setSpacing(16)
        # the legend leaves rather than keep the map from becoming narrower
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        row.addLayout(words, 1)
        row.addWidget(self.legend)
        self.set_low(low=False)

    def say(self, title: str, sub_line: str) -> None:
        """Show another headline."""
        self.title.setText(title)
        self.sub_line.setText(sub_line)

    def set_low(self, low: bool) -> None:
        """Take one line or two."""
        size = self._look.theme.size
        self.setFixedHeight(self._look.scaled(size["headline_small"] if low else size["headline"]))
        self.title.set_role("heading" if low else "sentence")
        self.sub_line.setVisible(not low)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.legend.set_short(self.width() < self._look.scaled(_SHORT_LEGEND_BELOW))
        if not self._has_room:
            self.legend.set_short(True)
        # beside other panels there may be no room for a legend that could be read to its end
        self.legend.setVisible(self._has_room)

    @property
    def _has_room(self) -> bool:
        return self.width() >= self.legend.sizeHint().width() + 2 * _SIDE
