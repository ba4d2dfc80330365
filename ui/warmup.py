"""Gets ready while the window is already there: imports one at a turn of the event loop, compiled kernels elsewhere."""

import importlib
from threading import Thread
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from ui.jobs import Jobs
from workbench.simulation.compiled.ready import compiled, load_in_background

HEAVY: Final = (
    "numpy",
    "numpy.ma",
    "numpy.testing",
    "numpy.f2py",
    "scipy._lib._util",
    "scipy.linalg",
    "scipy.sparse",
    "scipy.sparse.linalg",
    "scipy.sparse.csgraph",
    "networkx",
    "workbench.simulation.run",
)
"""In steps of less than 100 ms; in a thread, extension modules hold the interpreter's lock just as long."""

ASIDE: Final = frozenset({"networkx"})
"""More than 100 ms of Python alone, which in a thread lets go of the lock every few ms."""

_LOOK_EVERY_MS: Final = 5


class WarmUp(QObject):
    """One import at a turn, so that clicks between them are answered; those of `ASIDE` in a thread."""

    finished = Signal()

    def __init__(self, parent: QObject | None = None, modules: tuple[str, ...] = HEAVY) -> None:
        super().__init__(parent)
        self._left = list(modules)
        self._aside: Thread | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._next)

    @property
    def is_done(self) -> bool:
        """Whether everything is there."""
        return not self._left and self._aside is None

    def start(self) -> None:
        """Begin at the next turn of the event loop."""
        self._timer.start()

    def _next(self) -> None:
        if self._aside is not None:
            self._look_aside(self._aside)
        elif not self._left:
            self._timer.stop()
            self.finished.emit()
        elif (name := self._left.pop(0)) in ASIDE:
            self._aside = Thread(target=importlib.import_module, args=(name,), name=f"import of {name}")
            self._aside.start()
            self._timer.setInterval(_LOOK_EVERY_MS)
        else:
            importlib.import_module(name)

    def _look_aside(self, aside: Thread) -> None:
        if not aside.is_alive():
            self._aside = None
            self._timer.setInterval(0)


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
        self._jobs.start(_BEGUN, _BEGUN, _begin_kernels)
        self._timer.start()

    def _ask(self) -> None:
        self._jobs.start(_ASKED, _ASKED, _has_kernels)

    def _take(self, token: object, answer: object) -> None:
        if token == _ASKED and answer is True and self._timer.isActive():
            self._timer.stop()
            load_in_background()

    def _give_up(self, token: object, _fault: object) -> None:
        if token in (_BEGUN, _ASKED):
            # the worker is gone; the next one answers without kernels, and so does the window
            self._timer.stop()


def _begin_kernels() -> None:
    load_in_background()


def _has_kernels() -> bool:
    return compiled() is not None
