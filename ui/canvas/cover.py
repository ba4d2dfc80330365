"""Where cards stand under which the lines of a dragged card run."""

from collections.abc import Set
from typing import Final

from PySide6.QtGui import QRegion

from ui.canvas.boxes import Box
from ui.canvas.geometry import MapGeometry
from ui.canvas.ink import Detail, Ink, detail_at, drawn_rect

_FURTHER: Final = 400.0


class Cover:
    """The ground of the cards that are not `lifted`; it is found for more than what shows, so that it serves long.

    From afar, where nothing can be read, it is empty.
    """

    def __init__(self, geometry: MapGeometry, ink: Ink, scale: float, lifted: Set[str]) -> None:
        self._geometry = geometry
        self._scale = scale
        self._lifted = lifted
        self._is_near = detail_at(ink.theme, scale) >= Detail.SCAN
        self._known: Box | None = None
        self._region = QRegion()

    def region(self, area: Box) -> QRegion:
        """Return where cards stand in an area (map units) and beside it, in px from the map's origin."""
        if self._is_near and (self._known is None or self._known.common(area) != area):
            self._known = area.grown(_FURTHER / self._scale)
            self._region = QRegion()
            for card in self._geometry.cards_in(self._known):
                if card not in self._lifted:
                    self._region += drawn_rect(self._geometry.cards[card], self._scale).toRect()
        return self._region
