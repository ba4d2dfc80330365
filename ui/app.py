"""Where everything is wired: the only place that makes the application, its look and its window."""

import faulthandler
import os
import sys
import traceback
from importlib import metadata
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.controls.focus import FocusRing
from ui.controls.look import Look
from ui.icons import IconSource
from ui.jobs import Jobs
from ui.main_window import MainWindow, Surroundings, now
from ui.settings import SettingsFile
from ui.theme import ThemeSource
from ui.warmup import KernelWarmUp
from workbench.domain.document import Document
from workbench.session import Workplace
from workbench.state_folder import NAME, STATE_VARIABLE, state_folder
from workbench.storage.problems import StorageProblem, cause_of
from workbench.storage.store import read_snapshot


def folders() -> tuple[Path, Path]:
    """Return where settings and where journals lie; both only for this user."""
    named = os.environ.get(STATE_VARIABLE)
    if named:
        return Path(named) / "settings", state_folder()
    config = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
    return Path(config), state_folder()


def make_application(arguments: list[str]) -> QApplication:
    """Return the one application object."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(arguments)
    application.setApplicationName(NAME)
    application.setOrganizationName("")
    application.setDesktopFileName("journey-workbench")
    return application


def make_look(application: QApplication, settings_file: SettingsFile) -> Look:
    """Return the look that the user chose, worn by the application."""
    settings = settings_file.load()
    hints = application.styleHints()
    choice = settings.theme if settings.theme in ("light", "dark") else "system"
    themes = ThemeSource(hints, choice, settings.type_scale, settings.reduce_motion)
    look = Look(themes, IconSource())
    look.dress(application)
    return look


def make_window(application: QApplication) -> MainWindow:
    """Return the window, wired and not yet shown."""
    config, state = folders()
    for folder in (config, state):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    settings_file = SettingsFile(config)
    look = make_look(application, settings_file)
    application.setWindowIcon(look.icon("app", size=32))
    workplace = Workplace(state, now, f"{NAME} {metadata.version('journey-workbench')}")
    return MainWindow(Surroundings(look, settings_file, workplace), Jobs())


def run_without_display(path: Path, folder: Path) -> int:
    """Do the main job on a journey and write its results into `folder`; return the exit status."""
    # painting the results needs numpy and scipy, which the window imports after its first picture
    from ui.headless import run_headless

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = make_application(sys.argv[:1])
    try:
        return run_headless(Document(read_snapshot(path)[1]), folder, sys.stdout)
    except OSError as error:
        sys.stderr.write(f"journey-workbench: {_not_written(folder, error)}\n")
        return 2
    except StorageProblem as problem:
        sys.stderr.write(f"journey-workbench: {problem}\n")
        return 2
    finally:
        application.shutdown()


def _not_written(folder: Path, error: OSError) -> str:
    return f"The results cannot be written into {folder}: {cause_of(error)}. Choose another folder with --output."


def run(path: Path | None, copy: bool = False) -> int:
    """Open the window, on a file or on a copy of it where one is given, and return the exit status."""
    if sys.stderr is not None:
        # a windowed program on Windows has none
        faulthandler.enable()
    application = make_application(sys.argv[:1])
    window = make_window(application)
    report = FaultReport(window)
    sys.excepthook = report.take
    ring = FocusRing(window.look, application)
    ring.setParent(window)
    if path is not None and copy:
        window.open_copy(path)
    elif path is not None:
        window.open_file(path)
    kernels = KernelWarmUp(window.jobs, window)
    window.warm_up.finished.connect(kernels.start)
    window.show()
    status = application.exec()
    sys.excepthook = sys.__excepthook__
    return status


class FaultReport:
    """Says once that something went wrong, names no client's text, and leaves the program running."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._seen: set[str] = set()

    def take(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        """Print where the fault lies, but not what it says; tell the user once a place."""
        if issubclass(kind, KeyboardInterrupt):
            self._window.close()
            return
        del fault  # its message may quote the journey
        frames = traceback.extract_tb(trace)
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "unknown"
        lines = "".join(traceback.format_list(frames))
        if sys.stderr is not None:
            sys.stderr.write(f"Fault in the program: {kind.__name__} at {place}\n{lines}")
        if place not in self._seen:
            self._seen.add(place)
            self._window.notice.say(f"Something went wrong inside the program ({place}). Your changes are kept.")
