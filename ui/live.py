"""The results that follow the map and the sliders: asked again after every change, told to whoever listens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.domain.document import Document, Published
from workbench.domain.elements import Influence, Journey, Persona, Phase, Reactions, Touchpoint, Transition
from workbench.domain.improvements import Place, aspect_of

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
        self._simulator: Simulator | None = None
        self._problem: ModelProblem | None = None
        self._too_large: Case | None = None
        self._walked: Walked | None = None
        self._walks_for: dict[Place, float] | None = None
        self._cuts: dict[Place, float] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self.refresh)
        self._is_closed = False
        self._outcome: Outcome | None = None
        self._answered: tuple[Simulator | None, Mapping[Place, float]] = (None, {})
        self.state = LiveState(None, "", True)

    @property
    def cuts(self) -> Mapping[Place, float]:
        """The fix in force: relative changes of numbers of touchpoints or phases."""
        return self._cuts

    @property
    def simulator(self) -> "Simulator | None":
        """What answers for the journey as it was last read; None where it cannot run."""
        return self._simulator

    def follow(self, published: Published) -> None:
        """Take note of a change set; what does not touch the numbers is passed over."""
        if published.changes.touches(*_WHAT_COUNTS):
            self._timer.start()
            self.outdated.emit()

    def close(self) -> None:
        """Answer nothing more."""
        self._timer.stop()
        self._is_closed = True

    def refresh(self) -> None:
        """Read the journey again and answer for the fix in force."""
        # scipy takes longer to import than the window to open; it comes with the first question
        from workbench.simulation.build import build
        from workbench.simulation.problems import ModelProblem, TooManyInfluences, TooManyStates
        from workbench.simulation.run import Simulator

        if self._is_closed:
            return
        self._timer.stop()
        self._cuts = {key: cut for key, cut in self._cuts.items() if aspect_of(key).subject in self._document.elements}
        self._simulator = self._problem = self._too_large = self._walked = self._walks_for = None
        if self._is_far_enough():
            try:
                self._simulator = Simulator(self._document, self._journey)
            except ModelProblem as problem:
                self._problem = problem
                if isinstance(problem, (TooManyInfluences, TooManyStates)):
                    self._too_large = build(self._document, self._journey)
        self._answer(settled=True)

    def take_walked(self, walked: "Walked") -> None:
        """Take over what simulated customers answered to the question given out last."""
        if self._too_large is not None and not self._is_closed:
            self._walked = walked
            self._answer(settled=True)

    def refuse(self, problem: "ModelProblem") -> None:
        """Take over that not even simulated customers have an answer."""
        if self._too_large is not None and not self._is_closed:
            self._problem, self._too_large, self._walked = problem, None, None
            self._answer(settled=True)

    def set_cuts(self, cuts: Mapping[Place, float], settled: bool) -> None:
        """Put another fix in force and answer for it."""
        self._cuts = {key: cut for key, cut in cuts.items() if cut}
        if self._timer.isActive():
            self.refresh()
        else:
            self._answer(settled)

    def late_response(self, cuts: Sequence[float]) -> list[float]:
        """Return the later breakdowns per customer if what the fix in force cuts failed less by each of `cuts`; none
        where it changes other numbers only."""
        return self._simulator.late_response(self._cuts, cuts) if self._simulator is not None else []

    def _answer(self, settled: bool) -> None:
        if self._too_large is not None:
            self._answer_walked(self._too_large, settled)
            return
        question = (self._simulator, dict(self._cuts))
        # letting a slider go asks what its last move has asked
        if question != self._answered:
            self._outcome = self._simulator.compare(self._cuts) if self._simulator else None
            self._answered = question
        self.state = LiveState(self._outcome, str(self._problem or ""), settled)
        self.changed.emit(self.state)

    def _answer_walked(self, case: "Case", settled: bool) -> None:
        """Say what the last walk found; another fix that has come to rest is worth another walk."""
        self._answered = (None, {})
        wanted = settled and self._walks_for != self._cuts
        if wanted:
            self._walks_for = dict(self._cuts)
        outcome, remark = None, ""
        if self._walked is not None and self._problem is not None:
            outcome, remark = self._walked.outcome, self._walked.remark(self._problem)
        problem = "" if outcome else _WALKING
        self.state = LiveState(outcome, problem, settled, remark, case if wanted else None)
        self.changed.emit(self.state)

    def _is_far_enough(self) -> bool:
        """Two connected touchpoints are enough."""
        own = {each.id for each in self._document.of(Touchpoint) if each.journey == self._journey}
        return any(each.source in own and each.target in own for each in self._document.of(Transition))
