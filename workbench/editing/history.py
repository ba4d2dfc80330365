"""Undo and redo: the change sets of the document, walked back and forth."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from workbench.domain.changes import Change, ChangeSet
from workbench.domain.differences import differences
from workbench.domain.document import Cause, Document, Published

TYPING_PAUSE: Final = timedelta(seconds=1)


class History:
    """Every edit since the document was opened; a new edit forgets what was undone.

    Where a `clock` is given, edits of one field of one element that follow each other within less than TYPING_PAUSE,
    as typing and dragging a slider make them, are one step under the first one's label.  Only steps are joined: each
    edit is published, and so kept in the journal, by itself and at once, for a line more costs less than a lost second.
    """

    def __init__(self, document: Document, clock: Callable[[], datetime] | None = None) -> None:
        self._document = document
        self._clock = clock
        self._typed: datetime | None = None
        self._done: list[ChangeSet] = []
        self._undone: list[ChangeSet] = []
        self.unsubscribe = document.subscribe(self._record)

    @property
    def depth(self) -> int:
        """How many steps can be undone."""
        return len(self._done)

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
        typed, self._typed = self._typed, None
        if published.cause is Cause.UNDO:
            self._undone.append(self._done.pop())
        elif published.cause is Cause.REDO:
            self._done.append(self._undone.pop())
        else:
            self._undone.clear()
            if published.cause is Cause.EDIT and self._clock is not None:
                self._typed = self._clock()
                if typed is not None and self._typed - typed < TYPING_PAUSE and self._join(published.changes):
                    return
            self._done.append(published.changes)

    def _join(self, changes: ChangeSet) -> bool:
        """Make `changes` part of the last step if both change the same single field, and return whether they do."""
        last = self._done[-1]
        field = _only_field(last)
        if field is None or field != _only_field(changes):
            return False
        whole = Change(last.changes[0].before, changes.changes[0].after)
        if whole.before == whole.after:
            # what was typed and taken back at once is nothing that could be undone
            self._done.pop()
            self._typed = None
        else:
            self._done[-1] = ChangeSet(last.label, (whole,))
        return True


def _only_field(changes: ChangeSet) -> tuple[str, str] | None:
    if len(changes.changes) != 1:
        return None
    change = changes.changes[0]
    if change.before is None or change.after is None:
        return None
    (changed,) = differences((change.before,), (change.after,)).changed
    return (change.id, changed.fields[0]) if len(changed.fields) == 1 else None
