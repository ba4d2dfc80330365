"""The compiled kernels: made elsewhere while the window is already there, and then loaded from the cache."""

from typing import Final

from PySide6.QtCore import QObject, QTimer

from ui.jobs import Jobs
from ui.worker import begin_kernels, has_kernels
from workbench.simulation.compiled.ready import load_in_background

ASK_EVERY_MS: Final = 1_000
_BEGUN: Final = "kernels begun"
_ASKED: Final = "kernels ready?"


class KernelWarmUp(QObject):
    """Has the worker process compile the kernels, and then loads their code here from the cache that both share.

    Compiling takes half a minute, once a computer, and would hold the interpreter that paints; loading takes half a
    second, in a thread.  Until then scipy answers.  The program can end in the midst of either.
    """

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._timer = QTimer(self)
        self._timer.setInterval(ASK_EVERY_MS)
        self._timer.timeout.connect(self._ask)
        jobs.finished.connect(self._take)
        jobs.failed.connect(self._give_up)

    def start(self) -> None:
        """Let the worker begin."""
        self._jobs.start(_BEGUN, _BEGUN, begin_kernels)
        self._timer.start()

    def _ask(self) -> None:
        self._jobs.start(_ASKED, _ASKED, has_kernels)

    def _take(self, token: object, answer: object) -> None:
        if token == _ASKED and answer is True and self._timer.isActive():
            self._timer.stop()
            load_in_background()

    def _give_up(self, token: object, _fault: object) -> None:
        if token in (_BEGUN, _ASKED):
            # the worker is gone; the next one answers without kernels, and so does the window
            self._timer.stop()
