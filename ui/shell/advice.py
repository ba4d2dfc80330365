"""What the window says about an open file that needs a decision: in words, with the ways out as buttons."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.controls.buttons import Choice
from ui.controls.look import Look
from ui.controls.notice import Banner
from ui.dialogs.moments import moment
from workbench.storage.locks import HeldBy
from workbench.storage.problems import FileChangedOutside, Found, SaveProblem


class Concern(StrEnum):
    """What a piece of advice is about, the most pressing first."""

    OUTSIDE = "outside"
    FAILED = "failed"
    HELD = "held"
    READ_ONLY = "read-only"
    COPY = "copy"


class Way(StrEnum):
    """A way out."""

    LOOK = "look"
    WORK_ANYWAY = "work-anyway"
    PUT_TOGETHER = "put-together"
    LEAVE = "leave"
    SAVE_AS = "save-as"
    SAVE_ANEW = "save-anew"
    TRY_AGAIN = "try-again"


_WORDS: Final = {
    Way.LOOK: "Only look",
    Way.WORK_ANYWAY: "Work anyway",
    Way.PUT_TOGETHER: "Put together…",
    Way.LEAVE: "Leave it",
    Way.SAVE_AS: "Save as…",
    Way.SAVE_ANEW: "Save it there anew",
    Way.TRY_AGAIN: "Try again",
}
_TITLES: Final = {
    Found.GONE: "The file is not there any more.",
    Found.FOLDER: "There is a folder where the file was.",
    Found.UNREADABLE: "The file cannot be read any more.",
}


@dataclass(frozen=True, slots=True)
class Advice:
    """A banner: the last of its `ways` is the main one."""

    concern: Concern
    icon: str
    title: str
    text: str
    ways: tuple[Way, ...]


def held_advice(held: HeldBy, now: datetime) -> Advice:
    """Say who works on the file; it is advice, for nobody is kept out."""
    since = "" if held.since is None else f" since {moment(held.since, now)}"
    return Advice(
        Concern.HELD,
        "lock",
        f"{held.who} has this journey open on {held.where}{since}.",
        "You can look, or work anyway: if both of you change it, the two are put together when you save.",
        (Way.LOOK, Way.WORK_ANYWAY),
    )


def read_only_advice(reason: str, may_work: bool) -> Advice:
    """Say why nothing can be changed; who chose only to look may think better of it."""
    title = "You can look at this journey, but not change it."
    ways = (Way.WORK_ANYWAY, Way.SAVE_AS) if may_work else (Way.SAVE_AS,)
    return Advice(Concern.READ_ONLY, "lock", title, reason, ways)


def outside_advice(problem: FileChangedOutside) -> Advice:
    """Say what has become of the file; a file that somebody else has changed can be put together with this one."""
    if problem.found is Found.CHANGED:
        return Advice(
            Concern.OUTSIDE,
            "compare",
            "Somebody else has changed this file.",
            "Nothing was saved over it, and your work is kept here. See what both of you changed, and go on with both.",
            (Way.SAVE_AS, Way.PUT_TOGETHER),
        )
    ways = (Way.SAVE_ANEW, Way.SAVE_AS) if problem.found is Found.GONE else (Way.TRY_AGAIN, Way.SAVE_AS)
    return Advice(Concern.OUTSIDE, "file", _TITLES[problem.found], str(problem), ways)


def failed_advice(problem: SaveProblem, in_memory_only: bool) -> Advice:
    """Say what could not be written, why, and that work goes on."""
    held_up = "You can go on working, but the disk takes nothing just now."
    title = held_up if in_memory_only else "Not everything has reached the disk."
    return Advice(Concern.FAILED, "save", title, str(problem), (Way.TRY_AGAIN, Way.SAVE_AS))


def copy_advice(copy: Path) -> Advice:
    """Offer to put a copy that a sync client has left beside the file together with it."""
    title = "There is a second copy of this journey beside its file."
    text = f"“{copy.name}” was made when two computers changed it at once. See what differs, and go on with both."
    return Advice(Concern.COPY, "compare", title, text, (Way.LEAVE, Way.PUT_TOGETHER))


class AdviceBar(QWidget):
    """Shows the most pressing advice as a banner, and nothing while there is none."""

    chosen = Signal(object, object)  # the Concern, and the Way out that was pressed

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._advice: dict[Concern, Advice] = {}
        self.banner: Banner | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 8, 12, 8)
        self.setProperty("ground", "window")
        self.hide()

    @property
    def shown(self) -> Advice | None:
        """The advice that is to be seen."""
        return next((self._advice[concern] for concern in Concern if concern in self._advice), None)

    def give(self, advice: Advice) -> None:
        """Take the place of earlier advice about the same concern."""
        self._change(lambda: self._advice.update({advice.concern: advice}))

    def withdraw(self, concern: Concern) -> None:
        """Say no more about a concern."""
        self._change(lambda: self._advice.pop(concern, None))

    def _change(self, change: Callable[[], object]) -> None:
        before = self.shown
        change()
        if self.shown != before:
            self._show(self.shown)

    def _show(self, advice: Advice | None) -> None:
        if self.banner is not None:
            self.banner.hide()
            self.banner.deleteLater()
            self.banner = None
        if advice is not None:
            buttons = [Choice(way.value, _WORDS[way]) for way in advice.ways]
            self.banner = Banner(self._look, advice.icon, advice.title, advice.text, buttons)
            self.banner.chosen.connect(self._choose)
            self._column.addWidget(self.banner)
        self.setVisible(advice is not None)

    def _choose(self, key: str) -> None:
        if self.shown is not None:
            self.chosen.emit(self.shown.concern, Way(key))
