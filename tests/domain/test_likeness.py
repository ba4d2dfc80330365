"""Touchpoints that are alike, and those further along their ways."""

import pytest

from tests.helpers.builders import JOURNEY, journey_of, named
from workbench.domain.document import Document
from workbench.domain.ids import END
from workbench.domain.likeness import Trait, alike, downstream
from workbench.domain.vocabulary import Channel, Layer, TransitionKind
from workbench.editing.structure import add_journey, add_touchpoint, connect, delete, set_fields


@pytest.fixture
def document() -> Document:
    made = journey_of("P > A @Care", "> B @Care", "Q > C @Sales", "> D")
    for name, channel in zip("ABCD", (Channel.WEB, Channel.PHONE, Channel.WEB, Channel.PHONE), strict=True):
        set_fields(made, named(made, name).id, channel=channel)
    set_fields(made, named(made, "D").id, layer=Layer.BACKSTAGE)
    return made


def names(document: Document, ids: list[str]) -> list[str]:
    return [document.elements[each].describe().removeprefix("touchpoint ").strip("“”") for each in ids]


@pytest.mark.parametrize(
    ("chosen", "traits", "expected"),
    [
        ("A", [Trait.OWNER], ["A", "B"]),
        ("A", [Trait.CHANNEL], ["A", "C"]),
        ("A", [Trait.PHASE], ["A", "B"]),
        ("A", [Trait.LAYER], ["A", "B", "C"]),
        ("D", [Trait.OWNER], ["D"]),
        ("B", [Trait.OWNER, Trait.CHANNEL], ["B"]),
        ("BC", [Trait.CHANNEL], ["B", "C", "A", "D"]),
    ],
)
def test_touchpoints_are_alike_that_agree_in_all_traits(
    document: Document, chosen: str, traits: list[Trait], expected: list[str]
) -> None:
    ids = [named(document, each).id for each in chosen]
    assert names(document, alike(document, ids, traits)) == expected


def test_those_of_another_journey_and_what_is_no_touchpoint_do_not_count(document: Document) -> None:
    elsewhere = add_touchpoint(document, add_journey(document, "Elsewhere").id, "Far", channel=Channel.WEB).id
    assert names(document, alike(document, [elsewhere, JOURNEY, "nobody"], [Trait.CHANNEL])) == ["Far"]


def test_those_without_an_owner_are_alike(document: Document) -> None:
    add_touchpoint(document, JOURNEY, "E")
    assert names(document, alike(document, [named(document, "D").id], [Trait.OWNER])) == ["D", "E"]


def test_downstream_is_what_ways_lead_to_nearer_ones_first(document: Document) -> None:
    a, b, c, d = (named(document, each).id for each in "ABCD")
    connect(document, d, b, TransitionKind.FAILURE_DEMAND)
    connect(document, c, END, TransitionKind.GIVE_UP)
    connect(document, a, d)
    assert set(downstream(document, [b])) == {b, c, d}
    assert downstream(document, [a])[0] == a
    assert downstream(document, [a]).index(d) < downstream(document, [a]).index(c)
    delete(document, [c])
    assert downstream(document, [b, JOURNEY]) == [b]
