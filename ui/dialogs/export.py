"""Choose how the map is exported, with the page in sight while one chooses."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, Protocol

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.controls.buttons import Choice, Segmented
from ui.controls.fields import ComboField, Option
from ui.controls.look import Look
from ui.controls.scrolled import Scrolled
from ui.controls.text import Label
from ui.dialogs.frame import BAR_ROOM, DialogFrame
from ui.dialogs.room import room_of, take_room
from workbench.pictures import PAPER_MM, Paper, PictureChoice, PictureKind

_WIDTH: Final = 880
_PREVIEW: Final = QSize(540, 430)
_OPTIONS: Final = 256
_EDGE: Final = 12

_BESIDE, _ABOVE_AND_BELOW = 72, 180
"""What goes with the preview and the options across, and with the preview down, in px."""

_KINDS: Final = tuple(Choice(kind.value, kind.value.upper()) for kind in PictureKind)
_WHOLE, _CHOSEN = "whole", "chosen"
_DIRECTIONS: Final = (Choice("landscape", "Landscape"), Choice("portrait", "Portrait"))
_SCALES: Final = (1.0, 1.5, 2.0, 3.0, 4.0)
_SHEETS: Final[Mapping[tuple[Paper, bool], str]] = {
    (Paper.MAP, False): "One page, as large as the map",
    **{(paper, False): f"One sheet of {paper}" for paper in PAPER_MM},
    **{(paper, True): f"Poster of {paper} sheets" for paper in PAPER_MM},
}
_CHECKS: Final = {
    "headline": "Title and legend",
    "heat": "Heat",
    "influences": "Influences",
    "strip": "Irritation strip",
    "foot": "Date and title at the foot",
    "transparent": "Transparent ground",
    "dark": "Dark colours",
}


class Sight(Protocol):
    """How an export would look, what it measures in words, and why it cannot be made, if it cannot."""

    @property
    def image(self) -> QImage:
        """A small picture of the page."""
        ...

    @property
    def caption(self) -> str:
        """Its measures."""
        ...

    @property
    def problem(self) -> str:
        """A sentence, or nothing."""
        ...


Sights = Callable[[PictureChoice, bool, QSize, float], Sight]
"""Draws the page for a choice, of the whole map or of the selection, in so many logical px at a screen's ratio."""


class ExportDialog(DialogFrame):
    """`choice` and `of_selection` are what was chosen."""

    def __init__(
        self, look: Look, choice: PictureChoice, selected: int, sights: Sights, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, "Export the map", _WIDTH, parent)
        self.choice = choice
        self._sights = sights
        self.kind = Segmented(look, "File", _KINDS)
        self.what = Segmented(look, "What", (Choice(_WHOLE, "Whole map"), Choice(_CHOSEN, "Selection")))
        self.enlarged = ComboField(look, "Size")
        self.sheet = ComboField(look, "Page", [Option(key, text) for key, text in _SHEETS.items()])
        self.direction = Segmented(look, "Direction", _DIRECTIONS)
        self.checks = {name: QCheckBox(text) for name, text in _CHECKS.items()}
        self.preview = PagePreview(look, _PREVIEW.boundedTo(room_of(self) - self._around()))
        self.caption = Label(look, "", "small", "text_2", True)
        self.what.segment(_CHOSEN).setEnabled(selected > 0)
        if not selected:
            self.what.segment(_CHOSEN).setToolTip("Select something on the map first.")
        self._lay_out()
        self.add_cancel()
        self.main = self.add_main("Export…", "export")
        self._show_choice()
        self._connect()
        self._take()
        take_room(self)
        # whoever wants it as it was last time presses Enter
        self.main.setFocus()

    @property
    def of_selection(self) -> bool:
        """Whether only what is selected is exported."""
        return self.what.key == _CHOSEN

    def _lay_out(self) -> None:
        options = QVBoxLayout()
        options.setSpacing(12)
        for widget in (self.kind, self.what, self.sheet, self.direction, self.enlarged):
            options.addWidget(widget)
        checks = QVBoxLayout()
        checks.setSpacing(0)
        for box in self.checks.values():
            checks.addWidget(box)
        options.addLayout(checks)
        options.addStretch(1)
        page = QVBoxLayout()
        page.setSpacing(8)
        page.addWidget(self.preview, 1)
        page.addWidget(self.caption)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(page, 1)
        options.setContentsMargins(0, 0, BAR_ROOM, 0)
        row.addWidget(self._scrolled(options))
        self.widen_body()
        self.body.addLayout(row)

    def _around(self) -> QSize:
        """How much of the dialog is not preview."""
        return QSize(self.look.scaled(_OPTIONS) + _BESIDE, self.look.scaled(_ABOVE_AND_BELOW))

    def _scrolled(self, options: QVBoxLayout) -> Scrolled:
        """Put the options where they can be scrolled, for on a low screen there is no room for all."""
        holder = QWidget()
        holder.setLayout(options)
        scroll = Scrolled(holder)
        scroll.setFixedWidth(self.look.scaled(_OPTIONS) + BAR_ROOM)
        return scroll

    def _connect(self) -> None:
        for segmented in (self.kind, self.what, self.direction):
            segmented.chosen.connect(self._take)
        for field in (self.enlarged, self.sheet):
            field.committed.connect(self._take)
        for box in self.checks.values():
            box.toggled.connect(self._take)

    def _show_choice(self) -> None:
        choice = self.choice
        self.kind.choose(choice.kind.value)
        self.direction.choose("landscape" if choice.landscape else "portrait")
        self.sheet.set_key((choice.paper, choice.poster and choice.paper is not Paper.MAP))
        self._offer_sizes(choice.scale)
        for name, box in self.checks.items():
            box.setChecked(getattr(choice, name))

    def _offer_sizes(self, scale: float) -> None:
        """Sizes as pictures and posters name them; one from a command line is kept among them."""
        scales = sorted({*_SCALES, scale})
        is_picture = self.kind.key == PictureKind.PNG.value
        words = [f"{each:g} × the screen’s" if is_picture else f"{100 * each:g} %" for each in scales]
        self.enlarged.set_options([Option(each, word) for each, word in zip(scales, words, strict=True)])
        self.enlarged.set_key(scale)

    def _take(self) -> None:
        """Make the choice what the controls say, and show the page."""
        paper, poster = next(sheet for sheet in _SHEETS if sheet == self.sheet.key)
        scale = self.enlarged.key
        self.choice = replace(
            self.choice,
            kind=PictureKind(self.kind.key),
            scale=scale if isinstance(scale, float) else self.choice.scale,
            paper=paper,
            poster=poster,
            landscape=self.direction.key == "landscape",
            **{name: box.isChecked() for name, box in self.checks.items()},
        )
        self._offer_sizes(self.choice.scale)
        is_pdf = self.choice.kind is PictureKind.PDF
        self.sheet.setVisible(is_pdf)
        self.direction.setVisible(is_pdf and paper is not Paper.MAP)
        self.enlarged.setVisible(self.choice.kind is PictureKind.PNG or self.choice.is_tiled)
        self.checks["transparent"].setEnabled(not is_pdf)
        sight = self._sights(self.choice, self.of_selection, self.preview.room(), self.devicePixelRatioF())
        self.preview.show_page(sight.image, sight.caption or sight.problem)
        self.caption.set_colour("danger" if sight.problem else "text_2")
        self.caption.setText(sight.problem or sight.caption)
        self.main.setEnabled(not sight.problem)


class PagePreview(QWidget):
    """The page in the middle of a desk."""

    def __init__(self, look: Look, size: QSize, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._image = QImage()
        self.setMinimumSize(size)

    def room(self) -> QSize:
        """What a page may fill, in logical px."""
        return self.minimumSize() - QSize(2 * _EDGE, 2 * _EDGE)

    def show_page(self, image: QImage, told: str) -> None:
        """Show a page, and tell what it is to whoever cannot see it."""
        self._image = image
        self.setAccessibleName(f"Preview: {told}")
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("line"))
        size = self._image.deviceIndependentSize()
        page = QRectF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2, 0, 0)
        page.setSize(size)
        painter.drawImage(page, self._image)
        painter.setPen(QPen(self._look.colour("line_control"), 1))
        painter.drawRect(page.adjusted(-0.5, -0.5, 0.5, 0.5))
