"""Small maps for the sample cards, with their real heat."""

from collections.abc import Iterable
from concurrent.futures import Future
from typing import Final

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QImage, QPainter

from ui.canvas.boxes import Box
from ui.canvas.cards import CardFaces
from ui.canvas.geometry import MapGeometry
from ui.canvas.ink import Ink
from ui.canvas.painting import Scene, paint_map
from ui.controls.look import Look
from ui.disk import Disk
from ui.shell.start_cards import SampleCard
from ui.shell.telling import map_numbers
from workbench.domain.document import Document
from workbench.domain.elements import Element, Journey
from workbench.simulation.build import build
from workbench.simulation.run import Simulator
from workbench.storage.store import ProjectInfo, read_snapshot

WIDTH: Final = 560
"""Twice the width at which a card shows it, so that it is sharp on a dense screen too."""

_FOOT: Final = 16.0
_SHAPE: Final = 0.45


def thumbnail(document: Document, journey: str, look: Look, width: int = WIDTH) -> QImage:
    """Return a journey's whole map, `width` px wide, coloured by the engine's own breakdowns."""
    outcome = Simulator(build(document, journey)).compare({})
    geometry = MapGeometry(document, journey)
    numbers = map_numbers(outcome, with_fix=False, heat=True, stale=False)
    area = _framed(geometry.bounds)
    scene = Scene(geometry, CardFaces(document, journey), numbers, influences=False, ground_to=area.right)
    scale = width / area.width
    image = QImage(QSize(width, max(1, round(area.height * scale))), QImage.Format.Format_RGB32)
    image.fill(look.colour("canvas"))
    painter = QPainter(image)
    painter.translate(-area.left * scale, -area.top * scale)
    paint_map(painter, scene, Ink(look, 1.0), area, scale)
    painter.end()
    # without the painting engine that stays in what was painted on
    return image.copy()


def _framed(bounds: Box) -> Box:
    """The map with ground above and below, so that pictures of flat and of high maps have one shape."""
    below = bounds.bottom + _FOOT
    spare = max(0.0, _SHAPE * bounds.right - (below - bounds.top)) / 2
    return Box(0.0, bounds.top - spare, bounds.right, below + spare)


class SamplePainter(QObject):
    """Paints one sample's card after the other, each when it has been read."""

    def __init__(self, cards: Iterable[SampleCard], look: Look, disk: Disk, parent: QObject) -> None:
        super().__init__(parent)
        self._left = list(cards)
        self._look = look
        self._disk = disk
        self._read_next()

    def _read_next(self) -> None:
        if self._left:
            path = self._left[0].sample.path
            self._disk.then(self._disk.run(lambda: read_snapshot(path)), self._paint)
        else:
            self.deleteLater()

    def _paint(self, read: "Future[tuple[ProjectInfo, list[Element]]]") -> None:
        document = Document(read.result()[1])
        picture = self._left.pop(0).picture
        picture.show_image(thumbnail(document, document.of(Journey)[0].id, self._look))
        self._read_next()


def paint_samples(cards: Iterable[SampleCard], look: Look, disk: Disk, parent: QObject) -> None:
    """Begin to paint the cards' pictures."""
    SamplePainter(cards, look, disk, parent)
