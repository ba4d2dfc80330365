"""A program that is worked in until it is killed; only `tests.ui.kill` starts it.

It shows the real window, without a display, works in it with real keys and a real pointer, and tells every edit as it
is made and every edit as the window learns that it is kept.
"""

import argparse
import random
import sys
from pathlib import Path

from PySide6.QtTest import QTest

from tests.ui.errands import Secretary, errand, is_time_for_an_errand
from tests.ui.gestures import gesture
from tests.ui.kill import fingerprint
from tests.ui.mistakes import MISTAKES
from ui.app import make_application, make_window
from ui.main_window import MainWindow
from workbench.session import Session


class Teller:
    """Tells on the standard output what happens in the sessions of a window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._sessions = 0
        window.files.opened.connect(self._begin)

    def tell(self, what: str, serial: int = 0, session: int | None = None) -> None:
        workspace = self._window.workspace
        state = "-" if workspace is None else fingerprint(workspace.document.elements.values())
        sys.stdout.write(f"{what} {serial} {state} {session or self._sessions}\n")
        sys.stdout.flush()

    def discarded(self) -> None:
        self.tell("discard")

    def _begin(self, session: Session) -> None:
        workspace = self._window.workspace
        assert workspace is not None
        self._sessions += 1
        number = self._sessions
        self.tell("begin")
        # before the session hears of it, and so before its thread can write it down
        session.document._listeners.insert(0, lambda _: self.tell("edit", session.serial + 1))
        workspace.session_bridge.kept_edits.connect(lambda serial: self.tell("kept", serial, number))


def work(folder: Path, seed: int, gestures: int, errands: bool) -> None:
    """Make random gestures, telling each edit before it can reach the disk, and then wait."""
    application = make_application(sys.argv[:1])
    window, dice = make_window(application), random.Random(seed)
    teller = Teller(window)
    # with dice of its own, so that what it answers does not hang on when it is asked
    Secretary(folder, random.Random(seed), teller.discarded, window)
    window.show()
    window.open_file(folder / "a.journey")
    for _ in range(gestures):
        window.activateWindow()
        if errands and is_time_for_an_errand(window, dice):
            errand(window, dice)
        else:
            gesture(window, dice)
        QTest.qWait(dice.choice((0, 0, 5, 30)))
    workspace = window.workspace
    while workspace is not None and workspace.session.pending:
        QTest.qWait(5)
    teller.tell("idle")
    application.exec()


def main() -> None:
    """Work in the folder that is named."""
    parser = argparse.ArgumentParser(description="Be killed.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("seed", type=int)
    parser.add_argument("gestures", type=int)
    parser.add_argument("--errands", action="store_true", help="do something with files now and then")
    parser.add_argument("--mistake", choices=MISTAKES, default="none", help="have a mistake in the program")
    given = parser.parse_args()
    with MISTAKES[given.mistake]():
        work(given.folder, given.seed, given.gestures, given.errands)


if __name__ == "__main__":
    main()
