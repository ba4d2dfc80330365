"""How far down a paste has to move."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.builders import JOURNEY, empty_journey, journey_of, named
from workbench.domain.elements import Note, Touchpoint
from workbench.domain.places import CARD_WIDTH, ROW_PITCH, SUBCOLUMN_PITCH
from workbench.editing import landing
from workbench.editing.landing import free_shift
from workbench.editing.structure import add, set_fields


def card(y: float, x: float = 0.0) -> Touchpoint:
    return Touchpoint(id=f"card {x} {y}", journey=JOURNEY, name="Card", x=x, y=y)


def test_where_nothing_lies_everything_stays() -> None:
    document = empty_journey()
    assert free_shift(document, JOURNEY, [(card(17.0), None)]) == 0.0
    assert free_shift(document, JOURNEY, []) == 0.0


def test_all_phases_move_alike_so_that_rows_stay_rows() -> None:
    document = journey_of("Order > A", "Billing > B", "> C")
    order, billing = named(document, "A"), named(document, "B")
    landing = [(replace(order, id="a"), order.phase), (replace(billing, id="b"), billing.phase)]
    assert free_shift(document, JOURNEY, landing) == 2 * ROW_PITCH


def test_cards_beside_each_other_are_not_in_the_way() -> None:
    document = journey_of("- > A")
    assert free_shift(document, JOURNEY, [(card(0.0, SUBCOLUMN_PITCH), None)]) == 0.0


def test_where_gaps_are_hard_to_find_it_goes_below_all() -> None:
    document = journey_of(*(f"- > {number}" for number in range(200)))
    lowest = named(document, "199").y
    assert free_shift(document, JOURNEY, [(card(0.0), None), (card(ROW_PITCH), None)]) == lowest + ROW_PITCH


def test_notes_may_lie_on_cards_but_not_exactly_on_their_like() -> None:
    document = journey_of("- > A")
    note = Note(id="note", journey=JOURNEY, text="Ask Ines")
    assert free_shift(document, JOURNEY, [(note, None)]) == 0.0
    add(document, note)
    assert free_shift(document, JOURNEY, [(replace(note, id="new"), None)]) == ROW_PITCH / 4


levels = st.lists(st.floats(0, 2000), min_size=1, max_size=12)


@given(levels, levels)
def test_nothing_is_covered_after_the_shift(standing: list[float], coming: list[float]) -> None:
    document = empty_journey()
    for number, y in enumerate(standing):
        add(document, replace(card(y), id=f"standing {number}"))
    down = free_shift(document, JOURNEY, [(card(y), None) for y in coming])
    assert down >= 0
    assert all(abs(y + down - each) >= ROW_PITCH - 1e-5 for y in coming for each in standing)
    assert CARD_WIDTH < SUBCOLUMN_PITCH


def test_for_thousands_a_gap_is_not_looked_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    document = journey_of("- > A", "- > B")
    set_fields(document, named(document, "B").id, y=10 * ROW_PITCH)
    assert free_shift(document, JOURNEY, [(card(0.0), None)]) == ROW_PITCH
    monkeypatch.setattr(landing, "_MOST_LOOKS", 0)
    assert free_shift(document, JOURNEY, [(card(0.0), None)]) == 11 * ROW_PITCH
