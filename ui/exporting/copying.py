"""A map for the clipboard: pixels for every program, and a drawing for those that can take one."""

from collections.abc import Generator
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from ui.canvas.ink import Ink
from ui.canvas.page import Page
from ui.canvas.picture import part_of, size_in_pixels
from ui.exporting.drawing import Subject, page_of, paper_look, steps_of
from ui.icons import IconSource
from workbench.domain.elements import Touchpoint
from workbench.pictures import PictureChoice, PictureKind

LARGEST: Final = 4096
"""Device px of the longer edge; a clipboard is no place for more."""

MOST_DRAWN: Final = 400
"""Maps with more cards are copied as pixels only: nobody pastes forty megabytes of drawing."""

_BLOCK: Final = 512

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Copied:
    """A picture, and the same as SVG unless that would be too large."""

    image: QImage
    drawing: bytes | None


def copy_steps(subject: Subject, choice: PictureChoice, icons: IconSource) -> Generator[float, None, Copied]:
    """Paint a map in as many px as were chosen for files, or as fit into LARGEST; yields the share that is done."""
    yield 0.0
    ink = Ink(paper_look(icons, choice.dark), choice.scale, choice.is_clear)
    page = page_of(subject, choice, ink)
    for _ in page.prepare():
        yield 0.0
    scale = min(choice.scale, LARGEST / page.width, LARGEST / page.height)
    is_drawn = len(subject.document.of(Touchpoint)) <= MOST_DRAWN
    parts = 2 if is_drawn else 1
    image = yield from _within(0, parts, _painted(page, scale, choice.is_clear))
    if not is_drawn:
        return Copied(image, None)
    drawing = yield from _within(1, parts, steps_of(subject, replace(choice, kind=PictureKind.SVG), icons))
    return Copied(image, drawing)


def _within(part: int, parts: int, steps: Generator[float, None, T]) -> Generator[float, None, T]:
    """Do steps that are one of several parts of the whole."""
    while True:
        try:
            share = next(steps)
        except StopIteration as end:
            return end.value
        yield (part + share) / parts


def _painted(page: Page, scale: float, clear: bool) -> Generator[float, None, QImage]:
    """Paint a page block by block."""
    width, height = size_in_pixels(page, scale)
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied if clear else QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.transparent)
    for top in range(0, height, _BLOCK):
        for left in range(0, width, _BLOCK):
            block = part_of(page, scale, (left, top, min(_BLOCK, width - left), min(_BLOCK, height - top)), clear)
            block.setDevicePixelRatio(1.0)
            painter = QPainter(image)
            painter.drawImage(left, top, block)
            painter.end()
            yield top / height
    image.setDevicePixelRatio(scale)
    return image
