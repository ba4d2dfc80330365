"""The bar on top: what is open, whether it is saved, which view, and the one filled button."""

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from ui.actions import ActionSet
from ui.controls.buttons import Button, Choice, IconButton, Segmented
from ui.controls.look import Look
from ui.controls.text import letter_by_letter, tip
from ui.shell.edge_bar import EdgeBar
from ui.shell.links import ButtonOfAction
from ui.shell.saved import SavedState
from ui.shell.scenario_menu import ScenarioMenu

VIEWS: Final = (
    Choice("map", "Map", "map"),
    Choice("table", "Table", "table"),
    Choice("owners", "Owners", "owners"),
    Choice("charts", "Charts", "measures"),
    Choice("plan", "Plan", "budget"),
)
_FOLDS_BELOW: Final = 1200
_SCENARIOS_FOLD_BELOW: Final = 1480
_TITLE: Final = 260
_SHORTEST_TITLE: Final = 48
_TITLE_PADDING: Final = 20


class TitleButton(QToolButton):
    """The journey's title; press it to say more about the journey."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._full = ""
        self.setProperty("kind", "title")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setAutoRaise(True)

    def set_title(self, title: str) -> None:
        """Show a title, shortened where it is too long for the bar."""
        self._full = title
        self.updateGeometry()
        self._elide()

    @override
    def sizeHint(self) -> QSize:
        wide = QFontMetrics(self._look.font("heading")).horizontalAdvance(self._full) + 1
        return QSize(min(wide, self._look.scaled(_TITLE)) + _TITLE_PADDING, super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        # the title gives way before any button does
        return QSize(self._look.scaled(_SHORTEST_TITLE) + _TITLE_PADDING, super().sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        metrics = QFontMetrics(self._look.font("heading"))
        shown = metrics.elidedText(self._full, Qt.TextElideMode.ElideRight, self.width() - _TITLE_PADDING)
        self.setText(letter_by_letter(shown))
        self.setAccessibleName(f"{self._full}, about this journey")
        tip(self, "" if shown == self._full else self._full)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._full:
            self._elide()


class ToolBar(EdgeBar):
    """One row that never wraps and never hides undo, find, Run or the saved state."""

    view_chosen = Signal(object)
    fix_chosen = Signal(object)

    def __init__(self, look: Look, actions: ActionSet, scenarios: ScenarioMenu, parent: QWidget | None = None) -> None:
        super().__init__(look, "panel", "bottom", "toolbar", parent)
        self.title = TitleButton(look)
        self.saved = SavedState(look)
        self.fix = Segmented(look, "As-is or with the fix", (Choice("as-is", "As-is"), Choice("fix", "With fix")))
        self.scenarios = scenarios
        self.views = Segmented(look, "View", VIEWS)
        self.undo = IconButton(look, "undo", "Undo", actions["undo"].shortcut().toString())
        self.redo = IconButton(look, "redo", "Redo", actions["redo"].shortcut().toString())
        self.find_button = Button(look, "Find or do", "quiet", "search", key="Ctrl+K")
        # the title gives way, not what it says
        self.find_button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.run_button = Button(look, "Run", "primary", "run")
        self._lay_out()
        buttons: dict[str, QAbstractButton] = {
            "describe": self.title,
            "undo": self.undo,
            "redo": self.redo,
            "palette": self.find_button,
            "run": self.run_button,
        }
        for key, button in buttons.items():
            ButtonOfAction(button, actions[key])
        self.views.chosen.connect(self.view_chosen)
        self.fix.chosen.connect(self.fix_chosen)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tight = self.width() < self._look.scaled(_FOLDS_BELOW)
        self.views.set_folded(tight)
        self.find_button.set_folded(tight)
        self.scenarios.set_folded(self.width() < self._look.scaled(_SCENARIOS_FOLD_BELOW))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 12, 0)
        row.setSpacing(8)
        for widget in (self.title, self.saved, _rule(), self.fix, self.scenarios):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.views)
        row.addStretch(1)
        for widget in (self.undo, self.redo, self.find_button, _rule(), self.run_button):
            row.addWidget(widget)


def _rule() -> QFrame:
    rule = QFrame()
    rule.setProperty("kind", "upright_rule")
    rule.setFixedSize(1, 24)
    return rule
