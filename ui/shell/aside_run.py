"""One piece of long work at a time in a process aside: begun, told how far it is, given up, answered."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from ui.jobs import Jobs
from ui.tasks import Task

_LOOK_MS: Final = 100
_SHOWN_AFTER: Final = 4
"""Looks at the work after which it is long enough to be told of."""


class AsideRun(QObject):
    """The work under way on one topic; what comes of work that was given up is never told."""

    answered = Signal(object)
    failed = Signal(object)  # the fault
    went_on = Signal(object)  # the share done, 0 to 1; None once there is nothing to wait for

    def __init__(self, topic: str, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._topic = topic
        self._jobs = jobs
        self._task: Task | None = None
        self._looks = 0
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._tell_how_far)
        jobs.finished.connect(self._take)
        jobs.failed.connect(self._fail)

    @property
    def is_on(self) -> bool:
        """Whether an answer is waited for."""
        return self._task is not None

    def begin(self, work: Callable[..., Any], *arguments: Any) -> None:
        """Give up what is under way and begin this."""
        self.end()
        self._looks = 0
        self._task = Task(self._topic, aside=True)
        self._look.start()
        self._jobs.begin(self._task, work, *arguments)

    def end(self) -> None:
        """Give up what is under way."""
        self._look.stop()
        self.went_on.emit(None)
        if self._task is not None:
            self._task.stop()
            self._task = None

    def close(self) -> None:
        """Give up what is under way, and hear no more answers."""
        self.end()
        self._jobs.finished.disconnect(self._take)
        self._jobs.failed.disconnect(self._fail)

    def _take(self, token: object, answer: object) -> None:
        if self._task is not None and token is self._task:
            self.end()
            self.answered.emit(answer)

    def _fail(self, token: object, fault: object) -> None:
        if self._task is not None and token is self._task:
            self.end()
            self.failed.emit(fault)

    def _tell_how_far(self) -> None:
        self._looks += 1
        if self._task is not None and self._looks >= _SHOWN_AFTER:
            self.went_on.emit(self._task.share)
