"""The line at the bottom: what the results rest on, whether both engines agree, and the zoom."""

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from ui.actions import ActionSet
from ui.controls.empty import Icon
from ui.controls.labels import how_many
from ui.controls.look import Look
from ui.controls.text import Label
from ui.shell.edge_bar import EdgeBar
from ui.shell.links import action_button

_ZOOM_WIDTH: Final = 48


class StatusLine(EdgeBar):
    """Guesses and engine check on the left, zoom on the right."""

    def __init__(self, look: Look, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(look, "window", "top", "status_bar", parent)
        self._guess_icon = Icon(look, "badge-guess", "warn", 16)
        self.guesses = Label(look, "", "small", "warn")
        self._check_icon = Icon(look, "check", "ok", 16)
        self.check = Label(look, "", "small", "text_2")
        self.zoom = Label(look, "100 %", "small_strong")
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._keep_zoom_room()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(6)
        for widget in (self._guess_icon, self.guesses):
            row.addWidget(widget)
        row.addSpacing(12)
        for widget in (self._check_icon, self.check):
            row.addWidget(widget)
        row.addStretch(1)
        self._zoom_parts: list[QWidget] = [self.zoom]
        for key, icon in (("zoom-out", "minus"), ("", ""), ("zoom-in", "plus"), ("fit", "tool-fit")):
            if not key:
                row.addWidget(self.zoom)
                continue
            button = action_button(look, actions[key], icon, "control_compact")
            self._zoom_parts.append(button)
            row.addWidget(button)
        self.show_guesses(0, "")
        self.show_check("", agrees=True)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._keep_zoom_room()

    def _keep_zoom_room(self) -> None:
        """The same for every scale: else each step of a zoom would have the whole window laid out anew."""
        self.zoom.setFixedSize(self._look.scaled(_ZOOM_WIDTH), self._look.line_height("small_strong"))

    def show_guesses(self, guesses: int, plain: str) -> None:
        """Say what the results rest on; `plain` stands there while there are none."""
        self._guess_icon.setVisible(guesses > 0)
        self.guesses.setText(f"Rests on {how_many(guesses, 'guess')}" if guesses else plain)
        self.guesses.set_colour("warn" if guesses else "text_2")

    def show_check(self, text: str, agrees: bool) -> None:
        """Say whether both engines agree; empty while they have not been compared."""
        self._check_icon.setVisible(bool(text) and agrees)
        self.check.setText(text)
        self.check.set_colour("text_2" if agrees else "danger")

    def show_zoom(self, scale: float) -> None:
        """Say how large the map is shown."""
        self.zoom.setText(f"{round(100 * scale)}\N{THIN SPACE}%")

    def set_zoom_visible(self, visible: bool) -> None:
        """Show the zoom only where there is a map to zoom."""
        for part in self._zoom_parts:
            part.setVisible(visible)
