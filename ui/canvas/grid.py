"""A spatial index: which things lie near a place, without asking all of them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from ui.canvas.boxes import Box

CELL: Final = 512.0


class Grid:
    """Boxes by id, found through square cells of 512 map units."""

    def __init__(self) -> None:
        self._boxes: dict[str, Box] = {}
        self._cells: defaultdict[tuple[int, int], set[str]] = defaultdict(set)

    @property
    def boxes(self) -> Mapping[str, Box]:
        """Every box by id, read-only."""
        return MappingProxyType(self._boxes)

    def put(self, key: str, box: Box) -> None:
        """Add a box, or move it."""
        self.drop(key)
        self._boxes[key] = box
        for cell in _cells(box):
            self._cells[cell].add(key)

    def drop(self, key: str) -> None:
        """Forget a box, if it is known."""
        box = self._boxes.pop(key, None)
        if box is None:
            return
        for cell in _cells(box):
            self._cells[cell].discard(key)
            if not self._cells[cell]:
                del self._cells[cell]

    def meeting(self, area: Box) -> list[str]:
        """Return the ids of all boxes that meet `area`, from top to bottom, so that painting is the same each time."""
        found = {key for cell in _cells(area) for key in self._cells.get(cell, ())}
        boxes = self._boxes
        meeting = [key for key in found if boxes[key].meets(area)]
        return sorted(meeting, key=lambda key: (boxes[key].top, boxes[key].left, key))


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for across in range(int(box.left // CELL), int(box.right // CELL) + 1):
        for down in range(int(box.top // CELL), int(box.bottom // CELL) + 1):
            yield across, down
