from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.simulation import checks
from workbench.simulation.problems import ModelProblem

ANY_NUMBER = st.floats(allow_nan=True, allow_infinity=True)


def _refuses(check: Callable[[], None]) -> bool:
    try:
        check()
    except ModelProblem:
        return True
    return False


def _place(row: int) -> str:
    return f"in row {row}"


@given(ANY_NUMBER)
def test_probabilities_are_exactly_the_numbers_from_zero_to_one(value: float) -> None:
    refused = _refuses(lambda: checks.require_probabilities("Share", np.array([value]), _place))
    assert refused != (0.0 <= value <= 1.0)


@given(ANY_NUMBER)
def test_amounts_are_exactly_the_numbers_from_zero_on_that_can_be_reckoned_with(value: float) -> None:
    refused = _refuses(lambda: checks.require_not_negative("Severity", np.array([value]), _place))
    assert refused != (0.0 <= value <= checks.LARGEST)


@given(ANY_NUMBER)
def test_costs_may_be_earnings_but_no_larger(value: float) -> None:
    refused = _refuses(lambda: checks.require_finite("Cost", np.array([value]), _place))
    assert refused != (abs(value) <= checks.LARGEST)


def test_what_is_too_large_is_told_the_limit() -> None:
    with pytest.raises(ModelProblem, match=r"Cost in row 0 is 1e\+308: enter at most 1e\+15\."):
        checks.require_finite("Cost", np.array([1e308]), _place)


def test_the_first_bad_value_is_named_with_its_place() -> None:
    with pytest.raises(ModelProblem, match=r"Share in row 1 is -2: enter a probability from 0 to 1\."):
        checks.require_probabilities("Share", np.array([0.5, -2.0, 7.0]), _place)


@pytest.mark.parametrize(("total", "refused"), [(1.0, False), (1.0 + 1e-12, False), (1.001, True), (np.nan, True)])
def test_sums_may_miss_one_by_rounding_only(total: float, refused: bool) -> None:
    assert _refuses(lambda: checks.require_sums_of_one("The sum", np.array([total]), _place)) == refused
    assert _refuses(lambda: checks.require_sums_within_one("The sum", np.array([total]), _place)) == refused


def test_indices_stay_below_their_size() -> None:
    assert not _refuses(lambda: checks.require_indices("Phase", np.array([0, 2]), 3, _place))
    assert _refuses(lambda: checks.require_indices("Phase", np.array([0, 3]), 3, _place))
    assert _refuses(lambda: checks.require_indices("Phase", np.array([-1]), 3, _place))
