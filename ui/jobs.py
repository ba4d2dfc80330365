"""Work that takes longer than a frame: done in another process, told here when it is finished."""

from collections.abc import Callable
from functools import cached_property
from threading import Thread
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from ui.tasks import CELLS, Task

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.context import SpawnContext

IDLE_MS: Final = 60_000
"""The process for tasks aside takes 2 s to start: too long to be without between two searches."""


class Jobs(QObject):
    """Owns the worker processes; processes, because pure Python in a thread makes the window stutter.

    There is one for all that the window asks, and another for tasks that are done aside, each started when it is first
    needed; the latter goes again when it has not been needed for a while, for it holds some 190 MB.
    """

    finished = Signal(object, object)  # the token given with the work or its Task, and what came of it
    failed = Signal(object, object)  # the token or Task, and the exception

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools: dict[bool, ProcessPoolExecutor] = {}
        self._latest: dict[str, Future[Any]] = {}
        self._tasks: dict[str, Task] = {}
        self._begun = 0
        self._cells: Any = None
        self._is_closed = False
        self._idle = QTimer(self)
        self._idle.setInterval(IDLE_MS)
        self._idle.timeout.connect(self._let_go)

    def start(self, topic: str, token: object, work: Callable[..., Any], *arguments: Any) -> None:
        """Do `work` elsewhere; earlier work on the same topic that has not begun yet is dropped.

        `work` must be a function of a module, and its arguments plain data.  After `close` nothing is begun any more.
        """
        if not self._is_closed:
            self._submit(topic, False, _Report(self, token), work, *arguments)

    def begin(self, task: Task, work: Callable[..., Any], *arguments: Any) -> None:
        """Do as `start` does with work that takes `watcher`, a Watcher, by name; an earlier task on the topic is
        stopped.

        Once the task has been stopped nothing is told about it any more.
        """
        if self._is_closed:
            return
        if (earlier := self._tasks.get(task.topic)) is not None:
            earlier.stop()
        self._tasks[task.topic] = task
        if task.aside:
            self._idle.start()
        from ui.worker import watched

        self._begun += 1
        task.begin(self._shared(), self._begun)
        self._submit(task.topic, task.aside, _Report(self, task), watched, self._begun, work, *arguments)

    def close(self) -> None:
        """Drop what has not begun, stop every task, and let the processes go, for good."""
        self._is_closed = True
        self._idle.stop()
        for task in self._tasks.values():
            task.stop()
        for pool in self._pools.values():
            pool.shutdown(wait=True, cancel_futures=True)
        self._pools.clear()

    def _let_go(self) -> None:
        under_way = (each for topic, each in self._latest.items() if topic in self._tasks and self._tasks[topic].aside)
        if all(future.done() for future in under_way) and (pool := self._pools.pop(True, None)) is not None:
            self._idle.stop()
            _dismiss(pool)

    def _submit(self, topic: str, aside: bool, report: "_Report", work: Callable[..., Any], *arguments: Any) -> None:
        earlier = self._latest.pop(topic, None)
        if earlier is not None:
            earlier.cancel()
        # what works elsewhere is imported here and below because it takes a tenth of the time in which the window opens
        from concurrent.futures import BrokenExecutor

        try:
            future = self._workers(aside).submit(work, *arguments)
        except BrokenExecutor:
            # the worker was killed from outside; whatever it had begun is told as failed already
            _dismiss(self._pools.pop(aside))
            future = self._workers(aside).submit(work, *arguments)
        self._latest[topic] = future
        future.add_done_callback(report)

    def _workers(self, aside: bool) -> "ProcessPoolExecutor":
        if aside not in self._pools:
            from concurrent.futures import ProcessPoolExecutor

            from ui.worker import begin

            self._pools[aside] = ProcessPoolExecutor(1, self._spawn, initializer=begin, initargs=(self._shared(),))
        return self._pools[aside]

    @cached_property
    def _spawn(self) -> "SpawnContext":
        from multiprocessing import get_context

        # spawn: a fork of a process with a window and threads can hang
        return get_context("spawn")

    def _shared(self) -> Any:
        if self._cells is None:
            self._cells = self._spawn.RawArray("q", CELLS)
        return self._cells


def _dismiss(pool: "ProcessPoolExecutor") -> None:
    """Let a pool end in a thread of its own: until its processes have gone, whoever loses the last word of it waits."""
    Thread(target=pool.shutdown, daemon=True).start()


class _Report:
    """Carries the outcome of one piece of work from the pool's thread to the signals of Jobs."""

    def __init__(self, jobs: Jobs, token: object) -> None:
        self._jobs = jobs
        self._token = token

    def __call__(self, future: "Future[Any]") -> None:
        if future.cancelled():
            return
        fault = future.exception()
        if isinstance(self._token, Task) and self._token.is_stopped:
            return
        if fault is None:
            self._jobs.finished.emit(self._token, future.result())
        else:
            self._jobs.failed.emit(self._token, fault)
