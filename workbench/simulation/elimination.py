"""The strategy for loops that are hardly ever left: elimination without a single subtraction, slow and sure."""

from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import Final

import numpy as np
from typing_extensions import override

from workbench.simulation.arrays import Floats, Ints
from workbench.simulation.chain import Chain
from workbench.simulation.problems import LoopWithoutExit
from workbench.simulation.solver import Factorised

RAREST: Final = 1e-150
"""Who leaves a loop less often makes more visits than can be squared."""

_Links = list[dict[int, float]]


@dataclass(frozen=True, slots=True)
class _Step:
    """A state and what it is left by, and its ways to and from the states that are eliminated later."""

    state: int
    left: float
    onward: Ints
    there: Floats
    origin: Ints
    here: Floats


@dataclass(frozen=True, slots=True)
class Elimination(Factorised):
    """Factors whose every pivot is a sum of probabilities, so that each digit survives however rarely a loop is left.

    W. K. Grassmann, M. I. Taksar, D. P. Heyman, Regenerative analysis and steady state distributions for Markov chains,
    Operations Research 33(5), 1985.
    """

    steps: tuple[_Step, ...]

    @override
    def visits(self, entry: Floats) -> Floats:
        """Solve forward, float[ns] to float[ns]."""
        found = entry.astype(np.float64)
        for step in self.steps:
            found[step.onward] += found[step.state] / step.left * step.there
        for step in reversed(self.steps):
            found[step.state] = (found[step.state] + step.here @ found[step.origin]) / step.left
        return found

    @override
    def values(self, rewards: Floats) -> Floats:
        """Solve the adjoint for one or several rewards at a time, float[ns] or float[ns, q]."""
        found = rewards.reshape(rewards.shape[0], -1).astype(np.float64)
        for step in self.steps:
            found[step.origin] += np.outer(step.here, found[step.state] / step.left)
        for step in reversed(self.steps):
            found[step.state] = (found[step.state] + step.there @ found[step.onward]) / step.left
        return found.reshape(rewards.shape)


def eliminate(chain: Chain) -> Elimination:
    """Eliminate state after state, the one with the fewest ways in and out first.

    Raises LoopWithoutExit where a loop is left less often than RAREST.
    """
    onward, origin = _links(chain)
    exits: list[float] = chain.exits().tolist()
    steps: list[_Step] = []
    waiting = [(len(onward[state]) * len(origin[state]), state) for state in range(len(exits))]
    heapify(waiting)
    gone = [False] * len(exits)
    while waiting:
        weight, state = heappop(waiting)
        now = len(onward[state]) * len(origin[state])
        if gone[state] or weight < now:
            if not gone[state]:
                heappush(waiting, (now, state))
            continue
        gone[state] = True
        left = exits[state] + sum(onward[state].values())
        if left < RAREST:
            place = int(chain.structure.states.touchpoint[state])
            raise LoopWithoutExit([chain.structure.model.names[place]])
        steps.append(_step(state, left, onward[state], origin[state]))
        _bridge(state, left, onward, origin, exits)
        for each in {*onward[state], *origin[state]}:
            heappush(waiting, (len(onward[each]) * len(origin[each]), each))
    return Elimination(tuple(steps))


def _links(chain: Chain) -> tuple[_Links, _Links]:
    """Return by state the probabilities to go elsewhere, and those by which others come there."""
    matrix = chain.matrix()
    onward: _Links = [{} for _ in range(chain.structure.size)]
    origin: _Links = [{} for _ in range(chain.structure.size)]
    rows = np.repeat(np.arange(chain.structure.size), np.diff(matrix.indptr))
    data: list[float] = chain.data.tolist()
    for row, column, value in zip(rows.tolist(), matrix.indices.tolist(), data, strict=True):
        if row != column and value:
            onward[row][column] = origin[column][row] = -value
    return onward, origin


def _step(state: int, left: float, onward: dict[int, float], origin: dict[int, float]) -> _Step:
    def column(of: dict[int, float]) -> tuple[Ints, Floats]:
        return np.fromiter(of, np.int64, len(of)), np.fromiter(of.values(), np.float64, len(of))

    return _Step(state, left, *column(onward), *column(origin))


def _bridge(state: int, left: float, onward: _Links, origin: _Links, exits: list[float]) -> None:
    """Lead who came by this state straight to where it leads; who would come back has never been away."""
    for before, here in origin[state].items():
        share = here / left
        exits[before] += share * exits[state]
        del onward[before][state]
        for after, there in onward[state].items():
            if after != before:
                through = onward[before].get(after, 0.0) + share * there
                onward[before][after] = origin[after][before] = through
    for after in onward[state]:
        del origin[after][state]
