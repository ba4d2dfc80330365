"""The compiled engine: the answers of exact, sensitivity and variation, a thousand times a second and more."""

import functools
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import Any, Final
from weakref import WeakKeyDictionary

import numpy as np
from numba.core import config

from workbench.simulation.arrays import Bools, Floats, Ints
from workbench.simulation.chain import Chain, weigh
from workbench.simulation.compiled import sweep, tallies
from workbench.simulation.compiled.factors import LANES
from workbench.simulation.compiled.fitting import SOLVED, STUCK
from workbench.simulation.compiled.held import HeldPlan, hold
from workbench.simulation.compiled.plan import plan_of
from workbench.simulation.compiled.solver import factorise
from workbench.simulation.layout import flat
from workbench.simulation.model import JourneyModel, faultless
from workbench.simulation.observables import Observable, stacked
from workbench.simulation.results import Result
from workbench.simulation.solver import Factorised
from workbench.simulation.structure import Structure, assemble

_settings: Any = config
"""Numba fills this module when it is imported, which no type checker sees."""

BATCH: Final = 256
"""Most variants that one thread solves before anybody is asked whether to go on: some 10 ms at 60 touchpoints."""


class Compiled:
    """Solves on structures, whose plans it keeps as long as they live.

    Every method returns None, or marks a variant, where the numbers do not fit the structure or a state without exit
    was met: then only the plain engine can tell what is to be done.
    """

    def __init__(self) -> None:
        self._plans: WeakKeyDictionary[Structure, HeldPlan] = WeakKeyDictionary()
        self._sure: WeakKeyDictionary[Structure, HeldPlan] = WeakKeyDictionary()

    def solve(self, model: JourneyModel, structure: Structure) -> Result | None:
        """Return what `exact.solve` returns, to 1e-12."""
        found = self._ask(tallies.answer, model, structure)
        if found is None:
            return None
        (counts,) = found
        visits, failures, breakdowns, defections, silent, gave_up, finishes, cost, time, *arrivals = counts
        retries, demand, irritation = arrivals
        return Result(
            phase=model.phase,
            visits=visits,
            failures=failures,
            breakdowns=breakdowns,
            defections=defections,
            silent_leaves=silent,
            give_ups=gave_up,
            finishes=finishes,
            retries=retries,
            demand_visits=demand,
            irritation_sum=irritation,
            cost=cost,
            time=time,
        )

    def differentiate(
        self, model: JourneyModel, structure: Structure, observables: Sequence[Observable]
    ) -> tuple[Floats, Floats] | None:
        """Return the observables, float[q], and their derivatives by all parameters in a row, float[q, P]."""
        found = self._ask(sweep.differentiate, model, structure, stacked(observables))
        if found is None:
            return None
        total, gradient = found
        return total, gradient.T

    def factorise(self, chain: Chain) -> Factorised | None:
        """Return the factors of a chain that was weighed elsewhere."""
        return factorise(chain, self._eliminating(chain.structure).plan)

    def count(
        self,
        model: JourneyModel,
        structure: Structure,
        columns: Ints,
        values: Floats,
        progress: Callable[[int], None],
    ) -> tuple[Bools, Floats]:
        """Return which of m variants only the plain engine can judge, bool[m], and their events, float[m, 9 n].

        `columns` are places in the row of all parameters, `values` float[m, p] what stands there.  Works on all
        processors; `progress` hears how many variants are done and ends the work by raising.
        """
        theta, held = flat(model), self._plan(structure)
        values = np.ascontiguousarray(values)
        stuck = np.empty(values.shape[0], dtype=np.bool_)
        counts = np.empty((values.shape[0], tallies.EVENTS * model.size))

        size = min(BATCH, LANES * -(-values.shape[0] // (4 * LANES * _threads())))

        def batch(first: int) -> int:
            rows = slice(first, first + size)
            stuck[rows], counts[rows] = tallies.count_variants(held, theta, columns, values[rows])
            return min(size, values.shape[0] - first)

        _in_turn(batch, range(0, values.shape[0], size), progress)
        restless = np.flatnonzero(stuck) if held.plan.swept else np.zeros(0, dtype=np.int64)
        if restless.size:
            sure = self._eliminating(structure)
            stuck[restless], counts[restless] = tallies.count_variants(sure, theta, columns, values[restless])
        return stuck, counts

    def _ask(self, kernel: Callable[..., Any], model: JourneyModel, structure: Structure, *more: Floats) -> Any:
        """Return what a kernel finds beside its verdict, or None; an elimination follows sweeps that never rest."""
        if not structure.has_shape_of(model):
            return None
        held, theta = self._plan(structure), flat(model)
        verdict, *found = kernel(held, theta, *more)
        if verdict == STUCK and held.plan.swept:
            verdict, *found = kernel(self._eliminating(structure), theta, *more)
        return found if verdict == SOLVED else None

    def _plan(self, structure: Structure) -> HeldPlan:
        held = self._plans.get(structure)
        if held is None:
            held = self._plans[structure] = hold(plan_of(structure))
        return held

    def _eliminating(self, structure: Structure) -> HeldPlan:
        held = self._plan(structure)
        if not held.plan.swept:
            return held
        sure = self._sure.get(structure)
        if sure is None:
            sure = self._sure[structure] = hold(plan_of(structure, eliminate=True))
        return sure


def _threads() -> int:
    """Return how many threads to use: one a processor, or what NUMBA_NUM_THREADS says to workers of a sweep."""
    return int(_settings.NUMBA_NUM_THREADS)


def _in_turn(batch: Callable[[int], int], firsts: Sequence[int], progress: Callable[[int], None]) -> None:
    """Run batches on all processors, no more of them ahead than there are threads; stops where `progress` raises."""
    threads, done = _threads(), 0
    if len(firsts) == 1:
        progress(batch(firsts[0]))
        return
    with ThreadPoolExecutor(threads) as pool:
        running: list[Future[int]] = []
        for first in firsts:
            running.append(pool.submit(batch, first))
            if len(running) > threads:
                done += running.pop(0).result()
                progress(done)
        for future in running:
            done += future.result()
            progress(done)


@functools.cache
def _shared() -> Compiled:
    """Return the engine of this process: kernels belong to the process too, as numba keeps them."""
    return Compiled()


def engine() -> Compiled | None:
    """Return the engine of this process, or None before it has been warmed up."""
    return _shared() if _shared.cache_info().currsize else None


def warm_up() -> None:
    """Compile every kernel, or load it from the cache, by running a journey of two touchpoints."""
    model = _smallest()
    structure, cold = assemble(model), Compiled()
    cold.solve(model, structure)
    if (factors := cold.factorise(weigh(structure, model))) is not None:
        factors.visits(np.ones(structure.size))
        factors.values(np.ones(structure.size))
    cold.differentiate(model, structure, [Observable(*[np.ones(model.size)] * tallies.EVENTS)])
    cold.count(model, structure, np.zeros(1, dtype=np.int64), np.zeros((1, 1)), lambda _: None)
    _shared()


def _smallest() -> JourneyModel:
    half = np.full(2, 0.5)
    return replace(faultless(("first", "second"), [{1: 1.0}, {2: 1.0}], half), failure=half, severity=half)
