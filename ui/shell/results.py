"""Carries questions to the engine and its answers to every part of the window that shows numbers."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from ui.jobs import Jobs
from ui.live import LiveResults, LiveState
from ui.panels.cuts import Cuts
from ui.panels.simulate import Refusal
from ui.shell import telling
from ui.shell.answers import Answers, Questions
from ui.shell.map_page import MapPage
from ui.shell.side_panel import SidePanel
from ui.shell.status import StatusLine
from ui.shell.toolbar import ToolBar
from ui.shell.views import OtherViews
from workbench.domain.document import Document, Published
from workbench.domain.rules import check
from workbench.simulation.build import Case
from workbench.simulation.effects import SMALL_FIX, Effect
from workbench.simulation.wording import count

MAP_FOLLOWS_MS: Final = 60
"""How far the map may lag behind a slider that moves."""


class ResultsDesk(QObject):
    """Keeps what is shown in step with the map and the sliders."""

    changed = Signal()
    said = Signal(str, str, object)

    def __init__(
        self,
        document: Document,
        journey: str,
        jobs: Jobs,
        map_page: MapPage,
        others: OtherViews,
        panel: SidePanel,
        status: StatusLine,
        toolbar: ToolBar,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._journey = journey
        self._map_page = map_page
        self._others = others
        self._panel = panel
        self._status = status
        self._toolbar = toolbar
        self._case: Case | None = None
        self.live = LiveResults(document, journey, self)
        self.questions = Questions(jobs, self)
        self._map_follows = QTimer(self)
        self._map_follows.setSingleShot(True)
        self._map_follows.setInterval(MAP_FOLLOWS_MS)
        self._map_follows.timeout.connect(self._show_map)
        self.live.changed.connect(self._show_state)
        self.live.outdated.connect(self._outdated)
        self.questions.changed.connect(self._answered)
        self.questions.fixes_ranked.connect(self._try_best)
        self.questions.failed.connect(self._no_answer)
        panel.simulate.cuts_changed.connect(self._cuts_changed)
        others.run_wanted.connect(self.run)
        toolbar.fix_chosen.connect(self._choose_fix)

    @property
    def can_run(self) -> bool:
        """Whether there are results at all."""
        return self.live.state.outcome is not None

    def close(self) -> None:
        """Ask nothing more, and hear no more answers."""
        self.live.close()
        self.questions.close()

    def follow(self, published: Published) -> None:
        """Take note of a change set."""
        self.live.follow(published)

    def run(self) -> None:
        """Count anew, turn to the results, and let simulated customers check the engine."""
        self.live.refresh()
        self._panel.turn_to("Simulate" if self.live.cuts else "Overview")
        if self._case is not None:
            self.questions.check_engines(self._case)
            self._answered(self.questions.answers)

    def find_best(self) -> None:
        """Try a small fix at every touchpoint, and put the best in force."""
        if self._case is not None:
            self.said.emit("Trying a small fix at every touchpoint…", "", None)
            self.questions.rank_fixes(self._case)

    def toggle_fix(self) -> None:
        """Show the other of as-is and with the fix."""
        self._choose_fix("as-is" if self._map_page.with_fix else "fix")

    def reset_fix(self) -> None:
        """Take the fix away."""
        self._panel.simulate.set_cuts({})
        self._cuts_changed(Cuts())

    def _cuts_changed(self, cuts: Cuts) -> None:
        if bool(cuts.changes) != self._map_page.with_fix:
            self._map_page.with_fix = bool(cuts.changes)
            self._toolbar.fix.choose("fix" if cuts.changes else "as-is")
        self.live.set_cuts(cuts.changes, cuts.final)

    def _choose_fix(self, key: str) -> None:
        self._toolbar.fix.choose(key)
        self._map_page.with_fix = key == "fix"
        self._show_map()

    def _show_state(self, state: LiveState) -> None:
        if not self.live.cuts:
            # what was fixed may have been deleted
            self._map_page.with_fix = False
            self._toolbar.fix.choose("as-is")
        self._show_fix(state)
        if not state.settled:
            # the bars follow every move at once; painting the whole map would hold them up
            if not self._map_follows.isActive():
                self._map_follows.start()
            return
        self._map_follows.stop()
        self._map_page.show_state(state)
        self._others.show_state(self.live)
        outcome = state.outcome
        plain = telling.spoken_counts(self._document, self._journey)
        self._status.show_guesses(outcome.case.guesses if outcome else 0, plain)
        self._toolbar.fix.setEnabled(bool(self.live.cuts))
        if outcome is None:
            self._case = None
            self._panel.overview.show_numbers(None)
            self._status.show_check("", agrees=True)
        elif outcome.case is not self._case:
            self._case = outcome.case
            self.questions.ask_about(outcome.case)
            self._answered(self.questions.answers)
        self.changed.emit()

    def _show_map(self) -> None:
        self._map_page.show_state(self.live.state)

    def _show_fix(self, state: LiveState) -> None:
        simulate = self._panel.simulate
        if state.outcome is not None:
            told = telling.panel_outcome(state.outcome, self._document, stale=False)
            simulate.show_outcome(told, moving=not state.settled)
        elif state.problem:
            found = (each for each in check(self._document, self._journey) if each.code == "loop-without-exit")
            subjects = next((each.subjects for each in found), ())
            simulate.show_refusal(Refusal(state.problem, "", subjects))

    def _outdated(self) -> None:
        self._map_page.show_state(self.live.state, stale=True)

    def _answered(self, answers: Answers) -> None:
        outcome = self.live.state.outcome
        if outcome is None:
            return
        numbers = telling.overview_numbers(outcome, self._document, answers.unharmed, answers.feeds, stale=False)
        self._panel.overview.show_numbers(numbers)
        health = answers.health
        if self.questions.checking:
            self._status.show_check("Checking with simulated customers…", agrees=True)
        elif health is None:
            self._status.show_check("", agrees=True)
        elif health.agrees:
            text = f"Both engines agree, {health.customers:,} customers, seed {health.seed}"
            self._status.show_check(text, agrees=True)
        else:
            text = f"The engines differ by {health.worst:.1f} standard errors: do not trust these numbers"
            self._status.show_check(text, agrees=False)

    def _no_answer(self) -> None:
        self.said.emit("The slower questions were not answered: their process was stopped. Press Run again.", "", None)

    def _try_best(self, fixes: tuple[Effect, ...]) -> None:
        case = self._case
        if case is None or not fixes or fixes[0].prevented <= 0:
            self.said.emit("No small fix at a single touchpoint prevents breakdowns.", "", None)
            return
        simulate = self._panel.simulate
        simulate.suggest([case.ids[effect.row] for effect in fixes[:3]])
        best = case.ids[fixes[0].row]
        simulate.set_cuts({best: SMALL_FIX})
        self._panel.turn_to("Simulate")
        self._cuts_changed(Cuts({best: SMALL_FIX}))
        name, prevented = case.model.names[fixes[0].row], count(fixes[0].prevented * telling.ENTRANTS)
        self.said.emit(
            f"“{name}” helps most: 30\N{THIN SPACE}% fewer failures there prevent {prevented} breakdowns.", "", None
        )
