from itertools import count

import pytest

from workbench.domain.document import Document
from workbench.domain.elements import Department, Person, Responsibility, Touchpoint
from workbench.domain.owners import accountable
from workbench.domain.places import ROW_PITCH, Place
from workbench.domain.problems import ValueProblem
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Channel, Role
from workbench.editing.history import History
from workbench.editing.ownership import add_department, assign
from workbench.editing.problems import VerbProblem
from workbench.editing.stewardship import name_steward
from workbench.editing.structure import add_journey, add_phase, add_touchpoint, set_fields
from workbench.editing.together import assign_new_department, leave_to_nobody, move_to_phase, set_fields_of_all


@pytest.fixture
def document() -> Document:
    numbers = count()
    made = Document(new_id=lambda: f"e{next(numbers)}")
    journey = add_journey(made, "Broadband").id
    add_phase(made, journey, "Delivery")
    add_phase(made, journey, "Billing")
    for name, y in (("A", 0.0), ("B", ROW_PITCH)):
        add_touchpoint(made, journey, name, place=Place("e1", 0.0, y))
    add_touchpoint(made, journey, "C", place=Place("e2", 0.0, 0.0))
    return made


def test_several_touchpoints_change_in_one_step(document: Document) -> None:
    history = History(document)
    set_fields_of_all(document, ["e3", "e4"], channel=Channel.PHONE)
    assert {document.get(Touchpoint, each).channel for each in ("e3", "e4")} == {Channel.PHONE}
    assert history.undo_label == "Change 2 touchpoints"
    history.undo()
    assert document.get(Touchpoint, "e3").channel is Channel.OTHER


def test_a_value_that_one_of_them_cannot_hold_changes_none(document: Document) -> None:
    with pytest.raises(ValueProblem):
        set_fields_of_all(document, ["e3", "e4"], failure=Quantity(2.0))
    assert document.get(Touchpoint, "e3").failure is None


def test_touchpoints_go_below_what_is_in_the_phase_already(document: Document) -> None:
    move_to_phase(document, ["e3", "e4"], "e2")
    places = [(document.get(Touchpoint, each).phase, document.get(Touchpoint, each).y) for each in ("e3", "e4")]
    assert places == [("e2", ROW_PITCH), ("e2", 2 * ROW_PITCH)]


def test_moving_to_where_they_are_is_no_step(document: Document) -> None:
    history = History(document)
    move_to_phase(document, ["e3"], "e1")
    assert history.undo_label is None


def test_a_pinned_touchpoint_stays(document: Document) -> None:
    set_fields(document, "e3", pinned=True)
    with pytest.raises(VerbProblem, match="pinned"):
        move_to_phase(document, ["e3"], None)


def test_a_new_department_answers_at_once(document: Document) -> None:
    history = History(document)
    made = assign_new_department(document, ["e3", "e4"], " Facilities ")
    assert made.name == "Facilities"
    assert accountable(document, "e3") == accountable(document, "e4") == made
    history.undo()
    assert document.of(Department) == []


def test_a_second_department_of_the_same_name_is_refused(document: Document) -> None:
    add_department(document, "Finance")
    with pytest.raises(VerbProblem, match="already"):
        assign_new_department(document, ["e3"], "finance")


def test_nobody_answers_while_the_responsible_stay(document: Document) -> None:
    finance, sales = add_department(document, "Finance"), add_department(document, "Sales")
    assign(document, ["e3"], finance.id)
    assign(document, ["e3"], sales.id, Role.RESPONSIBLE)
    leave_to_nobody(document, ["e3"])
    assert accountable(document, "e3") is None
    assert [each.party for each in document.referrers("e3", Responsibility)] == [sales.id]


def test_a_steward_is_found_by_name_or_added(document: Document) -> None:
    history = History(document)
    ines = name_steward(document, "e0", "Ines Roth")
    assert name_steward(document, "e0", "ines roth") == ines
    assert document.of(Person) == [ines]
    history.undo()
    assert document.of(Person) == []
