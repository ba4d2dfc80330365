"""Why customers break down in a place: the last straw, what filled the glass, who pays, and one customer's story."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.controls.buttons import Button, Choice, Segmented
from ui.controls.empty import EmptyState
from ui.controls.glass import Glass, GlassPair, Ink, Part, filled
from ui.controls.labels import INCIDENT, figure
from ui.controls.look import Look
from ui.controls.text import Label, LinkButton, NumberLabel, SentenceLabel
from ui.panels.column import PanelColumn, rule, section, stack
from ui.panels.explain_numbers import By, Cause, ExplainNumbers
from ui.panels.payers import PayerList
from ui.panels.source_bars import Source, SourceBars
from ui.panels.story import StoryView

_MOST_REMOVALS: Final = 6
_SMALLEST: Final = 0.05
_WHOLE: Final = "The whole journey"


class ExplainPanel(PanelColumn):
    """The breakdowns of what is selected, or of the whole journey, taken apart."""

    source_chosen = Signal(object)  # the id of a touchpoint or phase
    whole_wanted = Signal()
    largest_wanted = Signal()
    story_wanted = Signal()
    fix_wanted = Signal(object)  # the id of the touchpoint that a small fix is to be tried at
    path_changed = Signal(object)
    touchpoint_wanted = Signal()
    looked_at = Signal()  # somebody begins or ceases to look

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._numbers: ExplainNumbers | None = None
        self.place = Label(look, _WHOLE, "heading", "text", True)
        self.whole = LinkButton(look, "Whole journey")
        self.largest = LinkButton(look, "Show the largest")
        self.number = NumberLabel(look, "number_large")
        self.headline = SentenceLabel(look, "", True)
        self.by = Segmented(
            look,
            "What the causes are put together by",
            [
                Choice(By.TOUCHPOINT, "Touchpoints", "tool-touchpoint"),
                Choice(By.PHASE, "Phases", "tool-phase"),
                Choice(By.DEPARTMENT, "Owners", "owners"),
            ],
        )
        self.glasses = GlassPair(look)
        self.sums = Label(look, "", "small", "text_2", True)
        self.removals = SourceBars(look, "Breakdowns that would not happen")
        self.try_fix = Button(look, "Try a small fix there", "primary", "run", size="control_large")
        self.unit = Label(look, "", "body", "text_2", True)
        self.payers = PayerList(look)
        self.remarks = Label(look, "", "body", "text_2", True)
        self.story = StoryView(look)
        self.empty = EmptyState(
            look,
            "story",
            "Nothing to explain yet",
            "Draw two touchpoints and connect them: what fills the glass is then told here.",
            "Add a touchpoint",
            "tool-touchpoint",
        )
        self._build()
        self._connect()
        self.show_numbers(None)

    @property
    def numbers(self) -> ExplainNumbers | None:
        """What is shown."""
        return self._numbers

    def show_numbers(self, numbers: ExplainNumbers | None) -> None:
        """Show another explanation, or that there is nothing to explain."""
        self._numbers = numbers
        self._told.setVisible(numbers is not None)
        self.empty.setVisible(numbers is None)
        if numbers is None:
            return
        self.place.setText(numbers.place or _WHOLE)
        self.unit.setText(f"breakdowns {'here ' if numbers.place else ''}per 1,000 customers, as it is")
        self.whole.setVisible(bool(numbers.place))
        self.largest.setVisible(not numbers.place and bool(numbers.straws))
        self.number.set_number(figure(numbers.breakdowns))
        self.headline.setText(numbers.headline)
        self.payers.show_payers(numbers.payers)
        self._paid.setVisible(bool(numbers.payers))
        self.remarks.setText(" ".join(numbers.remarks))
        self.remarks.setVisible(bool(numbers.remarks))
        self._behind.setVisible(numbers.breakdowns >= _SMALLEST)
        self._show_causes()
        self.set_stale(stale=False)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.by.set_folded(False)
        self.by.set_folded(self.by.sizeHint().width() > self.room)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.story.tell_path()
        self.looked_at.emit()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.looked_at.emit()

    def set_stale(self, stale: bool) -> None:
        """Show that the map has moved on since this was counted."""
        for part in (self.number, self.headline, self.glasses, self.removals, self.payers):
            part.set_stale(stale)

    def _build(self) -> None:
        self._told = QWidget()
        column = QVBoxLayout(self._told)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._head())
        column.addWidget(self.headline)
        self._behind = QWidget()
        below = QVBoxLayout(self._behind)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(12)
        below.addWidget(self.by)
        below.addLayout(stack(self.glasses, self.sums))
        below.addWidget(rule())
        below.addWidget(self._removal_part())
        self._paid = QWidget()
        note = Label(self._look, "Recoveries and lost customers, per 1,000 customers", "small", "text_2", True)
        self._paid.setLayout(stack(rule(), section(self._look, "Who pays"), note, self.payers))
        below.addWidget(self._paid)
        below.addWidget(self.remarks)
        below.addWidget(rule())
        below.addWidget(self.story)
        column.addWidget(self._behind)
        self.rows.addWidget(self._told)
        self.rows.addWidget(self.empty)
        self.rows.addStretch(1)

    def _head(self) -> QVBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.place, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.whole)
        line.addWidget(self.largest)
        numbers = QHBoxLayout()
        numbers.setSpacing(12)
        numbers.addWidget(self.number, 0, Qt.AlignmentFlag.AlignVCenter)
        numbers.addWidget(self.unit, 1, Qt.AlignmentFlag.AlignVCenter)
        return stack(line, numbers)

    def _removal_part(self) -> QWidget:
        self._removed = QWidget()
        note = Label(
            self._look,
            "Breakdowns that would not happen if nothing ever failed there of itself. "
            "Each from a run of its own: they overlap and do not add up.",
            "small",
            "text_2",
            True,
        )
        self._removed.setLayout(stack(section(self._look, "Without its failures"), note, self.removals, self.try_fix))
        return self._removed

    def _connect(self) -> None:
        self.by.chosen.connect(self._show_causes)
        self.whole.clicked.connect(self.whole_wanted)
        self.largest.clicked.connect(self.largest_wanted)
        self.empty.acted.connect(self.touchpoint_wanted)
        for part in (self.glasses, self.removals):
            part.chosen.connect(self._choose)
        self.story.step_chosen.connect(self.source_chosen)
        self.story.wanted.connect(self.story_wanted)
        self.story.path_changed.connect(self.path_changed)
        self.try_fix.clicked.connect(self._try_fix)

    def _show_causes(self) -> None:
        numbers = self._numbers
        if numbers is None:
            return
        by = By(self.by.key)
        causes = numbers.causes.get(by, ())
        self.glasses.show_glasses(self._straws(numbers), self._filling(numbers, causes))
        total = figure(numbers.breakdowns)
        self.sums.setText(f"Exact shares; each glass adds up to {total}. Hatched: their glass was still empty.")
        gains = [each for each in causes if each.prevented >= _SMALLEST]
        gains = sorted(gains, key=lambda each: -each.prevented)[:_MOST_REMOVALS]
        self.removals.set_sources([Source(each.id, each.name, each.prevented) for each in gains])
        self._removed.setVisible(bool(gains))
        self.try_fix.setVisible(self._best() is not None)

    def _straws(self, numbers: ExplainNumbers) -> Glass:
        own = numbers.id in [key for key, _, _ in numbers.straws]
        inks = [Ink.OWN if own else Ink.MOST, *(Ink.OTHER for _ in numbers.straws[1:])]
        parts = [Part(name, value, key, ink) for (key, name, value), ink in zip(numbers.straws, inks, strict=False)]
        return filled("The last straw", parts, numbers.breakdowns)

    def _filling(self, numbers: ExplainNumbers, causes: tuple[Cause, ...]) -> Glass:
        most = max((each.filled for each in causes if each.id != numbers.id), default=0.0)
        parts = [Part(INCIDENT, numbers.empty_glass, None, Ink.EMPTY)] if numbers.empty_glass >= _SMALLEST else []
        for each in causes:
            own = each.id is not None and each.id == numbers.id
            ink = Ink.OWN if own else Ink.MOST if each.filled == most else Ink.OTHER
            if each.filled >= _SMALLEST:
                parts.append(Part(f"{each.name} itself" if own else each.name, each.filled, each.id, ink))
        return filled("What filled the glass", parts, numbers.breakdowns)

    def _best(self) -> Cause | None:
        causes = self._numbers.causes.get(By.TOUCHPOINT, ()) if self._numbers else ()
        best = max(causes, key=lambda each: each.prevented, default=None)
        return best if best is not None and best.prevented >= _SMALLEST else None

    def _choose(self, element: str) -> None:
        if self.by.key != By.DEPARTMENT:
            self.source_chosen.emit(element)

    def _try_fix(self) -> None:
        best = self._best()
        if best is not None:
            self.fix_wanted.emit(best.id)
