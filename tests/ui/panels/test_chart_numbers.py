from dataclasses import replace

import pytest

from ui.panels.chart_numbers import (
    Chart,
    ChartNumbers,
    Spread,
    Stretch,
    Swing,
    cells,
    finding,
    has_data,
    tsv,
)

NUMBERS = ChartNumbers(
    phases=("Delivery", "Billing"),
    as_is=(58, 96),
    with_fix=(54, 65),
    irritation=(5.0, 7.6),
    irritation_with_fix=(4.2, 5.4),
    threshold=6.9,
    cuts=(0.0, 0.4, 1.0),
    late=(96.0, 80.0, 50.0),
    late_label="Billing",
    cut_label="the welcome pack's failures",
    swings=(
        Swing("Annoyance at “Welcome pack”", "guess", 14.0, 48.0),
        Swing("Chance of failure at “Hotline”", "log", 37.0, 26.0),
    ),
    prevented=31.0,
    time=Spread((0, 20, 40, 60), Stretch((0.1, 0.5, 0.4), 35, 58), Stretch((0.2, 0.6, 0.2), 31, 49), "minutes", 5000),
    cost=Spread((0, 10, 20), Stretch((0.75, 0.25), 8, 18), None, "€", 5000),
)


@pytest.mark.parametrize(
    ("numbers", "headline"),
    [
        (NUMBERS, "The fix prevents 35 of 154 breakdowns"),
        (replace(NUMBERS, with_fix=(58, 97)), "The fix causes 1 more of 154 breakdowns"),
        (replace(NUMBERS, with_fix=(58.01, 96)), "The fix changes nothing that can be seen"),
        (replace(NUMBERS, with_fix=()), "Billing breaks down most: 96 of 154 breakdowns"),
    ],
)
def test_the_bars_are_headed_by_what_the_fix_does(numbers: ChartNumbers, headline: str) -> None:
    assert finding(Chart.PHASES, numbers).headline == headline


def test_the_response_is_headed_by_what_half_the_cut_does() -> None:
    assert finding(Chart.RESPONSE, NUMBERS).headline == (
        "Halving the welcome pack's failures takes Billing from 96 to 75"
    )
    assert finding(Chart.RESPONSE, NUMBERS).drawn == (
        "Breakdowns per 1,000 customers in Billing, by cut in the welcome pack's failures"
    )
    flat = replace(NUMBERS, late=(96.0, 96.0, 96.0))
    assert finding(Chart.RESPONSE, flat).headline == "Cutting the welcome pack's failures changes nothing in Billing"


def test_the_irritation_is_headed_by_its_peak() -> None:
    assert finding(Chart.IRRITATION, NUMBERS).headline == (
        "The glass is fullest in Billing: 7.6 of 10, with the fix 5.4"
    )


def test_what_customers_spend_and_cost_is_headed_by_the_most() -> None:
    time, cost = finding(Chart.TIME, NUMBERS), finding(Chart.COST, NUMBERS)
    assert time.headline == "One customer in twenty takes more than 58 minutes, with the fix more than 49 minutes"
    assert time.drawn == "5,000 simulated customers by the minutes they spend. Hatched: as it is; line: with the fix"
    assert cost.headline == "One customer in twenty costs more than 18 €"
    assert cost.drawn == "5,000 simulated customers by what they cost. Hatched: as it is"


def test_a_fix_that_leaves_the_longest_as_long_is_not_told_a_number() -> None:
    assert NUMBERS.time is not None
    same = replace(NUMBERS, time=replace(NUMBERS.time, with_fix=NUMBERS.time.as_is))
    assert finding(Chart.TIME, same).headline.endswith("more than 58 minutes, with the fix as before")


def test_charts_without_numbers_are_known() -> None:
    assert all(has_data(chart, NUMBERS) for chart in Chart)
    assert not has_data(Chart.RESPONSE, replace(NUMBERS, cuts=(), late=()))
    assert not has_data(Chart.TIME, replace(NUMBERS, time=None))


def test_each_chart_is_a_table_too() -> None:
    assert cells(Chart.PHASES, NUMBERS) == [
        ["Phase", "As it is", "With the fix"],
        ["Delivery", "58", "54"],
        ["Billing", "96", "65"],
    ]
    assert cells(Chart.IRRITATION, replace(NUMBERS, irritation_with_fix=()))[1:] == [
        ["Delivery", "5"],
        ["Billing", "7.6"],
    ]
    assert cells(Chart.RESPONSE, NUMBERS)[2] == ["40\u202f%", "80"]
    assert cells(Chart.TIME, NUMBERS)[0] == ["From, to", "As it is", "With the fix"]
    assert cells(Chart.TIME, NUMBERS)[2] == ["20 to 40", "50\u202f%", "60\u202f%"]
    assert cells(Chart.COST, NUMBERS)[1:] == [
        ["0 to 10", "75\u202f%"],
        ["10 to 20", "25\u202f%"],
        ["Half at most", "8 €"],
    ]
    assert tsv([["a", "b"], ["1", "2"]]) == "a\tb\n1\t2\n"


def test_the_tornado_is_headed_by_the_number_that_decides_or_says_that_none_does() -> None:
    said = finding(Chart.TORNADO, NUMBERS)
    assert said.headline == "One guess decides most: Annoyance at “Welcome pack”"
    assert "prevented in Billing" in said.drawn
    alike = replace(NUMBERS, swings=(Swing("A", "log", 10, 20), Swing("B", "guess", 10, 19)))
    assert finding(Chart.TORNADO, alike).headline == "No single number decides. The longest bar: A"
    assert cells(Chart.TORNADO, NUMBERS)[2] == ["Chance of failure at “Hotline”", "log", "37", "26"]
    assert not has_data(Chart.TORNADO, replace(NUMBERS, swings=()))
