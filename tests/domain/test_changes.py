"""Changes and change sets."""

import pytest

from workbench.domain.changes import Change, ChangeSet, condensed
from workbench.domain.elements import Journey, Person, Phase
from workbench.domain.problems import IntegrityProblem

ANN = Person(id="p", name="Ann")
BEN = Person(id="p", name="Ben")
CARL = Person(id="q", name="Carl")


def test_a_change_knows_its_element_from_either_side() -> None:
    for change in (Change(None, ANN), Change(ANN, BEN), Change(BEN, None)):
        assert (change.id, change.kind) == ("p", Person)


def test_the_inverse_of_the_inverse_is_the_change_set_itself() -> None:
    changes = ChangeSet("x", (Change(None, ANN), Change(CARL, None)))
    assert changes.inverse.changes == (Change(None, CARL), Change(ANN, None))
    assert changes.inverse.inverse == changes


def test_an_element_cannot_change_its_id() -> None:
    with pytest.raises(IntegrityProblem, match="keeps its id"):
        Change(ANN, CARL)


def test_an_element_cannot_change_its_kind() -> None:
    with pytest.raises(IntegrityProblem, match="keeps its id and kind"):
        Change(ANN, Journey(id="p", title="Ann"))


def test_condensing_keeps_the_first_before_and_the_last_after() -> None:
    assert condensed([Change(None, ANN), Change(None, CARL), Change(ANN, BEN)]) == (
        Change(None, BEN),
        Change(None, CARL),
    )


@pytest.mark.parametrize(
    "changes",
    [
        [Change(None, ANN), Change(ANN, None)],
        [Change(ANN, BEN), Change(BEN, ANN)],
        [Change(ANN, None), Change(None, ANN)],
        [Change(ANN, ANN)],
    ],
)
def test_condensing_leaves_out_what_changes_nothing_in_the_end(changes: list[Change]) -> None:
    assert condensed(changes) == ()


def test_a_change_set_names_the_ids_and_kinds_that_it_touches() -> None:
    changes = ChangeSet("x", (Change(None, ANN), Change(CARL, None)))
    assert changes.ids == {"p", "q"}
    assert changes.touches(Person, Phase)
    assert not changes.touches(Phase)
