from dataclasses import replace

import numpy as np
import pytest

from tests.helpers.builders import JOURNEY
from tests.helpers.journeys import benchmark_journey, fewer_failures, journey, random_journey
from tests.helpers.memory import remembering, with_two_personas
from workbench.simulation.build import build, improved
from workbench.simulation.crowd.pairs import PairedEffect, paired, paired_cases
from workbench.simulation.crowd.walk import walk
from workbench.simulation.exact import solve
from workbench.simulation.problems import ModelProblem


def _of(effects: list[PairedEffect], measure: str) -> PairedEffect:
    return next(effect for effect in effects if effect.measure == (measure, None))


def test_shared_luck_needs_a_quarter_of_the_customers_or_less() -> None:
    model = benchmark_journey()
    effect = _of(paired(model, fewer_failures(model, 0, 0.3), 20_000, 1), "breakdowns")
    assert effect.variance_ratio > 4
    assert effect.unchanged > 0.95


@pytest.mark.parametrize("seed", range(6))
def test_the_effect_lies_within_its_standard_error_of_the_exact_one(seed: int) -> None:
    model = random_journey(seed, n=5)
    better = replace(model, failure=0.6 * model.failure, severity=0.8 * model.severity)
    exact = solve(better).breakdowns.sum() - solve(model).breakdowns.sum()
    effect = _of(paired(model, better, 6_000, seed), "breakdowns")
    assert abs(effect.change - exact) < 4.5 * effect.standard_error


def test_the_same_journey_twice_differs_in_nothing() -> None:
    for effect in paired(random_journey(1), random_journey(1), 500, 2):
        assert (effect.change, effect.standard_error, effect.unchanged) == (0.0, 0.0, 1.0)


def test_what_does_not_vary_is_as_precise_alone() -> None:
    visits = _of(paired(journey([{1: 1.0}]), journey([{1: 1.0}]), 10, 2), "visits")
    assert visits.variance_ratio == 1.0
    assert _of(paired(random_journey(1), random_journey(1), 10, 2), "visits").variance_ratio == float("inf")


def test_inserting_a_touchpoint_leaves_everybody_their_luck() -> None:
    before = journey([{1: 1.0}, {2: 1.0}], failure=[0.4, 0.4], breakdown=0.5)
    longer = journey([{1: 1.0}, {2: 1.0}, {3: 1.0}], failure=[0.4, 0.0, 0.4], breakdown=0.5)
    after = replace(longer, names=("touchpoint 0", "new", "touchpoint 1"))
    one, two = walk(before, 400, 1).rows, walk(after, 400, 1).rows
    assert (one.failures == two.failures).all()
    assert (one.breakdowns_in[:, 1] == two.breakdowns_in[:, 2]).all()


def test_kinds_of_customer_are_weighted_by_their_shares() -> None:
    case = build(with_two_personas(remembering()), JOURNEY)
    kinds = tuple(
        replace(each, model=improved(each.model, [(row, "failure", -0.5) for row in range(each.model.size)]))
        for each in case.segments
    )
    after = replace(case, segments=kinds)
    exact = sum(
        new.share * (solve(new.model).visits.sum() - solve(old.model).visits.sum())
        for old, new in zip(case.segments, kinds, strict=True)
    )
    effect = _of(paired_cases(case, after, 5_000, 1), "visits")
    assert abs(effect.change - exact) < 4.5 * effect.standard_error


def test_journeys_that_cannot_be_compared_are_refused() -> None:
    model = random_journey(1)
    with pytest.raises(ModelProblem, match="phases"):
        paired(model, replace(model, phase_names=("a", "b", "c")), 10, 1)
    case = build(with_two_personas(remembering()), JOURNEY)
    with pytest.raises(ModelProblem, match="personas"):
        paired_cases(case, replace(case, segments=case.segments[:1]), 10, 1)


def test_errors_of_kinds_add_up_as_independent_ones() -> None:
    case = build(with_two_personas(remembering()), JOURNEY)
    both = _of(paired_cases(case, case, 2_000, 1), "visits")
    alone = [
        _of(paired(each.model, each.model, 2_000, 1, first=2_000 * number), "visits").independent_error
        for number, each in enumerate(case.segments)
    ]
    assert both.independent_error == pytest.approx(np.hypot(case.shares[0] * alone[0], case.shares[1] * alone[1]))
