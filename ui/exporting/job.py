"""A file or a picture in the making while the window goes on: a few steps at each turn of the event loop."""

from collections.abc import Generator
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.pictures import PictureProblem

SLICE: Final = 0.012
"""Seconds of painting between two looks at what the user does; a thread would hold the interpreter all the same."""


class PictureJob(QObject):
    """Does the steps one after the other until it is finished, refused or cancelled."""

    progressed = Signal(float)  # the share that is done, 0 to 1
    finished = Signal(object)  # what the steps return, such as a file's bytes
    refused = Signal(object)  # PictureProblem

    def __init__(self, steps: Generator[float, None, object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps = steps
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._work)
        self._timer.start(0)

    def cancel(self) -> None:
        """Stop; nothing has been written."""
        self._timer.stop()
        self._steps.close()

    def _work(self) -> None:
        end = perf_counter() + SLICE
        try:
            share = next(self._steps)
            while perf_counter() < end:
                share = next(self._steps)
        except StopIteration as made:
            self._timer.stop()
            self.finished.emit(made.value)
        except PictureProblem as problem:
            self._timer.stop()
            self.refused.emit(problem)
        else:
            self.progressed.emit(share)
