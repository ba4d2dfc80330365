"""The rail on the left: the tools of the map, and what it shows."""

from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.actions import ActionSet
from ui.controls.buttons import IconButton
from ui.controls.look import Look

_GROUPS: Final = (
    (("tool-select", "tool-select"), ("tool-pan", "tool-pan")),
    (
        ("tool-touchpoint", "tool-touchpoint"),
        ("tool-link", "tool-transition"),
        ("tool-influence", "tool-influence"),
        ("add-phase", "tool-phase"),
    ),
    (("heat", "heat"), ("influences", "blueprint"), ("outline", "outline")),
)


class ToolRail(QFrame):
    """Buttons of 32 px in three groups, each an action of the table."""

    def __init__(self, look: Look, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "panel")
        self.setProperty("edge", "right")
        self.setFixedWidth(look.scaled(look.theme.size["tool_rail"]))
        self._links: list[_Link] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        for index, group in enumerate(_GROUPS):
            if index:
                column.addSpacing(4)
                column.addWidget(_rule())
                column.addSpacing(4)
            for key, icon in group:
                button = self._button(look, actions[key], icon)
                column.addWidget(button)
        column.addStretch(1)

    def _button(self, look: Look, action: QAction, icon: str) -> IconButton:
        key = action.shortcut().toString()
        button = IconButton(look, icon, action.text(), key, checkable=action.isCheckable())
        self._links.append(_Link(button, action))
        return button


class _Link:
    """Keeps a button and its action in step, both ways."""

    def __init__(self, button: IconButton, action: QAction) -> None:
        self._button = button
        self._action = action
        self._follow: Callable[[], None] = self._read
        button.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._read()

    def _read(self) -> None:
        self._button.setEnabled(self._action.isEnabled())
        self._button.setChecked(self._action.isChecked())


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("kind", "rule")
    rule.setFixedSize(24, 1)
    return rule
