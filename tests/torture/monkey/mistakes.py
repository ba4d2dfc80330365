"""Mistakes that can be put into the program, for the rig must find each of them."""

import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any
from unittest.mock import patch

from PySide6.QtCore import QPoint, qWarning

from ui.canvas.geometry import MapGeometry, Patch
from ui.canvas.view import MapView
from ui.shell.map_menu import MapMenu
from workbench.domain.changes import ChangeSet
from workbench.domain.document import Cause
from workbench.domain.elements import Touchpoint
from workbench.editing.history import History

_HOARD = 8_000_000


def slot_raises() -> AbstractContextManager[Any]:
    """Fail where a menu is to come up far right."""
    offer = MapMenu.offer

    def fail(menu: MapMenu, at: QPoint) -> None:
        if at.x() > 600:
            raise IndexError(at.x())
        offer(menu, at)

    return patch.object(MapMenu, "offer", fail)


def thread_raises() -> AbstractContextManager[Any]:
    """Fail in a thread that nobody waits for when the map is zoomed."""

    def fail() -> None:
        raise OSError("nobody hears this")

    return _before(MapView, "zoom_to", lambda: threading.Thread(target=fail).start())


def qt_warns() -> AbstractContextManager[Any]:
    """Have Qt complain when a gesture is given up."""
    return _before(MapView, "_escape", lambda: qWarning("QPainter::begin: paint device returned engine == 0"))


def window_stands_still() -> AbstractContextManager[Any]:
    """Take a second for a change of the tool."""

    def work() -> None:
        over = time.thread_time() + 1.0
        while time.thread_time() < over:
            pass

    return _before(MapView, "use", work)


def memory_goes() -> AbstractContextManager[Any]:
    """Keep some memory at every step of the wheel."""
    kept: list[bytes] = []
    return _before(MapView, "wheelEvent", lambda: kept.append(b"x" * _HOARD))


def undo_forgets() -> AbstractContextManager[Any]:
    """Take back all but the last of several changes of touchpoints that were there before."""

    def undo(history: History) -> ChangeSet | None:
        if not history._done:
            return None
        last = history._done[-1]
        changed = [each for each in last.changes if each.before and each.after and each.kind is Touchpoint]
        kept = tuple(each for each in last.inverse.changes if each.inverse not in changed[-1:])
        history._document.apply(ChangeSet(last.label, kept), Cause.UNDO)
        return last

    return patch.object(History, "undo", undo)


def map_forgets() -> AbstractContextManager[Any]:
    """Leave on the map what was deleted together with something else."""
    follow = MapGeometry.patch

    def skip(geometry: MapGeometry, changes: ChangeSet) -> Patch:
        stays = [each for each in changes.changes if each.after is not None or each.kind is not Touchpoint]
        return follow(geometry, ChangeSet(changes.label, tuple(stays)))

    return patch.object(MapGeometry, "patch", skip)


def _before(owner: type, name: str, first: Callable[[], object]) -> AbstractContextManager[Any]:
    """Let `first` happen before each call of a method."""
    original = getattr(owner, name)

    def both(*arguments: Any) -> Any:
        first()
        return original(*arguments)

    return patch.object(owner, name, both)


MISTAKES: dict[str, Callable[[], AbstractContextManager[Any]]] = {
    "none": nullcontext,
    "slot": slot_raises,
    "thread": thread_raises,
    "warning": qt_warns,
    "stall": window_stands_still,
    "leak": memory_goes,
    "undo": undo_forgets,
    "map": map_forgets,
}
