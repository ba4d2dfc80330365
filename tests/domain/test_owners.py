"""Who answers for a touchpoint."""

import pytest

from tests.helpers.builders import department_named, journey_of, named
from workbench.domain.elements import Department
from workbench.domain.owners import accountable, department_of, owning_department, party_called, party_names
from workbench.domain.vocabulary import Role
from workbench.editing.ownership import add_person, assign


def test_a_department_answers_itself() -> None:
    document = journey_of("P > A @Care")
    care = document.of(Department)[0]
    assert accountable(document, named(document, "A").id) is care
    assert owning_department(document, named(document, "A").id) is care


def test_a_person_answers_for_a_department() -> None:
    document = journey_of("P > A @Care")
    touchpoint, care = named(document, "A").id, document.of(Department)[0]
    ann = add_person(document, "Ann", care.id)
    assign(document, [touchpoint], ann.id)
    assert accountable(document, touchpoint) is ann
    assert owning_department(document, touchpoint) is care


def test_a_person_without_a_department_answers_for_none() -> None:
    document = journey_of("P > A")
    ann = add_person(document, "Ann")
    assert department_of(document, ann) is None
    assert department_of(document, None) is None


@pytest.mark.parametrize("role", [Role.RESPONSIBLE, Role.CONSULTED, Role.INFORMED])
def test_only_the_accountable_one_answers(role: Role) -> None:
    document = journey_of("P > A", "> B @Care")
    assign(document, [named(document, "A").id], department_named(document, "Care").id, role)
    assert accountable(document, named(document, "A").id) is None


def test_parties_are_listed_by_name_people_with_their_department() -> None:
    document = journey_of("P > A @Care")
    ann = add_person(document, "Ann", department_named(document, "Care").id)
    assert party_names(document) == {"Care": department_named(document, "Care").id, "Ann, Care": ann.id}


@pytest.mark.parametrize("name", ["Ann, Care", "ann", "CARE", "CA"])
def test_a_party_is_called_by_its_name_in_the_list_alone_or_by_its_code(name: str) -> None:
    document = journey_of("P > A @Care")
    care = department_named(document, "Care").id
    ann = add_person(document, "Ann", care).id
    assert party_called(document, name) == (ann if "nn" in name else care)
    assert party_called(document, "nobody we know") is None
