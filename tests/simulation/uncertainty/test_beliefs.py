import numpy as np
import pytest
from scipy import stats

from workbench.domain.parameters import (
    IMPROVEMENT_PARAMETERS,
    REACTION_PARAMETERS,
    TOUCHPOINT_PARAMETERS,
    TRANSITION_PARAMETERS,
)
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Origin
from workbench.simulation.arrays import Floats
from workbench.simulation.uncertainty.beliefs import FACTOR, believed, believed_change, believed_weight
from workbench.simulation.uncertainty.distributions import TAIL, Distribution, Proportion, Spread, Tally

FAILURE, COST = TOUCHPOINT_PARAMETERS["failure"], TOUCHPOINT_PARAMETERS["contact_cost"]
ENDS = np.array([-TAIL, 0.0, TAIL])


def ends(belief: Distribution | None) -> Floats:
    assert belief is not None
    return belief.at(ENDS)


class TestNumbers:
    def test_counted_failures_are_added_to_one_failure_in_nine(self) -> None:
        belief = believed(Quantity(0.25, Origin.LOG, sample=40), FAILURE)
        assert belief == Proportion(0.25, 11.0, 38.0)

    def test_more_cases_make_the_range_narrower(self) -> None:
        few, many = (ends(believed(Quantity(0.25, sample=n), FAILURE)) for n in (20, 2000))
        assert many[2] - many[0] < (few[2] - few[0]) / 5

    def test_counts_say_nothing_about_what_is_not_a_share_of_cases(self) -> None:
        stated = Quantity(0.3, low=0.2, high=0.4, sample=50)
        assert isinstance(believed(stated, TOUCHPOINT_PARAMETERS["severity"]), Spread)
        assert isinstance(believed(stated, REACTION_PARAMETERS["leave_calm"]), Proportion)

    def test_a_stated_range_holds_nine_cases_in_ten(self) -> None:
        assert ends(believed(Quantity(8.0, low=5.0, high=20.0), COST)) == pytest.approx([5.0, 8.0, 20.0])

    @pytest.mark.parametrize("origin", list(Origin))
    def test_an_amount_without_a_range_lies_within_a_factor_of_what_was_stated(self, origin: Origin) -> None:
        factor = FACTOR[origin]
        assert ends(believed(Quantity(8.0, origin), COST)) == pytest.approx([8.0 / factor, 8.0, 8.0 * factor])

    def test_for_a_chance_the_factor_is_one_of_its_odds(self) -> None:
        low, _, high = ends(believed(Quantity(0.2, Origin.EXPERT), FAILURE)).tolist()
        assert [low / (1 - low), high / (1 - high)] == pytest.approx([0.25 / 1.5, 0.25 * 1.5])

    def test_a_missing_end_is_filled_in_and_the_other_kept(self) -> None:
        assert ends(believed(Quantity(8.0, Origin.GUESS, high=9.0), COST)) == pytest.approx([4.0, 8.0, 9.0])

    @pytest.mark.parametrize("value", [0.0, 1.0])
    def test_never_and_always_are_exact_unless_a_range_says_otherwise(self, value: float) -> None:
        assert believed(Quantity(value), FAILURE) is None
        assert believed(Quantity(value, low=value / 2, high=(1 + value) / 2), FAILURE) is not None

    def test_a_range_without_width_is_exact(self) -> None:
        assert believed(Quantity(0.2, low=0.2, high=0.2), FAILURE) is None

    @pytest.mark.parametrize("parameter", [*TOUCHPOINT_PARAMETERS.values(), *REACTION_PARAMETERS.values()])
    def test_every_labelled_guess_is_uncertain(self, parameter: object) -> None:
        assert believed(parameter.default, parameter) is not None  # type: ignore[attr-defined]


class TestChanges:
    def test_a_fix_is_as_good_as_it_is_stated_to_be(self) -> None:
        assert believed_change(Quantity(-0.3), IMPROVEMENT_PARAMETERS["change"]) is None

    def test_a_fix_with_a_range_may_work_better_or_worse(self) -> None:
        belief = believed_change(Quantity(-0.3, low=-0.5, high=-0.1), IMPROVEMENT_PARAMETERS["change"])
        assert ends(belief) == pytest.approx([-0.5, -0.3, -0.1])


class TestWeights:
    def test_counted_ways_weigh_their_counts_and_half_a_customer(self) -> None:
        assert believed_weight(Quantity(0.2, Origin.LOG, sample=50), 1.0) == Tally(0.2, 10.5, 0.02)

    def test_a_range_of_one_of_two_ways_is_about_that_of_its_share(self) -> None:
        weights = [Quantity(0.3, low=0.2, high=0.42), Quantity(0.7, low=0.58, high=0.8)]
        first, second = (believed_weight(weight, 1.0) for weight in weights)
        assert isinstance(first, Tally)
        assert isinstance(second, Tally)
        share = stats.beta(first.counted, second.counted).ppf([0.05, 0.5, 0.95])
        assert share == pytest.approx([0.2, 0.3, 0.42], abs=0.015)

    def test_ways_are_told_apart_by_their_part_in_the_sum(self) -> None:
        halved, whole = believed_weight(Quantity(0.15), 0.5), believed_weight(Quantity(0.3), 1.0)
        assert isinstance(halved, Tally)
        assert isinstance(whole, Tally)
        assert halved.counted == pytest.approx(whole.counted)
        assert halved.unit * halved.counted == pytest.approx(0.15)

    def test_the_only_way_does_not_vary(self) -> None:
        assert believed_weight(TRANSITION_PARAMETERS["weight"].default, 1.0) is None
