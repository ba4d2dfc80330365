"""Imports the heavy libraries while the window is already there, one at a turn of the event loop."""

import importlib
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

HEAVY: Final = (
    "numpy",
    "scipy._lib._util",
    "scipy.sparse",
    "scipy.sparse.linalg",
    "scipy.sparse.csgraph",
    "networkx",
    "workbench.simulation.run",
)
"""In steps of some 100 ms at most; a thread would not help, importing holds the interpreter's lock."""


class WarmUp(QObject):
    """One import at a turn, so that clicks between them are answered."""

    finished = Signal()

    def __init__(self, parent: QObject | None = None, modules: tuple[str, ...] = HEAVY) -> None:
        super().__init__(parent)
        self._left = list(modules)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._next)

    @property
    def is_done(self) -> bool:
        """Whether everything is there."""
        return not self._left

    def start(self) -> None:
        """Begin at the next turn of the event loop."""
        self._timer.start()

    def _next(self) -> None:
        if self._left:
            importlib.import_module(self._left.pop(0))
            return
        self._timer.stop()
        self.finished.emit()
