import pytest

from tests.helpers.builders import JOURNEY, named
from tests.helpers.certainty import certain, exactly
from tests.helpers.memory import remembering
from workbench.domain.document import Document
from workbench.domain.values import Quantity
from workbench.editing.structure import set_fields
from workbench.simulation.build import build
from workbench.simulation.run import Simulator
from workbench.simulation.uncertainty.tornado import tornado


def two_uncertain() -> Document:
    document = certain(remembering())
    set_fields(document, named(document, "Contract").id, failure=Quantity(0.5, low=0.3, high=0.8))
    set_fields(document, named(document, "First bill").id, failure=Quantity(0.1, low=0.05, high=0.15))
    return document


def test_each_bar_ends_where_a_run_with_that_number_ends() -> None:
    document = two_uncertain()
    contract = named(document, "Contract").id
    (bar,) = [each for each in tornado(document, JOURNEY, {contract: -0.3}) if each.element == contract]
    assert bar.ends == pytest.approx((0.3, 0.8))
    for end, before, change in zip(bar.ends, bar.baseline, bar.change, strict=True):
        set_fields(document, contract, failure=exactly(end))
        split = Simulator(build(document, JOURNEY)).compare({contract: -0.3}).split
        assert (before, change) == pytest.approx((split.before, split.delta))


def test_the_longest_bar_comes_first() -> None:
    document = certain(remembering())
    for name in ("Offer", "Contract", "Delivery", "Hotline"):
        set_fields(document, named(document, name).id, failure=Quantity(0.2, low=0.1, high=0.4))
    reaches = [each.reach for each in tornado(document, JOURNEY, {named(document, "Contract").id: -0.3})]
    assert reaches == sorted(reaches, reverse=True)


def test_no_more_bars_are_drawn_than_asked_for() -> None:
    document = remembering()
    assert len(tornado(document, JOURNEY, {named(document, "Contract").id: -0.3}, most=3)) == 3


def test_the_effect_of_the_fix_is_a_bar_where_it_is_uncertain() -> None:
    document = two_uncertain()
    contract = named(document, "Contract").id
    bars = tornado(document, JOURNEY, {contract: Quantity(-0.3, low=-0.6, high=-0.1)})
    (bar,) = [each for each in bars if each.parameter == "change"]
    assert bar.ends == pytest.approx((-0.6, -0.1))
    assert bar.change[0] < bar.change[1] < 0
    assert bar.baseline[0] == pytest.approx(bar.baseline[1])


def test_without_a_fix_bars_show_what_moves_the_breakdowns() -> None:
    bars = tornado(two_uncertain(), JOURNEY, {})
    assert {each.label for each in bars} == {"chance of failure at “Contract”", "chance of failure at “First bill”"}
    assert all(each.baseline[0] < each.baseline[1] and each.reach == 0.0 for each in bars)


def test_where_every_number_is_exact_there_is_no_bar() -> None:
    document = certain(remembering())
    assert tornado(document, JOURNEY, {named(document, "Contract").id: -0.3}) == ()
