"""Earlier states of a journey, looked at before they are brought back: kept versions, and what a crash left behind."""

from collections.abc import Iterable
from datetime import datetime
from types import MappingProxyType
from typing import Final

from PySide6.QtWidgets import QWidget

from ui.controls.look import Look
from ui.dialogs.difference_view import Comparison
from ui.dialogs.moments import moment
from ui.dialogs.recovered import Answer, RecoveredDialog
from ui.dialogs.versions import VersionEntry, VersionsDialog
from ui.shell.difference_picture import DifferenceMap
from workbench.domain.differences import Differences, differences
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


def compared(found: Differences, look: Look) -> Comparison:
    """Return differences as dialogs show them."""
    return Comparison(told(found), DifferenceMap(found, look).picture)


def version_entries(versions: Iterable[Version], now: datetime) -> list[VersionEntry]:
    """Return versions in words, in their order."""
    return [
        VersionEntry(each, moment(each.when, now), each.label, _HOW[each.kind], "" if each.readable else _DAMAGED)
        for each in versions
    ]


def bring_version_back(session: Session, look: Look, now: datetime, parent: QWidget | None = None) -> str:
    """Let the user choose among the session's versions; return when the one brought back is from, else nothing.

    Raises FileProblem where it cannot be read any more, DomainProblem where the journey refuses every change.
    """

    def compare(key: object) -> Comparison:
        assert isinstance(key, Version)
        return compared(differences(session.version(key), session.document.elements.values()), look)

    dialog = VersionsDialog(version_entries(session.versions(), now), compare, look, parent)
    if not dialog.run() or not isinstance(dialog.chosen, Version):
        return ""
    session.restore(dialog.chosen)
    return moment(dialog.chosen.when, now)


def look_at_recovery(recovery: Recovery, look: Look, now: datetime, parent: QWidget | None = None) -> Answer:
    """Show what a recovery would bring back and return what is to become of it."""
    try:
        comparison = compared(unsaved(recovery), look)
    except FileProblem:
        comparison = None
    dialog = RecoveredDialog(recovery, comparison, now, look, parent)
    dialog.run()
    return dialog.answer
