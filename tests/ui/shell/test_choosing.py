"""The actions that select more than what was pointed at."""

import pytest

from tests.helpers.builders import journey_of, named
from tests.helpers.notices import Notices
from ui.bridge import Selection
from ui.shell.choosing import Choosing
from workbench.domain.document import Document
from workbench.domain.elements import Transition
from workbench.domain.vocabulary import Channel
from workbench.editing.structure import delete, influence, set_fields


@pytest.fixture
def document() -> Document:
    made = journey_of("P > A @Care", "> B @Care", "Q > C @Sales")
    set_fields(made, named(made, "C").id, channel=Channel.WEB)
    return made


@pytest.fixture
def selection() -> Selection:
    return Selection()


@pytest.fixture
def notices() -> Notices:
    return Notices()


@pytest.fixture
def choosing(document: Document, selection: Selection, notices: Notices) -> Choosing:
    return Choosing(document, selection, notices.say)


def chosen(document: Document, selection: Selection) -> list[str]:
    names = {named(document, each).id: each for each in "ABC"}
    return [names[each] for each in selection.ids]


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("select-similar", ["A", "B"]),
        ("select-owner", ["A", "B"]),
        ("select-channel", ["A", "B"]),
        ("select-phase", ["A", "B"]),
        ("select-layer", ["A", "B", "C"]),
        ("select-downstream", ["A", "B", "C"]),
    ],
)
def test_more_is_selected_and_said(
    document: Document, selection: Selection, choosing: Choosing, notices: Notices, verb: str, expected: list[str]
) -> None:
    selection.set([named(document, "A").id])
    choosing.verbs[verb]()
    assert chosen(document, selection) == expected
    assert notices.texts == [f"{len(expected)} touchpoints selected."]


@pytest.mark.parametrize("verb", ["select-similar", "select-downstream"])
def test_without_a_touchpoint_it_is_said_what_to_do(choosing: Choosing, notices: Notices, verb: str) -> None:
    choosing.verbs[verb]()
    assert notices.texts == ["Select a touchpoint first; those like it or behind it are found from there."]


def test_ways_out_are_walked_through_by_key(document: Document, selection: Selection, choosing: Choosing) -> None:
    a, c = named(document, "A").id, named(document, "C").id
    felt = influence(document, a, c).id
    flow = next(each.id for each in document.of(Transition) if each.source == a)
    selection.set([a])
    seen: list[str | None] = []
    for _ in range(3):
        choosing.verbs["select-way"]()
        seen.append(selection.current)
    assert seen == [flow, felt, flow]


def test_a_touchpoint_without_a_way_out_says_so(
    document: Document, selection: Selection, choosing: Choosing, notices: Notices
) -> None:
    a = named(document, "A").id
    delete(document, [each.id for each in document.of(Transition)])
    selection.set([a])
    choosing.verbs["select-way"]()
    assert selection.ids == (a,)
    assert notices.texts == ["No way leads on from “A”; Enter makes the next touchpoint."]
