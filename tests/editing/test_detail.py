import pytest

from tests.helpers.builders import JOURNEY, assert_consistent, journey_of, named
from workbench.domain.document import Document
from workbench.domain.elements import Journey, Touchpoint
from workbench.domain.places import phases_in_order
from workbench.editing.detail import forget_detail, give_detail, make_detail
from workbench.editing.history import History
from workbench.editing.problems import VerbProblem
from workbench.editing.structure import add_touchpoint, delete


@pytest.fixture
def document() -> Document:
    return journey_of("Move in > First bill")


def test_a_detail_journey_bears_the_touchpoints_name_and_has_three_phases(document: Document):
    made = make_detail(document, named(document, "First bill").id)
    assert named(document, "First bill").detail == made.id
    assert made.title == "First bill"
    assert [phase.name for phase in phases_in_order(document, made.id)] == ["Before", "During", "After"]


def test_a_title_that_is_taken_gets_a_number(document: Document):
    add_touchpoint(document, JOURNEY, "Moving house")
    assert make_detail(document, named(document, "Moving house").id).title == "Moving house 2"


def test_a_second_detail_journey_is_refused(document: Document):
    make_detail(document, named(document, "First bill").id)
    with pytest.raises(VerbProblem, match="has a detail journey already"):
        make_detail(document, named(document, "First bill").id)


def test_making_one_is_one_step(document: Document):
    before, history = dict(document.elements), History(document)
    make_detail(document, named(document, "First bill").id)
    history.undo()
    assert document.elements == before


def test_a_journey_cannot_be_given_to_a_touchpoint_inside_it(document: Document):
    inner = make_detail(document, named(document, "First bill").id)
    deep = add_touchpoint(document, inner.id, "Envelope")
    with pytest.raises(VerbProblem, match="“Envelope” cannot open into “Moving house”"):
        give_detail(document, deep.id, JOURNEY)
    with pytest.raises(VerbProblem):
        give_detail(document, deep.id, inner.id)


def test_a_journey_can_be_given_to_a_second_touchpoint(document: Document):
    inner = make_detail(document, named(document, "First bill").id)
    second = add_touchpoint(document, JOURNEY, "Second bill")
    give_detail(document, second.id, inner.id)
    assert named(document, "Second bill").detail == inner.id


def test_taking_it_off_leaves_the_journey_in_the_project(document: Document):
    inner = make_detail(document, named(document, "First bill").id)
    forget_detail(document, named(document, "First bill").id)
    assert named(document, "First bill").detail is None
    assert inner in document.of(Journey)


def test_deleting_the_detail_journey_keeps_the_touchpoint_and_its_numbers(document: Document):
    bill = named(document, "First bill")
    inner = make_detail(document, bill.id)
    delete(document, [inner.id])
    assert document.get(Touchpoint, bill.id) == bill
    assert [each.id for each in document.of(Journey)] == [JOURNEY]
    assert_consistent(document)
