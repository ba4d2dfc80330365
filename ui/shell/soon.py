"""What waits for the next turn of the event loop."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def soon(owner: QObject, do: Callable[[], object]) -> None:
    """Call `do` when the event loop turns next, unless `owner` is gone by then.

    `QTimer.singleShot` with a context keeps what it was to call, and all that knows, for ever if that goes first.
    """
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.timeout.connect(do)
    timer.timeout.connect(timer.deleteLater)
    timer.start(0)
