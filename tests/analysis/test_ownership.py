from itertools import count, pairwise

import pytest

from workbench.analysis.ownership import answers_for, crossings, hand_offs, unowned
from workbench.domain.document import Document
from workbench.domain.places import Place
from workbench.domain.vocabulary import Control
from workbench.editing.ownership import add_department, add_person, assign
from workbench.editing.structure import add_journey, add_phase, add_touchpoint, connect, set_fields


@pytest.fixture
def document() -> Document:
    """Three touchpoints in Delivery (Sales, Finance through a person, nobody), one in Billing (Finance)."""
    numbers = count()
    made = Document(new_id=lambda: f"e{next(numbers)}")
    journey = add_journey(made, "Broadband").id
    delivery, billing = add_phase(made, journey, "Delivery"), add_phase(made, journey, "Billing")
    cards = [
        add_touchpoint(made, journey, name, place=Place(phase.id, 0.0, y))
        for name, phase, y in (("A", delivery, 0.0), ("B", delivery, 96.0), ("C", delivery, 192.0), ("D", billing, 0.0))
    ]
    for before, after in pairwise(cards):
        connect(made, before.id, after.id)
    sales, finance = add_department(made, "Sales"), add_department(made, "Finance")
    assign(made, ["e3"], sales.id)
    assign(made, ["e4"], add_person(made, "Ines Roth", finance.id).id)
    assign(made, ["e6"], finance.id)
    return made


def test_touchpoints_without_an_owner_are_found(document: Document) -> None:
    assert [each.name for each in unowned(document, "e0")] == ["C"]


def test_what_is_outside_needs_no_owner(document: Document) -> None:
    set_fields(document, "e5", control=Control.EXTERNAL)
    assert unowned(document, "e0") == []
    assert crossings(document, "e0")[0].unowned == 0


def test_a_department_answers_for_what_its_people_answer_for(document: Document) -> None:
    names = {element.id: element.describe() for element in document.elements.values()}
    counts = {names[each]: number for each, number in answers_for(document, "e0").items()}
    assert counts == {"department “Sales”": 1, "department “Finance”": 2, "person “Ines Roth”": 1}


def test_a_hand_off_is_a_transition_between_two_departments(document: Document) -> None:
    assert [(each.source, each.target) for each in hand_offs(document, "e0")] == [("e3", "e4")]


def test_a_touchpoint_without_an_owner_makes_no_hand_off(document: Document) -> None:
    connect(document, "e5", "e3")
    assert len(hand_offs(document, "e0")) == 1


def test_crossings_count_departments_hand_offs_and_the_unowned(document: Document) -> None:
    delivery, billing = crossings(document, "e0")
    assert [each.name for each in delivery.departments] == ["Sales", "Finance"]
    assert (delivery.hand_offs, delivery.unowned) == (1, 1)
    assert ([each.name for each in billing.departments], billing.hand_offs) == (["Finance"], 0)
