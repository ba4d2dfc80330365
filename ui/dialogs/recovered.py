"""Look at what a crash left behind before deciding what becomes of it."""

from datetime import datetime
from typing import Final, Literal

from PySide6.QtWidgets import QWidget

from ui.controls.buttons import Button
from ui.controls.look import Look
from ui.dialogs.difference_view import Comparison, DifferenceView
from ui.dialogs.frame import WIDE, DialogFrame
from ui.dialogs.moments import moment
from ui.dialogs.room import take_room
from workbench.storage.recovery import Recovery

Answer = Literal["later", "discard", "recover"]

_UNREADABLE: Final = "What these changes were made on cannot be read any more, so they cannot be had back."


class RecoveredDialog(DialogFrame):
    """From when it is, how much there is and what it would change; `answer` says what is to become of it.

    Without a `comparison` nothing can be brought back.
    """

    def __init__(
        self,
        recovery: Recovery,
        comparison: Comparison | None,
        now: datetime,
        look: Look,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, f"“{recovery.title}” as it was when the program stopped", WIDE, parent)
        self.answer: Answer = "later"
        self.told = self.say(_told(recovery, now))
        self.difference = DifferenceView(look)
        self.body.addWidget(self.difference, 1)
        if comparison is None:
            self.difference.say(_UNREADABLE)
        else:
            self.difference.show_comparison(comparison)
        self.later = self.add_cancel("Leave it for later")
        self.throw_away = Button(look, "Throw away", "danger")
        self.throw_away.clicked.connect(self._discard)
        self.buttons.addWidget(self.throw_away)
        self.get_back = self.add_main("Get them back", "history")
        self.get_back.setVisible(comparison is not None)
        self.get_back.clicked.connect(self._recover)
        (self.get_back if comparison is not None else self.later).setFocus()
        take_room(self)

    def _recover(self) -> None:
        self.answer = "recover"

    def _discard(self) -> None:
        self.answer = "discard"
        self.accept()


def _told(recovery: Recovery, now: datetime) -> str:
    many = "1 change" if recovery.edits == 1 else f"{recovery.edits:,} changes"
    when = moment(recovery.last, now)
    if recovery.path is None:
        return f"{many} that never reached a file, the last {when}."
    file = f"“{recovery.path.name}”"
    if recovery.file_changed:
        return f"{many}, the last {when}. {file} is not the file they were made on; it stays as it is."
    return f"{many} made after {file} was last saved, the last {when}. The file itself is untouched."
