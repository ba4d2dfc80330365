"""Too many sets to try them all: an integer programme on exact single effects and overlaps, then swaps."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import isfinite
from typing import Final

import numpy as np
from scipy.sparse import csr_matrix

from workbench.simulation.arrays import Bools, Floats
from workbench.simulation.portfolio.evaluation import Evaluator
from workbench.simulation.portfolio.options import Budget, Options
from workbench.simulation.portfolio.portfolios import Portfolios
from workbench.simulation.problems import ModelProblem

_PAIRED: Final = 24
"""Overlaps are computed among so many of the strongest fixes: 276 pairs."""

_STRONG: Final = 0.01
"""An overlap enters the programme if it is this share of the smaller of the two effects."""

Row = tuple[dict[int, float], float]
"""A constraint: coefficients by variable, and what their sum may be at most."""

_SECONDS: Final = 10.0
_ROUNDS: Final = 50


@dataclass(frozen=True, slots=True, eq=False)
class Surrogate:
    """What sets are worth as sums: `single`, float[n], is what each fix alone takes off the goal.

    `overlap`, float[p], is what the `pairs` together take off more than their sum; it is negative where they overlap.
    """

    single: Floats
    pairs: tuple[tuple[int, int], ...]
    overlap: Floats

    @classmethod
    def of(cls, evaluator: Evaluator) -> "Surrogate":
        """Run every fix alone and the strongest in pairs."""
        options = evaluator.options
        single = gains(evaluator, np.eye(options.size, dtype=np.bool_))
        strongest = np.sort(np.argsort(-single, kind="stable")[:_PAIRED]).tolist()
        pairs = [(i, j) for i, j in combinations(strongest, 2) if not options.excludes[i, j]]
        if not pairs:
            return cls(single, (), np.zeros(0))
        both = np.zeros((len(pairs), options.size), dtype=np.bool_)
        for row, pair in enumerate(pairs):
            both[row, list(pair)] = True
        overlap = gains(evaluator, both) - np.array([single[i] + single[j] for i, j in pairs])
        least = np.array([min(abs(single[i]), abs(single[j])) for i, j in pairs])
        strong = np.abs(overlap) > _STRONG * least
        return cls(single, tuple(pair for pair, kept in zip(pairs, strong, strict=True) if kept), overlap[strong])


@dataclass(frozen=True, slots=True, eq=False)
class Suggestion:
    """The set, bool[n], that solves the programme; `bound` is the most that its sums allow, per customer entering."""

    chosen: Bools
    bound: float


def gains(evaluator: Evaluator, sets: Bools) -> Floats:
    """Return what each set takes off the goal, exactly, float[m]."""
    nothing = np.zeros((1, sets.shape[1]), dtype=np.bool_)
    values = evaluator.values(np.concatenate([nothing, sets]))[:, 0]
    return values[0] - values[1:]


def solve_programme(options: Options, budget: Budget, surrogate: Surrogate) -> Suggestion:
    """Maximise the surrogate under budget, exclusions and prerequisites (HiGHS through scipy.optimize.milp).

    One binary a fix, one bounded variable a pair that is 1 where both are chosen.  Raises ModelProblem where no answer
    is found in ten seconds.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp  # slow to import, and few journeys have so many fixes

    n, pairs = options.size, len(surrogate.pairs)
    matrix, limit = _rows(options, budget, surrogate)
    constraints = (
        LinearConstraint(matrix, -np.inf, limit)  # pyright: ignore[reportArgumentType] arrays are allowed
        if limit.size
        else ()
    )
    upper = np.concatenate([(options.ready <= budget.weeks).astype(np.float64), np.ones(pairs)])
    # effects are small numbers: scaled, so that the solver's tolerances mean a share of the largest
    scale = max(float(np.abs(surrogate.single).max()), 1e-300)
    answer = milp(
        -np.concatenate([surrogate.single, surrogate.overlap]) / scale,
        integrality=np.concatenate([np.ones(n), np.zeros(pairs)]),
        bounds=Bounds(0.0, upper),  # pyright: ignore[reportArgumentType] arrays are allowed
        constraints=constraints,
        options={"time_limit": _SECONDS},
    )
    if answer.x is None:
        raise ModelProblem("The integer programme found no set in ten seconds: choose from fewer fixes.")
    return Suggestion(answer.x[:n] > 0.5, -float(answer.mip_dual_bound) * scale)


def _rows(options: Options, budget: Budget, surrogate: Surrogate) -> tuple[csr_matrix, Floats]:
    """The constraints as a matrix and limits: `matrix @ variables <= limits`."""
    rows = [*_affordable(options, budget), *_compatible(options), *_both_or_not(options.size, surrogate)]
    at = [number for number, (row, _) in enumerate(rows) for _ in row]
    columns = [column for row, _ in rows for column in row]
    values = [value for row, _ in rows for value in row.values()]
    shape = (len(rows), options.size + len(surrogate.pairs))
    return csr_matrix((values, (at, columns)), shape=shape), np.array([limit for _, limit in rows])


def _affordable(options: Options, budget: Budget) -> Iterator[Row]:
    for costs, most in ((options.one_off, budget.one_off), (options.running, budget.running)):
        if isfinite(most):
            scale = max(most, 1.0)
            yield dict(enumerate((costs / scale).tolist())), most / scale


def _compatible(options: Options) -> Iterator[Row]:
    """A fix is chosen only if what it needs is, and not with what it excludes; one that excludes itself never is."""
    for i, j in np.argwhere(options.requires).tolist():
        yield {i: 1.0, j: -1.0}, 0.0
    for i, j in np.argwhere(np.triu(options.excludes)).tolist():
        yield ({i: 1.0, j: 1.0}, 1.0) if i != j else ({i: 1.0}, 0.0)


def _both_or_not(fixes: int, surrogate: Surrogate) -> Iterator[Row]:
    """A pair's variable is 1 where both fixes are chosen and 0 where one is not."""
    for place, (i, j) in enumerate(surrogate.pairs, start=fixes):
        yield {place: 1.0, i: -1.0}, 0.0
        yield {place: 1.0, j: -1.0}, 0.0
        yield {i: 1.0, j: 1.0, place: -1.0}, 1.0


def swapped(evaluator: Evaluator, chosen: Bools, budget: Budget) -> Bools:
    """Improve a set, bool[n], by exact runs until no fix more, no fix less and no exchange of two makes it better.

    A fix comes with its prerequisites and goes with those that need it.
    """
    for _ in range(_ROUNDS):
        near = np.concatenate([chosen[None, :], _neighbours(evaluator.options, chosen)])
        near = np.unique(near[evaluator.options.within(near, budget)], axis=0)
        found = Portfolios(evaluator.options, near, evaluator.values(near))
        better = near[found.best()]
        if np.array_equal(better, chosen):
            break
        chosen = better
    return chosen


def _neighbours(options: Options, chosen: Bools) -> Bools:
    """Every set that lies one fix more, one fix less or one exchange away, bool[m, n]."""
    needs = options.requires | np.eye(options.size, dtype=np.bool_)
    less = [chosen, *(chosen & ~needs[:, gone] for gone in np.flatnonzero(chosen))]
    more = [
        (start & ~(needs @ (needs[new] @ options.excludes))) | needs[new]
        for start in less
        for new in np.flatnonzero(~chosen)
    ]
    return np.array([*less, *more])
