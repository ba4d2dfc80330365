"""Carries the question who waits to a process aside, and its answer back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject

from ui.bridge import DocumentBridge
from ui.controls.notice import Say
from ui.jobs import Jobs
from ui.live import LiveResults
from ui.panels.waiting import WaitingPane
from ui.shell.aside_run import AsideRun
from ui.shell.waiting_remote import waited
from ui.shell.waiting_telling import waiting_shown
from workbench.domain.document import Document, Published
from workbench.domain.elements import Department, Person, Responsibility
from workbench.domain.improvements import Place
from workbench.domain.reactions import reactions_of
from workbench.simulation.problems import ModelProblem
from workbench.simulation.queueing.comparison import Waiting
from workbench.simulation.queueing.question import Size, question_of
from workbench.simulation.run import changes_by_row, cuts_by_name, subjects
from workbench.simulation.wording import Cut

_TOPIC: Final = "waiting"
_WHO_ANSWERS: Final = (Person, Responsibility)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a run is about beside the map: the fix in force, and every department with its people at work."""

    cuts: Mapping[Place, float]
    staff: tuple[tuple[str, str, int | None], ...]


class WaitingDesk(QObject):
    """Asks when it is told to; what is shown goes grey when map, people or fix have changed."""

    def __init__(
        self,
        document: Document,
        journey: str,
        jobs: Jobs,
        live: LiveResults,
        pane: WaitingPane,
        say: Say,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._journey = journey
        self._live = live
        self._pane = pane
        self._say = say
        self._run = AsideRun(_TOPIC, jobs, self)
        self._customers = 0
        self._cuts: tuple[Cut, ...] = ()
        self._asked: _Asked | None = None
        self._map_is_other = False
        self._is_shown = False
        self._bridge = DocumentBridge(document, self)
        self._connect()

    def close(self) -> None:
        """Give up the run, and hear no more answers."""
        self._run.close()
        self._bridge.close()

    def ask(self) -> None:
        """Run the journey as it is and with the fix in force; an earlier run is given up."""
        self._run.end()
        outcome = self._live.state.outcome
        if outcome is None:
            self._refuse("The journey does not run yet; the Simulate tab says why.")
            return
        known = subjects(outcome.case)
        try:
            question = question_of(
                self._document,
                self._journey,
                outcome.case,
                changes_by_row(known, self._live.cuts),
                Size(),
            )
        except ModelProblem as problem:
            self._refuse(str(problem))
            return
        self._cuts = cuts_by_name(known, self._live.cuts)
        self._asked, self._map_is_other = self._now(), False
        self._customers = question.customers
        self._run.begin(waited, question)

    def _connect(self) -> None:
        self._pane.asked.connect(self.ask)
        self._pane.stop_wanted.connect(self._stop)
        self._run.went_on.connect(self._tell_how_far)
        self._run.answered.connect(self._take)
        self._run.failed.connect(self._fail)
        self._live.outdated.connect(self._outdate)
        self._live.changed.connect(self._compare)
        self._bridge.published.connect(self._published)

    def _now(self) -> _Asked:
        staff = tuple((each.id, each.name, each.staff) for each in self._document.of(Department))
        return _Asked(dict(self._live.cuts), staff)

    def _published(self, published: Published) -> None:
        if published.changes.touches(*_WHO_ANSWERS):
            self._outdate()
        elif published.changes.touches(Department):
            self._compare()

    def _outdate(self) -> None:
        self._map_is_other = True
        self._compare()

    def _compare(self) -> None:
        """Give up a run that nobody asks about any more, and mark what is shown."""
        if self._asked is None:
            return
        is_other = self._map_is_other or self._asked != self._now()
        if is_other and self._run.is_on:
            self._run.end()
            self._say("The journey has changed; the run of who waits was given up.")
        if self._is_shown:
            self._pane.set_stale(is_other)

    def _take(self, answer: object) -> None:
        if not isinstance(answer, Waiting):
            return
        self._is_shown = True
        guess = reactions_of(self._document, self._journey).quantity("waiting")
        self._pane.show_waiting(waiting_shown(answer, self._cuts, guess))

    def _fail(self, fault: object) -> None:
        if isinstance(fault, ModelProblem):
            self._refuse(str(fault))
        else:
            self._refuse("The run was not finished: its process was stopped. Press “See who waits” again.")

    def _refuse(self, problem: str) -> None:
        self._is_shown = False
        self._pane.show_problem(problem)

    def _stop(self) -> None:
        self._run.end()
        self._say("The run was given up.")

    def _tell_how_far(self, share: float | None) -> None:
        followed = (share or 0.0) * self._customers
        self._pane.show_progress(share, f"Following customers, {followed:,.0f} of {self._customers:,}")
