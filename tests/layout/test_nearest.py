import numpy as np
from hypothesis import given

from tests.layout.maps import overlapping, sheet_of, sheets
from workbench.domain.places import ROW_PITCH
from workbench.layout.nearest import keeps_lanes, lies_in_slots, nearest_slots, pulled
from workbench.layout.sheet import Card, Sheet
from workbench.layout.slots import slots_of


@given(sheets())
def test_nearest_slots_are_clear_of_each_other_and_of_what_is_fixed(sheet: Sheet) -> None:
    places = nearest_slots(sheet, slots_of(sheet), sheet.places)
    assert overlapping(sheet, places) == []
    assert np.array_equal(places[sheet.is_fixed], sheet.places[sheet.is_fixed])


def test_cards_in_slots_stay_there() -> None:
    sheet = sheet_of([0, 0, 0, 1, 1], [])
    assert np.array_equal(nearest_slots(sheet, slots_of(sheet), sheet.places), sheet.places)


@given(sheets())
def test_a_map_lies_in_slots_if_every_card_has_its_nearest_one_already(sheet: Sheet) -> None:
    slots = slots_of(sheet)
    assert lies_in_slots(sheet, slots) == np.array_equal(nearest_slots(sheet, slots, sheet.places), sheet.places)


def test_two_cards_in_one_slot_are_not_in_slots() -> None:
    cards = tuple(Card(name, 0, 0, 0.0, 0.0, is_fixed=False) for name in "ab")
    sheet = Sheet(cards, ())
    assert not lies_in_slots(sheet, slots_of(sheet))


def test_lines_pull_to_the_mean_of_the_fixed() -> None:
    sheet = sheet_of([0, 0, 0, 1], [(0, 3), (3, 2)], fixed=[0, 1, 2])
    assert pulled(sheet)[:, 1].tolist() == [0.0, ROW_PITCH, 2 * ROW_PITCH, ROW_PITCH]


def test_what_customers_see_lies_above_what_they_do_not() -> None:
    cards = (Card("seen", 0, 0, 0.0, 0.0, is_fixed=False), Card("unseen", 0, 1, 0.0, ROW_PITCH, is_fixed=False))
    sheet = Sheet(cards, ())
    assert keeps_lanes(sheet, sheet.places)
    assert not keeps_lanes(sheet, sheet.places[::-1])
