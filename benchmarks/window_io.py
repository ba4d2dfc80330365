"""How long files hold up the window: `python -m benchmarks.window_io` drives every operation and prints a table.

All is done twice in a real window: once to add up, for each turn of the event loop, the time that the window's thread
spends in calls of the system about files or waits for what other threads do with them; once without that to see how
long the event loop stands still, for whatever reason.  Reading modules is left out.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from types import BuiltinFunctionType, FrameType
from typing import Any

os.environ["QT_QPA_PLATFORM"] = os.environ.get("BENCHMARK_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from benchmarks._table import Row, at_most, show
from ui.app import STATE_VARIABLE, make_application, make_window
from ui.dialogs.conflicts import ConflictsDialog
from ui.dialogs.frame import Question
from ui.dialogs.recovered import RecoveredDialog
from ui.dialogs.versions import VersionsDialog
from ui.main_window import MainWindow, now
from ui.shell.safety import Safety
from ui.shell.workspace import Workspace
from workbench.domain.elements import Element, Journey, Phase, Touchpoint, Transition
from workbench.domain.ids import END
from workbench.session import Session, Workplace
from workbench.storage.store import ProjectInfo, read_snapshot, write_snapshot

TOUCHPOINTS = 5000
PHASES = 10
GOAL_MS = 16.0
SETTLE_MS = 400
LONGEST_S = 60.0
_SYSTEM = frozenset({"posix", "nt", "_io", "io", "_hashlib", "fcntl"})
_WAITING = frozenset({"result"})
_NO_FILES = frozenset({"fspath", "getpid", "urandom", "text_encoding", "cpu_count", "kill"})


class Stopwatch(QObject):
    """Measures the turns of the event loop, and with `files` how much of each goes to calls about files."""

    def __init__(self, files: bool) -> None:
        super().__init__()
        self.longest_turn = 0.0
        self.longest_files = 0.0
        self._files = files
        self._spent = 0.0
        self._begun = self._last = perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._turn)

    def start(self) -> None:
        """Begin."""
        self._last = perf_counter()
        self._timer.start()
        if self._files:
            sys.setprofile(self._hear)

    def stop(self) -> None:
        """End the last turn."""
        sys.setprofile(None)
        self._timer.stop()
        self._turn()

    def _turn(self) -> None:
        time = perf_counter()
        self.longest_turn = max(self.longest_turn, (time - self._last) * 1e3)
        self.longest_files = max(self.longest_files, self._spent * 1e3)
        self._last, self._spent = time, 0.0

    def _hear(self, frame: FrameType, event: str, called: Any) -> None:
        if event == "c_call":
            self._begun = perf_counter()
        elif event in ("c_return", "c_exception") and _is_about_files(frame, called):
            self._spent += perf_counter() - self._begun


def _is_about_files(frame: FrameType, called: BuiltinFunctionType) -> bool:
    owner = getattr(called, "__self__", None)
    module = called.__module__ or type(owner).__module__
    if called.__name__ == "acquire":
        return frame.f_back is not None and frame.f_back.f_code.co_name in _WAITING
    imports = frame.f_code.co_filename.startswith("<frozen importlib")
    return module in _SYSTEM and called.__name__ not in _NO_FILES and not imports


class Answers(QObject):
    """Answers dialogs as a hurried user would: puts together, brings back, reads; questions by `answer`."""

    def __init__(self) -> None:
        super().__init__()
        self.answer = "save"
        self._timer = QTimer(self)
        self._timer.setInterval(20)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, VersionsDialog):
            if dialog.difference.list.count():
                dialog.bring_back.click()
        elif isinstance(dialog, ConflictsDialog):
            dialog.put_together.click()
        elif isinstance(dialog, RecoveredDialog):
            dialog.later.click()
        elif isinstance(dialog, Question):
            next(button for button, key in dialog._keys.items() if key == self.answer).click()


class Drive:
    """Drives one window over a project and its state folder, and measures each operation."""

    def __init__(self, folder: Path, application: QApplication, files: bool) -> None:
        self.found: dict[str, float] = {}
        self._project = folder / "long.journey"
        self._state = folder / "place" / "state"
        self._application = application
        self._files = files
        os.environ[STATE_VARIABLE] = str(folder / "place")
        write_snapshot(self._project, ProjectInfo("0123456789abcdef", 1), journey(TOUCHPOINTS))

    @property
    def _space(self) -> Workspace:
        assert self._window.workspace is not None
        return self._window.workspace

    def run(self) -> None:
        """Do everything once."""
        self._crash()
        self._window = self._start()
        with self._measured("start screen with a recovery, thumbnails"):
            self._until(lambda: bool(self._window.start_page.banners) and self._window.warm_up.is_done)
            self._settle(2000)
        recovery = self._window.files.recoveries()[0]
        with self._measured("look at a recovery"):
            self._window.files.look_at(recovery)
        with self._measured("recover"):
            self._window.files.recover(recovery)
        with self._measured("save"):
            self._window.do("save")
        with self._measured("save, an edit made before"):
            self._rename("Once more")
            self._window.do("save")
        self._outside()
        self._versions()
        self._copies()
        self._close()

    def _outside(self) -> None:
        with self._measured("autosave"):
            self._rename("By itself")
            self._space.session.begin_autosave()
            self._until(lambda: not self._space.session.dirty)
        self._somebody_else(self._project)
        with self._measured("save, changed outside"):
            self._rename("Mine")
            self._window.do("save")
        with self._measured("compare with what is outside, put together"):
            self._until(lambda: self._safety.bar.shown is not None)
            self._safety._merge_outside()
        self._window.do("save")

    def _versions(self) -> None:
        with self._measured("versions: list, compare, bring one back"):
            self._rename("Before the versions")
            self._window.do("versions")

    def _copies(self) -> None:
        self._window.do("save")
        self._somebody_else(self._project.with_name("long (1).journey"))
        with self._measured("close, open, find a conflict copy"):
            self._window.do("close")
            self._window.open_file(self._project)
            self._until(lambda: bool(self._safety._copies))
        with self._measured("put a conflict copy together"):
            self._safety._merge_copy()

    def _close(self) -> None:
        elsewhere = str(self._project.with_name("elsewhere.journey"))
        QFileDialog.getSaveFileName = staticmethod(lambda *_: (elsewhere, ""))  # type: ignore[method-assign]
        with self._measured("save as"):
            self._window.do("save-as")
        with self._measured("close the window, save first"):
            self._rename("Last")
            assert self._window.close()

    @property
    def _safety(self) -> Safety:
        return self._space.safety

    @contextmanager
    def _measured(self, what: str) -> Iterator[None]:
        watch = Stopwatch(self._files)
        watch.start()
        try:
            yield
            self._settle(SETTLE_MS)
        finally:
            watch.stop()
        self.found[what] = watch.longest_files if self._files else watch.longest_turn

    def _start(self) -> MainWindow:
        window = make_window(self._application)
        window.resize(1366, 768)
        window.show()
        return window

    def _rename(self, name: str) -> None:
        with self._space.document.edit("Rename") as edit:
            edit.update("t7", name=name)

    def _somebody_else(self, path: Path) -> None:
        info, elements = read_snapshot(self._project)
        theirs = [replace(each, name="Theirs") if each.id == "t8" else each for each in elements]
        write_snapshot(path, replace(info, generation=info.generation + 1), theirs)

    def _crash(self) -> None:
        command = [sys.executable, "-m", "benchmarks.window_io", "--crash", str(self._project), str(self._state)]
        subprocess.run(command, check=True, cwd=Path(__file__).parents[1])

    def _until(self, reached: Callable[[], bool]) -> None:
        end = perf_counter() + LONGEST_S
        while not reached():
            assert perf_counter() < end, "the window did not get there"
            QTest.qWait(5)

    def _settle(self, milliseconds: int) -> None:
        QTest.qWait(milliseconds)


def journey(touchpoints: int) -> list[Element]:
    """Return a journey of so many touchpoints in PHASES phases, from each of which customers leave.

    So there is nothing to simulate, which would take longer than any file.
    """
    phases = [Phase(id=f"p{n}", journey="j", name=f"Phase {n}", order=float(n)) for n in range(PHASES)]
    each = touchpoints // PHASES
    points = [
        Touchpoint(id=f"t{n}", journey="j", name=f"Step {n}", phase=f"p{n // each}", y=96.0 * (n % each))
        for n in range(touchpoints)
    ]
    ways = [Transition(id=f"w{n}", source=f"t{n}", target=END) for n in range(touchpoints)]
    return [Journey(id="j", title="Long"), *phases, *points, *ways]


def crash(project: Path, state: Path) -> None:
    """Edit a project and end as a crash would."""
    session = Session.open(project, Workplace(state, now))
    for number in range(20):
        with session.document.edit("Rename") as edit:
            edit.update(f"t{number}", name=f"Lost {number}")
    session.keep().result()
    os._exit(0)


def measure() -> list[Row]:
    """Drive a window twice: for each operation the longest time of a turn spent on files or waiting."""
    application = make_application(sys.argv[:1])
    answers = Answers()
    passes: list[dict[str, float]] = []
    for files in (True, False):
        with tempfile.TemporaryDirectory() as folder:
            drive = Drive(Path(folder), application, files)
            drive.run()
            passes.append(drive.found)
            _end(application)
    del answers
    files, turns = passes
    return [at_most(what, files[what], GOAL_MS, "ms", f"longest turn {turn:.1f} ms") for what, turn in turns.items()]


def _end(application: QApplication) -> None:
    for widget in application.topLevelWidgets():
        with suppress(RuntimeError):
            QWidget.deleteLater(widget)
    QTest.qWait(50)


def main(argv: list[str]) -> int:
    """Print the table."""
    if argv[:1] == ["--crash"]:
        crash(Path(argv[1]), Path(argv[2]))
    show(f"{TOUCHPOINTS:,} touchpoints; what a turn of the window's thread spends on files", measure())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
