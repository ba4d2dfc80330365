from itertools import count

import pytest

from workbench.domain.document import Document
from workbench.domain.elements import Transition
from workbench.domain.ids import END
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Origin, TransitionKind
from workbench.editing.history import History
from workbench.editing.onward import lead_to, onward
from workbench.editing.structure import add_journey, add_touchpoint, connect, set_share


@pytest.fixture
def document() -> Document:
    numbers = count()
    made = Document(new_id=lambda: f"e{next(numbers)}")
    journey = add_journey(made, "Broadband").id
    for name in "ABCD":
        add_touchpoint(made, journey, name)
    return made


def targets(document: Document) -> list[str]:
    return [each.target for each in onward(document, "e1")]


def test_ways_are_added_and_taken_away_in_one_step(document: Document) -> None:
    connect(document, "e1", "e2")
    connect(document, "e1", "e3")
    history = History(document)
    lead_to(document, "e1", ["e3", "e4"])
    assert targets(document) == ["e3", "e4"]
    history.undo()
    assert sorted(targets(document)) == ["e2", "e3"]


def test_guessed_shares_add_up_to_all_customers_again(document: Document) -> None:
    connect(document, "e1", "e2")
    connect(document, "e1", "e3")
    lead_to(document, "e1", ["e3"])
    assert [each.weight.value for each in onward(document, "e1")] == [pytest.approx(1.0)]
    lead_to(document, "e1", ["e3", "e4", "e2"])
    assert sum(each.weight.value for each in onward(document, "e1")) == pytest.approx(1.0)


def test_a_measured_share_is_left_alone(document: Document) -> None:
    way = connect(document, "e1", "e2")
    set_share(document, way.id, Quantity(0.4, Origin.LOG))
    lead_to(document, "e1", ["e2", "e3"])
    assert document.get(Transition, way.id).weight.value == 0.4


def test_giving_up_and_failure_demand_stay(document: Document) -> None:
    connect(document, "e1", END, TransitionKind.GIVE_UP)
    connect(document, "e1", "e4", TransitionKind.FAILURE_DEMAND)
    lead_to(document, "e1", ["e2"])
    lead_to(document, "e1", [])
    kinds = {each.kind for each in document.referrers("e1", Transition)}
    assert kinds == {TransitionKind.GIVE_UP, TransitionKind.FAILURE_DEMAND}


def test_leading_where_it_leads_already_changes_nothing(document: Document) -> None:
    connect(document, "e1", "e2")
    history = History(document)
    lead_to(document, "e1", ["e2", "e2"])
    assert history.undo_label is None


def test_an_unknown_target_is_a_key_error_and_changes_nothing(document: Document) -> None:
    connect(document, "e1", "e2")
    with pytest.raises(KeyError):
        lead_to(document, "e1", ["nobody"])
    assert targets(document) == ["e2"]
