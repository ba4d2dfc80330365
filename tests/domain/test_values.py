"""Checked numbers."""

import math

import pytest

from workbench.domain.problems import ValueProblem
from workbench.domain.values import MeasurePoint, Quantity
from workbench.domain.vocabulary import Origin


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_only_finite_numbers_are_accepted(bad: float) -> None:
    for build in (lambda: Quantity(bad), lambda: Quantity(0.5, high=bad), lambda: Quantity(0.5, low=bad)):
        with pytest.raises(ValueProblem, match="finite"):
            build()
    with pytest.raises(ValueProblem, match="2024-01-31"):
        MeasurePoint("2024-01-31", bad)


def test_the_range_encloses_the_value() -> None:
    assert Quantity(0.5, low=0.5, high=0.5).value == 0.5
    with pytest.raises(ValueProblem, match=r"low end 0\.6"):
        Quantity(0.5, low=0.6)
    with pytest.raises(ValueProblem, match=r"high end 0\.4"):
        Quantity(0.5, high=0.4)


def test_fewer_than_no_observations_cannot_be() -> None:
    assert Quantity(0.5, sample=0).sample == 0
    with pytest.raises(ValueProblem, match="-1 observations"):
        Quantity(0.5, sample=-1)


@pytest.mark.parametrize("origin", Origin)
def test_only_a_guess_is_a_guess(origin: Origin) -> None:
    assert Quantity(0.5, origin).is_guess == (origin is Origin.GUESS)
