"""What an export will look like, small, and what it will measure."""

from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen

from ui.canvas.ink import Ink
from ui.canvas.page import Page
from ui.exporting.drawing import Subject, page_of, paper_look
from ui.exporting.pdf import MM_A_PX, place_on, poster_of, sheet_size
from ui.exporting.png import png_size
from ui.icons import IconSource
from workbench.pictures import Paper, PictureChoice, PictureKind, PictureProblem

_MEGA: Final = 1_000_000
_CHEQUER: Final = 8


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A small picture of the page, what it measures in words, and why it cannot be made, if it cannot."""

    image: QImage
    caption: str
    problem: str = ""


class Previews:
    """Draws glimpses of a subject, as chosen."""

    def __init__(self, subject: Subject, icons: IconSource) -> None:
        self._subject = subject
        self._looks = {dark: paper_look(icons, dark) for dark in (False, True)}

    def glimpse(self, choice: PictureChoice, room: QSize, ratio: float) -> Glimpse:
        """Return how the export would look in `room` logical px of a screen with `ratio` device px for each."""
        ink = Ink(self._looks[choice.dark], ratio, choice.is_clear)
        page = page_of(self._subject, choice, ink)
        try:
            caption = _caption(page, choice)
        except PictureProblem as problem:
            return Glimpse(_painted(page, _on_one_page(choice), room, ink), "", str(problem))
        return Glimpse(_painted(page, choice, room, ink), caption)


def _on_one_page(choice: PictureChoice) -> PictureChoice:
    """What stands in for a poster that nobody could print."""
    return replace(choice, poster=False, paper=Paper.MAP)


def _caption(page: Page, choice: PictureChoice) -> str:
    if choice.kind is PictureKind.PNG:
        width, height = png_size(page, choice.scale)
        return f"{width:,} × {height:,} px, {width * height / _MEGA:,.1f} megapixels"
    if choice.kind is PictureKind.SVG:
        return f"{page.width:,} × {page.height:,} px, sharp at every size"
    if choice.is_tiled:
        spread = poster_of(page, choice)
        sheets = len(spread.sheets)
        size = f"{page.width * MM_A_PX * choice.scale * spread.size:,.0f} mm wide"
        return f"{sheets} sheet{'s' if sheets > 1 else ''} of {choice.paper}, {spread.rows}×{spread.columns}, {size}"
    width, height = sheet_size(page, choice)
    sheet = "One page" if choice.paper is Paper.MAP else f"One sheet of {choice.paper}"
    return f"{sheet}, {width:,.0f} × {height:,.0f} mm"


def _painted(page: Page, choice: PictureChoice, room: QSize, ink: Ink) -> QImage:
    """The sheet, or the poster's sheets side by side, with the page on it."""
    width, height, left, top, px = _sheet(page, choice)
    fit = min(room.width() / width, room.height() / height)
    size = QSize(max(1, round(width * fit * ink.ratio)), max(1, round(height * fit * ink.ratio)))
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(ink.colour("panel"))
    painter = QPainter(image)
    if choice.is_clear:
        _paint_chequers(painter, image.size(), ink)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.scale(fit * ink.ratio, fit * ink.ratio)
    painter.save()
    painter.translate(left, top)
    painter.scale(px, px)
    page.paint(painter, shrink=fit * px)
    painter.restore()
    if choice.is_tiled:
        _paint_sheets(painter, page, choice, ink, 1 / fit)
    painter.end()
    image.setDevicePixelRatio(ink.ratio)
    return image


def _paint_chequers(painter: QPainter, size: QSize, ink: Ink) -> None:
    """What a transparent ground looks like everywhere."""
    edge = round(_CHEQUER * ink.ratio)
    for down in range(size.height() // edge + 1):
        for across in range(down % 2, size.width() // edge + 1, 2):
            painter.fillRect(across * edge, down * edge, edge, edge, ink.colour("line"))


def _sheet(page: Page, choice: PictureChoice) -> tuple[float, float, float, float, float]:
    """Width and height of what is shown, where the page begins on it, and how large a px of the page is there."""
    if choice.kind is not PictureKind.PDF:
        return page.width, page.height, 0.0, 0.0, 1.0
    if not choice.is_tiled:
        return (*sheet_size(page, choice), *place_on(page, choice))
    spread = poster_of(page, choice)
    last = spread.sheets[-1]
    px = MM_A_PX * choice.scale * spread.size
    return last.left + spread.width, last.top + spread.height, 0.0, 0.0, px


def _paint_sheets(painter: QPainter, page: Page, choice: PictureChoice, ink: Ink, px: float) -> None:
    """Where each sheet ends, with its name; `px` is how much of the poster a px shows."""
    spread = poster_of(page, choice)
    font, metrics = ink.font("body_strong", 0)
    pen = QPen(ink.colour("accent"), 1)
    pen.setCosmetic(True)
    for sheet in spread.sheets:
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(sheet.left, sheet.top, spread.width, spread.height))
        painter.save()
        painter.translate(QPointF(sheet.left, sheet.top + spread.height))
        painter.scale(px, px)
        high = metrics.height() + 2
        plate = QRectF(0, -high, metrics.horizontalAdvance(sheet.name) + 8, high)
        painter.fillRect(plate, ink.colour("accent"))
        painter.setFont(font)
        painter.setPen(ink.colour("on_accent"))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, sheet.name)
        painter.restore()
