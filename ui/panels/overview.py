"""The panel that opens first: one number, what it means, and what deserves a look."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.bridge import Selection
from ui.controls.buttons import Button
from ui.controls.empty import EmptyState
from ui.controls.labels import figure, how_many, in_letters, percent
from ui.controls.look import Look
from ui.controls.text import Label, LinkButton, NumberLabel, SentenceLabel
from ui.panels.column import PanelColumn, rule, section
from ui.panels.doubts import Doubt, DoubtList, doubts
from ui.panels.scenario_links import ScenarioLinks
from ui.panels.source_bars import Source, SourceBars
from ui.panels.watching import ShownWatch
from workbench.domain.document import Document
from workbench.domain.ways import could_run

if TYPE_CHECKING:
    from workbench.domain.rules import Finding

_SETTLE_MS: Final = 150
_TYPICAL: Final = 0.9
_SMALLEST_SHARE: Final = 0.0005


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewNumbers:
    """What a run says about the journey as a whole.

    Breakdowns are per 1,000 customers, `low` and `high` their range where it is known; `unharmed` is the share of
    customers for whom nothing ever breaks down, 0 to 1, over `phases` phases; `time_spent` is a sentence.
    """

    breakdowns: float
    headline: str
    phases: int
    unharmed: float
    time_spent: str = ""
    low: float | None = None
    high: float | None = None
    guesses: int = 0
    measured: int = 0
    sources: tuple[Source, ...] = ()
    stale: bool = False


def how_it_was_counted(numbers: OverviewNumbers) -> str:
    """Return the arithmetic behind the number: what many small chances of harm amount to."""
    phases = in_letters(numbers.phases)
    start = f"{phases[:1].upper()}{phases[1:]} phases" if numbers.phases != 1 else "One phase"
    each = " each" if numbers.phases != 1 else ""
    typical = _share_left(_TYPICAL**numbers.phases)
    return (
        f"{start} at {percent(_TYPICAL)}{each} would leave {typical} of customers unharmed. "
        f"This journey leaves {_share_left(numbers.unharmed)}. One customer can break down more than once."
    )


def _share_left(share: float) -> str:
    """A share in words; what would be printed as nought is hardly any."""
    return percent(share) if share >= _SMALLEST_SHARE else "hardly any"


def what_it_rests_on(numbers: OverviewNumbers) -> str:
    """Return how much of the result is guessed and how much is measured."""
    parts = [how_many(numbers.guesses, "guess")] if numbers.guesses else []
    parts += [how_many(numbers.measured, "measured number")] if numbers.measured else []
    return f"Rests on {' and '.join(parts)}." if parts else ""


class OverviewPanel(PanelColumn):
    """The journey in one number and one sentence, with what is worth a look below."""

    act_wanted = Signal(object)  # the Doubt whose link was pressed; its subjects are selected already
    best_fix_wanted = Signal()
    plan_wanted = Signal()
    scenario_wanted = Signal(object)  # the Scenario
    explanation_wanted = Signal()
    touchpoint_wanted = Signal()
    sample_wanted = Signal()

    def __init__(
        self, document: Document, journey: str, selection: Selection, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._journey = journey
        self._selection = selection
        self._look = look
        self.result = OverviewResult(look)
        self.worth = DoubtList(look)
        self.counted = Label(look, "", "body", "text_2", True)
        self.best_fix = Button(look, "Which small fix helps most?", "primary", "rank", size="control_large")
        self.plan = LinkButton(look, "Plan with a budget…")
        self.scenarios = ScenarioLinks(document, journey, look)
        self.empty = EmptyState(
            look,
            "map",
            "Nothing counted yet",
            "Draw two touchpoints and connect them: the number of breakdowns appears here by itself.",
            "Add a touchpoint",
            "tool-touchpoint",
            "Look at a sample",
        )
        # a burst of edits is looked through once, when it is over
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._look_on = QTimer(self, interval=0)
        self._build()
        self._connect()
        ShownWatch(self, document, self._settle.start)
        self._show_parts()
        self._settle.start()

    def show_numbers(self, numbers: OverviewNumbers | None) -> None:
        """Show what a run found, or that there is nothing yet."""
        self._has_numbers = numbers is not None
        if numbers is not None:
            self.result.show_numbers(numbers)
            self.counted.setText(f"{how_it_was_counted(numbers)} {what_it_rests_on(numbers)}".strip())
        self._show_parts()

    def refresh(self) -> None:
        """Look through the journey again for what is worth a look, by one rule a turn of the event loop."""
        # the rules bring networkx along, which takes longer to import than the window takes to open
        from workbench.domain.rules import looked_through

        self.scenarios.refresh()
        # a copy, for the document may change between the turns
        self._looking = looked_through(self._document.copy(), self._journey)
        self._look_on.start()

    def _apply_rule(self) -> None:
        found = next(self._looking, None)
        if found is not None:
            self._found = found
            return
        self._look_on.stop()
        self.worth.show_doubts(doubts(self._found))
        self._looked = True
        self._show_parts()

    def _build(self) -> None:
        self._has_numbers = False
        self._looked = False
        self._looking: Iterator[list[Finding]] = iter(())
        self._found: list[Finding] = []
        self._below = QWidget()
        below = QVBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(12)
        below.addWidget(self.best_fix)
        below.addWidget(self.plan, 0, Qt.AlignmentFlag.AlignLeft)
        below.addWidget(self.scenarios)
        below.addWidget(rule())
        self._how = QWidget()
        how = QVBoxLayout(self._how)
        how.setContentsMargins(0, 0, 0, 0)
        how.addWidget(rule())
        how.addSpacing(8)
        how.addLayout(section(self._look, "How it was counted"))
        how.addWidget(self.counted)
        for part in (self.empty, self.result, self._below, self.worth, self._how):
            self.rows.addWidget(part)
        self.rows.addStretch(1)

    def _connect(self) -> None:
        self.worth.pressed.connect(self._follow)
        self.best_fix.clicked.connect(self.best_fix_wanted)
        self.plan.clicked.connect(self.plan_wanted)
        self.scenarios.chosen.connect(self.scenario_wanted)
        self.empty.acted.connect(self.touchpoint_wanted)
        self.empty.followed.connect(self.sample_wanted)
        self.result.touchpoint_chosen.connect(self._select)
        self.result.explain.clicked.connect(self.explanation_wanted)
        self._settle.timeout.connect(self.refresh)
        self._look_on.timeout.connect(self._apply_rule)

    def _show_parts(self) -> None:
        runs = could_run(self._document, self._journey)
        for part in (self.result, self._below, self._how):
            part.setVisible(self._has_numbers and runs)
        self.empty.setVisible(not runs)
        # on an empty map everything would be worth a look
        self.worth.setVisible(self._looked and runs)

    def _follow(self, doubt: Doubt) -> None:
        self._selection.set(doubt.subjects[:1] if doubt.code == "no-owner" else doubt.subjects)
        self.act_wanted.emit(doubt)

    def _select(self, touchpoint: str) -> None:
        self._selection.set([touchpoint])


class OverviewResult(QWidget):
    """The one number with its range, the sentence, and what filled the glasses that run over."""

    touchpoint_chosen = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = NumberLabel(look, "number_large")
        self.unit = Label(look, "", "body", "text_2", True)
        self.headline = SentenceLabel(look, "", True)
        self.time_spent = Label(look, "", "body", "text_2", True)
        self.sources = SourceBars(look, "What filled the glass")
        self.explain = LinkButton(look, "Explain")
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.number, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self.unit, 1, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.headline)
        column.addWidget(self.time_spent)
        self._fills = QWidget()
        fills = QVBoxLayout(self._fills)
        fills.setContentsMargins(0, 0, 0, 0)
        fills.setSpacing(6)
        fills.addLayout(section(look, "What filled the glass", self.explain))
        means = "Breakdowns anywhere, put down to the failures that had irritated these customers before"
        fills.addWidget(Label(look, means, "small", "text_2", True))
        fills.addWidget(self.sources)
        column.addWidget(self._fills)
        self.sources.chosen.connect(self.touchpoint_chosen)

    def show_numbers(self, numbers: OverviewNumbers) -> None:
        """Show the numbers of a run, in grey while they are behind the map."""
        self.number.set_number(figure(numbers.breakdowns))
        reach = ""
        if numbers.low is not None and numbers.high is not None:
            reach = f"\nrange {figure(numbers.low)} to {figure(numbers.high)}"
        self.unit.setText(f"breakdowns per 1,000 customers{reach}")
        self.headline.setText(numbers.headline)
        self.time_spent.setText(numbers.time_spent)
        self.time_spent.setVisible(bool(numbers.time_spent))
        self.sources.set_sources(numbers.sources)
        self._fills.setVisible(bool(numbers.sources))
        for part in (self.number, self.headline, self.sources):
            part.set_stale(numbers.stale)
