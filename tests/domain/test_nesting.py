import pytest

from tests.helpers.builders import counted_ids
from workbench.domain.changes import Change, ChangeSet
from workbench.domain.document import Cause, Document
from workbench.domain.elements import Element, Journey, Touchpoint
from workbench.domain.merging import merge
from workbench.domain.nesting import lies_inside, opened_from, way_in
from workbench.domain.problems import IntegrityProblem


def nested(*opens: tuple[str, str]) -> list[Element]:
    """Journeys a to d, and for each pair a touchpoint of the first that opens into the second."""
    journeys = [Journey(id=each, title=each.upper()) for each in "abcd"]
    cards = [Touchpoint(id=f"{one}{other}", journey=one, name=one + other, detail=other) for one, other in opens]
    return [*journeys, *cards]


def test_a_journey_lies_inside_another_at_any_depth():
    inside = opened_from(nested(("a", "b"), ("b", "c")))
    assert lies_inside(inside, "c", "a")
    assert lies_inside(inside, "a", "a")
    assert not lies_inside(inside, "a", "c")


def test_two_touchpoints_may_open_into_the_same_journey():
    document = Document(nested(("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")))
    assert len(document.of(Touchpoint)) == 4


@pytest.mark.parametrize("opens", [[("a", "a")], [("a", "b"), ("b", "a")], [("a", "b"), ("b", "c"), ("c", "a")]])
def test_a_document_with_a_journey_inside_itself_is_refused(opens: list[tuple[str, str]]):
    with pytest.raises(IntegrityProblem, match="cannot open into"):
        Document(nested(*opens))


def test_an_edit_that_would_close_a_ring_is_taken_back():
    document = Document(nested(("a", "b"), ("b", "c"), ("c", "d")), counted_ids())
    before = dict(document.elements)
    with pytest.raises(IntegrityProblem, match="“cd” cannot open into “A”"), document.edit("Ring") as edit:
        edit.update("cd", detail="a")
    assert document.elements == before


def test_moving_a_touchpoint_into_the_journey_that_it_opens_is_refused():
    document = Document(nested(("a", "b")))
    with pytest.raises(IntegrityProblem), document.edit("Move") as edit:
        edit.update("ab", journey="b")


def test_two_sides_that_put_journeys_into_each_other_are_not_put_together():
    base = nested()
    mine = [*base, Touchpoint(id="ab", journey="a", name="in", detail="b")]
    theirs = [*base, Touchpoint(id="ba", journey="b", name="out", detail="a")]
    with pytest.raises(IntegrityProblem, match=r"would lie inside itself.*Take the detail journey off"):
        merge(base, mine, theirs)
    assert len(merge(base, mine, mine).elements) == 5


def test_the_way_in_leads_from_the_outermost_journey_down():
    document = Document(nested(("a", "b"), ("b", "c"), ("d", "c")))
    assert [each.id for each in way_in(document, "c")] == ["ab", "bc"]
    assert way_in(document, "a") == []


def test_a_change_set_that_closes_a_ring_is_not_applied():
    document = Document(nested(("a", "b")))
    back = Touchpoint(id="ba", journey="b", name="back", detail="a")
    with pytest.raises(IntegrityProblem):
        document.apply(ChangeSet("Merge", (Change(None, back),)), Cause.MERGE)
    assert "ba" not in document.elements
