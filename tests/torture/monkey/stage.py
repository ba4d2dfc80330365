"""The program on its stage: the real window over folders of its own, and what of it can be aimed at."""

from collections.abc import Mapping
from itertools import count
from pathlib import Path
from random import Random
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QGuiApplication, QPointingDevice, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from tests.helpers.projects import broadband, save_project
from ui.app import make_window
from ui.canvas.view import MapView
from ui.controls.focus import FocusRing
from ui.main_window import MainWindow
from workbench.domain.elements import Element
from workbench.samples import samples
from workbench.session import Session

OWN_FILE: Final = "own.journey"
_ROOM: Final = 500
"""A journey of more elements is left: sixty thousand events are about what is done, not about sizes."""


class Stage:
    """Keeps a window open, whatever is done to it, and answers for the system's own dialogs."""

    def __init__(self, application: QApplication, folder: Path, dice: Random) -> None:
        self.application = application
        self.folder = folder
        self.finger: QPointingDevice = QTest.createTouchDevice()
        self.is_touched = False
        self.begun: Mapping[str, Element] = {}
        self._dice = dice
        self._names = count()
        save_project(folder / OWN_FILE, broadband())
        (folder / "broken.journey").write_bytes(b"PK\x03\x04 not a journey")
        (folder / "log.csv").write_text("case,activity,time\n1,Call,2026-01-01\n1,Visit,2026-01-02\n")
        QFileDialog.getSaveFileName = staticmethod(lambda *_: (str(self._new_file()), ""))
        QFileDialog.getOpenFileName = staticmethod(lambda *_: (str(self._some_file()), ""))
        self.window = self._started()
        self.open_own()

    @property
    def top(self) -> QWidget:
        """Where keys and pointer go: a menu that is open, else a dialog, else the window."""
        return self.application.activePopupWidget() or self.application.activeModalWidget() or self.window

    @property
    def handle(self) -> QWindow:
        """The system's window of `top`."""
        found = self.top.windowHandle() or self.window.windowHandle()
        assert found is not None
        return found

    @property
    def map(self) -> MapView | None:
        """The map, while it is to be seen and nothing lies over it."""
        workspace = self.window.workspace
        if workspace is None or self.top is not self.window or not workspace.map.isVisible():
            return None
        return workspace.map

    def open_own(self) -> None:
        """Put a small journey on the screen in place of whatever is there, which is not asked about."""
        self.window.files.session = None
        self.window.open_file(self.folder / OWN_FILE)

    def tidy_up(self) -> None:
        """Start anew where the window was closed, and with a small journey where the open one has grown too large."""
        if not self.window.isVisible():
            self._retire()
            self.is_touched = False
            self.window = self._started()
        session = self.window.files.session
        if session is not None and len(session.document.elements) > _ROOM:
            save_project(self.folder / OWN_FILE, broadband())
            self.open_own()
        if self.application.activeWindow() is None:
            self.window.activateWindow()

    def clear(self) -> None:
        """Close every menu and dialog that is open."""
        while (popup := self.application.activePopupWidget()) is not None:
            popup.close()
        modal = self.application.activeModalWidget()
        if isinstance(modal, QDialog):
            modal.reject()
        elif modal is not None:
            modal.close()

    def leave(self) -> None:
        """Show the start screen; what was open is gone."""
        self.window.files.session = None
        self.window.do("start")

    def end(self) -> None:
        """Close the window for good."""
        self.clear()
        self._retire()
        # where there is no system to keep it, what was copied would end after the interpreter
        QGuiApplication.clipboard().clear()

    def spot(self, aim: str, across: float, down: float) -> QPoint:
        """Return a place in `top`: on a card or anywhere on the map where there is one, on a control, or anywhere."""
        view = self.map
        if aim in ("card", "map") and view is not None:
            return view.mapTo(self.window, self._on_map(view, aim, across, down))
        controls = self._controls() if aim == "control" else []
        if controls:
            return self._inside(controls[int(across * len(controls))])
        return self._inside(QPoint(round(across * self.top.width()), round(down * self.top.height())))

    def _controls(self) -> list[QPoint]:
        """The middles of all that shows in `top` and holds nothing else, from top to bottom.

        They are not looked for as children of the window: PySide would take them for its own, and keep what it has made
        of the inner parts of each list and field until the window goes.
        """
        shown = (each for each in self.application.allWidgets() if each.isVisible() and self.top.isAncestorOf(each))
        inner = [each for each in shown if not each.children()]
        middles = [each.mapTo(self.top, each.rect().center()) for each in inner]
        return sorted(middles, key=lambda at: (at.y(), at.x()))

    def _on_map(self, view: MapView, aim: str, across: float, down: float) -> QPoint:
        cards = list(view.plan.cards.values())
        if aim == "card" and cards:
            box = cards[int(across * len(cards))]
            # on the handle at the right edge now and then
            x = box.right if down > 0.8 else box.middle[0]
            px, py = view.frame.to_widget(x, box.middle[1])
            if 0 <= px < view.width() and 0 <= py < view.height():
                return QPoint(round(px), round(py))
        return QPoint(round(across * (view.width() - 1)), round(down * (view.height() - 1)))

    def _inside(self, at: QPoint) -> QPoint:
        return QPoint(min(max(at.x(), 0), self.top.width() - 1), min(max(at.y(), 0), self.top.height() - 1))

    def _started(self) -> MainWindow:
        window = make_window(self.application)
        FocusRing(window.look, self.application).setParent(window)
        window.files.opened.connect(self._begin)
        window.show()
        window.activateWindow()
        return window

    def _begin(self, session: Session) -> None:
        self.begun = dict(session.document.elements)

    def _retire(self) -> None:
        self.window.files.session = None
        self.window.close()
        # its look listens to the system and would dress the application against the next one
        self.window.look._application = None
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _new_file(self) -> Path:
        saved = self.folder / f"saved {next(self._names) % 4}"
        return self._dice.choices((saved, self.folder / "no such folder" / "a"), (9, 1))[0]

    def _some_file(self) -> Path:
        own = sorted(each for each in self.folder.iterdir() if each.suffix in (".journey", ".csv"))
        return self._dice.choice([*own, *(each.path for each in samples()), self.folder / "gone.journey"])
