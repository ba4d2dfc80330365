"""Who pays, who saves, and what pays at all."""

from dataclasses import replace
from math import inf

import numpy as np
import pytest

from tests.helpers.builders import JOURNEY, department_named, fails, journey_of, named
from tests.helpers.portfolios import fix
from workbench.domain.document import Document
from workbench.domain.elements import Improvement
from workbench.domain.values import Quantity
from workbench.simulation.build import Case, build
from workbench.simulation.money import Terms
from workbench.simulation.portfolio.accounts import (
    accounts,
    bills,
    cheapest_paying,
    most_valuable,
    payback_range,
    worth_of,
)
from workbench.simulation.portfolio.fixes import candidates
from workbench.simulation.portfolio.goals import Goal
from workbench.simulation.portfolio.options import Budget, Options
from workbench.simulation.portfolio.plan import Plan, plan
from workbench.simulation.portfolio.portfolios import Portfolios
from workbench.simulation.portfolio.stability import Stability, stability
from workbench.simulation.portfolio.worlds import likely

TERMS = Terms(500.0, True, 24.0)


def planned() -> tuple[Document, Case, Plan]:
    document = journey_of("P > A @Care", "> B @Sales", "> C")
    fails(document, named(document, "A").id, 0.4)
    with document.edit("Fix") as edit:
        owner = edit.add(replace(department_named(document, "Care"), id="it", name="IT", code="IT"))
        subject = named(document, "A").id
        edit.add(Improvement(id="i", name="Train", subject=subject, owner=owner.id, one_off_cost=Quantity(900.0)))
        edit.add(Improvement(id="j", name="Check", subject=subject, running_cost=Quantity(30.0)))
    case = build(document, JOURNEY)
    return document, case, plan(case, candidates(document, JOURNEY, case), Budget())


def test_savings_and_payments_of_all_accounts_are_those_of_the_plan() -> None:
    document, case, found = planned()
    listed = accounts(document, case, found, TERMS)
    assert sum(each.saving for each in listed) == pytest.approx(worth_of(found, TERMS).saving)
    assert (sum(each.one_off for each in listed), sum(each.running for each in listed)) == (900.0, 30.0)


def test_the_two_bills_differ_by_what_the_plan_saves() -> None:
    _, case, found = planned()
    before, after = bills(case, found)
    assert float((before.total - after.total).sum()) == pytest.approx(found.saving)


def test_what_a_plan_saves_on_contacts_is_on_the_bill() -> None:
    document, case, _ = planned()
    with document.edit("Fix") as edit:
        edit.add(Improvement(id="k", name="Automate", subject=case.ids[0], parameter="contact_cost"))
    found = plan(case, candidates(document, JOURNEY, case), Budget(), Goal.COST)
    assert "k" in {each.id for each in found.fixes}
    before, after = bills(case, found)
    assert float((before.total - after.total).sum()) == pytest.approx(found.saving)


def test_one_department_pays_and_another_saves() -> None:
    document, case, found = planned()
    by_name = {each.name: each for each in accounts(document, case, found, TERMS)}
    assert next(iter(by_name)) == "Care"
    assert (by_name["IT"].one_off, by_name["IT"].saving) == (900.0, 0.0)
    assert (by_name["Care"].running, by_name["Care"].recovery > 0) == (30.0, True)
    assert {"Sales", "Nobody"} <= by_name.keys()


OPTIONS = Options.of([fix("a", once=1000.0), fix("b", once=240.0)])
SETS = np.array([[False, False], [True, False], [False, True], [True, True]])


def with_costs(*cost: float) -> Portfolios:
    return Portfolios(OPTIONS, SETS, np.array([[0.0, each] for each in cost]))


@pytest.mark.parametrize(
    ("cost", "cheapest", "valuable"),
    [
        ((10.0, 9.0, 9.99, 8.99), 1, 1),
        ((10.0, 9.0, 9.9, 8.0), 2, 3),
        ((10.0, 9.99, 9.99, 9.99), None, 0),
        ((10.0, 11.0, 10.0, 12.0), None, 0),
    ],
)
def test_the_cheapest_set_that_pays_and_the_most_valuable(
    cost: tuple[float, ...], cheapest: int | None, valuable: int
) -> None:
    assert cheapest_paying(with_costs(*cost), TERMS) == cheapest
    assert most_valuable(with_costs(*cost), TERMS) == valuable


def test_running_costs_count_for_the_whole_horizon() -> None:
    rented = Options.of([fix("a", once=100.0), fix("b", once=0.0, running_cost=Quantity(10.0))])
    found = Portfolios(rented, SETS, np.array([[0.0, each] for each in (10.0, 9.9, 9.9, 9.8)]))
    assert cheapest_paying(found, TERMS) == 1
    assert most_valuable(found, replace(TERMS, months=5.0)) == 3


def with_savings(*savings: float) -> Stability:
    _, case, found = planned()
    size = len(savings)
    return replace(
        stability(case, found, likely(found.options)),
        savings=np.array(savings),
        one_off=np.full(size, 1000.0),
        running=np.zeros(size),
    )


def test_the_range_of_the_payback_covers_the_worlds_in_which_it_never_comes() -> None:
    found = payback_range(with_savings(*[0.2] * 10, *[0.1] * 8, *[-1.0] * 3), TERMS)
    assert (found.low, found.middle, found.high) == (10.0, 20.0, inf)
