"""Files without waiting: threads that read and write for the window, while it goes on painting."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Final, TypeVar

import shiboken6
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal

T = TypeVar("T")

PATIENCE_MS: Final = 200
"""What is over by then was never waited for, as far as anybody can tell."""

_THREADS: Final = 4
_HELD_INPUT: Final = (
    QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
)


class Disk(QObject):
    """The threads in which the window's files are read and written; a share that does not answer holds up one of them.

    Whoever can go on hears of the outcome by `then`; whoever cannot, because nobody may touch the journey meanwhile,
    uses `wait`, which holds back keys and pointer but lets the window paint.
    """

    delayed = Signal(str)  # what is being waited for, once that takes a while; nothing when it is over
    free = Signal()  # a wait is over
    _arrived = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._threads = ThreadPoolExecutor(_THREADS, "window-disk")
        self._running: set[Future[Any]] = set()
        self._doing: list[str] = []
        self._is_closed = False
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._tell)
        # queued: whoever asks is never answered before it has gone on
        self._arrived.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    @property
    def is_waited_for(self) -> bool:
        """Whether the window holds back its input; nothing that needs a file may be begun then."""
        return bool(self._doing)

    def run(self, task: Callable[[], T]) -> "Future[T]":
        """Do `task` in one of the threads; after `close` nothing is begun any more."""
        if self._is_closed:
            future: Future[T] = Future()
            future.cancel()
            return future
        future = self._threads.submit(task)
        self._running.add(future)
        future.add_done_callback(self._running.discard)
        return future

    def then(self, future: "Future[T]", hear: "Callable[[Future[T]], None]") -> None:
        """Call `hear`, a method of a QObject, with the finished future in the window's thread, unless that is gone."""
        future.add_done_callback(lambda done: self._arrived.emit(hear, done))

    def wait(self, future: "Future[T]", doing: str) -> T:
        """Return what comes of `future`; what takes a while is told as `doing`, such as “Saving…”."""
        self._paint_until(future, doing)
        return future.result()

    def close(self) -> None:
        """Wait for everything begun and end the threads, for good."""
        self._is_closed = True
        for future in tuple(self._running):
            self._paint_until(future, "Closing…")
        self._threads.shutdown()

    def _paint_until(self, future: "Future[Any]", doing: str) -> None:
        if future.done():
            return
        self._doing.append(doing)
        self._patience.start()
        # wakes the loop
        future.add_done_callback(lambda done: self._arrived.emit(None, done))
        # not one of its own that is executed: that would end early when the program is told to quit
        loop = QEventLoop()
        while not future.done():
            loop.processEvents(_HELD_INPUT)
        self._doing.pop()
        self._patience.stop()
        self.delayed.emit("")
        self.free.emit()

    def _tell(self) -> None:
        self.delayed.emit(self._doing[-1])

    def _hand_over(self, hear: "Callable[[Future[Any]], None] | None", done: "Future[Any]") -> None:
        if hear is not None and not done.cancelled() and shiboken6.isValid(getattr(hear, "__self__", None)):
            hear(done)
