"""The results that follow the map and the sliders: asked again after every change, told to whoever listens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from ui.solving import NOTHING_SOLVED, Solved, Solving
from workbench.domain.document import Document, Published
from workbench.domain.elements import Influence, Journey, Persona, Phase, Reactions, Touchpoint, Transition
from workbench.domain.improvements import Place, aspect_of
from workbench.domain.ways import could_run

if TYPE_CHECKING:
    from workbench.simulation.build import Case
    from workbench.simulation.crowd.outcome import Walked
    from workbench.simulation.problems import ModelProblem
    from workbench.simulation.run import Outcome, Simulator

_WHAT_COUNTS: Final = (Touchpoint, Transition, Influence, Phase, Persona, Reactions, Journey)

_WALKING: Final = "Simulated customers are walking this journey…"

SETTLE_MS: Final = 30
"""Edits that follow each other faster than this, such as a paste, are answered once."""


@dataclass(frozen=True, slots=True)
class LiveState:
    """What can be said now.

    `outcome` is None while nothing can run; `problem` then says why, or is empty where the map is not far enough.
    `settled` is False while a slider is still moving.  `remark` says where the numbers come from when they are not
    exact; `to_walk` is what only simulated customers can answer, given out once a question.
    """

    outcome: "Outcome | None"
    problem: str
    settled: bool
    remark: str = ""
    to_walk: "Case | None" = None


class LiveResults(QObject):
    """The journey's simulator, made anew when the map changes and asked anew when a fix does."""

    changed = Signal(object)  # LiveState
    outdated = Signal()  # the map has changed and the numbers shown are those of before

    def __init__(self, document: Document, journey: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._journey = journey
        self._solving = Solving(self)
        self._solving.solved.connect(self._take)
        self._solved = NOTHING_SOLVED
        self._walked: Walked | None = None
        self._walks_for: dict[Place, float] | None = None
        self._cuts: dict[Place, float] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self.refresh)
        self._is_closed = False
        self._outcome: Outcome | None = None
        self._answered: Mapping[Place, float] = {}
        self.state = LiveState(None, "", True)

    @property
    def cuts(self) -> Mapping[Place, float]:
        """The fix in force: relative changes of numbers of touchpoints or phases."""
        return self._cuts

    @property
    def simulator(self) -> "Simulator | None":
        """What answers for the journey as it was last read; None where it cannot run."""
        return self._solved.simulator

    @property
    def unharmed(self) -> float:
        """The share of customers for whom nothing ever goes wrong in the journey as it was last read."""
        return self._solved.unharmed

    def follow(self, published: Published) -> None:
        """Take note of a change set; what does not touch the numbers is passed over."""
        if published.changes.touches(*_WHAT_COUNTS):
            # what is being worked out is about touchpoints that may be gone
            self._solving.forget()
            self._timer.start()
            self.outdated.emit()

    def close(self) -> None:
        """Answer nothing more."""
        self._timer.stop()
        self._solving.close()
        self._is_closed = True

    def refresh(self) -> None:
        """Read the journey again and answer for the fix in force, for a large journey as soon as that is worked out."""
        if self._is_closed:
            return
        self._timer.stop()
        self._cuts = {key: cut for key, cut in self._cuts.items() if aspect_of(key).subject in self._document.elements}
        if could_run(self._document, self._journey):
            self._solving.ask(self._document, self._journey, dict(self._cuts))
        else:
            self._solving.forget()
            self._take(NOTHING_SOLVED)

    def take_walked(self, walked: "Walked") -> None:
        """Take over what simulated customers answered to the question given out last."""
        if self._solved.too_large is not None and not self._is_closed:
            self._walked = walked
            self._answer(settled=True)

    def refuse(self, problem: "ModelProblem") -> None:
        """Take over that not even simulated customers have an answer."""
        if self._solved.too_large is not None and not self._is_closed:
            self._take(replace(NOTHING_SOLVED, problem=problem))

    def set_cuts(self, cuts: Mapping[Place, float], settled: bool) -> None:
        """Put another fix in force and answer for it."""
        self._cuts = {key: cut for key, cut in cuts.items() if cut}
        if self._timer.isActive():
            self.refresh()
        elif not self._solving.is_under_way:
            self._answer(settled)

    def late_response(self, cuts: Sequence[float]) -> list[float]:
        """Return the later breakdowns per customer if what the fix in force cuts failed less by each of `cuts`; none
        where it changes other numbers only."""
        # while another state of the journey is worked out, a later fix may be for what this one does not know
        simulator = self._solved.simulator
        return simulator.late_response(self._answered, cuts) if simulator is not None else []

    def _take(self, solved: Solved) -> None:
        self._solved = solved
        self._walked = self._walks_for = None
        self._outcome, self._answered = solved.outcome, solved.cuts
        self._answer(settled=True)

    def _answer(self, settled: bool) -> None:
        solved = self._solved
        if solved.too_large is not None:
            self._answer_walked(solved.too_large, settled)
            return
        # letting a slider go asks what its last move has asked
        if solved.simulator is not None and self._cuts != self._answered:
            self._outcome = solved.simulator.compare(self._cuts)
            self._answered = dict(self._cuts)
        self.state = LiveState(self._outcome, str(solved.problem or ""), settled)
        self.changed.emit(self.state)

    def _answer_walked(self, case: "Case", settled: bool) -> None:
        """Say what the last walk found; another fix that has come to rest is worth another walk."""
        wanted = settled and self._walks_for != self._cuts
        if wanted:
            self._walks_for = dict(self._cuts)
        outcome, remark = None, ""
        if self._walked is not None and self._solved.problem is not None:
            outcome, remark = self._walked.outcome, self._walked.remark(self._solved.problem)
        problem = "" if outcome else _WALKING
        self.state = LiveState(outcome, problem, settled, remark, case if wanted else None)
        self.changed.emit(self.state)
