"""What customers cost and when an investment pays."""

from math import inf

import pytest

from tests.helpers.builders import JOURNEY, journey_of
from tests.helpers.journeys import random_journey
from workbench.domain.values import Quantity
from workbench.editing.structure import set_fields
from workbench.simulation.exact import solve
from workbench.simulation.money import Terms, Worth, bill, break_even, terms, worth
from workbench.simulation.problems import ModelProblem


@pytest.mark.parametrize("seed", range(5))
def test_a_bill_takes_the_cost_of_a_result_apart(seed: int) -> None:
    model = random_journey(seed)
    result = solve(model)
    found = bill(model, result)
    assert found.total == pytest.approx(result.cost)
    assert found.loss.sum() == pytest.approx(model.defection_cost * (result.defected + result.churned))


def test_terms_are_those_of_the_journey() -> None:
    document = journey_of("P > A")
    set_fields(document, JOURNEY, customers_a_month=Quantity(340.0), currency="EUR")
    assert terms(document, JOURNEY, 12.0) == Terms(340.0, True, 12.0, "EUR")


def test_without_a_stated_volume_a_thousand_customers_stand_in_and_are_told_as_such() -> None:
    found = terms(journey_of("P > A"), JOURNEY)
    assert (found.customers, found.is_known) == (1000.0, False)


@pytest.mark.parametrize(("stated", "volume"), [(340.0, 340.0), (0.0, 1000.0)])
def test_the_work_of_nobody_at_all_is_reckoned_with_a_thousand(stated: float, volume: float) -> None:
    assert Terms(stated, is_known=True).volume == volume


@pytest.mark.parametrize(
    ("one_off", "running", "saving", "payback", "net"),
    [
        (1200.0, 50.0, 150.0, 12.0, 1200.0),
        (1200.0, 150.0, 150.0, inf, -1200.0),
        (1200.0, 200.0, 150.0, inf, -2400.0),
        (0.0, 50.0, 150.0, 0.0, 2400.0),
        (0.0, 200.0, 150.0, inf, -1200.0),
        (0.0, 0.0, 0.0, 0.0, 0.0),
    ],
)
def test_an_investment_pays_back_what_it_cost_out_of_its_margin(
    one_off: float, running: float, saving: float, payback: float, net: float
) -> None:
    found = Worth(one_off, running, saving, months=24.0)
    assert (found.payback, found.net, found.pays) == (payback, net, net > 0)


def test_savings_grow_with_the_customers() -> None:
    assert worth(0.5, 100.0, 1.0, Terms(300.0)).saving == 150.0


@pytest.mark.parametrize(
    ("saving", "one_off", "running", "needed"), [(0.5, 240.0, 5.0, 30.0), (0.0, 240.0, 0.0, inf), (-1.0, 0.0, 0.0, 0.0)]
)
def test_from_so_many_customers_on_it_pays(saving: float, one_off: float, running: float, needed: float) -> None:
    assert break_even(saving, one_off, running, 24.0) == needed
    if 0 < needed < inf:
        assert worth(saving, one_off, running, Terms(needed)).net == pytest.approx(0.0)


@pytest.mark.parametrize(("customers", "months"), [(-1.0, 24.0), (inf, 24.0), (9.0, 0.0), (9.0, inf)])
def test_terms_without_meaning_are_refused(customers: float, months: float) -> None:
    with pytest.raises(ModelProblem, match="enter a"):
        Terms(customers, True, months)
