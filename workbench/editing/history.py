"""Undo and redo: the change sets of the document, walked back and forth."""

from workbench.domain.changes import ChangeSet
from workbench.domain.document import Cause, Document, Published


class History:
    """Every edit since the document was opened; a new edit forgets what was undone."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._done: list[ChangeSet] = []
        self._undone: list[ChangeSet] = []
        self.unsubscribe = document.subscribe(self._record)

    @property
    def undo_label(self) -> str | None:
        """What would be undone next, or None."""
        return self._done[-1].label if self._done else None

    @property
    def redo_label(self) -> str | None:
        """What would be done again next, or None."""
        return self._undone[-1].label if self._undone else None

    def undo(self) -> ChangeSet | None:
        """Take the last edit back and return it, or None if there is none."""
        if not self._done:
            return None
        last = self._done[-1]
        self._document.apply(last.inverse, Cause.UNDO)
        return last

    def redo(self) -> ChangeSet | None:
        """Do the last undone edit again and return it, or None if there is none."""
        if not self._undone:
            return None
        last = self._undone[-1]
        self._document.apply(last, Cause.REDO)
        return last

    def _record(self, published: Published) -> None:
        # undo and redo are counted here, where the change has happened, whatever a later listener makes of it
        if published.cause is Cause.UNDO:
            self._undone.append(self._done.pop())
        elif published.cause is Cause.REDO:
            self._done.append(self._undone.pop())
        else:
            self._done.append(published.changes)
            self._undone.clear()
