import pytest

from tests.helpers.builders import JOURNEY, assert_consistent, department_named, journey_of, named
from workbench.domain.document import Document
from workbench.domain.elements import Department, Journey, Scenario, Touchpoint
from workbench.domain.problems import DomainProblem
from workbench.editing.finding import Hit, Spot, Wanted, find
from workbench.editing.history import History
from workbench.editing.locking import set_locked
from workbench.editing.problems import VerbProblem
from workbench.editing.replacing import replace
from workbench.editing.structure import add, set_fields


@pytest.fixture
def document() -> Document:
    made = journey_of("Bills > First bill", "> Second bill")
    set_fields(made, named(made, "First bill").id, notes="The bill,\nthe Bill.", questions=("A bill?", "When?"))
    return made


def test_all_hits_are_replaced_in_one_step(document: Document):
    before, history = dict(document.elements), History(document)
    assert replace(document, find(document, Wanted("bill")), "invoice") == 6
    first = named(document, "First invoice")
    assert (first.notes, first.questions) == ("The invoice,\nthe invoice.", ("A invoice?", "When?"))
    history.undo()
    assert document.elements == before
    assert_consistent(document)


def test_one_hit_can_be_replaced_alone(document: Document):
    hit = next(hit for hit in find(document, Wanted("bill")) if hit.spot.field == "notes")
    replace(document, [hit], "invoice")
    assert named(document, "First bill").notes == "The invoice,\nthe Bill."


def test_exactly_the_span_is_replaced(document: Document):
    set_fields(document, JOURNEY, notes="Die Straße, die STRASSE")
    replace(document, find(document, Wanted("straße")), "Gasse")
    assert document.get(Journey, JOURNEY).notes == "Die Gasse, die Gasse"


def test_a_question_of_which_nothing_is_left_goes(document: Document):
    replace(document, find(document, Wanted("When?")), "")
    assert named(document, "First bill").questions == ("A bill?",)


def test_a_name_is_never_left_empty(document: Document):
    before = dict(document.elements)
    hits = find(document, Wanted("bill"))
    with pytest.raises(VerbProblem, match="The name of touchpoint “Second bill”: A name cannot be empty"):
        replace(document, [*hits, *find(document, Wanted("Second bill", case=True))][-1:], "")
    assert document.elements == before


def test_a_name_that_grows_too_long_is_refused(document: Document):
    with pytest.raises(VerbProblem, match="longest possible"):
        replace(document, find(document, Wanted("Second")), "x" * 10_001)


def test_two_departments_never_get_the_same_name(document: Document):
    for number, name in enumerate(("Sales North", "Sales South")):
        add(document, Department(id=f"d{number}", name=name, code="SN"))
    before = dict(document.elements)
    with pytest.raises(VerbProblem, match="Department “Sales North” cannot become “Sales South”"):
        replace(document, find(document, Wanted("North")), "South")
    assert document.elements == before
    assert department_named(document, "Sales North").id == "d0"


def test_scenarios_of_one_journey_keep_different_names(document: Document):
    for number, name in enumerate(("Plan A", "Plan B")):
        add(document, Scenario(id=f"s{number}", journey=JOURNEY, name=name))
    with pytest.raises(VerbProblem, match="there is one of that name already"):
        replace(document, find(document, Wanted("Plan A")), "PLAN B")


def test_what_has_changed_since_is_refused(document: Document):
    touchpoint = named(document, "First bill").id
    hits = [Hit(Spot(touchpoint, "notes"), 100, 104)]
    with pytest.raises(VerbProblem, match="has changed since it was searched"):
        replace(document, hits, "x")


def test_what_has_gone_since_is_refused(document: Document):
    with pytest.raises(VerbProblem, match="deleted since"):
        replace(document, [Hit(Spot("gone", "name"), 0, 1)], "x")


def test_control_characters_never_get_in(document: Document):
    replace(document, find(document, Wanted("Second")), "Se\x00cond\n2")
    assert document.find(Touchpoint, named(document, "Second 2 bill").id) is not None


def test_nothing_found_changes_nothing(document: Document):
    history = History(document)
    assert replace(document, [], "x") == 0
    assert history.undo_label is None


def test_what_is_locked_keeps_its_words(document: Document):
    set_locked(document, [named(document, "First bill").id], locked=True)
    before = dict(document.elements)
    with pytest.raises(DomainProblem, match="“First bill” is locked; unlock it"):
        replace(document, find(document, Wanted("bill")), "invoice")
    assert document.elements == before
