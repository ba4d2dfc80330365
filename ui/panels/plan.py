"""Which small fixes, for which money: the fixes to choose from, the best set, and what it comes to."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.controls.buttons import Button
from ui.controls.empty import EmptyState
from ui.controls.frontier import FrontierChart
from ui.controls.labels import how_many
from ui.controls.look import Look
from ui.controls.progress import ProgressRow
from ui.controls.scrolled import Scrolled
from ui.controls.text import Label, SentenceLabel, tip
from ui.panels.column import padded, section
from ui.panels.plan_money import MoneyCard
from ui.panels.plan_promise import PlanPromise
from ui.panels.plan_shown import PlanShown
from ui.panels.plan_table import FixGrid
from ui.panels.plan_wish import WishBar
from ui.panels.watching import ShownWatch
from workbench.domain.document import Document
from workbench.domain.elements import Journey
from workbench.domain.improvements import improvements_in

_GAP = 12
_BESIDE_FROM = 1120
_FEWEST_ROWS, _MOST_ROWS = 4, 12
_ALL, _NO_LIMIT = 1000, 100_000
_INVITATION = "Which of these fixes, for which money?"
_HOW = "Every set that the budget allows is run as a whole; nothing is added up. Costs that are blank count as nothing."


class PlanView(QWidget):
    """Wish on top, sentence below, then frontier, money and the table; knows nothing of the engine."""

    find_wanted = Signal()
    stop_wanted = Signal()
    suggest_wanted = Signal()
    keep_wanted = Signal()
    map_wanted = Signal()
    touchpoint_wanted = Signal()
    looked_at = Signal()
    refused = Signal(object)  # a sentence

    def __init__(self, document: Document, journey: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._journey = journey
        self._look = look
        self._can_run = False
        self.wishes = WishBar(look, document.get(Journey, journey).currency)
        self.outcome = PlanOutcome(look)
        self.chart = FrontierCard(look)
        self.money = MoneyCard(look)
        self.promise = PlanPromise(look)
        self.fixes = FixPane(document, journey, look)
        self.empty = EmptyState(
            look,
            "budget",
            "No ideas yet",
            "What small thing would you change first? Say above what you can spend, and small fixes are suggested "
            "where they promise most, each at a guessed cost. Change everything about them afterwards.",
            "Suggest fixes",
            "rank",
            "Add a fix of your own",
        )
        self.unready = EmptyState(
            look,
            "run",
            "Nothing to plan yet",
            "Two connected touchpoints are enough. You need no numbers: we start with labelled guesses.",
            "Add a touchpoint",
            "tool-touchpoint",
        )
        self._build()
        self._connect()
        self._refresh()

    def show_plan(self, shown: PlanShown) -> None:
        """Show what was found."""
        self.outcome.show_plan(shown)
        self.fixes.grid.show_verdicts(shown.verdicts, stale=False)
        self.chart.setVisible(shown.frontier is not None)
        self.chart.show_plan(shown)
        if shown.money is not None:
            self.money.show_money(shown.money)
        self.money.setEnabled(shown.money is not None)
        self.money.setVisible(not shown.is_empty)
        self._arrange()

    def show_problem(self, problem: str) -> None:
        """Say why there is no plan; what was found before goes."""
        self.outcome.show_problem(problem)
        self.fixes.grid.show_verdicts({}, stale=False)
        self.chart.hide()
        self.money.hide()
        self._arrange()

    def set_stale(self, stale: bool) -> None:
        """Show that map or fixes have moved on since this was found."""
        self.outcome.set_stale(stale)
        self.money.setEnabled(not stale)

    def set_can_run(self, can_run: bool) -> None:
        """Take note of whether the journey runs at all."""
        self._can_run = can_run
        tip(self.wishes.search, "" if can_run else "The journey does not run yet; the Simulate tab says why.")
        self._refresh()

    def _build(self) -> None:
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inner = QWidget()
        self._cards = QGridLayout(inner)
        self._cards.setContentsMargins(_GAP, _GAP, _GAP, _GAP)
        self._cards.setSpacing(_GAP)
        self._scroll = Scrolled(inner, "window")
        self._scroll.setAccessibleName("Plan")
        self._pages = QStackedWidget()
        for page in (self._scroll, padded(self.empty), padded(self.unready)):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.wishes)
        column.addWidget(self._pages, 1)
        self.chart.hide()
        self.money.hide()
        self._arrange()

    def _connect(self) -> None:
        self.wishes.find_wanted.connect(self.find_wanted)
        self.chart.chart.budget_wanted.connect(self.wishes.take_budget)
        self.outcome.progress.stop.clicked.connect(self.stop_wanted)
        self.outcome.keep.clicked.connect(self.keep_wanted)
        self.outcome.show_on_map.clicked.connect(self.map_wanted)
        self.fixes.grid.refused.connect(self.refused)
        self.empty.acted.connect(self.suggest_wanted)
        self.empty.followed.connect(self.fixes.grid.add)
        self.unready.acted.connect(self.touchpoint_wanted)
        self.watch = ShownWatch(self, self._document, self._refresh)

    def _refresh(self) -> None:
        fixes = improvements_in(self._document, self._journey)
        total = sum(fix.quantity("one_off_cost").value for fix in fixes)
        if fixes:
            self.wishes.set_most(total)
        self.wishes.search.setEnabled(self._can_run and bool(fixes))
        self.fixes.refresh()
        self._share_height()
        self._pages.setCurrentIndex(0 if fixes else 1 if self._can_run else 2)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.looked_at.emit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put table and results side by side where there is room, else below it the results or what they will be."""
        results = [each for each in (self.chart, self.money) if each.isVisibleTo(self)]
        beside = bool(results) and self.width() >= self._look.scaled(_BESIDE_FROM)
        for part in (self.outcome, self.chart, self.money, self.fixes, self.promise):
            self._cards.removeWidget(part)
        self._cards.addWidget(self.outcome, 0, 0, 1, 2)
        self._cards.addWidget(self.promise, 3, 0, 1, 2)
        self.promise.setVisible(not results)
        if beside:
            places = {self.fixes: (1, 0, 2, 1), self.chart: (1, 1, 1, 1), self.money: (2, 1, 1, 1)}
        else:
            wide = 1 if len(results) > 1 else 2
            places = {self.fixes: (1, 0, 1, 2), self.chart: (2, 0, 1, wide), self.money: (2, 2 - wide, 1, wide)}
        for part, place in places.items():
            self._cards.addWidget(part, *place)
        self._cards.setColumnStretch(0, 3)
        self._cards.setColumnStretch(1, 2)
        self._share_height()

    def _share_height(self) -> None:
        """Give what height is left over to the results, else to fixes that are not all in sight, else to nothing."""
        found = not self.promise.isVisibleTo(self)
        self._cards.setRowStretch(1, 1 if self.fixes.is_long and not found else 0)
        self._cards.setRowStretch(2, 1 if found else 0)
        self._cards.setRowStretch(4, 0 if found or self.fixes.is_long else 1)


class PlanOutcome(QFrame):
    """The sentence, what stands behind it, and what can be done with it; or how far the search is."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "panel")
        self.sentence = SentenceLabel(look, _INVITATION, True)
        self.lines = Label(look, _HOW, "body", "text_2", True)
        self.keep = Button(look, "Keep as scenario", "outlined", "check")
        self.show_on_map = Button(look, "Show on the map", "outlined", "map")
        self.progress = ProgressRow(look, "How far the search is")
        self._build()
        self._offer(False)

    def show_plan(self, shown: PlanShown) -> None:
        """Show a plan's sentences."""
        changed = self.sentence.text() != shown.headline
        self.sentence.setText(shown.headline)
        self.lines.setText("\n".join(shown.lines))
        self.set_stale(False)
        self._offer(not shown.is_empty)
        if changed and shown.money is not None:
            self.sentence.announce()

    def show_problem(self, problem: str) -> None:
        """Show why there is no plan."""
        self.sentence.setText(problem)
        self.lines.setText("")
        self.set_stale(False)
        self._offer(False)
        self.sentence.announce()

    def set_stale(self, stale: bool) -> None:
        """Show that something has changed since."""
        self.sentence.set_stale(stale)

    def show_progress(self, share: float | None) -> None:
        """Show how far the search is, 0 to 1; None where none goes on."""
        if share is None:
            self.progress.hide()
        else:
            self.progress.show_share(share, f"Running the sets, {100 * share:.0f}\N{THIN SPACE}%")

    def _offer(self, offered: bool) -> None:
        self.keep.setVisible(offered)
        self.show_on_map.setVisible(offered)

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(6)
        for part in (self.sentence, self.lines, self.progress):
            words.addWidget(part)
        words.addStretch(1)
        buttons = QVBoxLayout()
        buttons.setSpacing(8)
        for button in (self.show_on_map, self.keep):
            # the sentence gives way, not the words on the buttons
            button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
            buttons.addWidget(button)
        buttons.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(24)
        row.addLayout(words, 1)
        row.addLayout(buttons)


class FrontierCard(QFrame):
    """The frontier under its finding."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "panel")
        self.title = Label(look, "", "heading", "text", True)
        self.drawn = Label(
            look, "The best set for every budget. Press a disc to take its budget.", "small", "text_2", True
        )
        self.chart = FrontierChart(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.drawn)
        column.addSpacing(4)
        column.addWidget(self.chart, 1)

    def show_plan(self, shown: PlanShown) -> None:
        """Show another plan's frontier."""
        self.title.setText(shown.frontier_title)
        self.chart.show_numbers(shown.frontier)


class FixPane(QFrame):
    """The table of fixes and its three verbs."""

    def __init__(self, document: Document, journey: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "panel")
        self._look = look
        self.grid = FixGrid(document, journey, look)
        self.add = Button(look, "Fix", "outlined", "plus", "Ins", size="control_compact")
        self.duplicate = Button(look, "Duplicate", "quiet", key="Ctrl+D", size="control_compact")
        self.remove = Button(look, "Remove", "quiet", key="Del", size="control_compact")
        self.count = Label(look, "", "small", "text_2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        head = section(look, "Fixes to choose from", self.count, self.remove, self.duplicate, self.add)
        head.setContentsMargins(16, 0, 16, 0)
        column.addLayout(head)
        column.addWidget(self.grid, _ALL)
        column.addStretch(1)
        for button, verb in (
            (self.add, self.grid.add),
            (self.duplicate, self.grid.duplicate),
            (self.remove, self.grid.remove),
        ):
            button.clicked.connect(verb)
        self.grid.selectionModel().selectionChanged.connect(self.refresh)

    @property
    def is_long(self) -> bool:
        """Whether there are more fixes than are shown at once."""
        return self.grid.table.rowCount() > _MOST_ROWS

    def refresh(self) -> None:
        """Count the fixes and leave room for them."""
        number = self.grid.table.rowCount()
        self.count.setText(how_many(number, "fix"))
        for button in (self.duplicate, self.remove):
            button.setEnabled(bool(self.grid.chosen()))
        rows = min(max(number, _FEWEST_ROWS), _MOST_ROWS)
        row, head = self.grid.verticalHeader().defaultSectionSize(), self.grid.horizontalHeader().sizeHint().height()
        high = rows * row + head + self.grid.horizontalScrollBar().sizeHint().height() + 2
        self.grid.setMinimumHeight(high)
        # the bar that shows further columns stands below the last row, not at the end of a long page
        self.grid.setMaximumHeight(_NO_LIMIT if self.is_long else high)
