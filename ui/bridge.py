"""From the session's plain notifications to Qt signals, and what the window's parts share: what is selected."""

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from workbench.domain.document import Document, Published
from workbench.session import Session
from workbench.storage.problems import SaveProblem


class DocumentBridge(QObject):
    """Repeats every published change set of one document as a signal."""

    published = Signal(object)

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._unsubscribe: Callable[[], None] | None = document.subscribe(self._repeat)

    def close(self) -> None:
        """Stop listening, once and for all; the document may outlive the window."""
        unsubscribe, self._unsubscribe = self._unsubscribe, None
        if unsubscribe is not None:
            unsubscribe()

    def _repeat(self, published: Published) -> None:
        self.published.emit(published)


class SessionBridge(QObject):
    """Repeats what the session's writer reports, from its thread, as signals in the window's."""

    kept_edits = Signal(object)  # the serial of the last edit that would survive a power cut
    failed_to_keep = Signal(object)  # SaveProblem
    saved_to = Signal(object)  # Path

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._unsubscribe: Callable[[], None] = session.subscribe(self)

    def close(self) -> None:
        """Stop listening."""
        self._unsubscribe()

    def kept(self, serial: int) -> None:
        """Hand over what the writer says."""
        self.kept_edits.emit(serial)

    def failed(self, problem: SaveProblem) -> None:
        """Hand over what the writer says."""
        self.failed_to_keep.emit(problem)

    def saved(self, path: Path) -> None:
        """Hand over what the writer says."""
        self.saved_to.emit(path)


class Selection(QObject):
    """The ids of what is selected, in the order in which it was chosen; the last one is the one that keys act on."""

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """All selected ids."""
        return self._ids

    @property
    def current(self) -> str | None:
        """The id chosen last, or None."""
        return self._ids[-1] if self._ids else None

    def set(self, ids: Iterable[str]) -> None:
        """Select exactly `ids`."""
        chosen = tuple(dict.fromkeys(ids))
        if chosen != self._ids:
            self._ids = chosen
            self.changed.emit(chosen)

    def toggle(self, element_id: str) -> None:
        """Add one id to the selection, or take it out."""
        rest = [each for each in self._ids if each != element_id]
        self.set(rest if len(rest) < len(self._ids) else [*rest, element_id])

    def clear(self) -> None:
        """Select nothing."""
        self.set(())

    def forget_missing(self, document: Document) -> None:
        """Drop the ids that are no longer in the document."""
        self.set(each for each in self._ids if each in document.elements)
