"""How customers differ, found out while somebody looks at the charts."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QObject, Signal

from ui.jobs import Jobs
from ui.shell import remote
from ui.tasks import Task
from workbench.domain.improvements import Place
from workbench.simulation.build import Case
from workbench.simulation.crowd.contrast import Contrast

CUSTOMERS: Final = 5_000
SEED: Final = 7

_TOPIC: Final = "spread"


class SpreadDesk(QObject):
    """Follows the fix in force; `known` belongs to it and goes with the next one."""

    changed = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._case: Case | None = None
        self._cuts: dict[Place, float] = {}
        self._task: Task | None = None
        self.known: Contrast | None = None
        jobs.finished.connect(self._take)

    def close(self) -> None:
        """Hear no more answers, and let the work go."""
        self._jobs.finished.disconnect(self._take)
        self._forget()

    def follow(self, case: Case | None, cuts: Mapping[Place, float]) -> None:
        """Take note of the fix in force; of the one before nothing is known any more."""
        if case is not self._case or cuts != self._cuts:
            self._forget()
            self._case, self._cuts = case, dict(cuts)

    def ask(self) -> None:
        """Let simulated customers walk the journey with and without the fix, unless they do or have done."""
        if self._case is not None and self._task is None:
            self._task = Task(_TOPIC)
            self._jobs.begin(self._task, remote.contrasted, self._case, self._cuts, CUSTOMERS, SEED)

    def _forget(self) -> None:
        self.known = None
        if self._task is not None:
            self._task.stop()
            self._task = None

    def _take(self, token: object, answer: object) -> None:
        if token is self._task and isinstance(answer, Contrast):
            self.known = answer
            self.changed.emit()
