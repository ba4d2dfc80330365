"""What waits for the next turn of the event loop."""

import gc
import weakref
from functools import partial

import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.shell.soon import soon


class Caller(QObject):
    """Remembers what it was called with."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[str] = []


def test_it_is_called_once_at_the_next_turn(qtbot: QtBot) -> None:
    caller = Caller()
    soon(caller, partial(caller.calls.append, "called"))
    assert caller.calls == []
    qtbot.waitUntil(lambda: bool(caller.calls))
    qtbot.waitUntil(lambda: caller.children() == [])
    assert caller.calls == ["called"]


def test_whoever_goes_before_is_neither_called_nor_kept(qtbot: QtBot) -> None:
    calls: list[str] = []

    def leave_early() -> "weakref.ref[Caller]":
        caller = Caller()
        soon(caller, lambda: calls.append(str(caller.calls)))
        shiboken6.delete(caller)
        return weakref.ref(caller)

    left = leave_early()
    qtbot.wait(10)
    gc.collect()
    assert calls == []
    assert left() is None
