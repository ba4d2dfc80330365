"""How far a long piece of work in another process is, and a word to it that nobody waits for it any more."""

from collections.abc import Callable
from multiprocessing.shared_memory import SharedMemory
from typing import Any, Final, TypeVar

_THOUSANDTHS: Final = slice(0, 2)
_STOP: Final = 2
_SIZE: Final = 3
T = TypeVar("T")


class Gauge:
    """Three bytes that both processes see; the window makes it, and closes it when the work is over."""

    def __init__(self) -> None:
        self._memory = SharedMemory(create=True, size=_SIZE)
        _bytes(self._memory)[:_SIZE] = bytes(_SIZE)

    @property
    def name(self) -> str:
        """Under which the other process finds it."""
        return self._memory.name

    @property
    def share(self) -> float:
        """How much is done, 0 to 1."""
        return int.from_bytes(_bytes(self._memory)[_THOUSANDTHS]) / 1000

    def stop(self) -> None:
        """Let the work end as soon as it asks."""
        _bytes(self._memory)[_STOP] = 1

    def close(self) -> None:
        """Let the work end if it still runs, and give the memory back."""
        self.stop()
        self._memory.close()
        self._memory.unlink()


def gauged(name: str, work: Callable[..., T], *arguments: Any) -> T:
    """Do work that takes `progress` (how much of how much is done) and `cancelled` (whether to stop) by name.

    Both speak to the gauge called `name`; raises FileNotFoundError where nobody waits any more.
    """
    memory = SharedMemory(name)
    shown = _bytes(memory)

    def progress(done: int, total: int) -> None:
        shown[_THOUSANDTHS] = min(1000, 1000 * done // max(1, total)).to_bytes(2)

    def cancelled() -> bool:
        return shown[_STOP] == 1

    try:
        return work(*arguments, progress=progress, cancelled=cancelled)
    finally:
        memory.close()


def _bytes(memory: SharedMemory) -> memoryview:
    found = memory.buf
    assert found is not None, "the memory is open"
    return found
