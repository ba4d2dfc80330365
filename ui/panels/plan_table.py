"""The fixes that there are to choose from, as a table to type into."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget
from typing_extensions import override

from ui.controls.look import Look
from ui.controls.text import as_typed
from ui.panels.cell_editing import CellDelegate, Offer
from ui.panels.element_table import CellIndex, ElementTable
from ui.panels.grid import Grid
from ui.panels.plan_cells import COLUMNS, VERDICTS, Column, Verdict, cell_text, choices, is_guess, write_cell
from ui.panels.watching import watch
from workbench.domain.document import Document, Published
from workbench.domain.elements import Department, Improvement, Person, Phase, Touchpoint
from workbench.domain.improvements import improvements_in
from workbench.domain.problems import DomainProblem
from workbench.editing.improvements import add_improvement, duplicate_improvements
from workbench.editing.structure import delete

_WIDTHS: Mapping[Column, int] = {
    Column.FIX: 230,
    Column.CHOSEN: 84,
    Column.ONCE: 196,
    Column.ALONE: 68,
    Column.ADDS: 68,
    Column.WORLDS: 132,
    Column.PLACE: 150,
    Column.CHANGES: 210,
    Column.BY: 184,
    Column.MONTHLY: 168,
    Column.WEEKS: 110,
    Column.OWNER: 130,
    Column.NOT_WITH: 150,
    Column.AFTER: 150,
}
_RIGHT = frozenset({Column.ALONE, Column.ADDS})
_HINTS: Mapping[Column, str] = {
    Column.ALONE: "What this fix does by itself, per 1,000 customers",
    Column.ADDS: "Its part of what the set does together; these parts add up",
    Column.WORLDS: "In how many of 100 worlds it belongs to the best set",
    Column.ONCE: "Likely cost, with its low and high end: 5,000 (2,000 to 8,000)",
    Column.BY: "Relative to today, with its low and high end: 30 % less (20 to 40)",
    Column.NOT_WITH: "Fixes that are never done together with this one",
    Column.AFTER: "Fixes that come first",
}
_BAR = 4


class FixTable(ElementTable):
    """One row a fix; what is typed into a cell goes through a verb."""

    def __init__(self, document: Document, journey: str, look: Look, parent: QWidget) -> None:
        super().__init__(COLUMNS, _RIGHT, [each.id for each in improvements_in(document, journey)], parent)
        self._document = document
        self._journey = journey
        self._look = look
        self._verdicts: Mapping[str, Verdict] = {}
        self._stale = False
        watch(parent, document).published.connect(self._patch)

    def set_verdicts(self, verdicts: Mapping[str, Verdict], stale: bool) -> None:
        """Show what was found about each fix, by id; in grey where it is behind the map."""
        self._verdicts, self._stale = dict(verdicts), stale
        self._tell()

    def verdict(self, row: int) -> Verdict | None:
        """Return what was found about the fix of a row."""
        return self._verdicts.get(self._ids[row])

    def improvement(self, row: int) -> Improvement:
        """Return the fix of a row."""
        return self._document.get(Improvement, self._ids[row])

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.ToolTipRole and orientation is Qt.Orientation.Horizontal:
            return _HINTS.get(COLUMNS[section])
        return super().headerData(section, orientation, role)

    @override
    def data(self, index: CellIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = index.row(), COLUMNS[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(index.column())
        if role == Qt.ItemDataRole.UserRole:
            return self._ids[row]
        if role == Qt.ItemDataRole.FontRole:
            strong = column in (Column.FIX, Column.ADDS) and (verdict := self.verdict(row)) and verdict.chosen
            return self._look.font("body_strong" if strong else "body")
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._look.colour(self._ink(row, column))
        if role == Qt.ItemDataRole.ToolTipRole:
            text = self._text(row, column)
            return as_typed(text) if text else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column}: {self._text(row, column) or 'empty'}"
        return None

    @override
    def flags(self, index: CellIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        return flags if COLUMNS[index.column()] in VERDICTS else flags | Qt.ItemFlag.ItemIsEditable

    @override
    def put(self, row: int, column: int, text: str) -> None:
        """Carry out what typing a text into a cell means."""
        write_cell(self._document, self._journey, self.improvement(row), COLUMNS[column], text)

    def _text(self, row: int, column: Column) -> str:
        return cell_text(self._document, self.improvement(row), column, self.verdict(row))

    def _ink(self, row: int, column: Column) -> str:
        if column in VERDICTS:
            return "text_2" if self._stale else "text"
        if is_guess(self.improvement(row), column):
            return "warn"
        return "text" if column in (Column.FIX, Column.PLACE) else "text_2"

    def _patch(self, published: Published) -> None:
        if published.changes.touches(Improvement, Touchpoint, Phase, Department, Person):
            self.reorder([each.id for each in improvements_in(self._document, self._journey)])
            self._tell()

    def _tell(self) -> None:
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(COLUMNS) - 1))


class FixDelegate(CellDelegate):
    """Besides texts paints in how many worlds a fix belongs to the best set, as a bar under the words."""

    def __init__(self, look: Look, grid: "FixGrid") -> None:
        super().__init__(look, grid.offer, grid.table.write, grid)
        self._look = look
        self._grid = grid

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: CellIndex) -> None:
        super().paint(painter, option, index)
        verdict = self._grid.table.verdict(index.row())
        column = COLUMNS[index.column()]
        if verdict is None or column not in (Column.WORLDS, Column.CHOSEN):
            return
        box = QRectF(option.rect)
        if column is Column.WORLDS and verdict.worlds is not None:
            groove = QRectF(box.left() + 11, box.bottom() - _BAR - 1, box.width() - 22, _BAR)
            painter.fillRect(groove, self._look.colour("line"))
            groove.setWidth(groove.width() * verdict.worlds)
            painter.fillRect(groove, self._look.colour("bar_after" if verdict.chosen else "bar_before"))
        elif column is Column.CHOSEN and verdict.chosen:
            edge = self._look.scaled(16)
            picture = self._look.pixmap("check", "accent", edge, painter.device().devicePixelRatio())
            painter.drawPixmap(round(box.left()) + 11, round(box.center().y() - edge / 2), picture)

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: CellIndex) -> None:
        super().initStyleOption(option, index)
        if COLUMNS[index.column()] is Column.CHOSEN:
            # painted as a mark; the word is for those who listen or copy
            option.text = ""
        if option.state & QStyle.StateFlag.State_Selected:
            option.font.setWeight(self._look.font("body").weight())


class FixGrid(Grid):
    """The table with its keys: Insert adds a fix, Ctrl+D duplicates the selected ones, Delete removes them."""

    refused = Signal(object)  # a sentence

    def __init__(self, document: Document, journey: str, look: Look, parent: QWidget | None = None) -> None:
        long = [COLUMNS.index(each) for each in (Column.FIX, Column.PLACE)]
        super().__init__(look, "Fixes to choose from", [_WIDTHS[each] for each in COLUMNS], long, parent)
        self._document = document
        self._journey = journey
        self.table = FixTable(document, journey, look, self)
        self.setModel(self.table)
        self.edit_with(FixDelegate(look, self))
        self.show_verdicts({}, stale=False)
        self.table.refused.connect(self.refused)
        self.copy_wanted.connect(self._copy)

    def offer(self, index: CellIndex) -> Offer:
        """Return what a cell offers to choose from."""
        column = COLUMNS[index.column()]
        listed = choices(self._document, self._journey, column, self.table.improvement(index.row()))
        return Offer(listed, may_type=column not in (Column.PLACE, Column.CHANGES))

    def show_verdicts(self, verdicts: Mapping[str, Verdict], stale: bool) -> None:
        """Show what was found about the fixes; without anything its columns are not to be seen."""
        self.table.set_verdicts(verdicts, stale)
        for column in VERDICTS:
            self.setColumnHidden(COLUMNS.index(column), not verdicts)
        self.share_width()

    def chosen(self) -> list[str]:
        """Return the ids of the selected fixes, from top to bottom."""
        return [self.table.ids[row] for row in sorted({each.row() for each in self.selectionModel().selectedRows()})]

    def add(self) -> None:
        """Add a fix and let its name be typed."""
        try:
            made = add_improvement(self._document, self._journey)
        except DomainProblem as problem:
            self.refused.emit(str(problem))
            return
        at = self.table.index(self.table.ids.index(made.id), COLUMNS.index(Column.FIX))
        self.setFocus()
        self.setCurrentIndex(at)
        self.edit(at)

    def duplicate(self) -> None:
        """Add a copy of each selected fix."""
        made = duplicate_improvements(self._document, self.chosen())
        if made:
            self.setCurrentIndex(self.table.index(self.table.ids.index(made[-1].id), 0))

    def remove(self) -> None:
        """Remove the selected fixes; Undo brings them back."""
        row = self.currentIndex().row()
        delete(self._document, self.chosen())
        if self.table.rowCount():
            self.setCurrentIndex(self.table.index(min(max(row, 0), self.table.rowCount() - 1), 0))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.key() == Qt.Key.Key_Insert and plain:
            self.add()
        elif event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.duplicate()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and plain:
            self.remove()
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        chosen = set(self.chosen())
        rows = [row for row, each in enumerate(self.table.ids) if not chosen or each in chosen]
        QGuiApplication.clipboard().setText(self.table.as_tsv(rows))
