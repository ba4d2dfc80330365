"""Sets of fixes with what each costs and comes to, and what can be read off once they are known."""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from workbench.simulation.arrays import Bools, Floats, Ints
from workbench.simulation.portfolio.options import Budget, Options

ROUNDING: Final = 1e-12
"""Two sets whose results differ by less than this share are equally good; the cheaper one is better."""


@dataclass(frozen=True, slots=True)
class Point:
    """One step of the efficient frontier: from this price on, `row` is the best set."""

    row: int
    price: float
    value: float


@dataclass(frozen=True, slots=True, eq=False)
class Portfolios:
    """m sets of n fixes, bool[m, n], and what each comes to, float[m, q]; the empty set is the first.

    The first of the q observables is the goal, of which there should be little.
    """

    options: Options
    sets: Bools
    values: Floats

    @property
    def goal(self) -> Floats:
        """What each set leaves of the goal, per customer entering, float[m]."""
        return self.values[:, 0]

    @property
    def one_off(self) -> Floats:
        """What each set costs once, float[m]."""
        return self.sets @ self.options.one_off

    @property
    def running(self) -> Floats:
        """What each set costs a month, float[m]."""
        return self.sets @ self.options.running

    def within(self, budget: Budget) -> Self:
        """Keep the sets that a budget allows."""
        kept = self.options.within(self.sets, budget)
        return type(self)(self.options, self.sets[kept], self.values[kept])

    def best(self) -> int:
        """Return the row that leaves the least of the goal; among equals the cheapest, then the smallest."""
        tied = np.flatnonzero(self.goal <= self.goal.min() + self._tolerance())
        return int(tied[self._by_price(tied)[0]])

    def leading(self, most: int) -> Self:
        """Keep the `most` sets that leave the least of the goal, the empty one besides and first."""
        order = np.argsort(self.goal, kind="stable")
        kept = np.concatenate([[0], order[order != 0][:most]])
        return type(self)(self.options, self.sets[kept], self.values[kept])

    def frontier(self, months: float = 0.0) -> list[Point]:
        """Return the best set for every budget: the prices from which on there is less of the goal.

        The price is what is paid once and in so many months.  Prices rise and the goal falls from point to point; the
        first is what can be had for the least.
        """
        points: list[Point] = []
        price = self.one_off + months * self.running
        for row in np.lexsort((self.sets.sum(axis=1), self.goal, price)).tolist():
            if not points or self.goal[row] < points[-1].value - self._tolerance():
                points.append(Point(row, float(price[row]), float(self.goal[row])))
        return points

    def _tolerance(self) -> float:
        return ROUNDING * float(np.abs(self.goal).max())

    def _by_price(self, rows: Ints) -> Ints:
        chosen = self.sets[rows]
        by_id = [~column for column in chosen.T[::-1]]
        return np.lexsort((*by_id, chosen.sum(axis=1), self.running[rows], self.one_off[rows]))


def possible_sets(options: Options, budget: Budget, most: int) -> Bools | None:
    """Return every set that budget, exclusions and prerequisites allow, bool[m, n], the empty one first.

    None where there are more than `most`.  Fixes join the sets one by one, prerequisites first, so that no set is made
    that is not possible.
    """
    sets = np.zeros((1, options.size), dtype=np.bool_)
    for index in options.order:
        joined = sets.copy()
        joined[:, index] = True
        sets = np.concatenate([sets, joined[options.within(joined, budget)]])
        if sets.shape[0] > most:
            return None
    return sets
