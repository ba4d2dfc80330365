"""Where everything is wired: the only place that makes the application, its look and its window."""

import faulthandler
import gc
import os
import sys
import traceback
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QStandardPaths, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from ui.controls.focus import FocusRing
from ui.controls.look import Look
from ui.icons import IconSource
from ui.jobs import Jobs
from ui.main_window import MainWindow, Surroundings, now
from ui.override import override
from ui.settings import SettingsFile
from ui.theme import ThemeSource
from workbench.state_folder import NAME, STATE_VARIABLE, state_folder

if TYPE_CHECKING:
    from workbench.session import Workplace

_LOOKED_AT_TOGETHER: Final = 10_000
"""So many new objects are looked through at once, which takes 2 ms.

With the usual 700 a journey of 20,000 touchpoints was looked through whole twice an edit, for 0.15 s each time.
"""


def folders() -> tuple[Path, Path]:
    """Return where settings and where journals lie; both only for this user."""
    named = os.environ.get(STATE_VARIABLE)
    if named:
        return Path(named) / "settings", state_folder()
    config = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation)
    return Path(config), state_folder()


class Application(QApplication):
    """The one application; a Mac asks it, not the command line, to open a file that was double-clicked."""

    file_wanted = Signal(str)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_wanted.emit(event.file())
            return True
        return super().event(event)


def make_application(arguments: list[str]) -> Application:
    """Return the one application object."""
    # named here, for whoever sets a style later gets it in hand, with all that can be asked of one
    application = Application([*arguments, "-style", "Fusion"])
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


def program_and_version() -> str:
    """Return what stands in files that this program writes."""
    # imported here because it takes as long as half the window
    from importlib import metadata

    return f"{NAME} {metadata.version('journey-workbench')}"


def make_window(application: QApplication) -> MainWindow:
    """Return the window, wired and not yet shown."""
    config, state = folders()
    for folder in (config, state):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    settings_file = SettingsFile(config)
    look = make_look(application, settings_file)
    return MainWindow(Surroundings(look, settings_file, partial(_workplace, state)), Jobs())


def _workplace(state: Path) -> "Workplace":
    # what writes journals is imported behind the first picture
    from workbench.session import Workplace

    return Workplace(state, now, program_and_version)


def leave_python() -> None:
    """Have the task bar of Windows show the window apart from others that Python runs, under its own icon."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID("JourneyWorkbench")


def run(path: Path | None, copy: bool = False) -> int:
    """Open the window, on a file or on a copy of it where one is given, and return the exit status."""
    if sys.stderr is not None:
        # a windowed program on Windows has none
        faulthandler.enable()
    leave_python()
    application = make_application(sys.argv[:1])
    window = make_window(application)
    report = FaultReport(window)
    sys.excepthook = report.take
    ring = FocusRing(window.look, application)
    ring.setParent(window)
    if path is not None:
        window.bring(path, copy)
    application.file_wanted.connect(window.open_from_outside)
    window.painted.connect(partial(_wear_sign, application, window.look))
    window.settled.connect(partial(_go_on, window))
    window.show()
    status = application.exec()
    sys.excepthook = sys.__excepthook__
    return status


def _wear_sign(application: QApplication, look: Look) -> None:
    application.setWindowIcon(look.icon("app", size=32))


def _go_on(window: MainWindow) -> None:
    from ui.kernels import KernelWarmUp

    kernels = KernelWarmUp(window.jobs, window)
    window.desk.afterwards.finished.connect(_collect_garbage)
    window.desk.afterwards.finished.connect(kernels.start)


def _collect_garbage() -> None:
    """Begin to look for garbage, of which there is none in what was made or imported until now and stays."""
    gc.freeze()
    gc.set_threshold(_LOOKED_AT_TOGETHER)
    gc.enable()


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
