"""Where sticky notes and frames lie on the map, kept in step with the document and with the columns."""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from ui.canvas.boxes import Box, around
from ui.canvas.columns import Column
from ui.canvas.grid import Grid
from workbench.domain.document import Document
from workbench.domain.elements import Frame, Note
from workbench.domain.places import Place
from workbench.editing.areas import Extent

GRID: Final = 8.0
"""Notes and frames rest at multiples of this, in map units."""


class Areas:
    """The rectangles of one journey's notes and frames in map units, and what each of them is."""

    def __init__(self, document: Document, journey: str, columns: Sequence[Column]) -> None:
        self._document = document
        self._journey = journey
        self._columns = columns
        self._shown: dict[str, Note | Frame] = {}
        self._notes, self._frames = Grid(), Grid()
        self.renew(columns, [each.id for kind in (Note, Frame) for each in document.of(kind)])

    @property
    def shown(self) -> Mapping[str, Note | Frame]:
        """Every note and frame by id, read-only."""
        return MappingProxyType(self._shown)

    @property
    def extent(self) -> Box | None:
        """The smallest box that holds all of them; None where there are none."""
        return around(each for each in (self._notes.extent, self._frames.extent) if each is not None)

    def box(self, area: str) -> Box | None:
        """Return the rectangle of a note or frame, or None for anything else."""
        return self._notes.boxes.get(area) or self._frames.boxes.get(area)

    def frame(self, area: str) -> Box | None:
        """Return the rectangle of a frame, or None for anything else."""
        return self._frames.boxes.get(area)

    def notes_in(self, part: Box) -> list[tuple[Note, Box]]:
        """Return the notes that meet a part of the map and where they lie, the uppermost last."""
        found = ((self._shown[each], self._notes.boxes[each]) for each in self._notes.meeting(part))
        return [(each, box) for each, box in found if isinstance(each, Note)]

    def frames_in(self, part: Box) -> list[tuple[Frame, Box]]:
        """Return the frames that meet a part of the map and where they lie, one after those that it may lie in."""
        found = ((self._shown[each], self._frames.boxes[each]) for each in self._frames.meeting(part))
        frames = [(each, box) for each, box in found if isinstance(each, Frame)]
        return sorted(frames, key=lambda frame: -frame[1].width * frame[1].height)

    def inside(self, part: Box) -> list[str]:
        """Return the notes and frames that lie wholly in a part of the map."""
        grids = (self._notes, self._frames)
        return [each for grid in grids for each in grid.meeting(part) if holds_wholly(part, grid.boxes[each])]

    def anchored(self, box: Box) -> Extent:
        """Return how the document says that an area lies at a box: relative to the column in which it begins."""
        column = next((each for each in self._columns if each.phase is not None and box.left < each.right), None)
        phase = column.phase if column is not None else None
        return Extent(Place(phase, box.left - self._left_of(phase), box.top), box.width, box.height)

    def renew(self, columns: Sequence[Column], touched: Collection[str] = ()) -> list[Box]:
        """Take over other columns and the changes of some areas; return what is to be painted again."""
        shifted: set[str] = set()
        if columns != self._columns:
            before = {each: self._left_of(shown.phase) for each, shown in self._shown.items()}
            self._columns = columns
            shifted = {each for each, left in before.items() if self._left_of(self._shown[each].phase) != left}
        return [box for each in sorted({*touched, *shifted}) for box in self._put(each)]

    def _put(self, area: str) -> list[Box]:
        """Put an area where it belongs; return the box that it leaves and the one that it takes."""
        before = self.box(area)
        element = self._document.elements.get(area)
        for grid in (self._notes, self._frames):
            grid.drop(area)
        self._shown.pop(area, None)
        present: list[Box] = [] if before is None else [before]
        if isinstance(element, Note | Frame) and element.journey == self._journey:
            left = self._left_of(element.phase) + element.x
            box = Box(left, element.y, left + element.width, element.y + element.height)
            (self._notes if isinstance(element, Note) else self._frames).put(area, box)
            self._shown[area] = element
            present.append(box)
        return present

    def _left_of(self, phase: str | None) -> float:
        """The left edge of a phase's column; those without a phase begin where the phases end."""
        lefts = (each.left for each in self._columns if each.phase == phase)
        return next(lefts, max((each.right for each in self._columns if each.phase is not None), default=0.0))


def holds_wholly(outer: Box, inner: Box) -> bool:
    """Return whether a box lies in another, edges included."""
    return (
        outer.left <= inner.left
        and outer.top <= inner.top
        and inner.right <= outer.right
        and inner.bottom <= outer.bottom
    )


def settled(box: Box, top: float) -> Box:
    """Return a box moved to the nearest place where areas rest: on the grid, not left of the map, not above `top`."""
    left, upper = round(box.left / GRID) * GRID, round(box.top / GRID) * GRID
    return box.moved(max(0.0, left) - box.left, max(top, upper) - box.top)
