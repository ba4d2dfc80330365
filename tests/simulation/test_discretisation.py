import numpy as np
import pytest

from tests.helpers.builders import journey_of
from workbench.domain.elements import Journey
from workbench.simulation.build import build
from workbench.simulation.discretisation import Discretisation, discretisation
from workbench.simulation.problems import ModelProblem


def _of(*lines: str) -> Discretisation:
    document = journey_of(*lines)
    return discretisation(document, next(iter(document.of(Journey))).id)


def test_twice_as_many_levels_count_the_same_customers() -> None:
    found = _of("Use > first", "> second", "> third", "> fourth")
    assert found.levels == 10
    assert found.finer.ends.sum() == pytest.approx(1.0)
    assert found.difference("visits") == pytest.approx(0.0, abs=0.02)
    assert 0.0 < abs(found.difference("breakdowns")) < 0.1


def test_the_difference_is_told_in_words() -> None:
    told = _of("Use > first", "> second", "> third").sentence
    assert told.startswith("Counted in 20 instead of 10 levels of irritation, this journey has ")
    assert told.endswith(" less.")
    assert "fewer breakdowns and costs" in told


def test_levels_can_be_asked_for_and_the_glass_stays_as_full() -> None:
    document = journey_of("Use > first", "> second")
    journey = next(iter(document.of(Journey))).id
    usual, finer = build(document, journey).model, build(document, journey, levels=20).model
    assert finer.levels == 20
    np.testing.assert_allclose(finer.severity, 2 * usual.severity)
    np.testing.assert_allclose(finer.breakdown[::2], usual.breakdown)


def test_a_journey_that_cannot_run_is_named() -> None:
    document = journey_of("Use > first")
    with pytest.raises(ModelProblem):
        discretisation(document, "nowhere")


def test_where_finer_levels_change_nothing_it_says_so() -> None:
    result = _of("Use > first").usual
    assert Discretisation(10, result, result).sentence == (
        "Counted in 20 instead of 10 levels of irritation, this journey has as many breakdowns and costs as much."
    )
