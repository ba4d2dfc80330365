"""Who answers for a touchpoint."""

import pytest

from tests.helpers.builders import department_named, journey_of, named
from workbench.domain.elements import Department
from workbench.domain.owners import accountable, department_of, owning_department
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
