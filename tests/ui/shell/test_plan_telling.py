"""What the plan view is told."""

import pytest

from tests.helpers.builders import JOURNEY, fails, journey_of, named
from tests.helpers.portfolios import fix
from ui.shell.plan_telling import plan_shown
from workbench.domain.document import Document
from workbench.domain.values import Quantity
from workbench.simulation.money import Terms
from workbench.simulation.portfolio.goals import Goal
from workbench.simulation.portfolio.options import Budget
from workbench.simulation.portfolio.survey import Question, Survey, survey, within
from workbench.simulation.uncertainty.inputs import Inputs, collect

TERMS = Terms(500.0, True, 24.0, "EUR")
FIXES = (
    fix("a", 0, once=200.0),
    fix("b", 0, once=300.0),
    fix("c", 1, once=400.0, parameter="severity"),
    fix("d", 1, once=10.0, change=Quantity(-1e-6)),
)


@pytest.fixture(scope="module")
def document() -> Document:
    made = journey_of("Delivery > Welcome pack @Care", "Billing > First bill @Finance")
    for name, chance in (("Welcome pack", 0.4), ("First bill", 0.3)):
        fails(made, named(made, name).id, chance)
    return made


@pytest.fixture(scope="module")
def inputs(document: Document) -> Inputs:
    return collect(document, JOURNEY)


@pytest.fixture(scope="module")
def found(inputs: Inputs) -> Survey:
    return survey(Question(inputs, FIXES, Budget(1000.0), worlds=5))


def test_the_lines_say_together_and_apart_and_what_is_idle(document: Document, inputs: Inputs, found: Survey) -> None:
    shown = plan_shown(document, inputs.case, found.plan, found.whole, TERMS, found)
    assert "that their single effects add up to" in shown.lines[0]
    assert "“d” does next to nothing alone" in shown.lines[0]
    assert any("of 100 worlds" in line for line in shown.lines)


def test_the_parts_shown_add_up_to_the_whole(document: Document, inputs: Inputs, found: Survey) -> None:
    shown = plan_shown(document, inputs.case, found.plan, found.whole, TERMS, found)
    adds = [each.adds for each in shown.verdicts.values() if each.adds is not None]
    assert sum(adds) == pytest.approx(1000 * found.plan.gain)


def test_the_frontier_rises_and_says_what_is_new(document: Document, inputs: Inputs, found: Survey) -> None:
    shown = plan_shown(document, inputs.case, found.plan, found.whole, TERMS, found)
    assert shown.frontier is not None
    steps = shown.frontier.steps
    assert [step.price for step in steps] == sorted(step.price for step in steps)
    assert [step.gain for step in steps] == sorted(step.gain for step in steps)
    assert (steps[0].label, steps[1].label) == ("", "+ d")


def test_while_the_budget_moves_nothing_is_said_about_worlds_and_money(
    document: Document, inputs: Inputs, found: Survey
) -> None:
    assert found.whole is not None
    shown = plan_shown(document, inputs.case, within(found.whole, Budget(300.0)), found.whole, TERMS, None)
    assert shown.money is None
    assert {each.worlds for each in shown.verdicts.values()} == {None}
    assert shown.headline.startswith("For 300 EUR the best set is ")


def test_the_bill_sums_up_and_the_books_of_departments_too(document: Document, inputs: Inputs, found: Survey) -> None:
    money = plan_shown(document, inputs.case, found.plan, found.whole, TERMS, found).money
    assert money is not None
    saved = [float(row[-1].replace(",", "").replace("−", "-")) for row in money.bill.rows]
    assert sum(saved[:-1]) == pytest.approx(saved[-1], abs=2)
    books = [float(row[-1].replace(",", "").replace("−", "-")) for row in money.accounts.rows]
    assert sum(books) == pytest.approx(saved[-1], abs=2)
    assert money.volume == "At 500 customers a month."


def test_an_assumed_volume_says_where_to_state_it(document: Document, inputs: Inputs, found: Survey) -> None:
    money = plan_shown(document, inputs.case, found.plan, found.whole, Terms(), found).money
    assert money is not None
    assert "assumed" in money.volume
    assert "About this journey" in money.volume


def test_the_goal_decides_what_the_chart_counts(document: Document, inputs: Inputs) -> None:
    found = survey(Question(inputs, FIXES, Budget(1000.0), Goal.COST, worlds=3))
    shown = plan_shown(document, inputs.case, found.plan, found.whole, TERMS, found)
    assert shown.frontier is not None
    assert shown.frontier.unit.startswith("less cost")
    assert "save" in shown.frontier_title
