"""The rail on the left: the tools of the map, and what it shows."""

from typing import Final

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.actions import ActionSet
from ui.controls.look import Look
from ui.shell.edge_bar import EdgeBar
from ui.shell.links import action_button

_GROUPS: Final = (
    (("tool-select", "tool-select"), ("tool-pan", "tool-pan"), ("tool-lasso", "tool-lasso")),
    (
        ("tool-touchpoint", "tool-touchpoint"),
        ("tool-link", "tool-transition"),
        ("tool-influence", "tool-influence"),
        ("add-phase", "tool-phase"),
        ("tool-note", "tool-note"),
        ("tool-frame", "tool-frame"),
        ("tidy", "tidy"),
    ),
    (("heat", "heat"), ("influences", "blueprint"), ("outline", "outline")),
)


class ToolRail(EdgeBar):
    """Buttons of 32 px in three groups, each an action of the table."""

    def __init__(self, look: Look, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(look, "panel", "right", "tool_rail", parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        for index, group in enumerate(_GROUPS):
            if index:
                column.addSpacing(4)
                column.addWidget(_rule())
                column.addSpacing(4)
            for key, icon in group:
                column.addWidget(action_button(look, actions[key], icon))
        column.addStretch(1)


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("kind", "rule")
    rule.setFixedSize(24, 1)
    return rule
