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
"""Share of a state's visits that is dropped, so that what fades away does not end in slow, inexact numbers."""


def _settling(lanes: int) -> Any:
    @inner
    def settle(pattern: Pattern, value: Floats, leaving: Floats, inverse: Floats, visits: Floats, stuck: Bools) -> None:
        states = pattern.middle.size
        weigh_leaving(pattern, value, leaving, inverse)
        waiting, last, now, here = visits.copy(), np.zeros_like(visits), np.zeros_like(visits), np.empty(lanes)
        visits.fill(0.0)
        for _ in range(MOST_SWEEPS):
            last, now, moving, unsettled = now, last, False, False
            for i in range(states):
                moves = False
                for w in range(lanes):
                    at = i * lanes + w
                    here[w] = waiting[at] * inverse[at]
                    waiting[at] = 0.0
                    visits[at] += here[w]
                    now[at] = here[w]
                    moves |= here[w] > NEGLIGIBLE * visits[at]
                    unsettled |= here[w] > PRECISION * visits[at]
                if not moves:
                    now[i * lanes : (i + 1) * lanes] = 0.0
                    continue
                moving = True
                for t in range(pattern.ptr[i], pattern.ptr[i + 1]):
                    j = pattern.column[t]
                    for w in range(lanes):
                        waiting[j * lanes + w] += value[np.int64(t) * lanes + w] * here[w]
            if not moving or (not unsettled and left_out(now, last, visits) <= PRECISION):
                return
        stuck.fill(True)

    @inner
    def weigh_leaving(pattern: Pattern, value: Floats, leaving: Floats, inverse: Floats) -> None:
        for i in range(pattern.middle.size):
            for w in range(lanes):
                pivot = leaving[i * lanes + w]
                for t in range(pattern.ptr[i], pattern.ptr[i + 1]):
                    pivot += value[np.int64(t) * lanes + w]
                inverse[i * lanes + w] = 1.0 / pivot

    return settle


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


settle_visits = _settling(1)
"""Turn entries, float[ns], in place, into the expected visits x of x (I - Q) = entry, each to PRECISION.

`value` holds the probabilities off the diagonal by slot, `leaving` the exits by state; `inverse` receives the inverse
chances to go elsewhere.  Sets `stuck` where this takes more than MOST_SWEEPS.
"""

settle_visits_lanes = _settling(LANES)
"""Solve LANES matrices side by side, as `settle_visits` does one; all are stuck where one of them is."""


@inner
def settle_values(pattern: Pattern, value: Floats, inverse: Floats, reward: Floats) -> bool:
    """Turn rewards, float[ns, q], in place, into the values v of (I - Q) v = reward, each to PRECISION.

    Tells whether they came to rest; rewards below zero do not, for what they add is no bound.
    """
    states, columns = reward.shape
    if reward.min() < 0.0:
        return False
    coming = reward
    last, now, ahead = np.zeros_like(reward), np.zeros_like(reward), np.empty(columns)
    found = np.zeros_like(reward)
    for sweep in range(MOST_SWEEPS):
        moving = unsettled = False
        last[:] = now
        for s in range(states):
            i = states - 1 - s
            for c in range(columns):
                ahead[c] = coming[i, c] if sweep == 0 else 0.0
            for t in range(pattern.ptr[i], pattern.ptr[i + 1]):
                j, share = pattern.column[t], value[t]
                for c in range(columns):
                    ahead[c] += share * now[j, c]
            for c in range(columns):
                change = ahead[c] * inverse[i]
                found[i, c] += change
                now[i, c] = change if change > NEGLIGIBLE * found[i, c] else 0.0
                moving |= now[i, c] > 0.0
                unsettled |= change > PRECISION * found[i, c]
        if not moving or (not unsettled and left_out(now.ravel(), last.ravel(), found.ravel()) <= PRECISION):
            reward[:] = found
            return True
    return False
