"""Carries questions to the engine and its answers to every part of the window that shows numbers."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from ui.bridge import Selection
from ui.controls.notice import Say
from ui.jobs import Jobs
from ui.live import LiveResults, LiveState
from ui.panels.cuts import Cuts
from ui.panels.outcome import Refusal
from ui.shell import range_telling, telling
from ui.shell.answers import Answers, Questions
from ui.shell.asides import Asides
from ui.shell.explain_desk import ExplainDesk
from ui.shell.explaining import main_sources
from ui.shell.map_page import MapPage
from ui.shell.owning import cause_numbers, work_numbers
from ui.shell.range_desk import Known, RangeDesk
from ui.shell.side_panel import SidePanel
from ui.shell.spread_desk import SpreadDesk
from ui.shell.status import StatusLine
from ui.shell.toolbar import ToolBar
from ui.shell.views import OtherViews
from workbench.domain.document import Document, Published
from workbench.domain.elements import Department, Improvement, Person, Responsibility, Scenario
from workbench.domain.improvements import changes_in, scenario_with
from workbench.domain.rules import check
from workbench.simulation.build import Case
from workbench.simulation.effects import SMALL_FIX, Effect
from workbench.simulation.grouping import by_department
from workbench.simulation.wording import count

_WHO_ANSWERS: Final = (Department, Person, Responsibility)

MAP_FOLLOWS_MS: Final = 60
"""How far the map may lag behind a slider that moves."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The parts of the window that show numbers or ask for them."""

    map_page: MapPage
    others: OtherViews
    panel: SidePanel
    status: StatusLine
    toolbar: ToolBar


class ResultsDesk(QObject):
    """Keeps what is shown in step with the map and the sliders."""

    changed = Signal()
    map_wanted = Signal()

    def __init__(
        self,
        document: Document,
        journey: str,
        selection: Selection,
        jobs: Jobs,
        shown: Shown,
        say: Say,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._journey = journey
        self._jobs = jobs
        self._say = say
        self._map_page, self._others, self._panel = shown.map_page, shown.others, shown.panel
        self._status, self._toolbar = shown.status, shown.toolbar
        self._toolbar.fix.setEnabled(False)
        self._case: Case | None = None
        self._check_wanted = False
        self.live = LiveResults(document, journey, self)
        self.questions = Questions(jobs, self)
        self.ranges = RangeDesk(document, journey, jobs, self)
        self.spread = SpreadDesk(jobs, self)
        self.explain = ExplainDesk(
            document, journey, selection, shown.panel.late_explain, shown.map_page, self.questions, self
        )
        self.asides = Asides(document, journey, jobs, self.live, shown.others, say, self)
        self._map_follows = QTimer(self, singleShot=True, interval=MAP_FOLLOWS_MS)
        self._map_follows.timeout.connect(self._show_map)
        self._connect()

    def _connect(self) -> None:
        self.live.changed.connect(self._show_state)
        self.live.outdated.connect(self._outdated)
        self.questions.changed.connect(self._answered)
        self.questions.fixes_ranked.connect(self._try_best)
        self.questions.failed.connect(self._no_answer)
        self.ranges.changed.connect(self._show_ranges)
        self.ranges.walked.connect(self.live.take_walked)
        self.ranges.refused.connect(self.live.refuse)
        self.spread.changed.connect(self.show_charts)
        self.asides.map_wanted.connect(self.map_wanted)
        self.asides.cuts_wanted.connect(self.put_in_force)
        self._panel.tabs.currentChanged.connect(self._turned)
        self._panel.cuts_changed.connect(self._cuts_changed)
        self._panel.fix_wanted.connect(self.try_small_fix)
        self._panel.scenario_wanted.connect(self.show_scenario)
        self._others.owners_looked_at.connect(self._show_owners)
        self._toolbar.fix_chosen.connect(self._choose_fix)
        self._toolbar.scenarios.chosen.connect(self.show_scenario)

    @property
    def can_run(self) -> bool:
        """Whether there are results at all."""
        return self.live.state.outcome is not None

    def close(self) -> None:
        """Ask nothing more, and hear no more answers."""
        self.live.close()
        self.questions.close()
        self.ranges.close()
        self.spread.close()
        self.asides.close()

    def follow(self, published: Published) -> None:
        """Take note of a change set."""
        self.live.follow(published)
        if published.changes.touches(*_WHO_ANSWERS):
            self._group_anew()
        if published.changes.touches(Scenario, Improvement):
            self._toolbar.scenarios.refresh()
            self._show_scenario_in_force()

    def run(self) -> None:
        """Count anew, turn to the results, and let simulated customers check the engine."""
        self._check_wanted = True
        self.live.refresh()
        self._panel.turn_to("Simulate" if self.live.cuts else "Overview")

    def find_best(self) -> None:
        """Try a small fix at every touchpoint, and put the best in force."""
        if self._case is not None:
            self._say("Trying a small fix at every touchpoint…")
            self.questions.rank_fixes(self._case)

    def show_scenario(self, scenario: Scenario) -> None:
        """Put a scenario in force, and turn to what it does."""
        self.put_in_force(Cuts(changes_in(self._document, scenario)))
        self._panel.turn_to("Simulate")
        self._say(f"“{scenario.name}” is in force; A goes back and forth.")

    def try_small_fix(self, touchpoint: str) -> None:
        """Put a small fix at one touchpoint in force, and turn to what it does."""
        self.put_in_force(Cuts({touchpoint: SMALL_FIX}))
        self._panel.turn_to("Simulate")

    def toggle_fix(self) -> None:
        """Show the other of as-is and with the fix."""
        self._choose_fix("as-is" if self._map_page.with_fix else "fix")

    def reset_fix(self) -> None:
        """Take the fix away."""
        self.put_in_force(Cuts())

    def _cuts_changed(self, cuts: Cuts) -> None:
        if bool(cuts.changes) != self._map_page.with_fix:
            self._map_page.with_fix = bool(cuts.changes)
            self._toolbar.fix.choose("fix" if cuts.changes else "as-is")
        self.live.set_cuts(cuts.changes, cuts.final)

    def put_in_force(self, cuts: Cuts) -> None:
        """Show what a fix does, in place of the one that was in force."""
        self._panel.simulate.set_cuts(cuts.changes)
        # what has gone since, or is beyond control by now, has no slider and is not changed
        self._cuts_changed(Cuts(self._panel.simulate.cuts, cuts.final))

    def _choose_fix(self, key: str) -> None:
        self._toolbar.fix.choose(key)
        self._map_page.with_fix = key == "fix"
        self._show_map()

    def _show_state(self, state: LiveState) -> None:
        if not self.live.cuts:
            # what was fixed may have been deleted
            self._map_page.with_fix = False
            self._toolbar.fix.choose("as-is")
        self.ranges.follow(state, self.live.cuts)
        self.spread.follow(state.outcome.case if state.outcome else None, self.live.cuts)
        if self.ranges.known.ranges is None:
            self._map_page.prevented = None
        self._show_fix(state)
        self.ranges.begin()
        if not state.settled:
            # the bars follow every move at once; painting the whole map would hold them up
            if not self._map_follows.isActive():
                self._map_follows.start()
            return
        self._map_follows.stop()
        self._map_page.show_state(state)
        self.show_charts()
        if state.to_walk is not None:
            self.ranges.walk(state.to_walk, self.live.cuts)
        outcome = state.outcome
        plain = telling.spoken_counts(self._document, self._journey)
        self._status.show_guesses(outcome.case.guesses if outcome else 0, plain)
        self._toolbar.fix.setEnabled(bool(self.live.cuts))
        self._show_scenario_in_force()
        # what the exact engine refuses, it cannot explain either
        self._ask(outcome.case if outcome and not state.remark else None)
        self.explain.set_cuts(self.live.cuts)
        self.changed.emit()

    def _show_scenario_in_force(self) -> None:
        found = scenario_with(self._document, self._journey, self.live.cuts)
        self._toolbar.scenarios.in_force = found
        self._panel.simulate.show_scenario(found)

    def _ask(self, case: Case | None) -> None:
        """Ask the slower questions about another state of the map; the same one is asked about once."""
        if case is None:
            self._case = None
            self.explain.set_case(None, None)
            self._show_owners()
            self._panel.overview.show_numbers(None)
            self._status.show_check("", agrees=True)
        elif case is not self._case:
            self._case = case
            owners = by_department(self._document, case)
            self.questions.ask_about(case, owners, self.live.unharmed)
            if self._check_wanted:
                self.questions.check_engines(case)
            self.explain.set_case(case, owners)
            self._answered(self.questions.answers)
        self._check_wanted = False

    def _group_anew(self) -> None:
        """Ask again whose failures break what whom pays for, unless the map itself is to be asked about anew."""
        case = self._case
        if case is not None and self._is_whole(case):
            owners = by_department(self._document, case)
            self.questions.ask_by_owner(case, owners)
            self.explain.set_owners(owners)
            self._show_owners()

    def _is_whole(self, case: Case) -> bool:
        """Whether nothing has been removed since the journey was read."""
        return all(each in self._document.elements for each in case.ids)

    def _show_map(self) -> None:
        self._map_page.show_state(self.live.state)

    def show_charts(self) -> None:
        """Bring the views beside the map in step, with what single numbers do once charts are looked at."""
        if self._others.shows_charts:
            # takes a moment, where the swings take seconds
            self.spread.ask()
            self.ranges.ask_for_swings()
        self._others.set_swings(range_telling.swings(self.ranges.known.swings or (), self._document))
        self._others.set_spread(self.spread.known)
        self._others.show_state(self.live)

    def _show_ranges(self, known: Known) -> None:
        self._show_fix(self.live.state)
        self._map_page.set_prevented(known.ranges.change.breakdowns.turned() if known.ranges else None)
        if known.swings and self._others.shows_charts:
            self.show_charts()

    def _turned(self) -> None:
        self.ranges.watch(self._panel.shown == "Simulate")

    def _show_fix(self, state: LiveState) -> None:
        simulate = self._panel.simulate
        if state.outcome is not None:
            known = self.ranges.known
            told = telling.panel_outcome(state.outcome, self._document, False, known.sureness, state.remark)
            told = range_telling.with_ranges(told, known, self._document, self._journey)
            simulate.show_outcome(told, moving=not state.settled)
        elif state.problem:
            found = (each for each in check(self._document, self._journey) if each.code == "loop-without-exit")
            subjects = next((each.subjects for each in found), ())
            simulate.show_refusal(Refusal(state.problem, "", subjects))

    def _outdated(self) -> None:
        self._map_page.show_state(self.live.state, stale=True)
        self.explain.outdated()

    def _show_owners(self) -> None:
        """Give the owners' view its numbers while somebody looks; until they are there it keeps those of before."""
        view, outcome, answers = self._others.owners, self.live.state.outcome, self.questions.answers
        if view is None:
            return
        if outcome is None or (self._case is None and answers.whole is None):
            view.show_numbers(None, None)
        elif answers.whole is not None and answers.demand is not None and self._is_whole(outcome.case):
            causes = cause_numbers(answers.whole, self._document)
            owners, demand = answers.whole.owners, answers.demand
            view.show_numbers(causes, work_numbers(self._document, self._journey, outcome, owners, demand))
        else:
            view.show_counting()

    def _answered(self, answers: Answers) -> None:
        outcome = self.live.state.outcome
        if outcome is None:
            return
        self._show_owners()
        sources = main_sources(answers.whole, self._document) if answers.whole else ()
        numbers = telling.overview_numbers(outcome, answers.unharmed, sources, stale=False)
        self._panel.overview.show_numbers(numbers)
        health = answers.health
        if self.questions.checking:
            self._status.show_check("Checking with simulated customers…", agrees=True)
        elif health is None:
            self._status.show_check("", agrees=True)
        elif health.agrees and health.unwalked:
            self._status.show_check("Not checked: customers go round too often to be followed", agrees=False)
        elif health.agrees:
            text = f"Both engines agree, {health.customers:,} customers, seed {health.seed}"
            self._status.show_check(text, agrees=True)
        else:
            by = f"by {health.worst:.1f} standard errors (seed {health.seed})"
            text = f"The engines differ in {health.measure} {by}: do not trust these numbers"
            self._status.show_check(text, agrees=False)

    def _no_answer(self) -> None:
        self._say("The slower questions were not answered: their process was stopped. Press Run again.")

    def _try_best(self, fixes: tuple[Effect, ...]) -> None:
        case = self._case
        if case is None or not fixes or fixes[0].prevented <= 0:
            self._say("No small fix at a single touchpoint prevents breakdowns.")
            return
        self._panel.simulate.suggest([case.ids[effect.row] for effect in fixes[:3]])
        self.try_small_fix(case.ids[fixes[0].row])
        name, prevented = case.model.names[fixes[0].row], count(fixes[0].prevented * telling.ENTRANTS)
        told = f"“{name}” helps most: 30\N{THIN SPACE}% fewer failures there prevent {prevented} breakdowns."
        self._say(told, "Plan with a budget…", "plan")
