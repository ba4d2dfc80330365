"""Who touches files: which paths are opened, listed, moved or removed in the thread that a test runs in."""

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

_EVENTS = {"open", "os.listdir", "os.scandir", "os.rename", "os.remove", "os.mkdir", "os.chmod"}


@contextmanager
def files_touched_here(folder: Path) -> Iterator[list[str]]:
    """Yield a list that grows by what this thread, and no other, does with what lies in `folder`."""
    found: list[str] = []
    here = threading.get_ident()
    start = str(folder)

    def hear(event: str, path: object) -> None:
        if threading.get_ident() == here and isinstance(path, str | bytes | Path):
            name = os.fsdecode(path)
            if name.startswith(start):
                found.append(f"{event} {name.removeprefix(start)}")

    _listeners().append(hear)
    yield found
    _listeners().remove(hear)


@cache
def _listeners() -> list:
    """What listens now; the hook itself can never be taken out again, so there is only one."""
    listeners: list = []

    def hook(event: str, arguments: tuple) -> None:
        if listeners and event in _EVENTS:
            for hear in tuple(listeners):
                hear(event, arguments[0])

    sys.addaudithook(hook)
    return listeners
