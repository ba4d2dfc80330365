"""Upright rectangles in map units."""

from collections.abc import Iterable
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle by its edges; touching another is not yet meeting it."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, x: float, y: float) -> bool:
        """Return whether the point lies inside or on the edge."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def meets(self, other: "Box") -> bool:
        """Return whether the two have an area in common."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def common(self, other: "Box") -> "Box":
        """Return the area that the two have in common; where they do not meet it has no meaning."""
        return Box(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def grown(self, across: float, down: float | None = None) -> "Box":
        """Return it with every edge moved outwards; `down` differs for top and bottom where it is given."""
        down = across if down is None else down
        return Box(self.left - across, self.top - down, self.right + across, self.bottom + down)

    def moved(self, dx: float, dy: float) -> "Box":
        """Return it at another place."""
        return Box(self.left + dx, self.top + dy, self.right + dx, self.bottom + dy)


def between(one: tuple[float, float], other: tuple[float, float]) -> Box:
    """Return the box of which two points are corners across from each other."""
    (left, right), (top, bottom) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return Box(left, top, right, bottom)


def around(boxes: Iterable[Box]) -> Box | None:
    """Return the smallest box that holds all of `boxes`, or None for none."""
    present = list(boxes)
    if not present:
        return None
    lefts, tops, rights, bottoms = zip(*present, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))
