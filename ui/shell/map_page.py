"""The map with its headline above, the irritation strip below, and an invitation while it is empty."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.bridge import Selection
from ui.canvas import chain
from ui.canvas.legend import entries_of
from ui.canvas.view import MapView
from ui.controls.buttons import Button
from ui.controls.look import Look
from ui.controls.strip import IrritationStrip
from ui.controls.text import Label, as_on_keyboard
from ui.live import LiveState
from ui.panels.watching import watch
from ui.shell import telling
from ui.shell.headline import Headline
from workbench.domain.document import Document
from workbench.domain.elements import Journey
from workbench.domain.places import phases_in_order
from workbench.domain.ways import could_run
from workbench.simulation.uncertainty.ranges import Range

_LOW_WINDOW: Final = 800
_NO_STRIP_BELOW: Final = 640
_FIRST_KEYS = (
    ("Enter", "next touchpoint, connected"),
    ("Shift Enter", "on in the next phase"),
    ("Tab", "another way from the same card"),
    ("Esc", "stop typing"),
    ("Ctrl Z", "take anything back"),
)


class MapPage(QWidget):
    """What stands in the middle while the view is the map."""

    sample_wanted = Signal()
    outline_wanted = Signal()

    def __init__(
        self, document: Document, journey: str, selection: Selection, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._journey = journey
        self._look = look
        self._state = LiveState(None, "", True)
        self._stale = False
        self._strip_wanted = True
        self.with_fix = False
        self.prevented: Range | None = None
        self.heat = True
        self.headline = Headline(look, self)
        self.map = MapView(document, journey, selection, look, self)
        self.strip = IrritationStrip(look)
        self.invitation = Invitation(look, self.map)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.headline)
        column.addWidget(self.map, 1)
        column.addWidget(self.strip)
        # after the map itself has heard of it
        watch(self, document).published.connect(self._show_legend)
        self.map.view_changed.connect(self._align_strip)
        self.map.emptiness_changed.connect(self._invite)
        self.strip.visited.connect(self._visit)
        self.invitation.begin.clicked.connect(self.begin_first)
        self.invitation.outline.clicked.connect(self.outline_wanted)
        self.invitation.sample.clicked.connect(self.sample_wanted)
        # what the numbers say of it follows
        title, _ = telling.map_title(document, document.get(Journey, journey), None, self.with_fix)
        self.headline.say(title, "")
        self._show_legend()
        self._invite()

    def begin_first(self) -> None:
        """Let the user type the name of a touchpoint in the first phase, or of the first phase where there is none."""
        self.map.setFocus()
        self.map.begin_naming(chain.first(self._document, self._journey))

    def show_state(self, state: LiveState, stale: bool = False) -> None:
        """Show what the results say now; while a slider moves only the numbers follow."""
        self._state, self._stale = state, stale
        outcome = state.outcome
        self.map.set_numbers(telling.map_numbers(outcome, self.with_fix, self.heat, stale))
        journey = self._document.get(Journey, self._journey)
        self.headline.say(*telling.map_title(self._document, journey, outcome, self.with_fix, self.prevented))
        self._show_irritation(animate=state.settled and not stale)

    def set_prevented(self, prevented: Range | None) -> None:
        """Take over how sure it is what the fix prevents anywhere, per customer; None while nobody knows."""
        if prevented != self.prevented:
            self.prevented = prevented
            self.show_state(self._state, self._stale)

    def set_heat(self, heat: bool) -> None:
        """Colour the cards by their breakdowns, or leave them plain."""
        self.heat = heat
        self.show_state(self._state, self._stale)

    def set_influences_visible(self, visible: bool) -> None:
        """Paint influences, or leave them out."""
        self.map.set_influences_visible(visible)
        self._show_legend()

    def set_strip_wanted(self, wanted: bool) -> None:
        """Show or hide the irritation strip."""
        self._strip_wanted = wanted
        self._arrange()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        low = self.window().height() < _LOW_WINDOW
        size = self._look.theme.size
        self.headline.set_low(low)
        self.strip.setFixedHeight(size["irritation_strip_small"] if low else size["irritation_strip"])
        room = self.window().height() >= _NO_STRIP_BELOW
        self.strip.setVisible(self._strip_wanted and room and self._has_numbers)
        self.headline.setVisible(not self.map.is_empty)

    @property
    def _has_numbers(self) -> bool:
        """Whether there are results or soon will be: the map need not make room for them after the first look."""
        state = self._state
        return state.outcome is not None or (not state.problem and could_run(self._document, self._journey))

    def _show_irritation(self, animate: bool) -> None:
        outcome = self._state.outcome
        if outcome is not None:
            fix = telling.irritation(outcome, outcome.scenario) if self.with_fix and outcome.cuts else ()
            glass = telling.threshold(self._document, self._journey)
            self.strip.set_values(telling.irritation(outcome, outcome.baseline), fix, glass, animate)
            self._align_strip()
        self._arrange()

    def _show_legend(self) -> None:
        self.headline.legend.set_entries(entries_of(self.map.plan, self.map.influences_shown))

    def _align_strip(self) -> None:
        outcome = self._state.outcome
        if outcome is None:
            return
        centres = self.map.column_centres()[: len(outcome.case.phases)]
        self.strip.set_columns(outcome.case.model.phase_names, centres, self.map.column_ends())

    def _visit(self, column: int) -> None:
        phases = phases_in_order(self._document, self._journey)
        if column < len(phases):
            self.map.centre_on(phases[column].id)

    def _invite(self) -> None:
        self.invitation.setVisible(self.map.is_empty)
        self._arrange()


class Invitation(QFrame):
    """The card that lies on an empty map: what to do first, and the keys for it."""

    def __init__(self, look: Look, host: QWidget) -> None:
        super().__init__(host)
        self.setProperty("kind", "card")
        self._look = look
        self.begin = Button(look, "Type the first touchpoint", "primary", "tool-touchpoint")
        self.outline = Button(look, "Write it as a list", "outlined", "outline")
        self.sample = Button(look, "Look at a sample", "outlined", "map")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 24)
        column.setSpacing(12)
        column.addWidget(Label(look, "What is the first thing your customer does?", "title", "text", True))
        text = "Type it and press Enter. The next touchpoint appears below, already connected."
        column.addWidget(Label(look, text, "heading_normal", "text_2", True))
        column.addLayout(self._keys())
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.begin, self.outline, self.sample):
            row.addWidget(button)
        row.addStretch(1)
        column.addSpacing(4)
        column.addLayout(row)
        lay_over = QGridLayout(host)
        lay_over.addWidget(self, 0, 0, Qt.AlignmentFlag.AlignCenter)

    def _keys(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (key, what) in enumerate(_FIRST_KEYS):
            grid.addWidget(Label(self._look, as_on_keyboard(key), "body_strong"), row, 0)
            grid.addWidget(Label(self._look, what, "body"), row, 1)
        return grid
