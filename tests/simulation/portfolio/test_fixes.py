"""Fixes from the document, and thought up where there are none."""

from tests.helpers.builders import JOURNEY, department_named, fails, journey_of, named, phase_named
from workbench.domain.document import Document
from workbench.domain.elements import Improvement, Person
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Control
from workbench.editing.structure import set_fields
from workbench.simulation.build import build
from workbench.simulation.portfolio.fixes import SMALL_EFFORT, Fix, candidates, small_fixes


def document_with(*improvements: Improvement) -> Document:
    document = journey_of("P > A @Care", "> B @Sales", "Q > C @Care", "> D @Care")
    set_fields(document, named(document, "D").id, control=Control.EXTERNAL)
    with document.edit("Fixes") as edit:
        edit.add(Person(id="ann", name="Ann", department=department_named(document, "Sales").id))
        for each in improvements:
            edit.add(each)
    return document


def found(document: Document) -> tuple[Fix, ...]:
    return candidates(document, JOURNEY, build(document, JOURNEY))


def improve(document: Document, subject: str, **fields: object) -> Fix:
    with document.edit("Fix") as edit:
        edit.add(Improvement(id="i", name="Train", subject=subject, **fields))  # pyright: ignore[reportArgumentType]
    (fix,) = found(document)
    return fix


def test_an_improvement_becomes_a_fix_with_all_its_numbers() -> None:
    document = document_with()
    numbers = {"change": Quantity(-0.4), "one_off_cost": Quantity(5.0), "lead_time": Quantity(3.0)}
    fix = improve(document, named(document, "B").id, parameter="severity", **numbers)
    assert (fix.name, fix.rows, fix.parameter, fix.change.value) == ("Train", (1,), "severity", -0.4)
    assert [fix.number(each).value for each in ("one_off_cost", "running_cost", "lead_time")] == [5.0, 0.0, 3.0]
    assert fix.is_priced


def test_a_fix_of_a_phase_acts_on_what_is_in_our_control_there() -> None:
    document = document_with()
    fix = improve(document, phase_named(document, "Q").id)
    assert fix.rows == (2,)
    assert not fix.is_priced


def test_who_owns_a_fix_pays_through_the_department() -> None:
    document = document_with()
    assert improve(document, named(document, "A").id, owner="ann").payer == department_named(document, "Sales").id


def test_without_an_owner_the_department_pays_that_answers_for_all_of_it() -> None:
    document = document_with()
    assert improve(document, named(document, "A").id).payer == department_named(document, "Care").id
    set_fields(document, "i", subject=phase_named(document, "P").id)
    assert found(document)[0].payer is None


def test_exclusions_and_prerequisites_come_along() -> None:
    document = document_with()
    first = improve(document, named(document, "A").id)
    with document.edit("Fix") as edit:
        edit.add(Improvement(id="j", name="J", subject=named(document, "A").id, requires=("i",), excludes=("i",)))
    assert (found(document)[1].requires, found(document)[1].excludes) == ({first.id}, {first.id})


def test_where_nothing_is_planned_small_fixes_are_thought_up_for_what_goes_wrong_in_our_control() -> None:
    document = document_with()
    fails(document, named(document, "B").id, 0.0)
    fixes = found(document)
    assert [fix.rows for fix in fixes] == [(0,), (2,)]
    assert fixes[0].name == "30 % fewer failures at “A”"
    assert {fix.one_off_cost for fix in fixes} == {SMALL_EFFORT}
    assert SMALL_EFFORT.is_guess


def test_the_most_promising_small_fixes_are_kept_in_the_order_of_the_journey() -> None:
    document = document_with()
    for name, chance in {"A": 0.3, "B": 0.01, "C": 0.2}.items():
        fails(document, named(document, name).id, chance)
    fixes = small_fixes(document, build(document, JOURNEY), most=2)
    assert [fix.rows for fix in fixes] == [(0,), (2,)]
