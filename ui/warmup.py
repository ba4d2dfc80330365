"""Gets ready while the window is already there: imports one at a turn of the event loop."""

import importlib
from threading import Thread
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

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

OPENING: Final = (
    "ui.canvas.painting",
    "ui.panels.simulate",
    "scipy.special",
    "ui.shell.telling",
    "ui.shell.thumbnails",
    "ui.canvas.surface",
    "ui.panels.find_panel",
    "ui.panels.outline",
    "ui.canvas.view",
    "ui.shell.map_page",
    "ui.shell.clipboard",
    "ui.exporting.drawing",
    "ui.shell.range_desk",
    "ui.panels.owners",
    "ui.panels.plan",
    "ui.shell.views",
    "ui.panels.explain",
    "ui.shell.explain_desk",
    "ui.panels.inspector",
    "ui.shell.results",
    "ui.shell.arranging",
    "ui.shell.picture_desk",
    "ui.shell.workspace",
    "ui.shell.commands",
    "ui.shell.everything",
)
"""What a journey is shown with, in steps of some 30 ms; imported when one is opened, all of it held the window."""

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
