"""The whole program in a test: real windows, folders of their own, and dialogs that are answered beforehand."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from typing_extensions import override

from tests.helpers.builders import named
from tests.helpers.sessions import workplace
from ui.app import make_look
from ui.canvas.name_editor import NameEditor
from ui.dialogs.frame import DialogFrame, Question
from ui.jobs import Jobs
from ui.main_window import MainWindow, Surroundings
from ui.settings import SettingsFile
from ui.shell.workspace import Workspace
from ui.tasks import CELLS, Task, Watcher
from workbench.domain.elements import Touchpoint
from workbench.storage.filesystem import FileSystem


class PromptJobs(Jobs):
    """Does the work here and now; while `held` it lets the work wait, as a busy process would.

    Tasks always wait, for they take long, unless they are done aside: `work_off` does the latest of each topic.
    """

    def __init__(self) -> None:
        super().__init__()
        self.held = False
        self.asked: list[tuple[str, object]] = []
        self._waiting: dict[str, tuple[Task, Callable[[], object]]] = {}

    @property
    def waiting(self) -> dict[str, tuple[Task, Callable[[], object]]]:
        """The tasks that somebody still waits for, by topic."""
        return {topic: (task, work) for topic, (task, work) in self._waiting.items() if not task.is_stopped}

    @override
    def start(self, topic: str, token: object, work: Callable[..., Any], *arguments: Any) -> None:
        self.asked.append((topic, token))
        if not self.held:
            self.finished.emit(token, work(*arguments))

    @override
    def begin(self, task: Task, work: Callable[..., Any], *arguments: Any) -> None:
        cells = [0] * CELLS
        task.begin(cells, 1)
        self._waiting[task.topic] = task, partial(work, *arguments, watcher=Watcher(cells, 1))
        if task.aside and not self.held:
            self.work_off(task.topic)

    def work_off(self, topic: str) -> None:
        """Do the work that waits."""
        task, work = self.waiting[topic]
        del self._waiting[topic]
        self.finished.emit(task, work())


class Program:
    """Starts windows over one state folder; takes off the application what the look put on it."""

    def __init__(self, application: QApplication, folder: Path) -> None:
        self.application = application
        self.folder = folder
        self.settings_file = SettingsFile(folder / "settings")
        self.windows: list[MainWindow] = []
        self._bare = (application.style().objectName(), application.palette(), application.font())

    def start(self, files: FileSystem | None = None, jobs: Jobs | None = None) -> MainWindow:
        """Show another window, as another start of the program would."""
        look = make_look(self.application, self.settings_file)
        look.themes.set_reduce_motion(True)
        surroundings = Surroundings(look, self.settings_file, lambda: workplace(self.folder, files))
        window = MainWindow(surroundings, jobs or PromptJobs())
        self.windows.append(window)
        window.resize(1366, 768)
        window.show()
        to_front(window)
        return window

    def end(self) -> None:
        """Close every window without asking, and undress the application."""
        for window in self.windows:
            # nobody is asked about a session that the files know nothing of; the workspace closes it all the same
            window.files.session = None
            window.close()
            window.deleteLater()
            # its look listens to the system and would dress the application against the next one
            window.look._application = None
        # a style sheet that is taken off remembers widgets that wait for their end, and meets them dead the next time
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        style, palette, font = self._bare
        self.application.setStyleSheet("")
        self.application.setStyle(style)
        self.application.setPalette(palette)
        self.application.setFont(font)
        self.application.processEvents()


class Dialogs:
    """Answers every dialog: questions by the key of the answer, others by a function that works on them."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.answers: list[str] = []
        self.work: list[Callable[[Any], bool]] = []
        self.told: list[str] = []
        self.titles: list[str] = []
        self._patch = patch
        patch.setattr(DialogFrame, "run", self._run(self))

    def choose_file(self, path: Path | None) -> None:
        """Let every file dialog return this path, or nothing."""
        chosen = (str(path) if path else "", "")
        for name in ("getOpenFileName", "getSaveFileName"):
            self._patch.setattr(QFileDialog, name, staticmethod(lambda *_: chosen))

    @staticmethod
    def _run(dialogs: "Dialogs") -> Callable[[DialogFrame], bool]:
        def run(dialog: DialogFrame) -> bool:
            dialogs.titles.append(dialog.windowTitle())
            accepted = dialogs._answer(dialog) if isinstance(dialog, Question) else dialogs.work.pop(0)(dialog)
            dialog.deleteLater()
            return accepted

        return run

    def _answer(self, question: Question) -> bool:
        offered = list(question._keys.values())
        self.told.append(question.findChildren(QLabel)[-1].text())
        # a statement has one answer, which needs no plan
        question.answer = offered[0] if len(offered) == 1 else self.answers.pop(0)
        assert question.answer in offered
        return True


def to_front(window: QWidget) -> None:
    """Make a window the one that keys go to."""
    QApplication.processEvents()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)


def press(window: QWidget, keys: str) -> None:
    """Press keys such as Ctrl+Z where the focus is."""
    combination = QKeySequence.fromString(keys)[0]
    target = QApplication.focusWidget() or window
    QTest.keyClick(target, combination.key(), combination.keyboardModifiers())


def type_name(window: QWidget, name: str, end: str = "Return") -> None:
    """Type into whatever has the focus, and leave it with a key."""
    QTest.keyClicks(QApplication.focusWidget() or window, name)
    press(window, end)


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """Press the pointer's left button on a widget."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at or widget.rect().center())


def opened(window: MainWindow) -> Workspace:
    """The open journey's page, which must be there."""
    assert window.workspace is not None
    return window.workspace


def editor(window: MainWindow) -> NameEditor:
    return opened(window).map.findChildren(NameEditor)[0]


def names(window: MainWindow) -> list[str]:
    """The names of all touchpoints, in the order in which they were made."""
    return [each.name for each in opened(window).document.of(Touchpoint)]


def select(window: MainWindow, name: str) -> str:
    """Select a touchpoint by its name and return its id."""
    found = named(opened(window).document, name).id
    opened(window).selection.set([found])
    return found
