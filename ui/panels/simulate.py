"""The panel that answers “what if this went wrong less often?” while the question is being asked."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from ui.bridge import Selection
from ui.controls.buttons import Button
from ui.controls.empty import EmptyState
from ui.controls.look import Look
from ui.controls.text import Label
from ui.panels.column import NARROW, PanelColumn, padding, rule, stack
from ui.panels.cut_list import CutList
from ui.panels.cuts import Cuts
from ui.panels.next_numbers import NextNumbers
from ui.panels.outcome import OutcomeFigures, OutcomeHead, PanelOutcome, Refusal
from ui.panels.watching import watch
from workbench.domain.document import Document
from workbench.domain.elements import Phase, Scenario, Touchpoint
from workbench.domain.improvements import Place, aspect_of
from workbench.domain.problems import DomainProblem
from workbench.domain.ways import could_run
from workbench.editing.scenarios import free_scenario_name, keep_scenario

_BREAKDOWN = (
    "What counts as a breakdown? Irritation adds up; when a small thing tips it over, the customer complains, stops or "
    "leaves."
)
_INVITATION = "Make something go wrong less often and see what it prevents."
_GAP, _NARROW_GAP = 14, 10


class SimulatePanel(QWidget):
    """Sentence, sliders, bars and reasons; knows nothing of the engine, which hears `cuts_changed` and answers."""

    cuts_changed = Signal(object)  # Cuts
    kept = Signal(object)  # the Scenario
    refused = Signal(object)  # a sentence
    touchpoint_wanted = Signal()
    sample_wanted = Signal()
    number_wanted = Signal(object)  # a NextNumber

    def __init__(
        self, document: Document, journey: str, selection: Selection, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._journey = journey
        self._selection = selection
        self._look = look
        self._outcome: PanelOutcome | None = None
        self._refusal: Refusal | None = None
        self._announced = ""
        self.cut_list = CutList(document, journey, selection, look)
        self.head = OutcomeHead(look)
        self.figures = OutcomeFigures(look)
        self.next_numbers = NextNumbers(look)
        self.scenario = Label(look, "", "small", "text_2", True)
        self.keep = Button(look, "Keep as scenario", "primary", "check")
        self.empty = EmptyState(
            look,
            "run",
            "Nothing to run yet",
            "Two connected touchpoints are enough. You need no numbers: we start with labelled guesses, such as “goes "
            "wrong now and then”, and say so in every result.",
            "Add a touchpoint",
            "tool-touchpoint",
            "See how results look in a sample",
        )
        self._build()
        watch(self, document).published.connect(self._refresh)
        self._refresh()

    @property
    def cuts(self) -> Mapping[Place, float]:
        """What is being tried out, relative to today."""
        return self.cut_list.cuts

    def suggest(self, ids: Iterable[str]) -> None:
        """Offer sliders for these touchpoints or phases while nothing is selected."""
        self.cut_list.suggest(ids)

    def set_cuts(self, changes: Mapping[Place, float]) -> None:
        """Show the cuts of a scenario, without telling anybody."""
        self.cut_list.set_cuts(changes)
        self.keep.setEnabled(bool(self.cuts))

    def show_scenario(self, scenario: Scenario | None) -> None:
        """Say which stored scenario is being tried out, and what it is about."""
        self.scenario.setText(f"Scenario “{scenario.name}”. {scenario.notes}".rstrip() if scenario else "")
        self.scenario.setVisible(scenario is not None)
        self.keep.setEnabled(bool(self.cuts) and scenario is None)

    def show_outcome(self, outcome: PanelOutcome, moving: bool = False) -> None:
        """Show what a run found; while a slider is `moving` nothing travels and nothing is read out."""
        self._outcome, self._refusal = outcome, None
        self.head.show_outcome(outcome)
        self.figures.show_outcome(outcome, animate=not moving)
        self._show_figures(bool(outcome.rows))
        if not moving or outcome.numbers:
            self.next_numbers.show_numbers(outcome.numbers, outcome.numbers_note)
        self.next_numbers.rows.set_stale(moving or outcome.stale)
        if not moving and not outcome.stale and outcome.sentence != self._announced:
            self._announced = outcome.sentence
            self.head.sentence.announce()

    def show_refusal(self, refusal: Refusal) -> None:
        """Say why nothing could be counted; the numbers from before go."""
        self._outcome, self._refusal = None, refusal
        self.head.show_refusal(refusal)
        self._show_figures(False)
        self.next_numbers.show_numbers((), "")

    def _build(self) -> None:
        self._full, self._foot = PanelColumn(), QWidget()
        self._last_rule = rule()
        for part in (self.head, rule(), self.scenario, self.cut_list, self._last_rule, self.figures, self.next_numbers):
            self._full.rows.addWidget(part)
        self._full.rows.addStretch(1)
        # what scrolls ends at a line, for otherwise half a row of text would stand over the button
        self._foot.setProperty("edge", "top")
        self._foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        buttons = QHBoxLayout(self._foot)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.addWidget(self.keep)
        buttons.addStretch(1)
        self._blank = PanelColumn()
        self._blank.rows.addWidget(self.empty, 1)
        self._blank.rows.addWidget(Label(self._look, _BREAKDOWN, "small", "text_2", True))
        column = stack(self._full, self._foot, self._blank, spacing=0)
        self.setLayout(column)
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._show_figures(False)
        self.next_numbers.hide()
        self.scenario.hide()
        self.next_numbers.wanted.connect(self.number_wanted)
        self.cut_list.changed.connect(self._cuts_changed)
        self.keep.clicked.connect(self._keep)
        self.head.show_where.clicked.connect(self._select_refused)
        self.empty.acted.connect(self.touchpoint_wanted)
        self.empty.followed.connect(self.sample_wanted)

    def _refresh(self) -> None:
        runs = could_run(self._document, self._journey)
        self._full.setVisible(runs)
        self._foot.setVisible(runs)
        self._blank.setVisible(not runs)
        self.cut_list.forget_what_is_gone()
        self.keep.setEnabled(bool(self.cuts) and self.scenario.isHidden())
        if self._outcome is None and self._refusal is None:
            self.head.show_outcome(PanelOutcome(sentence=_INVITATION))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        self._full.rows.setSpacing(_NARROW_GAP if narrow else _GAP)
        side = padding(self.width())
        self._foot.setContentsMargins(side, 8, side, 12)

    def _show_figures(self, shown: bool) -> None:
        self.figures.setVisible(shown)
        self._last_rule.setVisible(shown)

    def _cuts_changed(self, cuts: Cuts) -> None:
        self.keep.setEnabled(bool(cuts.changes))
        self.cuts_changed.emit(cuts)

    def _keep(self) -> None:
        name = free_scenario_name(self._document, self._journey, scenario_name(self._document, self.cuts))
        try:
            self.kept.emit(keep_scenario(self._document, self._journey, name, self.cuts))
        except DomainProblem as problem:
            self.refused.emit(str(problem))

    def _select_refused(self) -> None:
        if self._refusal is not None:
            self._selection.set(self._refusal.subjects)


def scenario_name(document: Document, cuts: Mapping[Place, float]) -> str:
    """Return what to call the scenario of some cuts: a better this, or a better this and two more."""
    first = next((aspect_of(each).subject for each in cuts), None)
    subject = document.find(Touchpoint, first) or document.find(Phase, first)
    if subject is None:
        return "A better journey"
    more = f" and {len(cuts) - 1} more" if len(cuts) > 1 else ""
    return f"Better: {subject.name}{more}"
