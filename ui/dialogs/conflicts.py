"""Two people changed one journey: what came in by itself, and the questions that somebody has to answer."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.controls.buttons import Button
from ui.controls.look import Look
from ui.controls.scrolled import Scrolled
from ui.controls.text import Label
from ui.dialogs.frame import BAR_ROOM, DialogFrame
from ui.dialogs.room import take_room
from workbench.domain.conflicts import Conflict, Side
from workbench.domain.differences import differences
from workbench.domain.merging import Merge, resolve_all
from workbench.domain.telling import told

_WIDTH: Final = 720
_LOWEST: Final = 240
_MOST_SENTENCES: Final = 200
_EDGE: Final = 12
_TICK: Final = 20
_STAYS: Final = "stays unless you choose"


class ConflictsDialog(DialogFrame):
    """What the other side brings, then each question with both answers; `choices` are those given.

    `names` says whose state is whose, such as “Mine” and “Theirs”.
    """

    def __init__(self, merge: Merge, names: Mapping[Side, str], look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "Two people changed this journey", _WIDTH, parent)
        self._names = names
        self.questions = [Question(look, conflict, names) for conflict in merge.conflicts]
        self.sentences = incoming(merge)
        self.all_of: dict[Side, Button] = {}
        self.count = Label(look, "", "body_strong", "text", True)
        self.widen_body()
        self.body.addWidget(self._scrolled(), 1)
        self.add_cancel("Not now")
        self.put_together = self.add_main("Put them together")
        self._count()
        take_room(self)

    @property
    def choices(self) -> dict[Conflict, Side]:
        """The answers given; what is not answered keeps the answer that the dialog shows."""
        return {each.conflict: each.chosen for each in self.questions if each.chosen is not None}

    def choose_all(self, side: Side) -> None:
        """Answer every question for one side."""
        for question in self.questions:
            question.choose(side)
        self._count()

    def _scrolled(self) -> Scrolled:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 4, BAR_ROOM, 4)
        column.setSpacing(16)
        if self.questions:
            column.addLayout(self._questions_head())
            for question in self.questions:
                question.answered.connect(self._count)
                column.addWidget(question)
        column.addLayout(self._incoming())
        column.addStretch(1)
        scroll = Scrolled(content)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setMinimumHeight(self.look.scaled(_LOWEST))
        scroll.setAccessibleName("What both sides changed")
        return scroll

    def _questions_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.count, 1)
        for side in Side:
            button = Button(self.look, f"All {self._names[side].lower()}", "outlined", size="control_compact")
            button.setProperty("side", side.value)
            button.clicked.connect(self._all_of_one)
            self.all_of[side] = button
            row.addWidget(button)
        return row

    def _incoming(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        head = "Changed there alone, and taken over" if self.sentences else "Nothing else was changed there"
        column.addWidget(Label(self.look, head, "body_strong", "text", True))
        for sentence in self.sentences[:_MOST_SENTENCES]:
            column.addWidget(Label(self.look, sentence, "body", "text", True))
        more = len(self.sentences) - _MOST_SENTENCES
        if more > 0:
            column.addWidget(Label(self.look, f"and {more:,} more", "body", "text_2"))
        column.addWidget(Label(self.look, "What was changed here alone stays.", "body", "text_2", True))
        return column

    def _all_of_one(self) -> None:
        self.choose_all(Side(self.sender().property("side")))

    def _count(self) -> None:
        many = len(self.questions)
        what = "One thing was changed on both sides" if many == 1 else f"{many:,} things were changed on both sides"
        self.count.setText(f"{what}; {len(self.choices):,} of {many:,} decided")


class Question(QWidget):
    """What both sides changed, and their two answers side by side, of which one can be chosen."""

    answered = Signal()

    def __init__(
        self, look: Look, conflict: Conflict, names: Mapping[Side, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.conflict = conflict
        called = f"{conflict.called[:1].upper()}{conflict.called[1:]}"
        title = f"{called}: {conflict.label}" if conflict.label else called
        self.setAccessibleName(title)
        self.answers = {
            side: Answer(look, names[side], conflict.answer(side), side is conflict.default) for side in Side
        }
        self._group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(8)
        for answer in self.answers.values():
            self._group.addButton(answer)
            row.addWidget(answer, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Label(look, title, "body", "text", True))
        column.addLayout(row)
        self._group.buttonClicked.connect(self._clicked)

    @property
    def chosen(self) -> Side | None:
        """Whose answer was chosen, or None."""
        return next((side for side, answer in self.answers.items() if answer.isChecked()), None)

    def choose(self, side: Side) -> None:
        """Choose an answer, without telling anybody."""
        self.answers[side].setChecked(True)
        self._settle()

    def _clicked(self) -> None:
        self._settle()
        self.answered.emit()

    def _settle(self) -> None:
        for answer in self.answers.values():
            answer.set_stays(False)


class Answer(QAbstractButton):
    """Whose answer it is and what it says; ticked when chosen, and marked where it holds until somebody chooses."""

    def __init__(self, look: Look, whose: str, text: str, stays: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._whose = whose
        self._head = Label(look, "", "small", "text_2")
        self._words = Label(look, text, "body", "text", True)
        self.setText(text)
        self.setCheckable(True)
        self.setAccessibleName(f"{whose}: {text}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        # two answers share the room in halves, however much either has to say
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, 8, _EDGE + look.scaled(_TICK), 8)
        column.setSpacing(0)
        for label in (self._head, self._words):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)
        column.addStretch(1)
        self.toggled.connect(self._dress)
        self.set_stays(stays)

    def set_stays(self, stays: bool) -> None:
        """Say, or say no longer, that it holds as long as nobody chooses."""
        self._head.setText(f"{self._whose} · {_STAYS}" if stays else self._whose)
        self.setAccessibleDescription(_STAYS if stays else "")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = 2 if self.isChecked() else 1
        painter.setPen(QPen(self._look.colour("accent" if self.isChecked() else "line_control"), wide))
        painter.setBrush(self._look.colour("accent_soft" if self.isChecked() or self.underMouse() else "field"))
        radius, half = self._look.theme.radius["control"], wide / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), radius, radius)
        if self.isChecked():
            edge = self._look.scaled(16)
            tick = self._look.pixmap("check", "on_accent_soft", edge, self.devicePixelRatioF())
            painter.drawPixmap(self.width() - _EDGE - edge, 8, tick)

    def _dress(self, chosen: bool) -> None:
        self._head.set_colour("on_accent_soft" if chosen else "text_2")
        self._words.set_colour("on_accent_soft" if chosen else "text")


def incoming(merge: Merge) -> Sequence[str]:
    """Return in sentences what the other side changed and mine did not."""
    settled = resolve_all(merge, Side.MINE)
    return told(differences(merge.versions.mine.values(), settled.elements))
