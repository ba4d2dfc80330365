"""The program from outside: what starts before the first picture, and what a fault does."""

import ctypes
import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.helpers.program import Dialogs
from ui.app import FaultReport, folders, leave_python
from ui.main_window import MainWindow
from ui.warmup import WarmUp
from workbench.samples import samples

ROOT = Path(__file__).resolve().parents[2]
OWN = (
    "resources", "ui", "ui.__main__", "ui.app", "ui.controls", "ui.controls.buttons", "ui.controls.counted",
    "ui.controls.empty", "ui.controls.focus", "ui.controls.look", "ui.controls.scrolled", "ui.controls.text",
    "ui.controls.voice", "ui.icons", "ui.imports", "ui.jobs", "ui.main_window", "ui.menus", "ui.override",
    "ui.settings", "ui.shell", "ui.shell.front", "ui.shell.start_cards", "ui.shell.start_page", "ui.surroundings",
    "ui.tasks", "ui.theme", "ui.warmup", "workbench", "workbench.resources", "workbench.samples",
    "workbench.state_folder",
)  # fmt: skip
"""All of the program that its first picture is painted with."""
SLOW = {
    "concurrent.futures", "contextvars", "ctypes", "dataclasses", "datetime", "html", "importlib.resources",
    "typing_extensions",
}  # fmt: skip
"""Modules of Python's own and its neighbours that each take longer than some control to make."""
UNSEEN = {"QAccessible", "QAction", "QDir", "QEasingCurve", "QGradient", "QIcon", "QKeySequence", "QStyle", "QUrl"}
"""Classes of Qt that come with many names, which are made when somebody asks for the class."""
LIBRARIES = {"PySide6", "shiboken6", "_distutils_hack"}
"""Folders of libraries that it may load; the last is loaded with every interpreter that knows setuptools."""
START = """
import sys
from PySide6 import QtCore, QtGui, QtWidgets
print(*sys.modules)
from ui import __main__, app, imports
imports.use_own_import()
from ui.shell.front import Front
def told(front):
    print(*sys.modules)
    print(*vars(QtCore), *vars(QtGui), *vars(QtWidgets), flush=True)
    __main__.os._exit(0)
Front._complete = told
application = app.make_application(["test"])
window = app.make_window(application)
window.show()
application.exec()
"""

SENT = """
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from ui import app
application = app.make_application(["test"])
application.file_wanted.connect(print)
application.sendEvent(application, QFileOpenEvent("/desk/bill.journey"))
application.sendEvent(application, QFileOpenEvent(QUrl("https://example.org")))
"""

SLOW_ANSWERS = ("pyqtgraph", "numba", "simpy", "joblib", "dask", "distributed")
OPEN = """
import os, sys
from pathlib import Path
from ui import app
if __name__ == "__main__":
    application = app.make_application(["test"])
    window = app.make_window(application)
    window.open_copy(Path(sys.argv[1]))
    window.show()
    application.sendPostedEvents()
    window.grab()
    print(*(name for name in sys.argv[2:] if name in sys.modules), flush=True)
    os._exit(0)
"""


def program(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    surroundings = os.environ | {"QT_QPA_PLATFORM": "offscreen", "JOURNEY_WORKBENCH_STATE": str(folder)}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)


def test_the_first_picture_needs_nothing_but_what_it_shows(tmp_path: Path) -> None:
    done = program(tmp_path, "-c", START)
    assert done.returncode == 0, done.stderr
    with_qt, loaded, classes = (line.split() for line in done.stdout.splitlines())
    assert {name for name in loaded if name.split(".")[0] in ("resources", "ui", "workbench")} == set(OWN)
    installed = {path.name for path in Path(sysconfig.get_path("purelib")).iterdir() if path.is_dir()}
    assert {name.split(".")[0] for name in loaded} & installed <= LIBRARIES
    assert SLOW & set(loaded) <= SLOW & set(with_qt)
    assert UNSEEN & set(classes) == set()


@pytest.mark.parametrize(("platform", "names"), [("win32", ["JourneyWorkbench"]), ("linux", [])])
def test_the_window_stands_apart_from_others_that_python_runs(
    monkeypatch: pytest.MonkeyPatch, platform: str, names: list[str]
) -> None:
    told: list[str] = []
    shell = SimpleNamespace(SetCurrentProcessExplicitAppUserModelID=told.append)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(shell32=shell), raising=False)
    monkeypatch.setattr(sys, "platform", platform)
    leave_python()
    assert told == names


def test_a_file_that_the_system_sends_is_handed_on(tmp_path: Path) -> None:
    done = program(tmp_path, "-c", SENT)
    assert (done.returncode, done.stdout.split()) == (0, ["/desk/bill.journey"])


def test_a_file_that_the_system_sends_before_the_window_is_ready_is_opened_then(window: MainWindow, file: Path) -> None:
    window._behind = WarmUp(window, ("json",))
    window.open_from_outside(str(file))
    assert window.workspace is None
    window._settle_in()
    assert window.workspace is not None


def test_a_file_that_the_system_sends_later_waits_for_no_dialog_and_disturbs_none(
    window: MainWindow, file: Path, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: window._behind.is_done)
    question = QDialog(window)
    question.open()
    window.open_from_outside(str(file))
    assert window.workspace is None
    question.close()
    window.open_from_outside(str(file))
    assert window.workspace is not None


def test_a_file_named_at_the_start_is_opened_behind_a_picture_that_bears_its_name(
    window: MainWindow, file: Path, qtbot: QtBot
) -> None:
    window.bring(file)
    assert window.windowTitle() == f"{file.stem} – Journey Workbench"
    assert not window.start_page.isVisible()
    window._settle_in()
    assert window.workspace is not None
    assert window.windowTitle().startswith(window.workspace.session.title)


def test_a_file_that_cannot_be_opened_at_the_start_leaves_the_start_screen(
    window: MainWindow, dialogs: Dialogs, tmp_path: Path
) -> None:
    window.bring(tmp_path / "missing.journey")
    window._settle_in()
    assert len(dialogs.told) == 1
    assert window.start_page.isVisible()
    assert window.windowTitle().endswith("Journey Workbench")
    assert "missing" not in window.windowTitle()


def test_the_first_picture_of_a_journey_needs_none_of_the_libraries_that_only_answers_need(tmp_path: Path) -> None:
    done = program(tmp_path, "-c", OPEN, str(samples()[0].path), *SLOW_ANSWERS)
    assert (done.returncode, done.stdout.strip()) == (0, "")


def test_settings_and_journals_can_be_given_another_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JOURNEY_WORKBENCH_STATE", str(tmp_path))
    assert folders() == (tmp_path / "settings", tmp_path / "state")


def test_every_sample_can_be_named_on_the_command_line(tmp_path: Path) -> None:
    done = program(tmp_path, "-m", "ui", "sample", "nothing")
    assert done.returncode == 2
    assert all(sample.key in done.stderr for sample in samples())


def test_a_fault_is_told_once_without_its_words_and_the_program_goes_on(
    window: MainWindow, dialogs: Dialogs, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    report = FaultReport(window)
    for _ in range(2):
        try:
            raise ValueError("Mrs Example owes 300")
        except ValueError as fault:
            report.take(type(fault), fault, fault.__traceback__)
        said = window.notice.text
        window.notice.hide()
    printed = capsys.readouterr().err
    assert said.startswith("Something went wrong inside the program (test_app.py:")
    assert "Mrs Example" not in said + printed.replace('raise ValueError("Mrs Example owes 300")', "")
    assert printed.count("Fault in the program: ValueError") == 2
    assert not window.notice.isVisible()
    assert window.isVisible()


def test_a_fault_in_a_slot_reaches_the_report(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    report = FaultReport(window)
    with qtbot.captureExceptions() as caught:
        QTimer.singleShot(0, window, lambda: [][1])
        qtbot.waitUntil(lambda: bool(caught))
    report.take(*caught[0])
    assert "Something went wrong" in window.notice.text
    assert "IndexError" in capsys.readouterr().err


def test_ctrl_c_in_the_terminal_closes_the_window(window: MainWindow) -> None:
    FaultReport(window).take(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert not window.isVisible()


def test_a_fault_without_a_terminal_is_still_told(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    FaultReport(window).take(ValueError, ValueError(), None)
    assert "Something went wrong" in window.notice.text
    assert QApplication.instance() is not None
