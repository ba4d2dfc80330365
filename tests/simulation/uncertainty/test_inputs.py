from dataclasses import replace

import numpy as np
import pytest

from tests.helpers.builders import JOURNEY, empty_journey, journey_of, named
from tests.helpers.certainty import certain
from tests.helpers.memory import remembering, with_two_personas
from workbench.domain.document import Document
from workbench.domain.elements import Element
from workbench.domain.values import Quantity
from workbench.editing.structure import set_fields
from workbench.simulation.problems import ModelProblem
from workbench.simulation.uncertainty.distributions import Proportion
from workbench.simulation.uncertainty.fixes import resolve
from workbench.simulation.uncertainty.inputs import SHARED, Input, Inputs, collect


def by_label(inputs: Inputs) -> dict[str, Input]:
    return {each.label: each for each in inputs.inputs}


class TestWhatIsUncertain:
    def test_every_chance_of_failure_is_told_by_its_touchpoint(self) -> None:
        document = remembering()
        found = by_label(collect(document, JOURNEY))["chance of failure at “Contract”"]
        assert (found.element, found.parameter, found.places) == (named(document, "Contract").id, "failure", (1,))

    def test_influences_reactions_personas_and_ways_are_told_by_what_they_are_about(self) -> None:
        labels = by_label(collect(with_two_personas(remembering()), JOURNEY))
        assert "added chance of failure (“Contract” on “First bill”)" in labels
        assert "where the glass counts as full" in labels
        assert "patience (“Hurried”)" in labels
        assert "share of customers who go from “First use” to “A storm”" in labels
        assert "share of customers who go from “First bill” to “Hotline” after a failure" in labels

    @pytest.mark.parametrize("parameter", sorted(SHARED))
    def test_one_guess_that_stands_in_at_several_touchpoints_is_one_uncertain_number(self, parameter: str) -> None:
        document = remembering()
        set_fields(document, named(document, "Hotline").id, **{parameter: Quantity(0.1)})
        found = [each for each in collect(document, JOURNEY).inputs if each.parameter == parameter]
        assert [each.places for each in found] == [(0, 1, 2, 3, 4, 5), (6,)]
        assert found[0].label.endswith("(guessed at 6 touchpoints)")

    def test_the_average_customer_needs_no_patience_of_its_own(self) -> None:
        parameters = {each.parameter for each in collect(remembering(), JOURNEY).inputs}
        assert not parameters & {"share", "patience", "fading", "silent_leaving"}

    def test_where_every_number_is_exact_nothing_is_uncertain(self) -> None:
        assert collect(certain(with_two_personas(remembering())), JOURNEY).inputs == ()

    def test_a_journey_without_touchpoints_is_refused(self) -> None:
        with pytest.raises(ModelProblem, match="draw at least one"):
            collect(empty_journey(), JOURNEY)


class TestWays:
    def test_the_only_way_on_is_certain(self) -> None:
        inputs = collect(journey_of("Order > Offer -> Contract", "> Contract"), JOURNEY)
        assert "routing" not in {each.parameter for each in inputs.inputs}

    def test_giving_up_is_uncertain_where_everybody_else_is_done(self) -> None:
        inputs = collect(journey_of("Order > Offer ~> end 10%"), JOURNEY)
        (way,) = [each for each in inputs.inputs if each.parameter == "routing"]
        assert way.label == "share of customers who go from “Offer” to giving up"

    def test_counted_failure_demand_has_the_distribution_of_its_count(self) -> None:
        document = remembering()
        (way,) = [each for each in collect(document, JOURNEY).inputs if each.parameter == "failure_demand"]
        set_fields(document, way.element, weight=Quantity(0.3, sample=100))
        (way,) = [each for each in collect(document, JOURNEY).inputs if each.parameter == "failure_demand"]
        assert way.belief == Proportion(0.3, 30.5, 70.5)


class TestValues:
    def test_the_likely_values_are_those_of_the_document(self) -> None:
        inputs = collect(remembering(), JOURNEY)
        likely = dict(zip((each.label for each in inputs.inputs), inputs.likely.tolist(), strict=True))
        assert likely["chance of failure at “Contract”"] == 0.5
        assert likely["share of customers who go from “First use” to “A storm”"] == 0.2

    def test_each_column_of_scores_moves_its_own_input(self) -> None:
        inputs = collect(remembering(), JOURNEY)
        scores = np.zeros((1, len(inputs.inputs)))
        scores[0, 3] = 1.0
        moved = inputs.at(scores)[0] != inputs.at(np.zeros_like(scores))[0]
        assert np.flatnonzero(moved).tolist() == [3]

    def test_only_changes_with_a_range_are_added(self) -> None:
        document = remembering()
        inputs = collect(document, JOURNEY)
        offer, contract = (named(document, name).id for name in ("Offer", "Contract"))
        fixes = resolve(inputs.case, {offer: -0.3, contract: Quantity(-0.4, low=-0.6, high=-0.1)})
        extended = inputs.with_changes(fixes)
        assert [each.label for each in extended.inputs[len(inputs.inputs) :]] == ["effect of the fix at “Contract”"]
        assert extended.stated["change"].tolist() == [-0.3, -0.4]

    def test_the_order_in_which_elements_were_added_changes_nothing(self) -> None:
        document = with_two_personas(remembering())
        elements: list[Element] = [replace(each) for each in document.elements.values()]
        again = collect(Document(elements[::-1]), JOURNEY)
        assert sorted(by_label(again)) == sorted(by_label(collect(document, JOURNEY)))
