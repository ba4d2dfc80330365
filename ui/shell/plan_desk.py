"""Carries the plan view's questions to the engine's process, and its answers back."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ui.bridge import DocumentBridge
from ui.controls.notice import Say
from ui.jobs import Jobs
from ui.live import LiveResults
from ui.panels.cuts import Cuts
from ui.panels.plan import PlanView
from ui.panels.plan_shown import BREAKDOWNS, Wish
from ui.shell.aside_run import AsideRun
from ui.shell.plan_remote import surveyed
from ui.shell.plan_telling import plan_shown
from workbench.domain.document import Document, Published
from workbench.domain.elements import Department, Improvement, Person, Responsibility
from workbench.domain.improvements import changes_of, improvements_in
from workbench.domain.problems import DomainProblem
from workbench.editing.improvements import Draft, adopt_drafts, keep_set
from workbench.editing.scenarios import free_scenario_name
from workbench.simulation.build import Case
from workbench.simulation.compiled.ready import compiled
from workbench.simulation.money import terms
from workbench.simulation.portfolio.fixes import Fix, candidates, small_fixes
from workbench.simulation.portfolio.goals import Goal
from workbench.simulation.portfolio.options import Budget
from workbench.simulation.portfolio.plan import Plan
from workbench.simulation.portfolio.survey import Question, Survey, within
from workbench.simulation.problems import ModelProblem
from workbench.simulation.uncertainty.inputs import collect
from workbench.simulation.wording import percent

QUIET_MS: Final = 500
"""Edits and budgets that follow each other faster than this are answered once."""

_WHAT_COUNTS_HERE: Final = (Improvement, Department, Person, Responsibility)
"""What changes a plan beside the map, of which the live results tell."""

_TOPIC: Final = "plan"


class PlanDesk(QObject):
    """Asks once, then again by itself when fixes, map or budget have changed and come to rest."""

    cuts_wanted = Signal(object)  # Cuts to put in force on the map
    map_wanted = Signal()

    def __init__(
        self, document: Document, journey: str, jobs: Jobs, live: LiveResults, view: PlanView, say: Say, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._journey = journey
        self._live = live
        self._view = view
        self._say = say
        self._missed = False
        self._run = AsideRun(_TOPIC, jobs, self)
        self._survey: Survey | None = None
        self._case: Case | None = None
        self._plan: Plan | None = None
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._bridge = DocumentBridge(document, self)
        self._connect()
        self._follow_live()

    @property
    def plan(self) -> Plan | None:
        """The plan that is shown."""
        return self._plan

    def close(self) -> None:
        """Ask nothing more, and hear no more answers."""
        self._quiet.stop()
        self._run.close()
        self._bridge.close()

    def begin(self) -> None:
        """Find the best set unless one is shown or looked for already."""
        if self._plan is None and not self._run.is_on:
            self.find()

    def find(self) -> None:
        """Find the best set for what is wished for; an earlier search is given up."""
        self._quiet.stop()
        self._run.end()
        if self._live.state.outcome is None or not improvements_in(self._document, self._journey):
            return
        try:
            question = self._question(self._view.wishes.wish)
        except ModelProblem as problem:
            self._refuse(str(problem))
            return
        self._case = question.inputs.case
        self._run.begin(surveyed, question, compiled() is not None)

    def suggest(self) -> None:
        """Enter a small fix at each touchpoint where it promises most, then find the best set of them."""
        outcome = self._live.state.outcome
        if outcome is None:
            return
        drafts = [
            Draft(_draft_name(outcome.case, fix), outcome.case.ids[fix.rows[0]], fix.change, fix.one_off_cost)
            for fix in small_fixes(self._document, outcome.case)
        ]
        try:
            made = adopt_drafts(self._document, drafts)
        except DomainProblem as problem:
            self._say(str(problem))
            return
        self._say(f"{len(made)} fixes suggested, each at a guessed cost.", "Undo", "undo")
        self.find()

    def _connect(self) -> None:
        view = self._view
        view.find_wanted.connect(self.find)
        view.stop_wanted.connect(self._stop)
        view.suggest_wanted.connect(self.suggest)
        view.keep_wanted.connect(self._keep)
        view.map_wanted.connect(self._show_on_map)
        view.wishes.changed.connect(self._wish_changed)
        view.looked_at.connect(self._catch_up)
        self._quiet.timeout.connect(self._ask_again)
        self._run.went_on.connect(view.outcome.show_progress)
        self._run.answered.connect(self._take)
        self._run.failed.connect(self._fail)
        self._live.changed.connect(self._follow_live)
        self._live.outdated.connect(self._outdate)
        self._bridge.published.connect(self._published)

    def _question(self, wish: Wish) -> Question:
        inputs = collect(self._document, self._journey)
        fixes = candidates(self._document, self._journey, inputs.case)
        return Question(inputs, fixes, _budget(wish), _goal(wish))

    @Slot()
    def _follow_live(self) -> None:
        """Take note of whether the journey runs."""
        self._view.set_can_run(self._live.state.outcome is not None)

    def _published(self, published: Published) -> None:
        if published.changes.touches(*_WHAT_COUNTS_HERE):
            self._outdate()

    def _outdate(self) -> None:
        self._run.end()
        if not improvements_in(self._document, self._journey):
            self._survey = self._plan = None
            self._quiet.stop()
        elif self._survey is not None:
            self._view.set_stale(True)
            self._quiet.start()

    def _ask_again(self) -> None:
        self._missed = not self._view.isVisible()
        if not self._missed:
            self.find()

    def _catch_up(self) -> None:
        if self._missed:
            self._missed = False
            self.find()

    def _wish_changed(self, wish: Wish, rests: bool) -> None:
        """Read the plan for another budget off the sets that have run, and ask how sure it is once the budget rests."""
        if self._survey is None:
            return
        self._run.end()
        whole = self._survey.whole
        budget = _budget(wish)
        if whole is not None and self._case is not None and _may_read_off(whole, _goal(wish), budget):
            try:
                self._show(within(whole, budget), None)
            except ModelProblem as problem:
                self._refuse(str(problem))
        else:
            self._view.set_stale(True)
        if rests:
            self._quiet.start()

    def _take(self, answer: object) -> None:
        if not isinstance(answer, Survey):
            return
        self._survey = answer
        if all(each.id in self._document.elements for each in answer.plan.options.fixes):
            self._show(answer.plan, answer)

    def _fail(self, fault: object) -> None:
        if isinstance(fault, ModelProblem):
            self._refuse(str(fault))
        else:
            self._refuse("The search was not finished: its process was stopped. Press Find the best set again.")

    def _show(self, plan: Plan, found: Survey | None) -> None:
        if self._case is None or self._survey is None:
            return
        self._plan = plan
        given = terms(self._document, self._journey)
        self._view.show_plan(plan_shown(self._document, self._case, plan, self._survey.whole, given, found))

    def _refuse(self, problem: str) -> None:
        self._plan = None
        self._view.show_problem(problem)

    def _stop(self) -> None:
        self._quiet.stop()
        self._run.end()
        self._say("The search was given up; the numbers shown are those from before.")

    def _keep(self) -> None:
        if self._plan is None:
            return
        name = free_scenario_name(self._document, self._journey, f"Best set for {self._plan.budget.one_off:,.10g}")
        try:
            kept = keep_set(self._document, self._journey, name, [fix.id for fix in self._plan.fixes])
        except DomainProblem as problem:
            self._say(str(problem))
            return
        self._put_in_force(self._plan)
        self._say(f"Kept as “{kept.name}”.", "Undo", "undo")

    def _show_on_map(self) -> None:
        if self._plan is not None:
            self._put_in_force(self._plan)
            self.map_wanted.emit()
            self._say("The map shows the set; A goes back and forth.")

    def _put_in_force(self, plan: Plan) -> None:
        chosen = [self._document.get(Improvement, fix.id) for fix in plan.fixes]
        self.cuts_wanted.emit(Cuts(changes_of(chosen)))


def _draft_name(case: Case, fix: Fix) -> str:
    """The touchpoint first, for all suggestions do the same and names are cut short at their end."""
    return f"{case.model.names[fix.rows[0]]}: {percent(abs(fix.change.value))} fewer failures"


def _budget(wish: Wish) -> Budget:
    return Budget(wish.once, wish.monthly, wish.weeks)


def _goal(wish: Wish) -> Goal:
    return Goal.BREAKDOWNS if wish.goal == BREAKDOWNS else Goal.COST


def _may_read_off(whole: Plan, goal: Goal, budget: Budget) -> bool:
    """Whether every set that a budget allows has run for that goal."""
    return goal is whole.goal and budget.running <= whole.budget.running and budget.weeks <= whole.budget.weeks
