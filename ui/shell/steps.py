"""The steps of the history, and what was selected when each was made."""

from collections.abc import Sequence

from ui.bridge import Selection
from workbench.domain.changes import ChangeSet
from workbench.domain.document import Cause, Document, Published
from workbench.editing.history import History


class Steps:
    """Walks back and forth through the history, selecting again what was selected before a step or after it.

    To be made before anything else listens to the document: others drop from the selection what a step removes.
    """

    def __init__(self, history: History, document: Document, selection: Selection) -> None:
        self._history = history
        self._document = document
        self._selection = selection
        self._depth = history.depth
        self._before: dict[int, Sequence[str]] = {}
        self._after: dict[int, Sequence[str]] = {}
        self._unsubscribe = document.subscribe(self._note)

    def close(self) -> None:
        """Hear of no more steps."""
        self._unsubscribe()

    @property
    def label(self) -> str | None:
        """What the last step is called, which would be taken back next."""
        return self._history.undo_label

    def undo(self) -> ChangeSet | None:
        """Take the last step back and return it, or None if there is none."""
        depth, chosen = self._history.depth, self._selection.ids
        undone = self._history.undo()
        if undone is not None:
            self._after[depth] = chosen
            self._choose(self._before.get(depth))
        return undone

    def redo(self) -> ChangeSet | None:
        """Make the step again that was taken back last and return it, or None if there is none."""
        redone = self._history.redo()
        if redone is not None:
            self._choose(self._after.get(self._history.depth))
        return redone

    def _choose(self, ids: Sequence[str] | None) -> None:
        if ids is not None:
            self._selection.set(each for each in ids if each in self._document.elements)

    def _note(self, published: Published) -> None:
        before, self._depth = self._depth, self._history.depth
        if published.cause in (Cause.UNDO, Cause.REDO):
            return
        self._after.clear()
        if self._depth > before:
            self._before[self._depth] = self._selection.ids
