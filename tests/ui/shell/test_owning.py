"""From a run to what the owners' view shows."""

import pytest

from tests.helpers.builders import JOURNEY, fails, journey_of, named
from ui.panels.owner_numbers import WorkNumbers
from ui.shell.owning import cause_numbers, work_numbers
from workbench.domain.document import Document
from workbench.domain.elements import Department, Touchpoint
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Origin
from workbench.editing.ownership import add_department, assign
from workbench.editing.structure import set_fields
from workbench.simulation.build import build
from workbench.simulation.demand import failure_demand_of
from workbench.simulation.explain import explain
from workbench.simulation.grouping import by_department
from workbench.simulation.run import Simulator


@pytest.fixture
def document() -> Document:
    made = journey_of("Order > A", "> B", "Use > C", "> D")
    for each in list(made.of(Touchpoint)):
        fails(made, each.id, 0.3)
    for name, touchpoint in (("Sales", "A"), ("Service", "D")):
        assign(made, [named(made, touchpoint).id], add_department(made, name).id)
    return made


def work(document: Document) -> WorkNumbers:
    outcome = Simulator(build(document, JOURNEY)).compare({})
    owners = by_department(document, outcome.case)
    return work_numbers(document, JOURNEY, outcome, owners, failure_demand_of(outcome.case, owners))


def test_the_matrix_holds_every_breakdown_and_its_cost(document: Document) -> None:
    simulator = Simulator(build(document, JOURNEY))
    told = explain(simulator.case, by_department(document, simulator.case))
    numbers = cause_numbers(told, document)
    assert numbers is not None
    columns = range(len(numbers.parties))
    paid = sum(numbers.breakdowns.paid(each) for each in columns)
    assert paid == pytest.approx(simulator.baseline.breakdowns.sum() * 1000)
    assert sum(numbers.cost.paid(each) for each in columns) > paid
    assert [party.name for party in numbers.parties] == ["Sales", "Service", "Nobody"]
    assert [party.slot is None for party in numbers.parties] == [False, False, True]


def test_without_any_owner_there_is_no_matrix() -> None:
    document = journey_of("Order > A", "> B")
    simulator = Simulator(build(document, JOURNEY))
    told = explain(simulator.case, by_department(document, simulator.case))
    assert cause_numbers(told, document) is None


def test_work_grows_with_the_customers_that_the_journey_states(document: Document) -> None:
    guessed = work(document)
    assert (guessed.customers, guessed.is_stated) == (1000.0, False)
    set_fields(document, JOURNEY, customers_a_month=Quantity(3000.0))
    stated = work(document)
    assert (stated.customers, stated.is_stated) == (3000.0, True)
    for before, after in zip(guessed.rows, stated.rows, strict=True):
        assert after.contacts == pytest.approx(3 * before.contacts)
        assert after.needless == pytest.approx(3 * before.needless)
        assert 0.0 <= after.needless <= after.contacts


def test_a_limit_makes_a_department_busy(document: Document) -> None:
    sales = next(each for each in document.of(Department) if each.name == "Sales")
    set_fields(document, named(document, "A").id, handling_time=Quantity(30.0))
    set_fields(document, sales.id, staff=2)
    row = next(each for each in work(document).rows if each.party.id == sales.id)
    assert row.staff == 2
    assert row.busy > 0.0
    assert row.people == pytest.approx(row.hours / 160)
    assert next(each for each in work(document).rows if each.party.name == "Service").staff is None


def test_minutes_that_nobody_stated_are_counted_as_guesses(document: Document) -> None:
    before = work(document)
    assert before.guessed == before.touchpoints == 4
    assert not before.is_limited
    first = document.of(Touchpoint)[0]
    stated = Quantity(5.0, origin=Origin.LOG)
    set_fields(document, first.id, handling_time=stated, recovery_time=stated)
    set_fields(document, document.of(Department)[0].id, staff=2)
    after = work(document)
    assert (after.guessed, after.touchpoints) == (3, 4)
    assert after.is_limited
