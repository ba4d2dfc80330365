"""Say which columns of an event log hold the case, the activity, the time and the owner."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from ui.controls.fields import ComboField, Option
from ui.controls.look import Look
from ui.dialogs.frame import DialogFrame

_USUAL: Final = {
    "case": ("case:concept:name", "case_id", "case", "caseid", "patient", "session_id"),
    "activity": ("concept:name", "activity", "event", "task", "handling"),
    "time": ("start_timestamp", "time:timestamp", "timestamp", "start_time", "time", "date"),
    "owner": ("org:group", "department", "org:resource", "role", "resource", "employee"),
}
_LABELS: Final = {
    "case": "Which column says whose journey it is?",
    "activity": "Which says what happened?",
    "time": "Which says when?",
    "owner": "Which says who did it? The one who does it most becomes accountable.",
}
NOBODY: Final = ""


@dataclass(frozen=True, slots=True)
class LogColumns:
    """The names of the columns; `owner` is empty where none names an owner."""

    case: str
    activity: str
    time: str
    owner: str


def likely_columns(header: Sequence[str]) -> LogColumns:
    """Return the columns that usually hold what is asked for, and the first ones where none is known."""
    found = {what: _first_known(header, what) for what in _USUAL}
    fallback = header[0] if header else ""
    return LogColumns(
        found["case"] or fallback, found["activity"] or fallback, found["time"] or fallback, found["owner"]
    )


class ImportLogDialog(DialogFrame):
    """Four questions about the columns, answered already where the names are usual ones."""

    def __init__(self, look: Look, path: Path, header: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(look, f"Make a journey of “{path.name}”", parent=parent)
        self.say(
            "Every activity becomes a touchpoint. How often one follows another becomes the transitions.", "text_2"
        )
        likely = likely_columns(header)
        self.fields: dict[str, ComboField] = {}
        for what, label in _LABELS.items():
            field = ComboField(look, label)
            options = [Option(name, name) for name in header if name]
            if what == "owner":
                options.insert(0, Option(NOBODY, "None: owners come later"))
            field.set_options(options)
            field.set_key(getattr(likely, what))
            self.fields[what] = field
            self.body.addWidget(field)
        self.add_cancel()
        self.add_main("Make the journey")

    @property
    def columns(self) -> LogColumns:
        """The answers."""
        return LogColumns(**{what: str(field.key) for what, field in self.fields.items()})


def _first_known(header: Sequence[str], what: str) -> str:
    by_name = {name.casefold(): name for name in header}
    return next((by_name[usual] for usual in _USUAL[what] if usual in by_name), "")
