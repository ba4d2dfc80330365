"""A spatial index: which things lie near a place, without asking all of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from ui.canvas.boxes import Box, around

CELL: Final = 512.0


class Grid:
    """Boxes by id, found through square cells of 512 map units."""

    def __init__(self) -> None:
        self._boxes: dict[str, Box] = {}
        # lists, for a set of ten takes five times as much memory
        self._cells: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
        self._extent: Box | None = None

    @property
    def boxes(self) -> Mapping[str, Box]:
        """Every box by id, read-only."""
        return MappingProxyType(self._boxes)

    def put(self, key: str, box: Box) -> None:
        """Add a box, or move it."""
        if key in self._boxes:
            self.drop(key)
        self._boxes[key] = box
        self._extent = None
        for cell in _cells(box):
            self._cells[cell].append(key)

    def drop(self, key: str) -> None:
        """Forget a box, if it is known."""
        box = self._boxes.pop(key, None)
        if box is None:
            return
        self._extent = None
        for cell in _cells(box):
            self._cells[cell].remove(key)
            if not self._cells[cell]:
                del self._cells[cell]

    @property
    def extent(self) -> Box | None:
        """The smallest box that holds all of them, found from the outermost cells alone; None where there are none."""
        if self._extent is None and self._cells:
            across, down = zip(*self._cells, strict=True)
            first, last, top, bottom = min(across), max(across), min(down), max(down)
            rim = (cell for cell in self._cells if cell[0] in (first, last) or cell[1] in (top, bottom))
            self._extent = around(self._boxes[key] for cell in rim for key in self._cells[cell])
        return self._extent

    def touching(self, area: Box) -> set[str]:
        """Return the ids of all boxes that meet `area`, in no order."""
        left, top, right, bottom = area
        boxes = self._boxes
        found: set[str] = set().union(*(self._cells.get(cell, ()) for cell in self._cells_in(area)))
        return {
            key
            for key in found
            if (box := boxes[key])[0] < right and left < box[2] and box[1] < bottom and top < box[3]
        }

    def _cells_in(self, area: Box) -> Iterable[tuple[int, int]]:
        """The cells that `area` meets, or all of them where they are fewer."""
        many = (area.width // CELL + 1) * (area.height // CELL + 1) > len(self._cells)
        return self._cells if many else _cells(area)

    def meeting(self, area: Box) -> list[str]:
        """Return the ids of all boxes that meet `area`, from top to bottom, so that painting is the same each time."""
        boxes = self._boxes
        return sorted(self.touching(area), key=lambda key: (boxes[key].top, boxes[key].left, key))


def _cells(box: Box) -> list[tuple[int, int]]:
    left, top, right, bottom = box
    down = range(int(top // CELL), int(bottom // CELL) + 1)
    return [(across, below) for across in range(int(left // CELL), int(right // CELL) + 1) for below in down]
