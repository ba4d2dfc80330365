"""Cubic curves as arrays: control points, samples and how far a point lies from them."""

import math
from collections.abc import Sequence
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


def traced(control: Points) -> Curve:
    """Return the curve with these control points."""
    samples = sampled(control)
    return Curve(control, samples, Box(*samples.min(axis=0).tolist(), *samples.max(axis=0).tolist()))


@dataclass(frozen=True, slots=True, eq=False)
class Strands:
    """The samples of curves set end to end, shape (n, 2), and how many each of them has: thousands are looked at once.

    What is between two samples is taken for straight.
    """

    samples: Points
    lengths: NDArray[np.intp]

    @property
    def first(self) -> NDArray[np.intp]:
        """Where each curve begins among the samples."""
        return np.cumsum(self.lengths) - self.lengths


def strands(curves: Sequence[Curve], many: Points | None = None) -> Strands:
    """Return curves set end to end, after the `many` of equal length whose samples have shape (n, samples, 2)."""
    count, each = (0, 0) if many is None else many.shape[:2]
    alike = [] if many is None else [many.reshape(-1, 2)]
    samples = np.concatenate([*alike, *(curve.samples for curve in curves)]) if count or curves else np.empty((0, 2))
    return Strands(samples, np.array([*[each] * count, *(len(curve.samples) for curve in curves)], dtype=np.intp))


def distances(curves: Strands, x: float, y: float) -> list[float]:
    """Return how far a point lies from each of some curves, in map units."""
    if not len(curves.lengths):
        return []
    step = np.diff(curves.samples, axis=0, append=curves.samples[-1:])
    # no curve goes on to the next one
    step[curves.first + curves.lengths - 1] = 0.0
    offset = np.array((x, y)) - curves.samples
    length = np.einsum("ij,ij->i", step, step)
    along = np.einsum("ij,ij->i", offset, step) / np.where(length > 0, length, 1.0)
    gap = offset - np.clip(along, 0.0, 1.0)[:, None] * step
    return np.sqrt(np.minimum.reduceat(np.einsum("ij,ij->i", gap, gap), curves.first)).tolist()


def sampled(control: Points) -> Points:
    """Return points along one curve or many of equal length: from (..., 1 + 3 pieces, 2) to (..., 1 + 12 pieces, 2)."""
    first = _BERNSTEIN @ control[..., :4, :]
    pieces = range(3, control.shape[-2] - 1, 3)
    others = (_BERNSTEIN[1:] @ control[..., at : at + 4, :] for at in pieces)
    return np.concatenate([first, *others], axis=-2) if pieces else first


def points_along(curve: Curve, apart: float) -> Points:
    """Return points along a curve that lie about so far `apart` or nearer, shape (n, 2).

    There are six or more for each piece, so that from one to the next it hardly leaves the box that they span.
    """
    length = float(np.hypot(*np.diff(curve.samples, axis=0).T).sum())
    pieces = (len(curve.control) - 1) // 3
    steps = max(SAMPLES_A_PIECE // 2, math.ceil(length / pieces / apart))
    at = np.linspace(0.0, 1.0, steps + 1)[:, None]
    weights = np.hstack([(1 - at) ** 3, 3 * (1 - at) ** 2 * at, 3 * (1 - at) * at**2, at**3])
    return np.concatenate([weights @ curve.control[3 * piece : 3 * piece + 4] for piece in range(pieces)])


def running_through(curves: Strands, area: Box) -> list[bool]:
    """Return for each curve whether it may run through `area`.

    By as much as a curve can deviate from the straight lines between its samples the area is enlarged.
    """
    if not len(curves.lengths):
        return []
    samples, first = curves.samples, curves.first
    bends = _bends(samples, first, curves.lengths)
    start, step = samples[:-1], np.diff(samples, axis=0)
    slack = np.maximum(bends[:-1], bends[1:])
    low, high = np.minimum(start, samples[1:]) - slack[:, None], np.maximum(start, samples[1:]) + slack[:, None]
    near: NDArray[np.bool_] = np.all((low < area[2:]) & (high > area[:2]), axis=1)
    near[first[1:] - 1] = False
    rows = np.flatnonzero(near)
    (dx, dy), (across, down) = step[rows].T, (np.array(area.middle) - start[rows]).T
    aside = np.abs(dx * down - dy * across) - slack[rows] * np.hypot(dx, dy)
    near[rows] = aside <= (np.abs(dx) * area.height + np.abs(dy) * area.width) / 2
    return np.logical_or.reduceat(near, np.minimum(first, len(near) - 1)).tolist()


def _bends(samples: Points, first: NDArray[np.intp], lengths: NDArray[np.intp]) -> Points:
    """At each sample of curves set end to end, how far the curve may lie off the straight lines to it."""
    bends = np.zeros(len(samples))
    bends[1:-1] = np.hypot(*np.diff(samples, 2, axis=0).T) / 4
    last = first + lengths - 1
    bends[first], bends[last] = bends[first + 1], bends[last - 1]
    return bends


def chain(*points: tuple[float, float]) -> Curve:
    """Return a curve through control points, of which there are one more than thrice the pieces."""
    return traced(np.array(points, dtype=np.float64))


def straight(start: tuple[float, float], end: tuple[float, float]) -> Curve:
    """Return a straight line."""
    return traced(np.linspace(start, end, 4))
