"""What is asked of the engine beside the fix in force: what is behind breakdowns, whom it costs, do engines agree."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from ui.jobs import Jobs
from workbench.simulation.crowd.examples import Example, examples
from workbench.simulation.crowd.health import Health, check_engines
from workbench.simulation.demand import FailureDemand, failure_demand_of
from workbench.simulation.effects import Effect, fixes
from workbench.simulation.explain import explain
from workbench.simulation.explanation import Explanation

if TYPE_CHECKING:
    from workbench.simulation.build import Case
    from workbench.simulation.grouping import Grouping

CUSTOMERS: Final = 20_000
SEED: Final = 7
_WHOLE: Final = "whole"
_PLACE: Final = "place"
_DEMAND: Final = "demand"
_EXAMPLES: Final = "examples"
_FIXES: Final = "fixes"
_HEALTH: Final = "health"


@dataclass(frozen=True, slots=True)
class Answers:
    """What came back for one state of the journey; empty or None while it is not known.

    `whole` explains the breakdowns anywhere, `place` those in the place asked about last.
    """

    unharmed: float = 1.0
    whole: Explanation | None = None
    place: Explanation | None = None
    demand: FailureDemand | None = None
    health: Health | None = None


class Questions(QObject):
    """Puts the slower questions to another process and gathers the answers to the last state asked about.

    `checking` says that the engines are being compared.
    """

    changed = Signal(object)  # Answers
    fixes_ranked = Signal(object)  # tuple of Effect
    examples_told = Signal(object)  # tuple of Example
    failed = Signal()  # no answer will come

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        # an object, for in numbers the answers that another journey still waited for would look like those to this one
        self._round = object()
        self._grouping = 0
        self._place: str | None = None
        self.answers = Answers()
        self.checking = False
        jobs.finished.connect(self._take)
        jobs.failed.connect(self._give_up)

    def close(self) -> None:
        """Hear no more answers."""
        self._jobs.finished.disconnect(self._take)
        self._jobs.failed.disconnect(self._give_up)

    def ask_about(self, case: "Case", owners: "Grouping", unharmed: float) -> None:
        """Forget what was known and ask again; the share of customers unharmed is known already."""
        self._round = object()
        self.checking = False
        self.answers = Answers(unharmed=unharmed)
        self.ask_by_owner(case, owners)

    def ask_by_owner(self, case: "Case", owners: "Grouping") -> None:
        """Ask again what depends on who answers for what; answers about other owners do not go together with these."""
        self._grouping += 1
        self.answers = replace(self.answers, whole=None, demand=None)
        self._jobs.start(_WHOLE, (self._round, _WHOLE, self._grouping), explain, case, owners)
        self._jobs.start(_DEMAND, (self._round, _DEMAND, self._grouping), failure_demand_of, case, owners)

    def explain(self, case: "Case", owners: "Grouping", place: str) -> None:
        """Ask what is behind the breakdowns in a touchpoint or phase, by id."""
        self._place = place
        self.answers = replace(self.answers, place=None)
        self._jobs.start(_PLACE, (self._round, _PLACE), explain, case, owners, place)

    def ask_for_examples(self, case: "Case", changes: Sequence[tuple[int, str, float]], row: int) -> None:
        """Ask for customers who broke down at a touchpoint (row of the case), as it is and with changes."""
        self._jobs.start(_EXAMPLES, (self._round, _EXAMPLES), examples, case, list(changes), row, SEED)

    def check_engines(self, case: "Case") -> None:
        """Let simulated customers walk, to see whether both engines agree."""
        self.checking = True
        self._jobs.start(_HEALTH, (self._round, _HEALTH), check_engines, case, CUSTOMERS, SEED)

    def rank_fixes(self, case: "Case") -> None:
        """Try a small fix at every touchpoint, one by one."""
        self._jobs.start(_FIXES, (self._round, _FIXES), fixes, case)

    def _take(self, token: object, answer: object) -> None:
        if not isinstance(token, tuple) or token[0] is not self._round or token[2:] not in ((), (self._grouping,)):
            return
        if isinstance(answer, Explanation):
            self._take_explanation(answer)
        elif isinstance(answer, FailureDemand):
            self.answers = replace(self.answers, demand=answer)
        elif isinstance(answer, Health):
            self.checking = False
            self.answers = replace(self.answers, health=answer)
        elif token[1] == _FIXES and isinstance(answer, list):
            ranked: list[Effect] = answer
            self.fixes_ranked.emit(tuple(ranked))
            return
        elif token[1] == _EXAMPLES and isinstance(answer, list):
            told: list[Example] = answer
            self.examples_told.emit(tuple(told))
            return
        self.changed.emit(self.answers)

    def _take_explanation(self, told: Explanation) -> None:
        if told.id is None:
            self.answers = replace(self.answers, whole=told)
        elif told.id == self._place:
            self.answers = replace(self.answers, place=told)

    def _give_up(self, token: object, _fault: object) -> None:
        if isinstance(token, tuple) and token[0] is self._round:
            self.checking = False
            self.failed.emit()
            self.changed.emit(self.answers)
