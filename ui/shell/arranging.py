"""Puts cards in order: tidying up, here or in another process, and the verbs over the selected cards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QObject

from ui.bridge import Selection
from ui.canvas.gathering import put_gathered
from ui.controls.labels import how_many
from ui.controls.notice import Say
from ui.jobs import Jobs
from ui.shell.laid import Laid
from workbench.domain.document import Document
from workbench.domain.elements import Touchpoint
from workbench.editing import arrange, locking
from workbench.editing.arrange import Alignment, Direction
from workbench.editing.problems import VerbProblem
from workbench.layout.sheet import Sheet, read_sheet
from workbench.layout.tidying import Spot, is_soon_done, tidied

NUDGE: Final = 6.0
"""A quarter of the step at which dropped cards rest, in map units."""

_IN_LINE: Final = "Nothing moved: the touchpoints lie so already, or what is beside them leaves no room."
_AT_RIM: Final = "Nothing moved: select touchpoints, notes or frames that are not at the edge yet."

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

    def __init__(
        self,
        document: Document,
        journey: str,
        selection: Selection,
        jobs: Jobs,
        show_moving: Callable[[Callable[[], int]], int],
        say: Say,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._show_moving = show_moving
        self._say = say
        self._document = document
        self._journey = journey
        self._selection = selection
        self._jobs = jobs
        self._asked: _Asked | None = None
        self._laid = Laid(document, journey)
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
        """Put the map in order: several cards that are selected, or those that are new since the last time, or all."""
        chosen = self._cards()
        only = frozenset(chosen) if len(chosen) > 1 else self._laid.newcomers()
        asked = _Asked(read_sheet(self._document, self._journey, only), only)
        sheet = asked.sheet
        if sheet.cards and sheet.is_fixed.all():
            self._laid.note(only)
            self._say("Nothing to tidy up: these cards are pinned or locked. Let go what is to move.")
            return
        if is_soon_done(sheet):
            self._put(asked, tidied(sheet))
            return
        self._asked = asked
        self._say("Tidying up…")
        self._jobs.start(_TOPIC, self._asked, tidied, sheet)

    def toggle_pins(self) -> None:
        """Pin the selected cards, or let them go where all of them are pinned."""
        cards = self._cards()
        if not cards:
            self._say("Select touchpoints to pin them.")
            return
        pinned = not all(self._document.get(Touchpoint, each).pinned for each in cards)
        arrange.set_pinned(self._document, cards, pinned)
        what = how_many(len(cards), "touchpoint")
        if pinned:
            self._say(
                f"Pinned {what}: neither dragging nor tidying up moves {'it' if len(cards) == 1 else 'them'}.",
                "Undo",
                "undo",
            )
        else:
            self._say(f"Unpinned {what}.", "Undo", "undo")

    def toggle_locks(self) -> None:
        """Lock what is selected, or unlock it where all of it is locked."""
        chosen = locking.lockable(self._document, self._selection.ids)
        if not chosen:
            self._say("Select touchpoints, notes or frames to lock them.")
            return
        locked = not all(each.locked for each in chosen)
        count = locking.set_locked(self._document, [each.id for each in chosen], locked)
        what = f"{count} things" if count > 1 else "It"
        if locked:
            self._say(f"Locked: {what.lower()} cannot be moved, renamed or deleted by accident.", "Undo", "undo")
        else:
            self._say(f"{what} can be changed again.", "Undo", "undo")

    def unlock(self, element: str) -> None:
        """Unlock one element, if it is still there."""
        locking.set_locked(self._document, [element], locked=False)

    def _align(self, alignment: Alignment) -> None:
        self._attempt(lambda: arrange.align(self._document, self._cards(), alignment), _IN_LINE)

    def _distribute(self, direction: Direction) -> None:
        self._attempt(lambda: arrange.distribute(self._document, self._cards(), direction), _IN_LINE)

    def _nudge(self, across: float, down: float) -> None:
        self._attempt(lambda: arrange.nudge(self._document, self._selection.ids, across, down), _AT_RIM)

    def _attempt(self, verb: Callable[[], int], otherwise: str) -> None:
        """Run a verb; tell what it refuses, or `otherwise` where it has moved nothing."""
        try:
            moved = verb()
        except VerbProblem as problem:
            self._say(str(problem))
            return
        if not moved:
            self._say(otherwise)

    def _cards(self) -> list[str]:
        return [each for each in self._selection.ids if self._document.find(Touchpoint, each) is not None]

    def _take(self, token: object, spots: list[Spot]) -> None:
        if token is not self._asked or self._asked is None:
            return
        asked, self._asked = self._asked, None
        if read_sheet(self._document, self._journey, asked.only) == asked.sheet:
            self._put(asked, spots)
        else:
            self._say("The map has changed in the meantime; tidy up again.")

    def _give_up(self, token: object, _fault: object) -> None:
        if token is self._asked and self._asked is not None:
            self._asked = None
            self._say("The map was not tidied: the process that does it was stopped. Try again.")

    def _put(self, asked: _Asked, spots: list[Spot]) -> None:
        moved = self._show_moving(lambda: put_gathered(self._document, self._journey, spots))
        self._laid.note(asked.only)
        if moved:
            self._say(f"Tidied: {how_many(moved, 'card')} moved.", "Undo", "undo")
        else:
            self._say("Everything lies well already.")
