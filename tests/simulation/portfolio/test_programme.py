"""The integer programme solves what it was told, and swaps improve what it found."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.portfolios import fix, random_budget, random_fixes, small_case
from workbench.simulation.arrays import Bools, Floats
from workbench.simulation.observables import breakdowns
from workbench.simulation.portfolio.evaluation import Evaluator
from workbench.simulation.portfolio.options import Budget, Options
from workbench.simulation.portfolio.programme import Surrogate, gains, solve_programme, swapped


def worth(surrogate: Surrogate, sets: Bools) -> Floats:
    both = sum(
        (more * (sets[:, i] & sets[:, j]) for (i, j), more in zip(surrogate.pairs, surrogate.overlap, strict=True)),
        start=np.zeros(sets.shape[0]),
    )
    return sets @ surrogate.single + both


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_no_allowed_set_has_a_larger_sum_than_the_programme_finds(seed: int) -> None:
    random = np.random.default_rng(seed)
    options, budget = Options.of(random_fixes(seed, 7)), random_budget(seed, 7)
    pairs = tuple((i, j) for i in range(7) for j in range(i) if random.random() < 0.3)
    surrogate = Surrogate(random.uniform(-0.2, 1.0, 7), pairs, random.uniform(-0.6, 0.3, len(pairs)))
    found = solve_programme(options, budget, surrogate)
    sets = np.array(list(product((False, True), repeat=7)), dtype=np.bool_)
    most = worth(surrogate, sets[options.within(sets, budget)]).max()
    assert options.within(found.chosen[None, :], budget).all()
    assert worth(surrogate, found.chosen[None, :])[0] == pytest.approx(most, abs=1e-6)
    assert found.bound == pytest.approx(most, abs=1e-6)


def test_overlaps_are_exact_and_weak_ones_are_left_out() -> None:
    options = Options.of([fix("a"), fix("b"), fix("c", 2, excludes="a")])
    evaluator = Evaluator(small_case(3), options, [breakdowns(3)])
    surrogate = Surrogate.of(evaluator)
    assert (0, 1) in surrogate.pairs
    assert (0, 2) not in surrogate.pairs
    both = gains(evaluator, np.array([[True, True, False]]))[0]
    place = surrogate.pairs.index((0, 1))
    assert surrogate.single[:2].sum() + surrogate.overlap[place] == pytest.approx(both)


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_after_the_swaps_no_single_exchange_is_better(seed: int) -> None:
    options = Options.of(random_fixes(seed, 6))
    evaluator = Evaluator(small_case(seed), options, [breakdowns(3)])
    found = swapped(evaluator, np.zeros(6, dtype=np.bool_), Budget(one_off=6))
    flips = np.array([found ^ (np.isin(np.arange(6), pair)) for pair in product(range(6), repeat=2)])
    near = flips[options.within(flips, Budget(one_off=6))]
    assert gains(evaluator, found[None, :])[0] >= gains(evaluator, near).max() - 1e-12
