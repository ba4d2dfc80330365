"""A project file that is damaged: what there is instead, and what the user makes of it."""

from datetime import datetime
from typing import Literal

from PySide6.QtWidgets import QWidget

from ui.controls.look import Look
from ui.dialogs.frame import ask
from ui.dialogs.moments import moment
from workbench.storage.rescue import Rescue

Choice = Literal["", "version", "list", "recover"]


def ask_about_damage(rescue: Rescue, look: Look, now: datetime, parent: QWidget | None = None) -> Choice:
    """Say what is wrong with the file and offer what this computer holds of it; return what is wanted, if anything."""
    text = f"{rescue.told(moment(rescue.last.when, now))} The damaged file stays as it is until you save."
    answers = [("cancel", "Cancel"), ("list", "Earlier versions"), ("version", "Open that version")]
    if rescue.recovery is not None:
        answers.append(("recover", "Open with the changes"))
    answer = ask(look, f"“{rescue.path.name}” is damaged", text, answers, parent)
    choices: dict[str, Choice] = {"list": "list", "version": "version", "recover": "recover"}
    return choices.get(answer, "")


def opened_instead(rescue: Rescue, now: datetime) -> str:
    """Say what is open in place of the damaged file, and what saving will do."""
    name = rescue.path.name
    when = moment(rescue.last.when, now)
    return f"This is the version of {when}. Saving it makes “{name}” whole; the damaged file then stays beside it."
