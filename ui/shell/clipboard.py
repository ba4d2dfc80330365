"""Cut, copy, paste and duplicate, in the map, the outline and the table alike."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication

from ui.canvas.boxes import around
from ui.canvas.drops import MapDrops
from ui.canvas.surface import MapSurface
from ui.controls.labels import figure, how_many
from ui.controls.notice import Say
from ui.live import LiveResults
from ui.shell import telling
from workbench.domain.clips import Clip
from workbench.domain.elements import Phase, Touchpoint
from workbench.domain.naming import own_name
from workbench.domain.places import ROW_PITCH, Place
from workbench.domain.problems import DomainProblem
from workbench.editing import clipboard
from workbench.editing.headings import is_heading
from workbench.editing.indented import indented_text, paste_indented
from workbench.editing.table_paste import paste_rows
from workbench.editing.table_rows import table_rows
from workbench.exchange.cells import as_html, as_tsv
from workbench.exchange.pasted import read_pasted
from workbench.exchange.problems import PasteProblem
from workbench.storage.clips import MIME_TYPE, clip_bytes, read_clip
from workbench.storage.problems import FileProblem

KEYS: Final = ("cut", "copy", "paste", "duplicate")
"""The actions of the clipboard whose keys act in the outline too, and in none of the text fields."""

TABLE_KEYS: Final = ("cut", "paste", "duplicate")
"""Those whose keys act in the table; what is copied there are its rows."""

_TSV: Final = "text/tab-separated-values"


class ClipboardDesk(QObject):
    """What the actions of the clipboard do; `verbs` finds it by the action's key.

    The tables that are copied hold the breakdowns of the `live` results.
    """

    def __init__(self, surface: MapSurface, live: LiveResults, say: Say, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._map = surface
        self._document, self._journey, self._selection = surface.document, surface.journey, surface.selection
        self._live = live
        self._say = say
        MapDrops(surface).dropped.connect(self.drop)
        self.verbs: Mapping[str, Callable[[], object]] = {
            "cut": self.cut,
            "copy": self.copy,
            "copy-table": self.copy_table,
            "paste": self.paste,
            "duplicate": self.duplicate,
        }

    def copy(self) -> None:
        """Copy what is selected: for this program, as an outline for texts and as cells for tables."""
        clip = clipboard.clip_of(self._document, self._selection.ids)
        self._hold(clip, self._outline(clip))

    def copy_rows(self, touchpoints: Sequence[str]) -> None:
        """Copy rows of the table; where text is wanted they are cells."""
        clip = clipboard.clip_of(self._document, touchpoints)
        self._hold(clip, as_tsv(self._rows(touchpoints)))

    def copy_table(self) -> None:
        """Copy the selected touchpoints, or all of them, as cells alone, so that they come back as changes."""
        placed = clipboard.placed_among(self._document, self._selection.ids)
        chosen = self._touchpoints(each.id for each in placed)
        own = (each.id for each in self._document.of(Touchpoint) if each.journey == self._journey)
        rows = self._rows(chosen or list(own))
        data = QMimeData()
        data.setText(as_tsv(rows))
        _add_cells(data, rows)
        QGuiApplication.clipboard().setMimeData(data)
        self._say(f"Copied a table of {how_many(len(rows) - 1, 'touchpoint')}.")

    def cut(self) -> None:
        """Copy what is selected, and take it away."""
        clip = clipboard.clip_of(self._document, self._selection.ids)
        data = self._data_of(clip, self._outline(clip))
        clipboard.cut(self._document, clip)
        QGuiApplication.clipboard().setMimeData(data)
        self._say(f"Cut {clip.describe()}.", "Undo", "undo")

    def duplicate(self) -> None:
        """Add what is selected once more."""
        clip = clipboard.clip_of(self._document, self._selection.ids)
        made = clipboard.paste(self._document, self._journey, clip, "Duplicate")
        self._show(made, f"Duplicated {clip.describe()}.")

    def paste(self) -> None:
        """Paste what the clipboard holds, below what is selected."""
        # where nobody has copied anything yet there may be no data at all
        self._take(QGuiApplication.clipboard().mimeData() or QMimeData(), self._below_selection())

    def drop(self, data: QMimeData, place: Place) -> None:
        """Paste what was dropped on the map, and say what cannot be."""
        try:
            self._take(data, place)
        except (DomainProblem, FileProblem) as problem:
            self._say(str(problem))

    def _take(self, data: QMimeData, landing: Place | None) -> None:
        if data.hasFormat(MIME_TYPE):
            clip = read_clip(bytes(data.data(MIME_TYPE).data()))
            self._show(clipboard.paste(self._document, self._journey, clip), f"Pasted {clip.describe()}.")
            return
        if any(url.isLocalFile() for url in data.urls()):
            raise PasteProblem("Files cannot be pasted; open a journey or import a log with the File menu.")
        if data.hasImage() and not data.hasText():
            raise PasteProblem("Pictures cannot be pasted; copy touchpoints, spreadsheet cells or lines of text.")
        found = read_pasted(data.text(), is_heading)
        if found.lines:
            made = paste_indented(self._document, self._journey, found.lines, landing)
            self._show(made, f"{how_many(len(made), 'touchpoint')} added.")
            return
        done = paste_rows(self._document, self._journey, found.rows, landing)
        self._show([*done.made, *done.changed], done.sentence)

    def _show(self, ids: Sequence[str], sentence: str) -> None:
        """Select what is new or changed, bring its cards into sight, and say what was done."""
        if not ids:
            self._say(sentence)
            return
        self._selection.set(ids)
        box = around(self._map.plan.cards[each] for each in ids if each in self._map.plan.cards)
        if box is not None:
            self._map.reveal(box)
        self._say(sentence, "Undo", "undo")

    def _hold(self, clip: Clip, text: str) -> None:
        QGuiApplication.clipboard().setMimeData(self._data_of(clip, text))
        self._say(f"Copied {clip.describe()}.")

    def _data_of(self, clip: Clip, text: str) -> QMimeData:
        data = QMimeData()
        data.setText(text)
        cards = self._touchpoints(each.id for each in clip.placed)
        if cards:
            _add_cells(data, self._rows(cards))
        data.setData(MIME_TYPE, clip_bytes(clip))
        return data

    def _outline(self, clip: Clip) -> str:
        ids = [each.id for each in clip.placed]
        outline = indented_text(self._document, self._journey, ids)
        return outline or "\n".join(own_name(each) for each in clip.placed)

    def _rows(self, touchpoints: Sequence[str]) -> list[list[str]]:
        breakdowns = telling.breakdowns(self._live.state.outcome)
        numbers = {each: figure(value) for each, value in breakdowns.items()}
        return table_rows(self._document, self._journey, touchpoints, numbers)

    def _touchpoints(self, ids: Iterable[str]) -> list[str]:
        return [each for each in ids if self._document.find(Touchpoint, each) is not None]

    def _below_selection(self) -> Place | None:
        element = self._document.elements.get(self._selection.current or "")
        if isinstance(element, Touchpoint):
            return Place(element.phase, 0.0, element.y + ROW_PITCH)
        return Place(element.id) if isinstance(element, Phase) else None


def _add_cells(data: QMimeData, rows: Sequence[Sequence[str]]) -> None:
    data.setHtml(as_html(rows))
    data.setData(_TSV, as_tsv(rows).encode())
