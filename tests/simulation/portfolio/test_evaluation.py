"""Sets of fixes are run jointly and once."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.portfolios import breakdowns_after, fix, random_fixes, small_case
from workbench.domain.values import Quantity
from workbench.simulation.build import Case, Segment
from workbench.simulation.observables import breakdowns, visits
from workbench.simulation.portfolio.evaluation import Evaluator
from workbench.simulation.portfolio.options import Options
from workbench.simulation.portfolio.worlds import Surroundings, Worlds
from workbench.simulation.variation import Variation

ALL_OF_FOUR = np.array(list(product((False, True), repeat=4)), dtype=np.bool_)


def two_kinds(seed: int) -> Case:
    first, second = small_case(seed), small_case(seed)
    hasty = replace(second.model, severity=1.5 * second.model.severity, silent=0.5 * second.model.silent)
    return replace(first, segments=(Segment("calm", 0.7, first.model), Segment("hasty", 0.3, hasty, 1.5, 1.0, 0.5)))


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_every_set_comes_to_what_a_run_of_its_own_gives(seed: int) -> None:
    case, options = two_kinds(seed), Options.of(random_fixes(seed, 4))
    found = Evaluator(case, options, [breakdowns(3)]).values(ALL_OF_FOUR)
    for row, value in zip(ALL_OF_FOUR, found[:, 0], strict=True):
        chosen = [each for each, taken in zip(options.fixes, row, strict=True) if taken]
        assert value == pytest.approx(breakdowns_after(case, chosen), rel=1e-9, abs=1e-12)


def test_a_set_is_run_once() -> None:
    runs: list[int] = []
    evaluator = Evaluator(small_case(1), Options.of(random_fixes(1, 4)), [breakdowns(3), visits(3)])
    first = evaluator.values(ALL_OF_FOUR[[3, 1, 3]])
    runs.append(len(evaluator.tried()))
    assert np.array_equal(evaluator.values(ALL_OF_FOUR[[1, 3]]), first[[1, 0]])
    runs.append(len(evaluator.tried()))
    assert runs == [2, 2]
    assert np.array_equal(evaluator.tried(), ALL_OF_FOUR[[3, 1]])


def test_in_other_worlds_fixes_do_more_or_less() -> None:
    case, options = small_case(2), Options.of([fix("a"), fix("b", 1)])
    changes = np.array([[-0.1, -0.2], [-0.9, 0.0]])
    found = Evaluator(case, options, [breakdowns(3)]).in_worlds(
        np.array([[False, False], [True, True]]), Worlds(changes, np.ones((2, 2)), np.ones((2, 2)))
    )
    for world, (one, other) in enumerate(changes.tolist()):
        there = [fix("a", change=Quantity(one)), fix("b", 1, change=Quantity(other))]
        assert found[world, 0, 0] == pytest.approx(breakdowns_after(case, []))
        assert found[world, 1, 0] == pytest.approx(breakdowns_after(case, there))


def test_in_other_worlds_a_fix_acts_on_the_journey_as_it_is_there() -> None:
    case, options = small_case(2), Options.of([fix("a")])
    around = Surroundings((Variation("retry", 1), Variation("failure", 0)), np.array([[0.1, 0.4]]))
    worlds = Worlds(np.array([[-0.5]]), np.ones((1, 1)), np.ones((1, 1)), (around,))
    found = Evaluator(case, options, [breakdowns(3)]).in_worlds(np.array([[False], [True]]), worlds)
    model = case.model
    retry, failure = model.retry.copy(), model.failure.copy()
    retry[1] = 0.1
    for row, chance in enumerate((0.4, 0.2)):
        failure[0] = chance
        there = replace(case, segments=(Segment("", 1.0, replace(model, retry=retry, failure=failure.copy())),))
        assert found[0, row, 0] == pytest.approx(breakdowns_after(there, []))
