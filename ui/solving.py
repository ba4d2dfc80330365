"""Who answers for a journey: the window's own thread where that is soon done, another one where it takes longer."""

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from ui.heap import give_back
from workbench.domain.document import Document
from workbench.domain.elements import Touchpoint
from workbench.domain.improvements import Place

if TYPE_CHECKING:
    from workbench.simulation.build import Case
    from workbench.simulation.problems import ModelProblem
    from workbench.simulation.run import Outcome, Simulator

MOST_READ_AT_ONCE: Final = 1_000
"""So many touchpoints are read within a frame; 5,000 take 60 ms."""

MOST_STATES_AT_ONCE: Final = 6_000
"""So many states are solved within a frame; 5,000 touchpoints without influences have 30,000 and take a tenth of a
second, 20,000 half a second."""

LOOK_EVERY_MS: Final = 5


@dataclass(frozen=True, slots=True)
class Solved:
    """What came of a question: who answers the next ones, the answer for `cuts`, and the share of customers unharmed.

    Where the journey cannot run `problem` says why, and `too_large` is what simulated customers may still walk.
    """

    cuts: Mapping[Place, float]
    simulator: "Simulator | None" = None
    outcome: "Outcome | None" = None
    unharmed: float = 1.0
    problem: "ModelProblem | None" = None
    too_large: "Case | None" = None


NOTHING_SOLVED: Final = Solved(MappingProxyType({}))
"""What is known of a journey that is not far enough to run."""


class Solving(QObject):
    """Solves one journey after the other; of those that have not begun, only the last one asked for.

    A thread serves: most of the time goes into algebra, which leaves the interpreter to the window, and what comes of
    it need not travel.
    """

    solved = Signal(object)  # Solved

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads = ThreadPoolExecutor(1, "numbers")
        self._begun: list[Future[Solved]] = []
        self._looking = QTimer(self)
        self._looking.setInterval(LOOK_EVERY_MS)
        self._looking.timeout.connect(self._look)

    @property
    def is_under_way(self) -> bool:
        """Whether an answer is being waited for."""
        return self._looking.isActive()

    def ask(self, document: Document, journey: str, cuts: Mapping[Place, float]) -> None:
        """Solve a journey with a fix, at once or later; what was asked for before is not told any more."""
        self.forget()
        soon_done = read_if_soon_solved(document, journey)
        if soon_done is not None:
            self.solved.emit(solve(soon_done, cuts))
        else:
            # a copy, for the document goes on changing
            self._begun.append(self._threads.submit(_answer_aside, document.copy(), journey, cuts))
            self._looking.start()

    def forget(self) -> None:
        """Tell nothing of what was asked for."""
        self._looking.stop()
        self._begun = [each for each in self._begun if not each.done() and not each.cancel()]

    def close(self) -> None:
        """Solve nothing more; nobody waits for what is under way, which ends by itself."""
        self.forget()
        self._threads.shutdown(wait=not self._begun)

    def _look(self) -> None:
        latest = self._begun[-1]
        if latest.done():
            self.forget()
            self.solved.emit(latest.result())


def answer(document: Document, journey: str, cuts: Mapping[Place, float]) -> Solved:
    """Read a journey, make it ready for questions and answer the first one."""
    return solve(_read(document, journey), cuts)


def solve(read: "Case | ModelProblem", cuts: Mapping[Place, float]) -> Solved:
    """Make a journey that was read, or refused, ready for questions and answer the first one."""
    from workbench.simulation.effects import unharmed
    from workbench.simulation.problems import ModelProblem, TooManyInfluences, TooManyStates
    from workbench.simulation.run import Simulator

    if isinstance(read, ModelProblem):
        return Solved(cuts, problem=read)
    try:
        simulator = Simulator(read)
        return Solved(cuts, simulator, simulator.compare(cuts), unharmed(read))
    except (TooManyInfluences, TooManyStates) as problem:
        return Solved(cuts, problem=problem, too_large=read)
    except ModelProblem as problem:
        return Solved(cuts, problem=problem)


def _answer_aside(document: Document, journey: str, cuts: Mapping[Place, float]) -> Solved:
    solved = answer(document, journey, cuts)
    # opening the journey has cleared up before this is known
    give_back()
    return solved


def read_if_soon_solved(document: Document, journey: str) -> "Case | ModelProblem | None":
    """Return a journey as it is read, or why it is refused; None where solving it would hold the window noticeably."""
    from workbench.simulation.problems import ModelProblem
    from workbench.simulation.structure import possible_states

    if len(document.of(Touchpoint)) > MOST_READ_AT_ONCE:
        return None
    read = _read(document, journey)
    if isinstance(read, ModelProblem):
        return read
    try:
        states = sum(possible_states(segment.model) for segment in read.segments)
    except ModelProblem:
        # it is refused as soon
        return read
    return read if states <= MOST_STATES_AT_ONCE else None


def _read(document: Document, journey: str) -> "Case | ModelProblem":
    # scipy takes longer to import than the window to open; it comes with the first question
    from workbench.simulation.build import build
    from workbench.simulation.problems import ModelProblem

    try:
        return build(document, journey)
    except ModelProblem as problem:
        return problem
