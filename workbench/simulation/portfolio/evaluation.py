"""What sets of fixes come to: the exact joint effect of each, never a sum."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from workbench.simulation.arrays import Bools, Floats
from workbench.simulation.build import Case
from workbench.simulation.levers import Levers
from workbench.simulation.model import JourneyModel
from workbench.simulation.observables import Observable
from workbench.simulation.portfolio.options import Options
from workbench.simulation.portfolio.worlds import Surroundings, Worlds, likely
from workbench.simulation.variation import Variation, current, evaluate

MOST_ROWS: Final = 16_384
"""So many variants go to the engine at a time: enough to keep it busy, few enough to fit beside everything else."""


@dataclass(frozen=True, slots=True)
class Errand:
    """Who waits for a long computation: `progress` hears how many runs of how many are done, `cancelled` is asked in
    between.  A search may find that there is more to run than it knew.
    """

    progress: Callable[[int, int], None] | None = None
    cancelled: Callable[[], bool] | None = None

    def towards(self, most: int) -> "Errand":
        """Return an errand whose progress is told out of the most runs that there can be."""
        progress = self.progress
        if progress is None:
            return self
        return Errand(lambda done, _: progress(min(done, most), most), self.cancelled)


class Evaluator:
    """Sets of fixes over one case, each run once and then remembered."""

    def __init__(
        self, case: Case, options: Options, observables: Sequence[Observable], errand: Errand | None = None
    ) -> None:
        self.options = options
        self._case = case
        self._observables = tuple(observables)
        self._levers = Levers.of((fix.parameter, fix.rows) for fix in options.fixes)
        self._errand = errand or Errand()
        self._known: dict[bytes, Floats] = {}
        self._runs = 0

    def values(self, sets: Bools) -> Floats:
        """Return the q observables per customer entering for each set, bool[m, n] to float[m, q].

        Raises ModelProblem for a set whose journey cannot run, and Cancelled.
        """
        keys = [row.tobytes() for row in sets]
        fresh = {key: index for index, key in enumerate(keys) if key not in self._known}
        if fresh:
            (answers,) = self.in_worlds(sets[list(fresh.values())], likely(self.options))
            self._known.update(zip(fresh, answers, strict=True))
        return np.array([self._known[key] for key in keys]).reshape(len(keys), len(self._observables))

    def tried(self) -> Bools:
        """Return every set that `values` has run, bool[m, n], in the order in which it did."""
        packed = b"".join(self._known)
        return np.frombuffer(packed, dtype=np.bool_).reshape(len(self._known), self.options.size)

    def in_worlds(self, sets: Bools, worlds: Worlds, asked: Bools | None = None) -> Floats:
        """Return the observables for each set, bool[m, n], in each of w worlds, float[w, m, q].

        Where `asked`, bool[w, m], is given, only those are run and the rest is NaN.
        """
        world, row = np.nonzero(np.ones((worlds.size, sets.shape[0]), np.bool_) if asked is None else asked)
        answers = np.full((worlds.size, sets.shape[0], len(self._observables)), np.nan)
        before, several = self._runs, len(self._case.segments)
        for start in range(0, world.size, MOST_ROWS):
            part = slice(start, start + MOST_ROWS)
            there = worlds.taken(world[part])
            changes = np.where(sets[row[part]], there.changes, 0.0)
            mixed = np.zeros((there.size, len(self._observables)))
            for number, segment in enumerate(self._case.segments):
                done = before + start + there.size * number / several
                heard = self._listener(done, 1.0 / several, before + world.size)
                varied = _variants(self._levers, segment.model, changes, there.around(number))
                mixed += segment.share * evaluate(
                    segment.model, *varied, self._observables, progress=heard, cancelled=self._errand.cancelled
                )
            answers[world[part], row[part]] = mixed
        self._runs += world.size
        return answers

    def _listener(self, before: float, each: float, total: int) -> Callable[[int], None]:
        """Return who hears of one segment's variants, each of which is a part of a run."""

        def hear(done: int) -> None:
            if self._errand.progress is not None:
                self._errand.progress(int(before + done * each), total)

        return hear


def _variants(
    levers: Levers, model: JourneyModel, changes: Floats, around: Surroundings
) -> tuple[list[Variation], Floats]:
    """Return what varies of a model, and its values for changes, float[r, n], in r worlds, float[r, p + the rest]."""
    present = np.tile(current(model, levers.variations), (changes.shape[0], 1))
    column = {variation: index for index, variation in enumerate(around.variations)}
    for index, variation in enumerate(levers.variations):
        if variation in column:
            present[:, index] = around.values[:, column.pop(variation)]
    moved = levers.moved(present, changes)
    return [*levers.variations, *column], np.hstack([moved, around.values[:, list(column.values())]])
