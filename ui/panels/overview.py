"""The panel that opens first: one number, what it means, and what deserves a look."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.bridge import Selection
from ui.controls.buttons import Button
from ui.controls.empty import EmptyState, Icon
from ui.controls.focus import tab_in_place
from ui.controls.labels import figure, how_many, in_letters, percent
from ui.controls.look import Look
from ui.controls.text import Label, LinkButton, NumberLabel, SentenceLabel
from ui.panels.column import PanelColumn, rule, section
from ui.panels.cuts import could_run
from ui.panels.scenario_links import ScenarioLinks
from ui.panels.source_bars import Source, SourceBars
from ui.panels.watching import ShownWatch
from workbench.domain.document import Document

if TYPE_CHECKING:
    from workbench.domain.rules import Finding

_SETTLE_MS: Final = 150
_MOST_FINDINGS: Final = 8
_TYPICAL: Final = 0.9
_SMALLEST_SHARE: Final = 0.0005

_MARKS: Final = {
    "no-owner": ("badge-unowned", "Name an owner"),
    "two-accountables": ("owners", "Show who answers"),
    "loop-without-exit": ("badge-failure-demand", "Show the loop"),
    "shares": ("tool-transition", "Show the shares"),
    "failure-shares": ("badge-failure-demand", "Show the shares"),
    "entries": ("tool-transition", "Show where they begin"),
    "unreachable": ("tool-transition", "Show it"),
    "empty-phase": ("tool-phase", "Show the phase"),
}
_OTHER_MARK: Final = ("search", "Show it")


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


@dataclass(frozen=True, slots=True)
class Doubt:
    """Findings of one kind, as one thing to look at."""

    code: str
    text: str
    subjects: tuple[str, ...]


def doubts(findings: Sequence["Finding"]) -> list[Doubt]:
    """Return the findings gathered by kind, in the order in which each kind first appears."""
    kinds: dict[str, list[Finding]] = {}
    for finding in findings:
        kinds.setdefault(finding.code, []).append(finding)
    gathered: list[Doubt] = []
    for code, alike in kinds.items():
        more = f" The same holds for {in_letters(len(alike) - 1)} more." if len(alike) > 1 else ""
        subjects = tuple(dict.fromkeys(subject for finding in alike for subject in finding.subjects))
        gathered.append(Doubt(code, f"{alike[0].message}{more} {alike[0].remedy}", subjects))
    return gathered


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
        """Look through the journey again for what is worth a look."""
        # the rules bring networkx along, which takes longer to import than the window takes to open
        from workbench.domain.rules import check

        self.scenarios.refresh()
        self.worth.show_doubts(doubts(check(self._document, self._journey)))
        self._looked = True
        self._show_parts()

    def _build(self) -> None:
        self._has_numbers = False
        self._looked = False
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


class DoubtList(QWidget):
    """What is worth a look, each with the link that leads there; lines are reused so that the focus stays."""

    pressed = Signal(object)  # Doubt

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.lines: list[_DoubtLine] = []
        self.calm = Label(
            look, "Nothing to point out. Every touchpoint has an owner and a way out.", "body", "text_2", True
        )
        self.more = Label(look, "", "small", "text_2")
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(section(look, "Worth a look"))
        for part in (self.calm, self.more):
            self._column.addWidget(part)
        column.addLayout(self._column)

    @property
    def has_doubts(self) -> bool:
        """Whether there is anything to point out."""
        return self.calm.isHidden()

    def show_doubts(self, doubts: Sequence[Doubt]) -> None:
        """Show these, the first ones in full and the rest as a count."""
        shown = doubts[:_MOST_FINDINGS]
        while len(self.lines) < len(shown):
            line = _DoubtLine(self._look)
            line.pressed.connect(self.pressed)
            self._column.insertWidget(len(self.lines), line)
            self.lines.append(line)
        while len(self.lines) > len(shown):
            line = self.lines.pop()
            line.hide()
            line.deleteLater()
        for line, doubt in zip(self.lines, shown, strict=True):
            line.show_doubt(doubt)
        tab_in_place(self, self.lines)
        self.calm.setVisible(not shown)
        self.more.setText(f"{len(doubts) - len(shown)} more")
        self.more.setVisible(len(doubts) > len(shown))


class _DoubtLine(QWidget):
    """One doubt: its mark, its sentence and its link."""

    pressed = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._doubt: Doubt | None = None
        self._mark: Icon | None = None
        self.text = Label(look, "", "body", "text", True)
        self.link = LinkButton(look, "")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.text)
        words.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self._row.addLayout(words, 1)
        self.link.clicked.connect(self._tell)

    def show_doubt(self, doubt: Doubt) -> None:
        icon, word = _MARKS.get(doubt.code, _OTHER_MARK)
        if self._doubt is None or self._doubt.code != doubt.code:
            self._set_mark(icon)
        self._doubt = doubt
        self.text.setText(doubt.text)
        self.link.setText(word)
        self.link.setAccessibleName(f"{word}: {doubt.text}")

    def _set_mark(self, icon: str) -> None:
        if self._mark is not None:
            self._mark.deleteLater()
        self._mark = Icon(self._look, icon, "text_2", 20)
        self._row.insertWidget(0, self._mark, 0, Qt.AlignmentFlag.AlignTop)

    def _tell(self) -> None:
        self.pressed.emit(self._doubt)
