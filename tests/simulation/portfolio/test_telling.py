"""Plans in words and as plain data."""

from dataclasses import replace

import numpy as np
import pytest

from tests.helpers.portfolios import fix, small_case
from workbench.domain.values import Quantity
from workbench.simulation.build import Case
from workbench.simulation.exact import solve
from workbench.simulation.money import Terms, Worth
from workbench.simulation.portfolio.accounts import Account
from workbench.simulation.portfolio.fixes import Fix
from workbench.simulation.portfolio.goals import Goal
from workbench.simulation.portfolio.options import Budget
from workbench.simulation.portfolio.plan import Plan, plan
from workbench.simulation.portfolio.stability import stability
from workbench.simulation.portfolio.telling import headline, payback, sentences, transfers
from workbench.simulation.portfolio.worlds import Worlds
from workbench.simulation.wording import count

TERMS = Terms(500.0, True, 24.0, "EUR")


def test_a_plan_tells_its_joint_effect_and_that_it_is_not_the_sum(both: Plan) -> None:
    told = sentences(both, TERMS)
    assert told[0] == (
        "“a” and “b” together prevent about 150 of 300 breakdowns per 1,000 customers, "
        "not the 200 that their single effects add up to."
    )
    assert told[1] == "That costs 500 EUR once and 20 EUR a month, in place within 2.5 weeks."
    assert told[2] == "At 500 customers a month it saves about 750 EUR a month and pays back in less than a month."
    assert told[3] == "All 4 sets that the budget allows were run: none is better."


def test_the_fix_that_does_most_is_named_first(case: Case) -> None:
    weak, strong = fix("a", change=Quantity(-0.1), once=0.0), fix("b", 1, change=Quantity(-0.9), once=0.0)
    found = plan(case, [weak, strong], Budget())
    assert [each.name for each in found.fixes] == ["a", "b"]
    assert headline(found, TERMS).startswith("Whatever it costs, the best set is “b” and “a”: ")
    assert sentences(found, TERMS)[0].startswith("“b” and “a” together ")


def test_one_fix_alone_has_no_sum_to_be_told_from(case: Case) -> None:
    told = sentences(plan(case, [fix("a", once=0.0)], Budget(), Goal.COST), TERMS)
    assert told[0] == (
        "“a” would save about 1,000 EUR of 3,000 EUR in contacts, breakdowns and lost customers per 1,000 customers."
    )
    assert told[1] == "That costs nothing."


def test_shorter_contacts_are_planned_for_the_time_that_customers_spend() -> None:
    case = small_case(8)
    found = plan(case, [fix("a", parameter="contact_time", once=0.0)], Budget(), Goal.TIME)
    saved = 0.5 * float((solve(case.model).visits * case.model.contact_time)[0])
    assert found.gain == pytest.approx(saved, rel=1e-12)
    whole = solve(case.model).expected_minutes
    assert sentences(found, TERMS)[0] == (
        f"“a” would save customers about {count(1000 * saved)} of {count(1000 * whole)} minutes per 1,000 customers."
    )


def test_an_assumed_volume_and_costs_that_nobody_estimated_are_told(case: Case) -> None:
    unpriced = Fix("b", "b", (1,))
    told = " ".join(sentences(plan(case, [fix("a", once=2400.0), unpriced], Budget()), Terms()))
    assert "At an assumed 1,000 customers a month" in told
    assert "It pays within 24 months from 77 customers a month on." in told
    assert "Nobody has estimated what “b” cost: they count as free." in told


def test_a_plan_to_do_nothing_says_so() -> None:
    found = plan(small_case(1), [fix("a", change=Quantity(0.5))], Budget())
    assert sentences(found, TERMS)[0] == "Doing nothing is best: no set of fixes within the budget improves on it."


def test_a_search_does_not_claim_a_proof(case: Case) -> None:
    told = sentences(plan(case, [fix("a"), fix("b", 1)], Budget(), most=1), TERMS)[-1]
    assert "too many sets" in told
    assert "which is no proof" in told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (Worth(100.0, 0.0, -5.0, 24.0), "it saves no money, so it never pays back."),
        (Worth(100.0, 20.0, 10.0, 24.0), "about 10 EUR a month, less than it costs a month, so it never pays back."),
        (Worth(0.0, 5.0, 10.0, 24.0), "about 10 EUR a month and pays from the start."),
        (Worth(100.0, 0.0, 10.0, 24.0), "about 10 EUR a month and pays back in 10 months."),
        (Worth(300.0, 0.0, 10.0, 24.0), "and pays back in 30 months, after the 24 that were given."),
    ],
)
def test_payback_in_words(value: Worth, told: str) -> None:
    assert payback(value, TERMS).endswith(told)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ([-0.5], "it pays back after 1.2 months."),
        ([-0.5] * 2 + [-0.25], "it pays back after 1.2 to 2.4 months."),
        ([0.0], "it never pays back."),
        ([-0.5] * 3 + [0.0] * 3, "it pays back after 1.2 months or later, or never."),
        ([-0.9], "it pays back in less than a month."),
    ],
)
def test_the_range_of_the_payback_in_words(changes: list[float], told: str, case: Case) -> None:
    found = plan(case, [fix("a", once=600.0)], Budget())
    size = len(changes)
    worlds = Worlds(np.array(changes)[:, None], np.full((size, 1), 600.0), np.zeros((size, 1)))
    assert told in " ".join(sentences(found, TERMS, stability(case, found, worlds)))


def test_sureness_is_counted_in_worlds(case: Case) -> None:
    found = plan(case, [fix("a"), fix("b", 1)], Budget(one_off=1.0))
    worlds = Worlds(np.array([[-0.5, -0.5]] * 3 + [[0.0, -0.5]]), np.ones((4, 2)), np.zeros((4, 2)))
    told = " ".join(sentences(found, TERMS, stability(case, found, worlds)))
    assert "In 75 of 100 worlds this set is among the best" in told
    assert "“a”, belongs to the best set in 75." in told


def test_who_pays_and_who_saves_are_told_apart() -> None:
    saving = Account("c", "Care", 0.0, 0.0, 10.0, 5.0, 0.0)
    paying = Account("i", "IT", 900.0, 0.0, 0.0, 0.0, 0.0)
    assert transfers([saving, paying], TERMS) == "IT pays the most for it; Care saves the most, 15 EUR a month."
    own = replace(saving, one_off=5.0)
    assert transfers([own], TERMS) == "Care pays the most for it and saves the most, 15 EUR a month."
    assert transfers([saving], TERMS) == ""


def test_the_headline_names_budget_set_effect_and_range(case: Case) -> None:
    found = plan(case, [fix("a", once=200.0), fix("b", once=300.0)], Budget(600.0))
    assert headline(found, TERMS) == ("For 600 EUR the best set is “a” and “b”: about 150 of 300 breakdowns fewer.")
    worlds = Worlds(np.array([[-0.5, -0.5], [-0.2, -0.2]]), np.zeros((2, 2)), np.zeros((2, 2)))
    assert headline(found, TERMS, stability(case, found, worlds)).endswith(" fewer (76 to 146).")


def test_a_budget_without_limit_and_one_fix_are_told_as_such(case: Case) -> None:
    single = plan(case, [fix("a", once=200.0)], Budget())
    assert headline(single, TERMS).startswith("Whatever it costs, “a” is best: about ")
    nothing = plan(case, [fix("a", change=Quantity(0.5))], Budget())
    assert headline(nothing, TERMS) == "Whatever it costs, nothing is better than doing nothing."
