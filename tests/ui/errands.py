"""What somebody does with files now and then: save under another name, bring a version back, leave and come back."""

import random
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.helpers.program import click, press
from ui.dialogs.frame import DialogFrame, Question
from ui.dialogs.versions import VersionsDialog
from ui.main_window import MainWindow

SECOND = "b.journey"
_PAUSE_MS = 20
_OFTEN = 4


class Secretary(QObject):
    """Answers every dialog that comes up, by pressing its buttons; `discarded` is called before work is thrown away.

    The dialogs for choosing a file belong to the system; they answer at once with one of `folder`.
    """

    def __init__(self, folder: Path, dice: random.Random, discarded: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._dice = dice
        self._discarded = discarded
        QFileDialog.getSaveFileName = staticmethod(lambda *_: (str(folder / SECOND), ""))
        QFileDialog.getOpenFileName = staticmethod(lambda *_: (str(dice.choice(self._files())), ""))
        self._look = QTimer(self)
        self._look.setInterval(_PAUSE_MS)
        self._look.timeout.connect(self._answer)
        self._look.start()

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("[!.]*.journey"))

    def _answer(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, Question):
            self._reply(dialog)
        elif isinstance(dialog, VersionsDialog):
            for _ in range(self._dice.randrange(4)):
                press(dialog, "Down")
            press(dialog, self._dice.choice(("Return", "Return", "Escape")))
        elif isinstance(dialog, DialogFrame):
            press(dialog, "Escape")

    def _reply(self, question: Question) -> None:
        button, key = self._dice.choice(list(question._keys.items()))
        if key == "discard":
            self._discarded()
        click(button)


def errand(window: MainWindow, dice: random.Random) -> None:
    """Do one thing with files; where no journey is open that can only be to open one."""
    if window.workspace is None:
        press(window, "Ctrl+O")
    else:
        dice.choice((save_as, bring_back, bring_back, leave, open_another))(window)


def is_time_for_an_errand(window: MainWindow, dice: random.Random) -> bool:
    """Return whether the next thing to do is one with files."""
    return window.workspace is None or dice.randrange(_OFTEN) == 0


def save_as(window: MainWindow) -> None:
    press(window, "Ctrl+Shift+S")


def bring_back(window: MainWindow) -> None:
    press(window, "Ctrl+S")
    QTest.qWait(_PAUSE_MS)
    window.action_set["versions"].trigger()


def leave(window: MainWindow) -> None:
    press(window, "Ctrl+W")


def open_another(window: MainWindow) -> None:
    press(window, "Ctrl+O")
