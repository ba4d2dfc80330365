"""Which turns leave a touchpoint alike."""

import numpy as np

from workbench.simulation.arrays import Ints
from workbench.simulation.compiled.jit import kernel
from workbench.simulation.kernel import AFTER_FAILURE, AFTER_RECOVERY, AFTER_SUCCESS

OUTCOMES = max(AFTER_FAILURE, AFTER_RECOVERY, AFTER_SUCCESS) + 1


@kernel
def alike_turns(touchpoint: Ints, mask: Ints, ptr: Ints, outcome: Ints, level: Ints) -> Ints:
    """Return the departure of each turn, numbered by first appearance.

    Turns `ptr[s]:ptr[s + 1]` are those of state s, at a touchpoint with a mask of flags, int[ns]; states that share
    both follow one another.  Turns of such states with the same outcome and level afterwards depart alike.
    """
    departure = np.empty(outcome.size, np.int64)
    known = np.full((OUTCOMES, 1 + max(level.max(), 0) if level.size else 1), -1, np.int64)
    count = since = 0
    for s in range(touchpoint.size):
        if s > 0 and (touchpoint[s] != touchpoint[s - 1] or mask[s] != mask[s - 1]):
            since = count
        for t in range(ptr[s], ptr[s + 1]):
            if known[outcome[t], level[t]] < since:
                known[outcome[t], level[t]] = count
                count += 1
            departure[t] = known[outcome[t], level[t]]
    return departure
