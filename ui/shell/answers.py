"""What is asked of the engine beside the fix in force: how many go unharmed, who feeds breakdowns, do engines agree."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from ui.jobs import Jobs
from workbench.simulation.effects import Effect, effects, fixes, unharmed
from workbench.simulation.health import Health, check_engines

if TYPE_CHECKING:
    from workbench.simulation.build import Case

CUSTOMERS: Final = 20_000
SEED: Final = 7
_EFFECTS: Final = "effects"
_FIXES: Final = "fixes"
_HEALTH: Final = "health"


@dataclass(frozen=True, slots=True)
class Answers:
    """What came back for one state of the journey; empty or None while it is not known."""

    unharmed: float = 1.0
    feeds: tuple[Effect, ...] = ()
    fixes: tuple[Effect, ...] = ()
    health: Health | None = None


class Questions(QObject):
    """Puts the slower questions to another process and gathers the answers to the last state asked about.

    `checking` says that the engines are being compared.
    """

    changed = Signal(object)  # Answers
    fixes_ranked = Signal(object)  # tuple of Effect
    failed = Signal()  # no answer will come

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._round = 0
        self.answers = Answers()
        self.checking = False
        jobs.finished.connect(self._take)
        jobs.failed.connect(self._give_up)

    def close(self) -> None:
        """Hear no more answers."""
        self._jobs.finished.disconnect(self._take)
        self._jobs.failed.disconnect(self._give_up)

    def ask_about(self, case: "Case") -> None:
        """Forget what was known and ask again; unharmed is known at once."""
        self._round += 1
        self.checking = False
        self.answers = Answers(unharmed=unharmed(case))
        self._jobs.start(_EFFECTS, (self._round, _EFFECTS), effects, case, -1.0)

    def check_engines(self, case: "Case") -> None:
        """Let simulated customers walk, to see whether both engines agree."""
        self.checking = True
        self._jobs.start(_HEALTH, (self._round, _HEALTH), check_engines, case, CUSTOMERS, SEED)

    def rank_fixes(self, case: "Case") -> None:
        """Try a small fix at every touchpoint, one by one."""
        self._jobs.start(_FIXES, (self._round, _FIXES), fixes, case)

    def _take(self, token: object, answer: object) -> None:
        if not isinstance(token, tuple) or token[0] != self._round:
            return
        known = self.answers
        if token[1] == _EFFECTS and isinstance(answer, list):
            self.answers = Answers(known.unharmed, tuple(answer), known.fixes, known.health)
        elif token[1] == _HEALTH and isinstance(answer, Health):
            self.checking = False
            self.answers = Answers(known.unharmed, known.feeds, known.fixes, answer)
        elif token[1] == _FIXES and isinstance(answer, list):
            self.answers = Answers(known.unharmed, known.feeds, tuple(answer), known.health)
            self.fixes_ranked.emit(self.answers.fixes)
        self.changed.emit(self.answers)

    def _give_up(self, token: object, _fault: object) -> None:
        if isinstance(token, tuple) and token[0] == self._round:
            self.checking = False
            self.failed.emit()
            self.changed.emit(self.answers)
