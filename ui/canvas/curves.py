"""Cubic curves as arrays: control points, samples and how far a point lies from them."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ui.canvas.boxes import Box

Points = NDArray[np.float64]

SAMPLES_A_PIECE: Final = 12
SHORTEST_HANDLE: Final = 14.0

_AT = np.linspace(0.0, 1.0, SAMPLES_A_PIECE + 1)[:, None]
_BERNSTEIN: Final = np.hstack([(1 - _AT) ** 3, 3 * (1 - _AT) ** 2 * _AT, 3 * (1 - _AT) * _AT**2, _AT**3])


@dataclass(frozen=True, eq=False)
class Curve:
    """A chain of cubic pieces in map units: `control` has shape (1 + 3 pieces, 2)."""

    control: Points

    @cached_property
    def samples(self) -> Points:
        """Points along the curve from first to last, shape (1 + 12 pieces, 2)."""
        control = self.control
        first = _BERNSTEIN @ control[:4]
        if len(control) == 4:
            return first
        others = (_BERNSTEIN[1:] @ control[at : at + 4] for at in range(3, len(control) - 1, 3))
        return np.concatenate([first, *others])

    @cached_property
    def box(self) -> Box:
        """The smallest box that holds the samples."""
        left, top = self.samples.min(axis=0).tolist()
        right, bottom = self.samples.max(axis=0).tolist()
        return Box(left, top, right, bottom)

    @property
    def start(self) -> tuple[float, float]:
        """Where it begins."""
        return float(self.control[0, 0]), float(self.control[0, 1])

    @property
    def end(self) -> tuple[float, float]:
        """Where it arrives."""
        return float(self.control[-1, 0]), float(self.control[-1, 1])

    @property
    def middle(self) -> tuple[float, float]:
        """The point half way along its samples."""
        x, y = self.samples[len(self.samples) // 2].tolist()
        return x, y

    def distance(self, x: float, y: float) -> float:
        """Return how far the point lies from the curve, in map units."""
        start, step = self.samples[:-1], np.diff(self.samples, axis=0)
        offset = np.array((x, y)) - start
        length = np.einsum("ij,ij->i", step, step)
        along = np.einsum("ij,ij->i", offset, step) / np.where(length > 0, length, 1.0)
        gap = offset - np.clip(along, 0.0, 1.0)[:, None] * step
        return float(np.sqrt(np.einsum("ij,ij->i", gap, gap).min()))

    def meets(self, area: Box) -> bool:
        """Return whether any piece between two samples may run through `area`."""
        start, end = self.samples[:-1], self.samples[1:]
        reaches = (np.minimum(start, end) < area[2:]) & (np.maximum(start, end) > area[:2])
        return bool(reaches.all(axis=1).any())

    def cards_crossed(self, cards: Points) -> int:
        """Return how many of `cards` (left, top, right, bottom; shape (n, 4)) the curve runs through."""
        if not len(cards):
            return 0
        samples = self.samples[:, None, :]
        inside = (samples > cards[:, :2] + 1) & (samples < cards[:, 2:] - 1)
        return int(inside.all(axis=2).any(axis=0).sum())


def chain(*points: tuple[float, float]) -> Curve:
    """Return a curve through control points, of which there are one more than thrice the pieces."""
    return Curve(np.array(points, dtype=np.float64))


def straight(start: tuple[float, float], end: tuple[float, float]) -> Curve:
    """Return a straight line."""
    (x1, y1), (x2, y2) = start, end
    thirds = (((x1 * (3 - k) + x2 * k) / 3, (y1 * (3 - k) + y2 * k) / 3) for k in range(4))
    return chain(*thirds)


def sideways(start: tuple[float, float], end: tuple[float, float], way: float = 1.0, lean: float = 0.0) -> Curve:
    """Return a curve that leaves and arrives level; `way` is 1 for one that runs to the right, -1 to the left.

    `lean` moves its slope across.
    """
    (x1, y1), (x2, y2) = start, end
    handle = way * max(SHORTEST_HANDLE, 0.5 * abs(x2 - x1))
    return chain(start, (x1 + handle + lean, y1), (x2 - handle + lean, y2), end)


def joined(*curves: Curve) -> Curve:
    """Return one curve from pieces of which each begins where the one before it ends."""
    first, *others = (curve.control for curve in curves)
    return Curve(np.vstack([first, *(control[1:] for control in others)]))
