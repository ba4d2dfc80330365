import numpy as np
from hypothesis import given

from tests.layout.maps import sheet_of, sheets
from workbench.domain.places import COLUMN_PITCH, ROW_PITCH, SUBCOLUMN_PITCH
from workbench.layout.sheet import Sheet
from workbench.layout.slots import LEAST_ROWS, slots_of


@given(sheets())
def test_every_loose_card_has_a_slot_in_its_column(sheet: Sheet) -> None:
    slots = slots_of(sheet)
    for column, free in enumerate(slots.free):
        assert free.sum() >= np.sum((sheet.columns == column) & ~sheet.is_fixed)


def test_a_column_of_many_cards_has_files_side_by_side_and_the_next_begins_later() -> None:
    slots = slots_of(sheet_of([0] * (LEAST_ROWS + 1) + [1], []))
    assert [slots.files(0), slots.files(1)] == [2, 1]
    assert slots.lefts.tolist() == [0.0, COLUMN_PITCH + SUBCOLUMN_PITCH]


def test_no_more_files_than_are_asked_for() -> None:
    assert slots_of(sheet_of([0] * 40, []), tallest=40).are_single


def test_a_fixed_card_between_two_rows_takes_both() -> None:
    sheet = sheet_of([0, 0, 0], [], fixed=[1])
    lower = sheet.cards[1].__class__("between", 0, 0, 0.0, 1.5 * ROW_PITCH, is_fixed=True)
    slots = slots_of(Sheet((sheet.cards[0], lower, sheet.cards[2]), ()))
    assert slots.free[0][:, 0].tolist() == [True, False, False, True]


def test_more_rows_are_added_below() -> None:
    slots = slots_of(sheet_of([0, 0], []))
    assert slots.with_rows(5).most_rows == 5
    assert slots.with_rows(1).most_rows == slots.most_rows
    assert slots.down_to(np.array([(0.0, 3 * ROW_PITCH)])).most_rows == 5
