import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.crossings import crossings
from tests.layout.maps import overlapping, sheet_of
from workbench.domain.places import COLUMN_PITCH, ROW_PITCH, SUBCOLUMN_PITCH
from workbench.layout.arrays import Floats
from workbench.layout.files import ordered_in_rows
from workbench.layout.rows import place_in_rows
from workbench.layout.sheet import Sheet
from workbench.layout.slots import slots_of

LEFTS = np.array([0.0, COLUMN_PITCH + SUBCOLUMN_PITCH])
BESIDE = np.array([(0.0, 0.0), (SUBCOLUMN_PITCH, 0.0), (0.0, ROW_PITCH), (0.0, 2 * ROW_PITCH)])


def drawn(sheet: Sheet, lefts: Floats, places: Floats) -> float:
    points = places.copy()
    points[:, 0] += lefts[sheet.columns]
    return crossings(points, sheet.ends)


def test_two_cards_change_sides_where_their_lines_cross() -> None:
    sheet = sheet_of([0, 0, 1, 1], [(0, 2), (1, 3)])
    assert drawn(sheet, LEFTS, BESIDE) == 1
    after = ordered_in_rows(sheet, LEFTS, BESIDE.copy())
    assert drawn(sheet, LEFTS, after) == 0
    assert np.array_equal(after[[1, 0, 2, 3]], BESIDE)


def test_a_card_that_is_fixed_stays_on_its_side() -> None:
    sheet = sheet_of([0, 0, 1, 1], [(0, 2), (1, 3)], fixed=[1])
    assert np.array_equal(ordered_in_rows(sheet, LEFTS, BESIDE.copy()), BESIDE)


@given(st.integers(1, 40), st.data())
def test_cards_keep_their_rows_and_cover_none(count: int, data: st.DataObject) -> None:
    numbers = st.integers(0, count - 1)
    pairs = data.draw(st.sets(st.tuples(numbers, numbers).filter(lambda pair: pair[0] != pair[1]), max_size=60))
    sheet = sheet_of([card // 20 for card in range(count)], sorted(pairs))
    slots = slots_of(sheet, 5)
    before = place_in_rows(
        sheet, slots, np.zeros(count), [np.arange(each, min(count, each + 20)) for each in range(0, count, 20)]
    )
    after = ordered_in_rows(sheet, slots.lefts, before.copy())
    assert np.array_equal(after[:, 1], before[:, 1])
    assert overlapping(sheet, after) == []
