"""Work that takes longer than a frame: done in another process, told here when it is finished."""

import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextvars import ContextVar
from multiprocessing.process import BaseProcess
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

_STOPPED: Final[ContextVar[Any]] = ContextVar("stopped")
"""In the worker process, set by its initialiser: the shared number up to which stoppable work is not wanted any more;
shared memory reaches a process only when it is started."""


class Jobs(QObject):
    """Owns the worker process; a process, because pure Python in a thread makes the window stutter."""

    finished = Signal(object, object)  # the token given with the work, and what came of it
    failed = Signal(object, object)  # the token, and the exception

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # spawn: a fork of a process with a window and threads can hang
        self._spawn = multiprocessing.get_context("spawn")
        self._pool: ProcessPoolExecutor | None = None
        self._latest: dict[str, Future[Any]] = {}
        self._stoppable: set[str] = set()
        self._begun = 0
        self._stopped: Any = None
        self._is_closed = False

    def start(self, topic: str, token: object, work: Callable[..., Any], *arguments: Any) -> None:
        """Do `work` elsewhere; earlier work on the same topic that has not begun yet is dropped.

        `work` must be a function of a module, and its arguments plain data.  After `close` nothing is begun any more.
        """
        if not self._is_closed:
            self._submit(topic, _Report(self, token), work, *arguments)

    def start_stoppable(self, topic: str, token: object, work: Callable[..., Any], *arguments: Any) -> None:
        """Do as `start` does with work that takes `cancelled`, a function to ask whether it is still wanted.

        Once it has been stopped nothing is told about it any more.
        """
        if not self._is_closed:
            self._begun += 1
            self._stoppable.add(topic)
            report = _Report(self, token, self._begun)
            self._submit(topic, report, _wanted_work, self._begun, work, *arguments)

    def stop(self) -> None:
        """Stop all stoppable work, also what is being done."""
        for topic in self._stoppable & self._latest.keys():
            self._latest.pop(topic).cancel()
        if self._stopped is not None:
            self._stopped.value = self._begun

    def has_stopped(self, serial: int) -> bool:
        """Return whether stoppable work, told by its number, has been stopped; 0 is work that cannot be."""
        return self._stopped is not None and 0 < serial <= self._stopped.value

    def close(self) -> None:
        """Drop what has not begun, stop what can be stopped, and let the process go, for good."""
        self._is_closed = True
        self.stop()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _submit(self, topic: str, report: "_Report", work: Callable[..., Any], *arguments: Any) -> None:
        earlier = self._latest.pop(topic, None)
        if earlier is not None:
            earlier.cancel()
        try:
            future = self._workers().submit(work, *arguments)
        except BrokenProcessPool:
            # the worker was killed from outside; whatever it had begun is told as failed already
            self._pool = None
            future = self._workers().submit(work, *arguments)
        self._latest[topic] = future
        future.add_done_callback(report)

    def _workers(self) -> ProcessPoolExecutor:
        if self._pool is None:
            if self._stopped is None:
                self._stopped = self._spawn.Value("q", 0)
            self._pool = ProcessPoolExecutor(1, self._spawn, initializer=_begin, initargs=(self._stopped,))
        return self._pool


def _begin(stopped: Any) -> None:
    """Let a worker go when its window was killed; waiting for work, it would never notice by itself."""
    _STOPPED.set(stopped)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_and_end, args=(parent,), daemon=True).start()


def _wait_and_end(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _wanted_work(serial: int, work: Callable[..., Any], *arguments: Any) -> Any:
    stopped = _STOPPED.get()
    return work(*arguments, cancelled=lambda: serial <= stopped.value)


class _Report:
    """Carries the outcome of one piece of work from the pool's thread to the signals of Jobs."""

    def __init__(self, jobs: Jobs, token: object, serial: int = 0) -> None:
        self._jobs = jobs
        self._token = token
        self._serial = serial

    def __call__(self, future: "Future[Any]") -> None:
        try:
            fault = future.exception()
        except CancelledError:
            return
        if self._jobs.has_stopped(self._serial):
            return
        if fault is None:
            self._jobs.finished.emit(self._token, future.result())
        else:
            self._jobs.failed.emit(self._token, fault)
