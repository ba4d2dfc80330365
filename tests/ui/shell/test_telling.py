"""From the engine's outcome to the words and numbers on the screen."""

import math

import pytest

from tests.helpers.builders import JOURNEY, fails, journey_of, named, phase_named
from ui.shell import telling
from workbench.domain.document import Document
from workbench.domain.elements import Journey, Touchpoint
from workbench.simulation.build import build
from workbench.simulation.crowd.contrast import contrast
from workbench.simulation.run import Outcome, Simulator


@pytest.fixture
def document() -> Document:
    made = journey_of("Order > A", "> B", "Use > C", "> D")
    for each in list(made.of(Touchpoint)):
        fails(made, each.id, 0.3)
    return made


def outcome(document: Document, **cuts: float) -> Outcome:
    by_id = {named(document, name).id: cut for name, cut in cuts.items()}
    return Simulator(build(document, JOURNEY)).compare(by_id)


def test_the_map_writes_numbers_on_cards_and_phases_alike(document: Document) -> None:
    numbers = telling.map_numbers(outcome(document), with_fix=True, heat=True, stale=False)
    order = phase_named(document, "Order").id
    cards = [numbers.as_is[named(document, name).id] for name in "AB"]
    assert math.isclose(numbers.as_is[order], sum(cards))
    assert numbers.with_fix is None
    assert numbers.highest == max(numbers.as_is[each.id] for each in document.of(Touchpoint))


def test_as_is_hides_the_fix_and_no_outcome_hides_all(document: Document) -> None:
    fixed = outcome(document, A=-0.5)
    assert telling.map_numbers(fixed, with_fix=False, heat=True, stale=False).with_fix is None
    assert telling.map_numbers(fixed, with_fix=True, heat=True, stale=False).with_fix is not None
    assert telling.map_numbers(None, with_fix=True, heat=True, stale=True).as_is == {}


def test_breakdowns_are_those_with_the_fix_where_there_is_one(document: Document) -> None:
    first = named(document, "A").id
    assert telling.breakdowns(outcome(document, A=-0.5))[first] < telling.breakdowns(outcome(document))[first]
    assert telling.breakdowns(None) == {}


def test_the_parts_of_the_change_add_up_to_what_the_bars_show_later(document: Document) -> None:
    told = telling.panel_outcome(outcome(document, A=-0.5), document, stale=False)
    assert told.total_with_fix < told.total_as_is
    assert math.isclose(sum(row.before for row in told.rows), told.total_as_is)
    assert told.carry_over is not None
    assert told.exposure is not None
    assert [row.name for row in told.rows] == ["Order", "Use"]


def test_how_customers_differ_is_told_for_time_and_cost_once_it_is_known(document: Document) -> None:
    found = outcome(document, A=-0.5)
    assert telling.chart_numbers(found, document, JOURNEY, ()).time is None
    known = contrast(found.case, {named(document, "A").id: -0.5}, 300, 1)
    numbers = telling.chart_numbers(found, document, JOURNEY, (), spread=known)
    assert numbers.time is not None
    assert numbers.time.with_fix is not None
    assert (numbers.time.unit, numbers.time.customers) == ("minutes", 300)
    assert len(numbers.time.edges) == len(numbers.time.as_is.shares) + 1 == len(numbers.time.with_fix.shares) + 1
    assert numbers.time.as_is.half <= numbers.time.as_is.most


def test_the_overview_tells_the_time_as_it_is_and_the_panel_beside_the_fix(document: Document) -> None:
    found = outcome(document, A=-0.5)
    assert telling.overview_numbers(found, 1.0, (), stale=False).time_spent.count("minutes") == 1
    assert telling.panel_outcome(found, document, stale=False).time_spent == found.time_spent
    assert ", with the fix " in found.time_spent


def test_without_a_fix_nothing_is_taken_apart(document: Document) -> None:
    told = telling.panel_outcome(outcome(document), document, stale=False)
    assert (told.carry_over, told.exposure, told.late_label) == (None, None, "")


def test_the_headline_says_what_it_is_or_what_the_fix_does(document: Document) -> None:
    journey = document.get(Journey, JOURNEY)
    title, line = telling.map_title(document, journey, outcome(document), with_fix=True)
    assert title == "Moving house"
    assert "Nobody answers for the whole yet." in line
    title, _ = telling.map_title(document, journey, outcome(document, A=-0.5), with_fix=True)
    assert title.startswith("With the fix at “A”, ")
    assert "do not happen" in title
    worse, _ = telling.map_title(document, journey, outcome(document, A=0.5, B=0.1, C=0.1), with_fix=True)
    assert "“A” and 2 more" in worse
    assert "more breakdowns happen" in worse


def test_irritation_where_nobody_comes_stays_what_it_was(document: Document) -> None:
    values = telling.irritation(outcome(document), outcome(document).baseline)
    assert len(values) == 2
    assert all(0 <= value <= telling.GLASS for value in values)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((), "no phases, no touchpoints"),
        (("Order > A",), "1 phase, 1 touchpoint"),
        (("Order > A", "> B"), "1 phase, 2 touchpoints"),
    ],
)
def test_what_is_drawn_is_counted_in_words(lines: tuple[str, ...], said: str) -> None:
    assert telling.spoken_counts(journey_of(*lines), JOURNEY) == said
