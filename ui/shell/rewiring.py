"""The actions that take touchpoints out of their ways, and put them into others."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from ui.canvas.keys import name_into
from ui.canvas.view import MapView
from ui.controls.notice import Say
from ui.controls.text import as_on_keyboard
from ui.shell.steps import Steps
from workbench.domain.document import Published
from workbench.domain.elements import Touchpoint, Transition
from workbench.editing import splicing
from workbench.editing.problems import VerbProblem
from workbench.editing.structure import delete, described


class Rewiring(QObject):
    """What deleting and inserting do; `verbs` finds it by the action's key, or by the word of a notice's link."""

    def __init__(self, board: MapView, steps: Steps, say: Say, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._board = board
        self._document, self._selection = board.document, board.selection
        self._steps = steps
        self._say = say
        self._deleted: list[str] = []
        self._unsubscribe = self._document.subscribe(self._forget)
        self.verbs: Mapping[str, Callable[[], object]] = {
            "delete": self.delete,
            "delete-closing": self.delete_closing,
            "close-gap": self.close_gap,
        }

    def close(self) -> None:
        """Hear of no more changes."""
        self._unsubscribe()

    def delete(self) -> None:
        """Delete what is selected; where that leaves a gap, offer to close it."""
        chosen = self._chosen()
        if not chosen:
            return
        what, leaves_gap = described(self._document, chosen), splicing.has_gap(self._document, chosen)
        delete(self._document, chosen)
        if leaves_gap:
            self._deleted = chosen
            way_back = as_on_keyboard("Ctrl+Z brings it back.")
            self._say(f"Deleted {what}; {way_back}", "Close the gap", "close-gap")
        else:
            self._say(f"Deleted {what}.", "Undo", "undo")

    def delete_closing(self) -> None:
        """Delete what is selected, and join what led to it with what it led to."""
        chosen = self._chosen()
        if chosen:
            what = described(self._document, chosen)
            splicing.delete_closing(self._document, chosen)
            self._say(f"Deleted {what} and closed the gap.", "Undo", "undo")

    def close_gap(self) -> None:
        """Close the gap that the last deletion left, so that both are one step."""
        chosen = self._deleted
        if not chosen:
            self._say("The map has changed since; join the touchpoints by a line instead.")
            return
        self._steps.undo()
        splicing.delete_closing(self._document, chosen)
        self._say("The gap is closed.", "Undo", "undo")

    def insert(self) -> None:
        """Put the selected touchpoint into the selected transition, or name a new one there."""
        chosen = self._selection.ids
        ways = [each for each in chosen if self._document.find(Transition, each) is not None]
        cards = [each for each in chosen if self._document.find(Touchpoint, each) is not None]
        if len(ways) != 1 or len(cards) > 1:
            what = as_on_keyboard("Select one transition, and with Ctrl the touchpoint to insert there.")
            self._say(what)
        elif not cards:
            name_into(self._board, ways[0])
        else:
            self._insert(ways[0], cards[0])

    def _insert(self, way: str, card: str) -> None:
        try:
            splicing.insert(self._document, way, card)
        except VerbProblem as problem:
            self._say(str(problem))
            return
        self._selection.set([card])
        self._say(f"{self._steps.label}.", "Undo", "undo")

    def _chosen(self) -> list[str]:
        return [each for each in self._selection.ids if each in self._document.elements]

    def _forget(self, _published: Published) -> None:
        self._deleted = []
