"""What is worth a look in a journey, and the list that leads there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.controls.empty import Icon
from ui.controls.focus import tab_in_place
from ui.controls.labels import in_letters
from ui.controls.look import Look
from ui.controls.text import Label, LinkButton
from ui.panels.column import section

if TYPE_CHECKING:
    from workbench.domain.rules import Finding

_MOST_SHOWN: Final = 8

_MARKS: Final = {
    "no-owner": ("badge-unowned", "Name an owner"),
    "two-accountables": ("owners", "Show who answers"),
    "loop-without-exit": ("badge-failure-demand", "Show the loop"),
    "shares": ("tool-transition", "Show the shares"),
    "failure-shares": ("badge-failure-demand", "Show the shares"),
    "entries": ("tool-transition", "Show where they begin"),
    "unreachable": ("tool-transition", "Show it"),
    "empty-phase": ("tool-phase", "Show the phase"),
}
_OTHER_MARK: Final = ("search", "Show it")


@dataclass(frozen=True, slots=True)
class Doubt:
    """Findings of one kind, as one thing to look at."""

    code: str
    text: str
    subjects: tuple[str, ...]


def doubts(findings: Sequence["Finding"]) -> list[Doubt]:
    """Return the findings gathered by kind, in the order in which each kind first appears."""
    kinds: dict[str, list[Finding]] = {}
    for finding in findings:
        kinds.setdefault(finding.code, []).append(finding)
    gathered: list[Doubt] = []
    for code, alike in kinds.items():
        more = f" The same holds for {in_letters(len(alike) - 1)} more." if len(alike) > 1 else ""
        subjects = tuple(dict.fromkeys(subject for finding in alike for subject in finding.subjects))
        gathered.append(Doubt(code, f"{alike[0].message}{more} {alike[0].remedy}", subjects))
    return gathered


class DoubtList(QWidget):
    """What is worth a look, each with the link that leads there; lines are reused so that the focus stays."""

    pressed = Signal(object)  # Doubt

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.lines: list[_DoubtLine] = []
        self.calm = Label(
            look, "Nothing to point out. Every touchpoint has an owner and a way out.", "body", "text_2", True
        )
        self.more = Label(look, "", "small", "text_2")
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(section(look, "Worth a look"))
        for part in (self.calm, self.more):
            self._column.addWidget(part)
        column.addLayout(self._column)

    @property
    def has_doubts(self) -> bool:
        """Whether there is anything to point out."""
        return self.calm.isHidden()

    def show_doubts(self, doubts: Sequence[Doubt]) -> None:
        """Show these, the first ones in full and the rest as a count."""
        shown = doubts[:_MOST_SHOWN]
        while len(self.lines) < len(shown):
            line = _DoubtLine(self._look)
            line.pressed.connect(self.pressed)
            self._column.insertWidget(len(self.lines), line)
            self.lines.append(line)
        while len(self.lines) > len(shown):
            line = self.lines.pop()
            line.hide()
            line.deleteLater()
        for line, doubt in zip(self.lines, shown, strict=True):
            line.show_doubt(doubt)
        tab_in_place(self, self.lines)
        self.calm.setVisible(not shown)
        self.more.setText(f"{len(doubts) - len(shown)} more")
        self.more.setVisible(len(doubts) > len(shown))


class _DoubtLine(QWidget):
    """One doubt: its mark, its sentence and its link."""

    pressed = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._doubt: Doubt | None = None
        self._mark: Icon | None = None
        self.text = Label(look, "", "body", "text", True)
        self.link = LinkButton(look, "")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.text)
        words.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)
        self._row.addLayout(words, 1)
        self.link.clicked.connect(self._tell)

    def show_doubt(self, doubt: Doubt) -> None:
        icon, word = _MARKS.get(doubt.code, _OTHER_MARK)
        if self._doubt is None or self._doubt.code != doubt.code:
            self._set_mark(icon)
        self._doubt = doubt
        self.text.setText(doubt.text)
        self.link.setText(word)
        self.link.setAccessibleName(f"{word}: {doubt.text}")

    def _set_mark(self, icon: str) -> None:
        if self._mark is not None:
            self._mark.deleteLater()
        self._mark = Icon(self._look, icon, "text_2", 20)
        self._row.insertWidget(0, self._mark, 0, Qt.AlignmentFlag.AlignTop)

    def _tell(self) -> None:
        self.pressed.emit(self._doubt)
