"""Work that takes longer than a frame: done in another process, told here when it is finished."""

import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.process import BaseProcess
from typing import Any

from PySide6.QtCore import QObject, Signal


class Jobs(QObject):
    """Owns the worker process; a process, because pure Python in a thread makes the window stutter."""

    finished = Signal(object, object)  # the token given with the work, and what came of it
    failed = Signal(object, object)  # the token, and the exception

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ProcessPoolExecutor | None = None
        self._latest: dict[str, Future[Any]] = {}
        self._is_closed = False

    def start(self, topic: str, token: object, work: Callable[..., Any], *arguments: Any) -> None:
        """Do `work` elsewhere; earlier work on the same topic that has not begun yet is dropped.

        `work` must be a function of a module, and its arguments plain data.  After `close` nothing is begun any more.
        """
        if self._is_closed:
            return
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
        future.add_done_callback(_Report(self, token))

    def _workers(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # spawn: a fork of a process with a window and threads can hang
            spawn = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(1, mp_context=spawn, initializer=_end_with_parent)
        return self._pool

    def close(self) -> None:
        """Drop what has not begun and let the process go, for good."""
        self._is_closed = True
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def _end_with_parent() -> None:
    """Let a worker go when its window was killed; waiting for work, it would never notice by itself."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_and_end, args=(parent,), daemon=True).start()


def _wait_and_end(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


class _Report:
    """Carries the outcome of one piece of work from the pool's thread to the signals of Jobs."""

    def __init__(self, jobs: Jobs, token: object) -> None:
        self._jobs = jobs
        self._token = token

    def __call__(self, future: "Future[Any]") -> None:
        try:
            fault = future.exception()
        except CancelledError:
            return
        if fault is None:
            self._jobs.finished.emit(self._token, future.result())
        else:
            self._jobs.failed.emit(self._token, fault)
