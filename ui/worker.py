"""What a worker process does beside the work itself; it knows no Qt, which would take longer than most answers."""

import os
import threading
from collections.abc import Callable
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Final

from ui.tasks import Watcher
from workbench.simulation.compiled.ready import compiled, load_in_background

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

_CELLS: Final[ContextVar[Any]] = ContextVar("cells")
"""Set by the initialiser: what tasks share with the window; shared memory reaches a process only when it is started."""


def begin(cells: Any) -> None:
    """Let the process go when its window was killed; waiting for work, it would never notice by itself."""
    from multiprocessing import parent_process

    _CELLS.set(cells)
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_wait_and_end, args=(parent,), daemon=True).start()


def watched(serial: int, work: Callable[..., Any], *arguments: Any) -> Any:
    """Do the work of a task, which can be stopped and tells how far it is."""
    watcher = Watcher(_CELLS.get(), serial)
    return None if watcher.cancelled() else work(*arguments, watcher=watcher)


def begin_kernels() -> None:
    """Have the kernels compiled, or loaded, while other work is done."""
    load_in_background()


def has_kernels() -> bool:
    """Return whether that is over; the kernels themselves reach no other process."""
    return compiled() is not None


def _wait_and_end(parent: "BaseProcess") -> None:
    parent.join()
    os._exit(1)
