"""Verbs over who answers for what."""

import pytest

from tests.helpers.builders import assert_consistent, department_named, empty_journey, heard, journey_of, named
from workbench.domain.codes import COLOUR_SLOTS
from workbench.domain.document import Document
from workbench.domain.elements import Department, Person, Responsibility
from workbench.domain.owners import accountable
from workbench.domain.problems import IntegrityProblem, ValueProblem
from workbench.domain.vocabulary import Role
from workbench.editing.ownership import add_department, add_person, assign, unassign


def roles(document: Document, touchpoint: str) -> dict[str, Role]:
    own = [each for each in document.of(Responsibility) if each.touchpoint == named(document, touchpoint).id]
    return {getattr(document.elements[each.party], "name", ""): each.role for each in own}


def test_departments_get_codes_and_colours_of_their_own() -> None:
    document = empty_journey()
    made = [add_department(document, name) for name in ("Customer care", "Claims", "Call centre", "Claims")]
    assert [each.code for each in made] == ["CC", "CL", "CA", "CI"]
    assert len({each.colour for each in made}) == 4


def test_colours_come_round_again_when_all_are_taken() -> None:
    document = empty_journey()
    made = [add_department(document, f"Team {number}") for number in range(COLOUR_SLOTS + 2)]
    assert {each.colour for each in made} == set(range(COLOUR_SLOTS))
    assert len({each.code for each in made}) == len(made)


def test_the_colour_of_a_removed_department_is_free_again() -> None:
    document = empty_journey()
    first, _ = add_department(document, "One"), add_department(document, "Two")
    with document.edit("Remove") as edit:
        edit.remove(first.id)
    assert add_department(document, "Three").colour == first.colour


def test_a_name_of_nothing_is_refused() -> None:
    document = empty_journey()
    with pytest.raises(ValueProblem):
        add_department(document, "  ")
    with pytest.raises(ValueProblem):
        add_person(document, "\n")
    assert not document.of(Department) + document.of(Person)


def test_a_person_needs_a_department_that_is_there_or_none() -> None:
    document = empty_journey()
    assert add_person(document, "Ann").department is None
    with pytest.raises(IntegrityProblem):
        add_person(document, "Ben", "nowhere")


def test_whoever_was_accountable_becomes_responsible() -> None:
    document = journey_of("P > A @Care", "> B @Sales")
    sales = department_named(document, "Sales")
    assign(document, [named(document, "A").id, named(document, "B").id], sales.id)
    assert roles(document, "A") == {"Care": Role.RESPONSIBLE, "Sales": Role.ACCOUNTABLE}
    assert roles(document, "B") == {"Sales": Role.ACCOUNTABLE}
    assert accountable(document, named(document, "A").id) == sales
    assert_consistent(document)


@pytest.mark.parametrize("role", [Role.RESPONSIBLE, Role.CONSULTED, Role.INFORMED])
def test_a_lesser_part_leaves_the_accountable_one_alone(role: Role) -> None:
    document = journey_of("P > A @Care", "> B @Sales")
    assign(document, [named(document, "A").id], department_named(document, "Sales").id, role)
    assert roles(document, "A") == {"Care": Role.ACCOUNTABLE, "Sales": role}


def test_a_party_has_one_part_in_a_touchpoint() -> None:
    document = journey_of("P > A @Care")
    assign(document, [named(document, "A").id], department_named(document, "Care").id, Role.INFORMED)
    assert roles(document, "A") == {"Care": Role.INFORMED}


def test_giving_several_touchpoints_is_one_step() -> None:
    document = journey_of("P > A", "> B @Care")
    published = heard(document)
    touchpoints = [named(document, name).id for name in "AB"]
    assign(document, touchpoints, department_named(document, "Care").id)
    assert [each.changes.label for each in published] == ["Give 2 touchpoints to Care"]


def test_giving_what_is_given_already_changes_nothing() -> None:
    document = journey_of("P > A @Care")
    published = heard(document)
    assign(document, [named(document, "A").id], department_named(document, "Care").id)
    assert not published


def test_only_departments_and_people_can_own() -> None:
    document = journey_of("P > A", "> B")
    with pytest.raises(IntegrityProblem, match="must name a department or person"):
        assign(document, [named(document, "A").id], named(document, "B").id)
    with pytest.raises(KeyError):
        assign(document, ["nowhere"], named(document, "A").id)
    assert not document.of(Responsibility)


def test_whatever_part_a_party_has_can_be_taken_away() -> None:
    document = journey_of("P > A @Care", "> B @Care")
    unassign(document, named(document, "A").id, department_named(document, "Care").id)
    assert roles(document, "A") == {}
    assert roles(document, "B") == {"Care": Role.ACCOUNTABLE}
