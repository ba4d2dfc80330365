"""Where customers begin."""

import pytest

from tests.helpers.builders import JOURNEY, journey_of, named
from workbench.domain.document import Document
from workbench.domain.elements import Touchpoint
from workbench.domain.entries import entry_shares
from workbench.editing.structure import set_fields


def entries(document: Document) -> dict[str, float]:
    return {document.get(Touchpoint, each).name: share for each, share in entry_shares(document, JOURNEY).items()}


def test_stated_shares_are_used_in_proportion() -> None:
    document = journey_of("P > A", "> B", "> C")
    for name, share in (("A", 0.1), ("C", 0.3)):
        set_fields(document, named(document, name).id, entry=share)
    assert entries(document) == pytest.approx({"A": 0.25, "C": 0.75})


@pytest.mark.parametrize(
    ("lines", "first"),
    [
        (["P > A", "> B"], {"A": 1.0}),
        (["P > A -> C", "> B -> C", "> C"], {"A": 0.5, "B": 0.5}),
        (["P > A -> C", "Q > B -> C", "> C"], {"A": 1.0}),
        (["P > Sketch -> -", "> A", "> B"], {"A": 1.0}),
        (["P > A", "> B -> A, end"], {"A": 1.0}),
        (["P > A -> A 20%, B", "> B"], {"A": 1.0}),
        (["P > A", "Q > B -> A, end", "> C -> B"], {"A": 1.0}),
        (["P > A -> C", "> B -> C", "Q > C -> A 20%, end"], {"A": 0.5, "B": 0.5}),
        (["P > A", "> B -> D !> A 30%", "> C -> D", "> D"], {"A": 0.5, "C": 0.5}),
        (["P > A -> -", "> B -> -"], {"A": 1.0}),
        ([], {}),
    ],
)
def test_without_stated_shares_customers_begin_where_the_earliest_phase_is_not_led_to(
    lines: list[str], first: dict[str, float]
) -> None:
    assert entries(journey_of(*lines)) == first


def test_a_share_of_zero_is_as_good_as_none() -> None:
    document = journey_of("P > A", "> B")
    set_fields(document, named(document, "B").id, entry=0.0)
    assert entries(document) == {"A": 1.0}
