"""Earlier states of a journey, looked at before they are brought back: kept versions, and what a crash left behind."""

from collections.abc import Iterable
from concurrent.futures import Future
from datetime import datetime
from functools import partial
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.controls.look import Look
from ui.dialogs.difference_view import Comparison
from ui.dialogs.moments import moment
from ui.dialogs.recovered import Answer, RecoveredDialog
from ui.dialogs.versions import VersionEntry, VersionsDialog
from ui.disk import Disk
from ui.shell.difference_picture import DifferenceMap
from workbench.domain.differences import Differences, differences
from workbench.domain.elements import Element
from workbench.domain.telling import told
from workbench.session import Session
from workbench.storage.problems import FileProblem
from workbench.storage.recovery import Recovery, unsaved
from workbench.storage.versions import Kind, Version

_HOW: Final = MappingProxyType(
    {
        Kind.SAVED: "saved by you",
        Kind.AUTOSAVED: "saved by itself",
        Kind.BEFORE_MERGE: "kept by itself",
        Kind.BEFORE_RESTORE: "kept by itself",
        Kind.OUTSIDE: "from somebody else",
        Kind.UNREADABLE: "",
    }
)
_DAMAGED: Final = "Its file is damaged and cannot be read."
_READING: Final = "Reading the versions…"
_COMPARING: Final = "Comparing…"


def compared(found: Differences, look: Look) -> Comparison:
    """Return differences as dialogs show them."""
    return Comparison(told(found), DifferenceMap(found, look).picture)


def version_entries(versions: Iterable[Version], now: datetime) -> list[VersionEntry]:
    """Return versions in words, in their order."""
    return [
        VersionEntry(each, moment(each.when, now), each.label, _HOW[each.kind], "" if each.readable else _DAMAGED)
        for each in versions
    ]


def bring_version_back(session: Session, disk: Disk, look: Look, now: datetime, parent: QWidget | None = None) -> str:
    """Let the user choose among the session's versions; return when the one brought back is from, else nothing.

    Raises FileProblem where it cannot be read any more, DomainProblem where the journey refuses every change.
    """
    entries = version_entries(disk.wait(disk.run(session.earlier.versions), _READING), now)
    dialog = VersionsDialog(entries, look, parent)
    comparer = VersionComparer(session, disk, dialog)
    if not dialog.run() or not isinstance(dialog.chosen, Version):
        return ""
    session.earlier.restore(dialog.chosen, disk.wait(comparer.read(dialog.chosen), _READING))
    return moment(dialog.chosen.when, now)


class VersionComparer(QObject):
    """Reads the versions that a dialog wants to have compared with the journey, which stays as it is meanwhile."""

    def __init__(self, session: Session, disk: Disk, dialog: VersionsDialog) -> None:
        super().__init__(dialog)
        self._session = session
        self._disk = disk
        self._dialog = dialog
        self._now = tuple(session.document.elements.values())
        self._asked: dict[Future[Comparison], object] = {}
        dialog.wanted.connect(self._compare)

    def read(self, version: Version) -> "Future[list[Element]]":
        """Return what a version holds, once it has been read."""
        return self._disk.run(partial(self._session.earlier.version, version))

    def _compare(self, version: Version) -> None:
        look = self._dialog.look
        asked = self._disk.run(lambda: compared(differences(self._session.earlier.version(version), self._now), look))
        self._asked[asked] = version
        self._disk.then(asked, self._show)

    def _show(self, done: "Future[Comparison]") -> None:
        version = self._asked.pop(done)
        try:
            self._dialog.show_comparison(version, done.result())
        except FileProblem as problem:
            self._dialog.show_problem(version, str(problem))


def look_at_recovery(
    recovery: Recovery, disk: Disk, look: Look, now: datetime, parent: QWidget | None = None
) -> Answer:
    """Show what a recovery would bring back and return what is to become of it."""
    try:
        comparison = disk.wait(disk.run(lambda: compared(unsaved(recovery), look)), _COMPARING)
    except FileProblem:
        comparison = None
    dialog = RecoveredDialog(recovery, comparison, now, look, parent)
    dialog.run()
    return dialog.answer
