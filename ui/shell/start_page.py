"""The first screen: something to begin with, something to look at, and what a crash left behind."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSpacerItem, QVBoxLayout, QWidget

from ui.controls.buttons import Button
from ui.controls.empty import Icon
from ui.controls.focus import tab_after
from ui.controls.look import Look
from ui.controls.scrolled import Scrolled
from ui.controls.text import Label
from ui.override import override
from ui.shell.start_cards import AppMark, SampleCard, SampleGrid, StoryCard, Tile, Wish
from workbench.samples import contradictions, samples

if TYPE_CHECKING:
    from ui.controls.notice import Banner

_SIDE: Final = 360
_MOST_RECENT: Final = 5
# What comes below the samples takes at least this much; known early, a scroll bar does not come late
_ROOM_BELOW: Final = 300
_TAKEN: Final = (".journey", ".csv", ".csv.gz", ".tsv", ".txt")


class RecentFile(NamedTuple):
    """A file opened lately, and in words when it was saved and `where` it lies."""

    path: str
    where: str


def named(paths: Iterable[str]) -> list[RecentFile]:
    """Return files with what their paths say, without looking at them."""
    return [RecentFile(path, Path(path).parent.name) for path in paths]


class StartPage(QWidget):
    """Templates and files on the left, samples on the right, and above them whatever else asks to be seen."""

    wished = Signal(object)

    def __init__(self, look: Look, recent: Sequence[RecentFile], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setProperty("ground", "window")
        self.setAcceptDrops(True)
        self.banners: Sequence[Banner] = ()
        self.cards = [SampleCard(look, sample) for sample in samples()]
        self.lessons: list[StoryCard] = []
        self.beginnings = self._beginnings()
        self._recent: list[Tile] = []
        self._recent_box = QVBoxLayout()
        self._recent_box.setSpacing(4)
        self._banner_box = QVBoxLayout()
        self._banner_box.setSpacing(12)
        self._body = QVBoxLayout()
        self._room_below = QSpacerItem(0, look.scaled(_ROOM_BELOW))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left())
        row.addWidget(self._right(), 1)
        self.show_recent(recent)

    def show_recent(self, recent: Sequence[RecentFile]) -> None:
        """List the files opened lately."""
        while (item := self._recent_box.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._recent = []
        if not recent:
            hint = "Journeys that you save are listed here."
            self._recent_box.addWidget(Label(self._look, hint, "body", "text_2", True))
        for each in recent[:_MOST_RECENT]:
            tile = Tile(self._look, "file", Path(each.path).stem, each.where, "quiet")
            tile.pressed.connect(self._wish)
            tile.wish = Wish("file", each.path)
            self._recent_box.addWidget(tile)
            self._recent.append(tile)
        tab_after(self.beginnings[-1], self._recent)

    def show_banners(self, banners: "Sequence[Banner]") -> None:
        """Put these above the samples, in place of those before."""
        for banner in self.banners:
            banner.deleteLater()
        self.banners = banners
        for banner in banners:
            self._banner_box.addWidget(banner)
        tab_after((*self.beginnings, *self._recent)[-1], banners)

    def complete(self) -> None:
        """Build what lies below the samples, which few windows are high enough to show."""
        if self.lessons:
            return
        self.lessons = [StoryCard(self._look, sample) for sample in contradictions()]
        heading = self._heading("Journeys that contradict you", "what an early fix does, and what it does not do")
        self._body.removeItem(self._room_below)
        before_stretch = self._body.count() - 1
        self._body.insertLayout(before_stretch, heading)
        self._body.insertWidget(before_stretch + 1, SampleGrid(self._look, self.lessons))
        self._body.addLayout(self._foot())
        for card in self.lessons:
            card.pressed.connect(self._wish)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped_file(event.mimeData())
        if path is not None:
            self.wished.emit(Wish("file", path))

    def _left(self) -> QWidget:
        side = QFrame(self)
        side.setProperty("ground", "panel")
        side.setProperty("edge", "right")
        side.setFixedWidth(self._look.scaled(_SIDE))
        column = QVBoxLayout(side)
        column.setContentsMargins(24, 28, 24, 24)
        column.setSpacing(12)
        column.addLayout(self._title())
        column.addSpacing(8)
        for tile in self.beginnings:
            tile.pressed.connect(self._wish)
            column.addWidget(tile)
        column.addSpacing(16)
        column.addWidget(Label(self._look, "Recent", "heading"))
        column.addLayout(self._recent_box)
        column.addStretch(1)
        return side

    def _title(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(AppMark(self._look))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(self._look, "Journey Workbench", "title"))
        words.addWidget(Label(self._look, "Draw the journey. Then let it run.", "body", "text_2"))
        row.addLayout(words, 1)
        return row

    def _beginnings(self) -> list["Tile"]:
        usual = Tile(self._look, "map", "New journey, eleven phases", "from need to recommendation", "primary")
        usual.wish = Wish("template")
        other = Tile(self._look, "tool-phase", "Another set of phases", "3, 5, 7 or 8 columns", "outlined")
        other.wish = Wish("other-template")
        blank = Tile(self._look, "file", "Blank", "no phases yet", "outlined")
        blank.wish = Wish("template", "blank")
        a_file = Tile(self._look, "folder", "Open a file", "or drop it on this window", "outlined")
        a_file.wish = Wish("open")
        return [usual, other, blank, a_file]

    def _right(self) -> QWidget:
        body = QWidget()
        body.setLayout(self._body)
        self._body.setContentsMargins(32, 24, 32, 16)
        self._body.setSpacing(20)
        self._body.addLayout(self._banner_box)
        self._body.addLayout(self._heading("Open a sample", "complete, with results; yours to change"))
        self._body.addWidget(SampleGrid(self._look, [*self.cards, self._paste_card()]))
        self._body.addSpacerItem(self._room_below)
        self._body.addStretch(1)
        for card in self.cards:
            card.pressed.connect(self._wish)
        return Scrolled(body, "window")

    def _heading(self, title: str, text: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Label(self._look, title, "title"))
        row.addWidget(Label(self._look, text, "body", "text_2"), 1)
        return row

    def _paste_card(self) -> QWidget:
        card = QFrame()
        card.setProperty("kind", "dashed_card")
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(Icon(self._look, "table", "text_2", 24), 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(Label(self._look, "Already have a log or a list?", "heading"))
        text = "An event log in CSV becomes a journey that runs: one touchpoint an activity, with its owners."
        column.addWidget(Label(self._look, text, "body", "text_2", True))
        column.addStretch(1)
        button = Button(self._look, "Import an event log…", "outlined", "table")
        button.clicked.connect(self._import)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Icon(self._look, "lock", "text_2", 16))
        text = "Everything stays in one file on this computer. No network needed."
        row.addWidget(Label(self._look, text, "body", "text_2"), 1)
        row.addWidget(Label(self._look, "Keys and gestures: F1", "body", "text_2"))
        return row

    def _wish(self, wish: Wish) -> None:
        self.wished.emit(wish)

    def _import(self) -> None:
        self.wished.emit(Wish("import"))


def _dropped_file(data: QMimeData) -> str | None:
    from PySide6.QtCore import QUrl

    local: Callable[[QUrl], str] = QUrl.toLocalFile
    files = [local(url) for url in data.urls() if url.isLocalFile()]
    return next((path for path in files if path.lower().endswith(_TAKEN)), None)
