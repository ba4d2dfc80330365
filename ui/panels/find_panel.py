"""Find and replace beside the map: what to look for, where, and every place where it was found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from weakref import ref

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from ui.controls.buttons import Button, IconButton
from ui.controls.editors import QuietCombo
from ui.controls.look import Look
from ui.controls.notice import Say
from ui.controls.text import Label
from ui.controls.voice import announce
from ui.panels.attempts import attempt
from ui.panels.found_list import FoundList
from ui.panels.found_nothing import FoundNothing
from ui.panels.found_rows import card_of, counts
from ui.panels.watching import ShownWatch
from workbench.domain.document import Document
from workbench.domain.places import free_place
from workbench.editing.finding import Hit, Wanted, Where, find
from workbench.editing.replacing import replace
from workbench.editing.structure import add_touchpoint

WIDTH: Final = 300


@dataclass(slots=True)
class Search:
    """The search that is on, kept while one journey after the other is shown."""

    wanted: Wanted = field(default_factory=lambda: Wanted(""))
    by: str = ""
    row: int = 0
    is_open: bool = False
    replaces: bool = False


class FindPanel(QFrame):
    """Looks through every text while somebody types; Enter goes to the next place, Shift+Enter to the one before."""

    went = Signal(object)  # the id of the element in which the current hit lies
    found = Signal(object, object)  # how many hits belong to each place by id, and the place of the current one
    closed = Signal()

    def __init__(
        self, document: Document, journey: str, look: Look, kept: Search, say: Say, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._journey = journey
        self._kept = kept
        self._say = say
        self._is_new = False
        # weakly: another journey can have taken the place of the one in which that was
        self._came_from: ref[QWidget] | None = None
        self._look = look
        self.setProperty("ground", "panel")
        self.setProperty("edge", "right")
        self.setFixedWidth(look.scaled(WIDTH))
        self.wanted_line = _line("Find", "A word in any text")
        self.by_line = _line("Replace by", "What to put in its place")
        self.case = QCheckBox("Match capitals")
        self.words = QCheckBox("Whole words")
        self.where = QuietCombo()
        self.count = Label(look, "", "small", "text_2")
        self.list = FoundList(document, journey, look)
        self.nothing = FoundNothing(look)
        self.before = IconButton(look, "chevron-up", "The place before", "Shift+Enter", size="control_compact")
        self.next = IconButton(look, "chevron-down", "The next place", "Enter", size="control_compact")
        self.replace_one = Button(look, "Replace", "outlined", size="control_compact")
        self.replace_all = Button(look, "Replace all", "outlined", size="control_compact")
        self._title = Label(look, "Find", "heading")
        self._replacing = QWidget()
        self._build()
        self._restore()
        self._connect()
        self._watch = ShownWatch(self, document, self.search)
        self.hide()

    @property
    def wanted(self) -> Wanted:
        """What is looked for."""
        where = list(Where)[max(0, self.where.currentIndex())]
        return Wanted(self.wanted_line.text(), self.case.isChecked(), self.words.isChecked(), where)

    @property
    def is_open(self) -> bool:
        """Whether the search is on."""
        return self._kept.is_open

    def begin(self, replaces: bool | None = None) -> None:
        """Open for typing, with or without the part that replaces; None leaves that part as it is."""
        self._kept.is_open = True
        focus = QApplication.focusWidget()
        if focus is not None and not self.isAncestorOf(focus):
            self._came_from = ref(focus)
        self._kept.replaces = self._kept.replaces if replaces is None else replaces
        self._replacing.setVisible(self._kept.replaces)
        self._title.setText("Find and replace" if self._kept.replaces else "Find")
        self.show()
        self.wanted_line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.wanted_line.selectAll()
        self.search()

    def search(self) -> None:
        """Look again, and stay at the place that was looked at, or else at the one that follows it."""
        if not self._kept.is_open:
            return
        is_another = self.wanted != self._kept.wanted
        self._is_new = self._is_new or is_another
        row = 0 if is_another else self._kept.row
        self._kept.wanted = self.wanted
        self.list.take(find(self._document, self.wanted))
        if self.list.hits:
            self._go_to_row(min(row, len(self.list.hits) - 1))
        self._tell()
        if is_another:
            announce(self, self.count.text())

    def step(self, by: int) -> None:
        """Go to the next place or the one before, round the end."""
        if self.list.hits:
            # the first place is found by typing, and gone to by the first Enter
            by = 0 if self._is_new and by > 0 else by
            self._go_to_row((self.list.row + by) % len(self.list.hits))
            self._visit()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.step(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        self.where.addItems([each.value[:1].upper() + each.value[1:] for each in Where])
        self.where.setAccessibleName("Where to look")
        close = IconButton(self._look, "close", "Close find", "Esc", size="control_compact")
        close.clicked.connect(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        column.addLayout(_row(self._title, None, close))
        column.addWidget(self.wanted_line)
        column.addWidget(self._replacing)
        replacing = QVBoxLayout(self._replacing)
        replacing.setContentsMargins(0, 0, 0, 0)
        replacing.setSpacing(8)
        replacing.addWidget(self.by_line)
        replacing.addLayout(_row(self.replace_one, self.replace_all, None))
        column.addWidget(self.where)
        column.addLayout(_row(self.case, self.words, None))
        column.addLayout(_row(self.count, None, self.before, self.next))
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing, 1)

    def _connect(self) -> None:
        for line in (self.wanted_line, self.by_line):
            line.installEventFilter(self)
        self.wanted_line.textChanged.connect(self.search)
        self.by_line.textChanged.connect(self._keep_by)
        self.case.toggled.connect(self.search)
        self.words.toggled.connect(self.search)
        self.where.currentIndexChanged.connect(self.search)
        self.before.clicked.connect(self._step_back)
        self.next.clicked.connect(self._step_on)
        self.list.clicked.connect(self._visit)
        self.list.activated.connect(self._visit)
        self.replace_one.clicked.connect(self._replace_one)
        self.replace_all.clicked.connect(self._replace_all)
        self.nothing.wider_wanted.connect(self._look_wider)
        self.nothing.touchpoint_wanted.connect(self._make_touchpoint)

    def _step_on(self) -> None:
        self.step(1)

    def _step_back(self) -> None:
        self.step(-1)

    def _go_to_row(self, row: int) -> None:
        self.list.go_to(row)
        self._tell()

    def _visit(self) -> None:
        self._is_new = False
        self._tell()
        if self.list.current is not None:
            announce(self, f"{self.count.text()}: {self.list.currentIndex().data()}")
            self.went.emit(self.list.current.spot.element)

    def _restore(self) -> None:
        wanted = self._kept.wanted
        self.wanted_line.setText(wanted.text)
        self.by_line.setText(self._kept.by)
        self.case.setChecked(wanted.case)
        self.words.setChecked(wanted.whole_words)
        self.where.setCurrentIndex(list(Where).index(wanted.where))

    def _keep_by(self, text: str) -> None:
        self._kept.by = text

    def _tell(self) -> None:
        hits, text = self.list.hits, self.wanted_line.text()
        self._kept.row = self.list.row
        self.count.setText(f"{self._kept.row + 1:,} of {len(hits):,}" if hits else "None found" if text else "")
        if text and not hits:
            self.nothing.show_for(self.wanted)
        self.nothing.setVisible(bool(text) and not hits)
        self.list.setHidden(bool(text) and not hits)
        for button in (self.before, self.next, self.replace_one, self.replace_all):
            button.setEnabled(bool(hits))
        found: Mapping[str, int] = counts(self._document, hits) if self._kept.is_open else {}
        current = card_of(self._document, self.list.current) if self.list.current is not None and found else None
        self.found.emit(found, current)

    def _look_wider(self) -> None:
        """Ask for nothing but the text itself."""
        self.case.setChecked(False)
        self.words.setChecked(False)
        self.where.setCurrentIndex(list(Where).index(Where.EVERYWHERE))
        self.wanted_line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_touchpoint(self) -> None:
        """Make what was looked for; it waits beside the phases until somebody says where it belongs."""
        place = free_place(self._document, self._journey, None)
        name = self.wanted_line.text()
        made = attempt(lambda: add_touchpoint(self._document, self._journey, name, place), self._say)
        if made is not None:
            self.went.emit(made.id)
            self._say(f"Created touchpoint “{made.name}”; drag it to its phase.", "Undo", "undo")

    def _replace_one(self) -> None:
        """Replace the current hit and show the next, which never lies in what has just been put there."""
        hit, row = self.list.current, self.list.row
        if hit is None or not self._replace([hit]):
            return
        hits, end = self.list.hits, hit.start + len(self.by_line.text())
        while row < len(hits) and hits[row].spot == hit.spot and hits[row].start < end:
            row += 1
        if hits:
            self._go_to_row(row % len(hits))
            self._visit()

    def _replace_all(self) -> None:
        self._replace(self.list.hits)

    def _replace(self, hits: list[Hit]) -> bool:
        wanted, by = self.wanted.text, self.by_line.text()
        label = f"Replace “{wanted[:40]}” by “{by[:40]}”"
        count = attempt(lambda: replace(self._document, hits, by, label), self._say)
        if count is not None:
            self._say(f"Replaced in {count:,} {'place' if count == 1 else 'places'}.", "Undo", "undo")
        return count is not None

    def _close(self) -> None:
        self._kept.is_open = False
        self.hide()
        self._tell()
        came_from = self._came_from() if self._came_from is not None else None
        if came_from is not None and isValid(came_from) and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()


def _line(name: str, placeholder: str) -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(placeholder)
    line.setAccessibleName(name)
    line.setClearButtonEnabled(True)
    return line


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Widgets side by side; None stands for the room that is left."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return row
