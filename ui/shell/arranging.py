"""Puts cards in order: tidying up, here or in another process, and the verbs over the selected cards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal

from ui.bridge import Selection
from ui.jobs import Jobs
from ui.panels.labels import how_many
from workbench.domain.document import Document
from workbench.domain.elements import Touchpoint
from workbench.editing import arrange, locking
from workbench.editing.arrange import Alignment, Direction
from workbench.editing.problems import VerbProblem
from workbench.layout.sheet import Sheet, read_sheet
from workbench.layout.tidying import Spot, tidied

MOST_CARDS_AT_ONCE: Final = 30
"""Larger maps are tidied up in another process, for longer than a few frames."""

NUDGE: Final = 6.0
"""A quarter of the step at which dropped cards rest, in map units."""

_TOPIC: Final = "tidy"


@dataclass(frozen=True, slots=True)
class _Asked:
    """The map as it was sent, and the cards that alone were to move."""

    sheet: Sheet
    only: frozenset[str] | None


class Arranging(QObject):
    """What the actions that arrange cards do; `verbs` finds it by the action's key.

    `show_moving` runs a verb that moves cards, shows them on their way and returns how many have moved.
    """

    said = Signal(str, str, object)

    def __init__(
        self,
        document: Document,
        journey: str,
        selection: Selection,
        jobs: Jobs,
        show_moving: Callable[[Callable[[], int]], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._show_moving = show_moving
        self._document = document
        self._journey = journey
        self._selection = selection
        self._jobs = jobs
        self._asked: _Asked | None = None
        self.verbs: Mapping[str, Callable[[], object]] = {
            "tidy": self.tidy_up,
            "pin": self.toggle_pins,
            "lock": self.toggle_locks,
            **{f"align-{each.value}": partial(self._align, each) for each in Alignment},
            **{f"distribute-{each.value}": partial(self._distribute, each) for each in Direction},
            "nudge-left": partial(self._nudge, -NUDGE, 0.0),
            "nudge-right": partial(self._nudge, NUDGE, 0.0),
            "nudge-up": partial(self._nudge, 0.0, -NUDGE),
            "nudge-down": partial(self._nudge, 0.0, NUDGE),
        }
        jobs.finished.connect(self._take)
        jobs.failed.connect(self._give_up)

    def close(self) -> None:
        """Hear no more answers."""
        self._asked = None
        self._jobs.finished.disconnect(self._take)
        self._jobs.failed.disconnect(self._give_up)

    def tidy_up(self) -> None:
        """Put the whole map in order, or only the selected cards where there are several."""
        chosen = self._cards()
        only = frozenset(chosen) if len(chosen) > 1 else None
        sheet = read_sheet(self._document, self._journey, only)
        if len(sheet.cards) <= MOST_CARDS_AT_ONCE:
            self._put(tidied(sheet))
            return
        self._asked = _Asked(sheet, only)
        self.said.emit("Tidying up…", "", None)
        self._jobs.start(_TOPIC, self._asked, tidied, sheet)

    def toggle_pins(self) -> None:
        """Pin the selected cards, or let them go where all of them are pinned."""
        cards = self._cards()
        if cards:
            pinned = not all(self._document.get(Touchpoint, each).pinned for each in cards)
            arrange.set_pinned(self._document, cards, pinned)

    def toggle_locks(self) -> None:
        """Lock what is selected, or unlock it where all of it is locked."""
        chosen = locking.lockable(self._document, self._selection.ids)
        if not chosen:
            self.said.emit("Select touchpoints, notes or frames to lock them.", "", None)
            return
        locked = not all(each.locked for each in chosen)
        count = locking.set_locked(self._document, [each.id for each in chosen], locked)
        what = f"{count} things" if count > 1 else "It"
        if locked:
            self.said.emit(f"Locked: {what.lower()} cannot be moved, renamed or deleted by accident.", "Undo", "undo")
        else:
            self.said.emit(f"{what} can be changed again.", "Undo", "undo")

    def unlock(self, element: str) -> None:
        """Unlock one element, if it is still there."""
        locking.set_locked(self._document, [element], locked=False)

    def _align(self, alignment: Alignment) -> None:
        self._attempt(lambda: arrange.align(self._document, self._cards(), alignment))

    def _distribute(self, direction: Direction) -> None:
        self._attempt(lambda: arrange.distribute(self._document, self._cards(), direction))

    def _nudge(self, across: float, down: float) -> None:
        self._attempt(lambda: arrange.nudge(self._document, self._cards(), across, down))

    def _attempt(self, verb: Callable[[], int]) -> None:
        try:
            verb()
        except VerbProblem as problem:
            self.said.emit(str(problem), "", None)

    def _cards(self) -> list[str]:
        return [each for each in self._selection.ids if self._document.find(Touchpoint, each) is not None]

    def _take(self, token: object, spots: list[Spot]) -> None:
        if token is not self._asked or self._asked is None:
            return
        asked, self._asked = self._asked, None
        if read_sheet(self._document, self._journey, asked.only) == asked.sheet:
            self._put(spots)
        else:
            self.said.emit("The map has changed in the meantime; tidy up again.", "", None)

    def _give_up(self, token: object, _fault: object) -> None:
        if token is self._asked and self._asked is not None:
            self._asked = None
            self.said.emit("The map was not tidied: the process that does it was stopped. Try again.", "", None)

    def _put(self, spots: list[Spot]) -> None:
        moved = self._show_moving(lambda: arrange.put(self._document, spots))
        if moved:
            self.said.emit(f"Tidied: {how_many(moved, 'card')} moved.", "Undo", "undo")
        else:
            self.said.emit("Everything lies well already.", "", None)
