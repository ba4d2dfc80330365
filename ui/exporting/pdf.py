"""A page as a PDF: on one sheet of its own size or of paper, or as a poster of many sheets."""

import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QLineF, QMarginsF, QPointF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from ui.canvas.boxes import Box
from ui.canvas.ink import Ink, write
from ui.canvas.page import Page
from ui.exporting.binding import bound
from ui.exporting.poster import MARGIN, Poster, Sheet, paper_size, poster
from ui.exporting.steps import Steps
from workbench.pictures import Paper, PictureChoice

MM_A_PX: Final = 25.4 / 96

_LONGEST_MM: Final = 5080.0
"""No reader shows a page of more than 200 inches."""

_RESOLUTION: Final = 1200
_EVERY: Final = 16
_SHEAF: Final = 12
"""After so many of its steps a large map goes on on another page, and in the end all pages are bound into one."""

_CODES: Final = b"beginbfrange"
_LIST: Final = re.compile(rb"\[[^]]*\]")

_MARK: Final = 6.0
_MARK_GAP: Final = 1.5


def pdf_steps(page: Page, choice: PictureChoice, ink: Ink, title: str) -> Steps:
    """Write a page as vectors with its fonts; `ink` also letters the edges of a poster's sheets."""
    for _ in page.prepare():
        yield 0.0
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setTitle(title)
    writer.setCreator("Journey Workbench")
    if choice.is_tiled:
        yield from _tiled(writer, page, choice, ink, title)
        return with_blanks(bytes(buffer.data().data()))
    yield from _on_one(writer, page, choice)
    return bound(with_blanks(bytes(buffer.data().data())))


def with_blanks(data: bytes) -> bytes:
    """Return a document out of which blanks are copied as blanks.

    Qt says of each shape which is the first letter that looks like it, and the first blank of all is the tab.
    """
    made, at = bytearray(data), data.find(_CODES)
    while at >= 0:
        end = made.index(b"endbfrange", at)
        made[at:end] = _LIST.sub(lambda found: found[0].replace(b"<0009>", b"<0020>"), made[at:end])
        at = made.find(_CODES, end)
    return bytes(made)


def poster_of(page: Page, choice: PictureChoice) -> Poster:
    """Return how a page is spread over sheets; raises PictureProblem for far too many."""
    mm = MM_A_PX * choice.scale
    return poster(page.width * mm, page.height * mm, choice.paper, choice.landscape)


def sheet_size(page: Page, choice: PictureChoice) -> tuple[float, float]:
    """Return the width and height in mm of the one sheet that holds all."""
    if choice.paper is not Paper.MAP:
        return paper_size(choice.paper, choice.landscape)
    fit = min(1.0, _LONGEST_MM / (MM_A_PX * max(page.width, page.height)))
    return page.width * MM_A_PX * fit, page.height * MM_A_PX * fit


def place_on(page: Page, choice: PictureChoice) -> tuple[float, float, float]:
    """Return where on its one sheet a page begins, from the left and from above, and how many mm a px takes."""
    width, height = sheet_size(page, choice)
    margin = 0.0 if choice.paper is Paper.MAP else MARGIN
    mm = min((width - 2 * margin) / page.width, (height - 2 * margin) / page.height)
    return (width - page.width * mm) / 2, margin, mm


@contextmanager
def _painting(writer: QPdfWriter) -> Generator[QPainter]:
    """A painter in mm that is put down whatever happens, as when an export is cancelled."""
    painter = QPainter(writer)
    painter.scale(_RESOLUTION / 25.4, _RESOLUTION / 25.4)
    try:
        yield painter
    finally:
        painter.end()


@contextmanager
def _placed(painter: QPainter) -> Generator[None]:
    painter.save()
    try:
        yield
    finally:
        painter.restore()


def _on_one(writer: QPdfWriter, page: Page, choice: PictureChoice) -> Iterator[float]:
    _set_sheet(writer, sheet_size(page, choice))
    with _painting(writer) as painter:
        left, top, mm = place_on(page, choice)
        painter.translate(left, top)
        painter.scale(mm, mm)
        for at, share in enumerate(_pieces(painter, page, Box(0.0, 0.0, page.width, page.height), 0.0, 1.0), 1):
            yield share
            if at % _SHEAF == 0:
                writer.newPage()


def _tiled(writer: QPdfWriter, page: Page, choice: PictureChoice, ink: Ink, title: str) -> Iterator[float]:
    spread = poster_of(page, choice)
    _set_sheet(writer, paper_size(choice.paper, choice.landscape))
    mm = MM_A_PX * choice.scale * spread.size
    with _painting(writer) as painter:
        for at, sheet in enumerate(spread.sheets):
            if at:
                writer.newPage()
            part = Box(sheet.left, sheet.top, sheet.left + spread.width, sheet.top + spread.height)
            with _placed(painter):
                painter.translate(MARGIN, MARGIN)
                painter.setClipRect(QRectF(0, 0, spread.width, spread.height))
                painter.translate(-sheet.left, -sheet.top)
                painter.scale(mm, mm)
                yield from _pieces(painter, page, Box(*(edge / mm for edge in part)), at, len(spread.sheets))
            _mark(painter, ink, spread, sheet, title)


def _pieces(painter: QPainter, page: Page, part: Box, done: float, of: float) -> Iterator[float]:
    most = page.most_pieces
    for at, piece in enumerate(page.pieces(part)):
        piece.paint(painter)
        if at % _EVERY == 0:
            yield (done + at / most) / of


def _mark(painter: QPainter, ink: Ink, spread: Poster, sheet: Sheet, title: str) -> None:
    """Crop marks in the margin at the picture's corners, and under it which sheet of which poster this is."""
    painter.setPen(QPen(ink.colour("text"), 0.1))
    right, bottom = MARGIN + spread.width, MARGIN + spread.height
    for x, outwards in ((MARGIN, -1), (right, 1)):
        for y, upwards in ((MARGIN, -1), (bottom, 1)):
            near, far = _MARK_GAP, _MARK_GAP + _MARK
            painter.drawLine(QLineF(x + near * outwards, y, x + far * outwards, y))
            painter.drawLine(QLineF(x, y + near * upwards, x, y + far * upwards))
    size = ink.theme.type.sizes["small"]
    font, _ = ink.font("small", size)
    room = (spread.width - 8) / MM_A_PX
    with _placed(painter):
        painter.translate(QPointF(MARGIN + 4, bottom + 5))
        painter.scale(MM_A_PX, MM_A_PX)
        for line in ink.lines(f"{spread.label(sheet)} · {title}", "small", size, room, 1):
            write(painter, font, ink.colour("text"), 0, 0, line)


def _set_sheet(writer: QPdfWriter, size: tuple[float, float]) -> None:
    sheet = QPageSize(QSizeF(*size), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageLayout(QPageLayout(sheet, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
