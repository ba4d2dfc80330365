"""Solving by sweeps over the states in the order of the flow, where an elimination would fill in too much.

This is the iteration of Gauss and Seidel, summed over its increments: the first is what the right-hand side says, each
further one what the last one leads to.  Nothing is ever negative and nothing is subtracted, so every digit of every
entry survives.  Where each entry shrinks at least by a factor r from one sweep to the next, it does so in all later
sweeps, for these map what is smaller entry by entry on what is smaller: what is still to come is at most r / (1 - r) of
the last increment (the quotients of Collatz, Mathematische Zeitschrift 48, 1942).
"""

from typing import Any, Final

import numpy as np

from workbench.simulation.arrays import Bools, Floats
from workbench.simulation.compiled.factors import LANES
from workbench.simulation.compiled.jit import inner
from workbench.simulation.compiled.symbolic import Pattern

MOST_SWEEPS: Final = 100
"""Sweeps after which elimination takes over; journeys with a few retries and loops need about 20."""

PRECISION: Final = 1e-14
"""The largest share of any entry that may be left out."""

NEGLIGIBLE: Final = 1e-40
"""Share of an entry that is dropped, so that what fades away does not end in slow, inexact numbers."""


@inner
def left_out(now: Floats, last: Floats, found: Floats) -> float:
    """Return the largest share of any entry that all further increments can add; infinite before that is known."""
    shrinking = share = 0.0
    for p in range(now.size):
        if now[p] > 0.0:
            if not now[p] < last[p]:
                return np.inf
            shrinking, share = max(shrinking, now[p] / last[p]), max(share, now[p] / found[p])
    return share * shrinking / (1.0 - shrinking)


def _going_elsewhere(lanes: int) -> Any:
    @inner
    def invert(pattern: Pattern, value: Floats, leaving: Floats, inverse: Floats) -> None:
        for i in range(pattern.middle.size):
            for w in range(lanes):
                elsewhere = leaving[i * lanes + w]
                for t in range(pattern.ptr[i], pattern.ptr[i + 1]):
                    elsewhere += value[np.int64(t) * lanes + w]
                inverse[i * lanes + w] = 1.0 / elsewhere

    return invert


def _sending_on(lanes: int) -> Any:
    @inner
    def send_on(pattern: Pattern, value: Floats, inverse: Floats, waiting: Floats, now: Floats, visits: Floats) -> bool:
        """Let everybody who waits visit once, and tell whether that no longer counts."""
        here, settled = np.empty(lanes), True
        for i in range(pattern.middle.size):
            moves = False
            for w in range(lanes):
                at = i * lanes + w
                here[w] = waiting[at] * inverse[at]
                waiting[at] = 0.0
                visits[at] += here[w]
                if not here[w] > NEGLIGIBLE * visits[at]:
                    here[w] = 0.0
                now[at] = here[w]
                moves |= here[w] > 0.0
                settled &= here[w] <= PRECISION * visits[at]
            if moves:
                for t in range(pattern.ptr[i], pattern.ptr[i + 1]):
                    j = pattern.column[t]
                    for w in range(lanes):
                        waiting[j * lanes + w] += value[np.int64(t) * lanes + w] * here[w]
        return settled

    return send_on


def _settling_visits(lanes: int) -> Any:
    invert, send_on = _going_elsewhere(lanes), _sending_on(lanes)

    @inner
    def settle(pattern: Pattern, value: Floats, leaving: Floats, inverse: Floats, visits: Floats, stuck: Bools) -> None:
        invert(pattern, value, leaving, inverse)
        waiting, last, now = visits.copy(), np.zeros_like(visits), np.zeros_like(visits)
        visits.fill(0.0)
        for _ in range(MOST_SWEEPS):
            last, now = now, last
            if send_on(pattern, value, inverse, waiting, now, visits) and left_out(now, last, visits) <= PRECISION:
                return
        stuck.fill(True)

    return settle


settle_visits = _settling_visits(1)
"""Turn entries, float[ns], in place, into the expected visits x of x (I - Q) = entry, each to PRECISION.

`value` holds the probabilities off the diagonal by slot, `leaving` the exits by state; `inverse` receives the inverse
chances to go elsewhere.  Sets `stuck` where this takes more than MOST_SWEEPS.
"""

settle_visits_lanes = _settling_visits(LANES)
"""Solve LANES matrices side by side, as `settle_visits` does one; all are stuck where one of them is."""


def _looking_back(single: bool) -> Any:
    @inner
    def look_back(pattern: Pattern, value: Floats, inverse: Floats, coming: Floats, now: Floats, found: Floats) -> bool:
        """Let every state add what the states it leads to have gained, and tell whether that no longer counts."""
        columns, settled = 1 if single else now.shape[1], True
        ahead = np.empty(columns)
        for s in range(pattern.middle.size):
            i = pattern.middle.size - 1 - s
            for c in range(columns):
                ahead[c] = coming[i, c]
                coming[i, c] = 0.0
            for t in range(pattern.ptr[i], pattern.ptr[i + 1]):
                j, share = pattern.column[t], value[t]
                for c in range(columns):
                    ahead[c] += share * now[j, c]
            for c in range(columns):
                change = ahead[c] * inverse[i]
                found[i, c] += change
                now[i, c] = change if change > NEGLIGIBLE * found[i, c] else 0.0
                settled &= change <= PRECISION * found[i, c]
        return settled

    return look_back


def _settling_values(single: bool) -> Any:
    look_back = _looking_back(single)

    @inner
    def settle(pattern: Pattern, value: Floats, inverse: Floats, reward: Floats) -> bool:
        if reward.min() < 0.0:
            return False
        last, now, found = np.zeros_like(reward), np.zeros_like(reward), np.zeros_like(reward)
        for _ in range(MOST_SWEEPS):
            last[:] = now
            settled = look_back(pattern, value, inverse, reward, now, found)
            if settled and left_out(now.ravel(), last.ravel(), found.ravel()) <= PRECISION:
                reward[:] = found
                return True
        return False

    return settle


settle_values, settle_single = _settling_values(single=False), _settling_values(single=True)
"""Turn rewards, float[ns, q], in place, into the values v of (I - Q) v = reward, each to PRECISION.

Tell whether they came to rest; where any reward is below zero they do not, for what is added then bounds nothing.
"""
