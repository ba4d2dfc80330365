"""Cubic curves as arrays: control points, samples and how far a point lies from them."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ui.canvas.boxes import Box

Points = NDArray[np.float64]

SAMPLES_A_PIECE: Final = 12

_AT = np.linspace(0.0, 1.0, SAMPLES_A_PIECE + 1)[:, None]
_BERNSTEIN: Final = np.hstack([(1 - _AT) ** 3, 3 * (1 - _AT) ** 2 * _AT, 3 * (1 - _AT) * _AT**2, _AT**3])


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """A chain of cubic pieces in map units: `control` has shape (1 + 3 pieces, 2).

    `samples` are points along it from first to last, shape (1 + 12 pieces, 2), `box` is the smallest that holds them.
    """

    control: Points
    samples: Points
    box: Box

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


def traced(control: Points) -> Curve:
    """Return the curve with these control points."""
    samples = sampled(control)
    return Curve(control, samples, Box(*samples.min(axis=0).tolist(), *samples.max(axis=0).tolist()))


def sampled(control: Points) -> Points:
    """Return points along one curve or many of equal length: from (..., 1 + 3 pieces, 2) to (..., 1 + 12 pieces, 2)."""
    first = _BERNSTEIN @ control[..., :4, :]
    pieces = range(3, control.shape[-2] - 1, 3)
    others = (_BERNSTEIN[1:] @ control[..., at : at + 4, :] for at in pieces)
    return np.concatenate([first, *others], axis=-2) if pieces else first


def chain(*points: tuple[float, float]) -> Curve:
    """Return a curve through control points, of which there are one more than thrice the pieces."""
    return traced(np.array(points, dtype=np.float64))


def straight(start: tuple[float, float], end: tuple[float, float]) -> Curve:
    """Return a straight line."""
    return traced(np.linspace(start, end, 4))
