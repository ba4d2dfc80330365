"""Every key and gesture on one sheet, to be searched and printed."""

from collections.abc import Sequence
from html import escape
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from ui.controls.buttons import Button
from ui.controls.look import Look
from ui.controls.scrolled import Scrolled
from ui.controls.text import Label, as_on_keyboard
from ui.dialogs.frame import WIDE, DialogFrame
from ui.dialogs.room import take_room

_ABOVE_HEADING: Final = 8
_LOWEST: Final = 200

Group = tuple[str, Sequence[tuple[str, str]]]
"""A heading, and below it keys with what they do."""

GESTURES: Final = (
    ("Enter", "the next touchpoint, connected, in the same phase; on a line: a touchpoint in the middle of it"),
    ("Tab", "while naming: a branch, another way from the same card"),
    ("Shift+Enter, Shift+Tab", "while naming: on in the next phase, or back in the one before"),
    ("Double-click", "on the ground: a new touchpoint; on a card: rename it"),
    ("Drag from a card’s edge", "connect it; on empty ground a new card appears"),
    ("Drag a card onto a line", "insert it there"),
    ("Drag on the ground", "a band selects what it touches; with Alt a lasso; with Shift it adds"),
    ("Arrows", "along the transitions, or to the nearest card; with Shift they extend the selection"),
    ("Alt+arrows", "move what is selected; with Shift they make a note or frame larger and smaller"),
    ("N or G, then Enter", "a note beside what is selected, a frame round it; a frame moves what lies inside"),
    ("Shift+Enter, Ctrl+Enter", "while writing a note: keep it"),
    ("Home, End", "the first and the last card of the phase; with Ctrl of the map"),
    ("Page Up, Page Down", "the phase before and the next"),
    ("Space held, or middle button", "move the map"),
    ("Ctrl+wheel, pinch", "zoom round the pointer"),
    ("Z, then drag", "zoom to a box; a click zooms in there"),
    ("Double-click on a card’s plus", "open the journey inside it"),
    ("The mouse’s side buttons", "back and forward through the places visited"),
    ("Right click, menu key, long touch", "what can be done here"),
    ("Two fingers", "move and zoom; one finger taps, taps twice to rename, drags a card, or moves the map"),
    ("Escape", "stop whatever is going on, without a trace"),
)

ROWS: Final = (
    ("Enter", "in the outline the next touchpoint, connected; in the table the cell opens"),
    ("F2, or type", "rename in the outline; change a cell of the table"),
    ("Enter, Tab", "while typing in the table: on to the cell below, or beside; with Shift back"),
    ("Alt+Enter", "while typing notes or questions: another line"),
    ("Alt+Up, Alt+Down", "move the rows, past the end of a phase into the next; in the outline phases too"),
    ("Alt+Left, Alt+Right", "in the outline: into the phase before, or the next"),
    ("Drag rows", "move them; in the table while it stands in the order of the journey"),
    ("Click on a heading", "sort; the third click brings the order of the journey back"),
    ("One finger", "in lists and panels: dragged it scrolls; a tap selects, held it opens the menu"),
    ("Escape", "leave what stood there"),
)


class KeysDialog(DialogFrame):
    """Two columns, the key and what it does, group by group; typing leaves only what fits."""

    def __init__(self, look: Look, groups: Sequence[Group], parent: QWidget | None = None) -> None:
        super().__init__(look, "Keys and gestures", WIDE, parent)
        said = (("On the map", GESTURES), ("In the outline and the table", ROWS), *groups)
        self.groups: tuple[Group, ...] = tuple((title, _on_keyboard(keys)) for title, keys in said)
        self.line = QLineEdit()
        self.line.setPlaceholderText("A key, or what it is to do")
        self.line.setAccessibleName("Find a key")
        self.line.setClearButtonEnabled(True)
        self.rows: list[_Row] = []
        self._headings: list[tuple[QWidget, list[_Row]]] = []
        nothing = as_on_keyboard("No key fits; the palette (Ctrl+K) finds everything else.")
        self._nothing = Label(look, nothing, "body", "text_2", True)
        self._print = Button(look, "Print…", "outlined")
        self.body.addWidget(self.line)
        self.body.addWidget(self._scroll(self._table()), 1)
        self.buttons.insertWidget(0, self._print)
        self.add_main("Close")
        self.line.textChanged.connect(self._filter)
        self._print.clicked.connect(self._print_sheet)
        self._filter("")
        take_room(self)
        self.line.setFocus()

    def _table(self) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for title, keys in self.groups:
            heading = _heading(self.look, title)
            grid.addWidget(heading, grid.rowCount(), 0, 1, 2)
            rows = [_Row(self.look, key, what, title) for key, what in keys]
            for row in rows:
                at = grid.rowCount()
                grid.addWidget(row.key, at, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(row.what, at, 1, Qt.AlignmentFlag.AlignTop)
            self._headings.append((heading, rows))
            self.rows += rows
        grid.addWidget(self._nothing, grid.rowCount(), 0, 1, 2)
        grid.setRowStretch(grid.rowCount(), 1)
        return table

    def _scroll(self, table: QWidget) -> Scrolled:
        scroll = Scrolled(table)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setMinimumHeight(self.look.scaled(_LOWEST))
        scroll.setAccessibleName("Keys and gestures")
        return scroll

    def _filter(self, typed: str) -> None:
        for heading, rows in self._headings:
            shown = [row.show_if_it_fits(typed) for row in rows]
            heading.setVisible(any(shown))
        self._nothing.setVisible(all(row.is_hidden for row in self.rows))

    def _print_sheet(self) -> None:
        # most sessions print nothing
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            document = QTextDocument()
            document.setHtml(sheet(self.groups))
            document.print_(printer)


def _on_keyboard(keys: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(as_on_keyboard(key), as_on_keyboard(what)) for key, what in keys]


def _heading(look: Look, title: str) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, _ABOVE_HEADING, 0, 2)
    column.addWidget(Label(look, title, "heading"))
    return box


class _Row:
    """One key and what it does."""

    def __init__(self, look: Look, key: str, what: str, title: str) -> None:
        # a line may break between two keys, but not inside one
        self.key = Label(look, key.replace("+", "+\N{WORD JOINER}"), "body_strong", "text", True)
        self.what = Label(look, what, "body", "text", True)
        self._words = f"{key} {what} {title}".casefold()

    @property
    def is_hidden(self) -> bool:
        """Whether it does not fit what is typed."""
        return self.key.isHidden()

    def show_if_it_fits(self, typed: str) -> bool:
        """Show it if it fits what is typed, and return whether it does."""
        fits = all(word in self._words for word in typed.casefold().split())
        self.key.setVisible(fits)
        self.what.setVisible(fits)
        return fits


def sheet(groups: Sequence[Group]) -> str:
    """Return the whole sheet as a page to print."""
    parts = ["<h1>Keys and gestures</h1>"]
    for title, keys in groups:
        rows = "".join(
            f"<tr><td width='35%'><b>{escape(key)}</b></td><td>{escape(what)}</td></tr>" for key, what in keys
        )
        parts.append(f"<h2>{escape(title)}</h2><table width='100%' cellpadding='2'>{rows}</table>")
    return "".join(parts)


def show_keys(look: Look, groups: Sequence[Group], parent: QWidget) -> None:
    """Show the sheet until it is closed."""
    KeysDialog(look, groups, parent).run()
