"""Default curves of how customers react to irritation, each with the finding it rests on."""

from dataclasses import dataclass

import numpy as np

from workbench.simulation.arrays import Floats, Ints


@dataclass(frozen=True, slots=True)
class LeavePreset:
    """Probability to leave after a breakdown, rising in a straight line from calm to the highest irritation."""

    key: str
    label: str
    calm: float
    irritated: float
    source: str


_COMPLAINTS = (
    "Repurchase after a complaint, minor to major trouble (TARP, quoted in Barlow and Maul, Emotional Value); "
    "one copy prints 14 for 19 per cent"
)

LEAVE_PRESETS: tuple[LeavePreset, ...] = (
    LeavePreset(
        "stated",
        "Stated intentions",
        0.17,
        0.59,
        "PwC 2018, 15,000 people asked: 17 % would leave after one bad experience, 59 % after several; "
        "stated intentions exceed deeds",
    ),
    LeavePreset("complaint-quick", "Complaint solved quickly", 0.05, 0.18, f"{_COMPLAINTS}: 95 and 82 % buy again"),
    LeavePreset("complaint-solved", "Complaint solved", 0.30, 0.46, f"{_COMPLAINTS}: 70 and 54 % buy again"),
    LeavePreset("complaint-unsolved", "Complaint not solved", 0.54, 0.81, f"{_COMPLAINTS}: 46 and 19 % buy again"),
    LeavePreset(
        "upper-bound",
        "Upper bound",
        0.89,
        0.89,
        "The often quoted 89 % who say they left after a poor experience; self-reported, use as a bound only",
    ),
)
"""The first preset is the default."""


def leave_curve(levels: int, preset: LeavePreset = LEAVE_PRESETS[0]) -> Floats:
    """Return the probability to leave after a breakdown at each level, float[K + 1]."""
    return np.linspace(preset.calm, preset.irritated, levels + 1)


def breakdown_curve(
    levels: int,
    *,
    floor: float | Floats = 0.02,
    ceiling: float | Floats = 0.60,
    threshold: float | Floats = 0.6,
    width: float | Floats = 0.12,
) -> Floats:
    """Return the probability that a failure becomes a breakdown at each level, float[K + 1].

    Arrays of one shape, float[..., 1], give as many curves, float[..., K + 1].

    A logistic step at `threshold` (share of K) stands for the limit of tolerance (Oliva, Oliver and MacMillan 1992),
    the floor for the zone of tolerance below it.
    """
    irritation = np.arange(levels + 1) / levels
    return floor + (ceiling - floor) / (1.0 + np.exp(-(irritation - threshold) / width))


def silent_curve(levels: int, *, full: float = 0.02) -> Floats:
    """Return the probability to leave in silence after a visit at each level, float[K + 1].

    It is exactly zero without irritation: a journey in which nothing fails then gives back the shares of the event
    log it was measured from, which a small constant would falsify at every step.
    """
    return full * (np.arange(levels + 1) / levels) ** 2


def recovered_levels(levels: int, *, drop: float = 0.2) -> Ints:
    """Return the level after a recovered breakdown, int[K + 1]: `drop` of K levels lower, rounded, never below 0.

    Recovery does not make customers happier than before the failure: the service recovery paradox does not extend to
    loyalty (de Matos, Henrique and Rossi 2007).
    """
    step = round(drop * levels)
    return np.maximum(np.arange(levels + 1, dtype=np.int64) - step, 0)
