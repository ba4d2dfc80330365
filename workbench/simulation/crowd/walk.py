"""Letting customers walk: in parts, so that it can be watched and stopped, by whichever engine is quicker."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from workbench.simulation.crowd import rows as recorded
from workbench.simulation.crowd import stepwise
from workbench.simulation.crowd.luck import seed_word
from workbench.simulation.crowd.road import Road, survey
from workbench.simulation.crowd.rows import MOST_VISITS, UNFINISHED, Rows, Tallies
from workbench.simulation.model import JourneyModel
from workbench.simulation.problems import ModelProblem
from workbench.simulation.results import Result
from workbench.simulation.variation import Cancelled

Engine = Callable[[Road, np.uint64, int, int, Rows, Tallies], None]

WORTH_COMPILING: Final = 200_000
"""Fewer customers have walked in numpy before machine code is loaded (0.7 s) or made (4 s)."""

_TOGETHER: Final = 10_000
_NOTES: Final = 20_000_000
"""Customers who walk together, and touchpoints times customers at most: 2 bytes each are kept in numpy."""


@dataclass(frozen=True, slots=True, eq=False)
class Crowd:
    """Customers number `first` and following who have walked a journey: a row each, and counts per touchpoint."""

    model: JourneyModel
    first: int
    rows: Rows
    tallies: Tallies

    @property
    def customers(self) -> int:
        """The number of customers."""
        return self.rows.outcome.size

    @property
    def unfinished(self) -> int:
        """The number of those who had not left after the last visit that was counted."""
        return int((self.rows.outcome == UNFINISHED).sum())

    def result(self) -> Result:
        """Return the means in the shape of an exact answer."""
        return recorded.result(self.model, self.rows, self.tallies)


def walk(
    model: JourneyModel,
    customers: int,
    seed: int,
    *,
    first: int = 0,
    most: int = MOST_VISITS,
    engine: Engine | None = None,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Crowd:
    """Let `customers` customers, numbered from `first` on, walk until all have left, or for `most` visits each.

    The same seed gives the same bytes with every engine (by default the quicker one) and in whatever parts the
    customers come; customers of another variant of the journey share their luck wherever they meet the same.
    `progress` hears how many have walked.  Raises ModelProblem without customers, Cancelled when stopped.
    """
    if customers < 1 or first < 0 or not 1 <= most <= MOST_VISITS:
        raise ModelProblem(
            f"{customers} customers from number {first} on, for {most} visits, cannot walk: "
            f"ask for at least 1 customer, from number 0 on, for 1 to {MOST_VISITS} visits."
        )
    record, road, word = engine or quicker_engine(customers), survey(model), seed_word(seed)
    rows = Rows.blank(customers, len(model.phase_names))
    tallies = Tallies.none(model.size, model.levels)
    together = max(1, min(_TOGETHER, _NOTES // model.size))
    for start in range(0, customers, together):
        if cancelled is not None and cancelled():
            raise Cancelled
        behind = min(customers, start + together)
        record(road, word, first + start, most, rows.part(start, behind), tallies)
        if progress is not None:
            progress(behind)
    rows.cost[rows.lost] += model.defection_cost
    return Crowd(model, first, rows, tallies)


def quicker_engine(customers: int) -> Engine:
    """Return the walk that will be done first: the compiled one if so many are worth it or it is there already."""
    compiled = f"{__package__}.one_by_one"
    if customers < WORTH_COMPILING and compiled not in sys.modules:
        return stepwise.record
    # The import loads numba: half a second and 60 MB that small crowds do not need.
    from workbench.simulation.crowd import one_by_one

    return one_by_one.record
