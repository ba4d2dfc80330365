"""Who answers for what, whose failures cost whom, and how much work it is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from ui.bridge import Selection
from ui.controls.buttons import Button, Choice, IconButton, Segmented
from ui.controls.empty import EmptyState
from ui.controls.labels import ROLES
from ui.controls.look import Look
from ui.controls.popups import open_below
from ui.controls.text import Label, letter_by_letter
from ui.panels.column import padded, section, stack
from ui.panels.owner_numbers import CauseNumbers, WorkNumbers, cause_headline
from ui.panels.owners_costs import CostsPage
from ui.panels.owners_matrix import RoleMatrix
from ui.panels.owners_tree import PartyTree
from ui.panels.owners_waiting import WaitingList
from ui.panels.owners_words import hand_offs_line, nobody_line, owners_headline
from ui.panels.owners_work import WorkPage
from ui.panels.watching import ShownWatch
from workbench.analysis.ownership import answers_for, crossings, unowned
from workbench.domain.document import Document
from workbench.domain.elements import Department, Person
from workbench.domain.owners import party_names
from workbench.domain.vocabulary import Role
from workbench.editing.ownership import add_department, add_person, assign

_SIDE = 300
_PAGES = ("parts", "costs", "work")


class OwnersView(QWidget):
    """The finding on top; below it the parts with those who answer at the left, who pays, or the work."""

    refused = Signal(object)  # a sentence
    looked_at = Signal()

    def __init__(
        self, document: Document, journey: str, selection: Selection, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._journey = journey
        self._selection = selection
        self._look = look
        self.headline = Label(look, "", "sentence", "text", True)
        self.hand_offs = Label(look, "", "small", "text_2")
        self.pages = Segmented(
            look,
            "What is shown of the owners",
            [Choice("parts", "Parts"), Choice("costs", "Who pays"), Choice("work", "Work")],
        )
        self.costs = CostsPage(look)
        self.work = WorkPage(document, look)
        self._causes: CauseNumbers | None = None
        self._work: WorkNumbers | None = None
        self.waiting = WaitingList(look)
        self.give = Button(look, "Give to…", "outlined", size="control_compact")
        self.tree = PartyTree(document, look)
        self.add_department = Button(look, "Department", "outlined", "plus", size="control_compact")
        self.add_person = Button(look, "Person", "outlined", "plus", size="control_compact")
        self.more = IconButton(look, "more", "More about this department or person", size="control_compact")
        self.matrix = RoleMatrix(document, journey, selection, look)
        self.empty = EmptyState(
            look,
            "owners",
            "Nobody answers for anything yet",
            "Give each touchpoint one accountable department. Hand-offs then show by themselves.",
            "Add a department",
            "owners",
        )
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Bring lists, counts and sentences in step with the document; the matrix follows by itself."""
        lonely = unowned(self._document, self._journey)
        self._show_head()
        self.waiting.show_touchpoints(lonely)
        self._nobody.setText(nobody_line(len(lonely)))
        self.waiting.setVisible(bool(lonely))
        self.give.setVisible(bool(lonely))
        self.tree.refresh(answers_for(self._document, self._journey))
        anybody = bool(self._document.of(Department) or self._document.of(Person))
        self._pages.setCurrentIndex(0 if anybody else 1)
        self._follow(self._selection.ids)

    def show_numbers(self, causes: CauseNumbers | None, work: WorkNumbers | None) -> None:
        """Show what a run says about those who answer, or that there is nothing yet."""
        self._causes, self._work = causes, work
        self.costs.show_numbers(causes)
        self.work.show_numbers(work)
        self._show_head()

    def show_counting(self) -> None:
        """Say that a run's numbers are on their way, where none are shown."""
        self.costs.pages.show_counting()
        self.work.pages.show_counting()

    def turn_to(self, page: str) -> None:
        """Show the parts, the costs or the work."""
        self.pages.choose(page)
        self._show_page()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.looked_at.emit()

    def give_to(self, party: str, touchpoints: Sequence[str]) -> None:
        """Let a department or person answer for touchpoints, in one step."""
        present = [each for each in touchpoints if each in self._document.elements]
        if present:
            assign(self._document, present, party)

    def fill(self, menu: QMenu) -> None:
        """Put into a menu everybody who could answer for the touchpoints selected at the left."""
        for name, party in party_names(self._document).items():
            action = QAction(letter_by_letter(name), menu)
            action.setData(party)
            menu.addAction(action)

    def _build(self) -> None:
        self.setProperty("ground", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        head.setSpacing(16)
        head.addLayout(stack(self.headline, self.hand_offs, spacing=2), 1)
        head.addWidget(self.pages, 0, Qt.AlignmentFlag.AlignVCenter)
        upright = QFrame()
        upright.setProperty("kind", "upright_rule")
        parts = QWidget()
        body = QHBoxLayout(parts)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self._side())
        body.addWidget(upright)
        body.addLayout(stack(self.matrix, self._key(), spacing=0), 1)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        self._shown = QStackedWidget()
        for page in (parts, self.costs, self.work):
            self._shown.addWidget(page)
        column.addWidget(self._shown, 1)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(content)
        self._pages.addWidget(padded(self.empty))

    def _side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(self._look.scaled(_SIDE))
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 0, 12, 12)
        column.setSpacing(8)
        self._nobody = Label(self._look, "", "heading")
        row = QHBoxLayout()
        row.addWidget(self._nobody, 1)
        row.addWidget(self.give)
        column.addLayout(row)
        column.addWidget(self.waiting, 1)
        column.addSpacing(4)
        column.addLayout(section(self._look, "Who answers", self.more))
        column.addWidget(self.tree, 2)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add_department)
        buttons.addWidget(self.add_person)
        buttons.addStretch(1)
        column.addLayout(buttons)
        return side

    def _key(self) -> QWidget:
        """The words behind the letters, and how to change them."""
        words = "   ".join(f"{role.value}\N{NO-BREAK SPACE}{ROLES[role].lower()}" for role in (*Role,))
        key = Label(self._look, f"{words}   Type a letter, or click a cell twice.", "small", "text_2", True)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(key)
        return holder

    def _connect(self) -> None:
        ShownWatch(self, self._document, self.refresh)
        self.pages.chosen.connect(self._show_page)
        self.work.table.work.refused.connect(self.refused)
        self._selection.changed.connect(self._follow)
        self.waiting.chosen.connect(self._selection.set)
        self.waiting.give_wanted.connect(self._offer)
        self.give.clicked.connect(self._offer)
        self.tree.dropped.connect(self.give_to)
        self.tree.refused.connect(self.refused)
        self.add_department.clicked.connect(self._add_department)
        self.add_person.clicked.connect(self._add_person)
        self.more.clicked.connect(self._open_more)
        self.empty.acted.connect(self._add_department)

    def _show_page(self) -> None:
        self._shown.setCurrentIndex(_PAGES.index(self.pages.key))
        self._show_head()

    def _show_head(self) -> None:
        page = self.pages.key
        if page == "costs" and self._causes is not None:
            self.headline.setText(cause_headline(self._causes))
            self.hand_offs.setText("Per 1,000 customers, as it is; exact shares of every breakdown.")
        elif page == "work" and self._work is not None:
            self.headline.setText(self._work.remark)
            self.hand_offs.setText("Retries, recoveries and visits that a failure brought about.")
        else:
            crossed = crossings(self._document, self._journey)
            self.headline.setText(owners_headline(crossed))
            self.hand_offs.setText(hand_offs_line(crossed))

    def _follow(self, ids: Sequence[str]) -> None:
        self.waiting.select_ids(ids)
        self.give.setEnabled(bool(self.waiting.ids))

    def _add_department(self) -> None:
        made = add_department(self._document, _free_name(self._document, "New department"))
        self.tree.begin_rename(made.id)

    def _add_person(self) -> None:
        current = self.tree.current
        home = current.department if isinstance(current, Person) else current.id if current else None
        made = add_person(self._document, _free_name(self._document, "New person"), home)
        self.tree.begin_rename(made.id)

    def _offer(self) -> None:
        if not self.waiting.ids:
            return
        menu = QMenu(self)
        self.fill(menu)
        menu.triggered.connect(self._give)
        open_below(menu, self.give)

    def _give(self, action: QAction) -> None:
        self.give_to(action.data(), self.waiting.ids)

    def _open_more(self) -> None:
        if self.tree.current is not None:
            menu = QMenu(self)
            self.tree.fill(menu)
            open_below(menu, self.more)


def _free_name(document: Document, wish: str) -> str:
    taken = {each.name for each in (*document.of(Department), *document.of(Person))}
    name, count = wish, 1
    while name in taken:
        count += 1
        name = f"{wish} {count}"
    return name
