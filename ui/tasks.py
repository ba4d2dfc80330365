"""Long work in another process: how far it is, and a word to it that nobody waits for it any more."""

from typing import Any, Final

_SLOTS: Final = 32
"""So many tasks at a time have their own numbers; the window has a handful under way."""

CELLS: Final = 2 * _SLOTS
"""Shared whole numbers: for each slot up to which task it is stopped, and how far which task is."""

_WHOLE: Final = 1000
_SCALE: Final = _WHOLE + 1


class Task:
    """Work that takes long, in the window: made before it is begun, stopped or told about at most once.

    With `aside` it is done in a process of its own kind, so that nothing that is quicker waits behind it.
    """

    def __init__(self, topic: str, aside: bool = False) -> None:
        self.topic = topic
        self.aside = aside
        self._is_stopped = False
        self._cells: Any = None
        self._serial = 0

    @property
    def is_stopped(self) -> bool:
        """Whether nobody waits for it any more."""
        return self._is_stopped

    @property
    def share(self) -> float:
        """How much is done, 0 to 1."""
        if self._cells is None:
            return 0.0
        serial, done = divmod(self._cells[_progress(self._serial)], _SCALE)
        return done / _WHOLE if serial == self._serial else 0.0

    def begin(self, cells: Any, serial: int) -> None:
        """Tie it to the numbers that both processes see; tasks of one window are numbered from 1."""
        self._cells, self._serial = cells, serial
        if self._is_stopped:
            self.stop()

    def stop(self) -> None:
        """Let the work end as soon as it asks; nothing is told about it any more."""
        self._is_stopped = True
        if self._cells is not None:
            self._cells[_stopped(self._serial)] = max(self._serial, self._cells[_stopped(self._serial)])


class Watcher:
    """Who waits for a task, as the work sees it in its own process; plain functions of it may be handed on."""

    def __init__(self, cells: Any, serial: int) -> None:
        self._cells = cells
        self._serial = serial

    def cancelled(self) -> bool:
        """Return whether nobody waits any more."""
        return self._cells[_stopped(self._serial)] >= self._serial

    def progress(self, done: int, total: int) -> None:
        """Tell that so much of so much is done."""
        share = min(_WHOLE, _WHOLE * done // max(1, total))
        # one number, so that nobody reads the share of one task and the name of another
        self._cells[_progress(self._serial)] = self._serial * _SCALE + share


def _stopped(serial: int) -> int:
    return serial % _SLOTS


def _progress(serial: int) -> int:
    return _SLOTS + serial % _SLOTS
