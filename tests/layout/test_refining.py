import numpy as np
from hypothesis import given

from tests.layout.maps import overlapping, sheet_of, sheets
from workbench.layout.nearest import nearest_slots
from workbench.layout.quality import Quality
from workbench.layout.refining import Refining
from workbench.layout.sheet import Sheet
from workbench.layout.slots import slots_of


@given(sheets())
def test_the_last_touches_never_cost_and_never_cover(sheet: Sheet) -> None:
    slots = slots_of(sheet).roomier()
    quality = Quality(sheet, slots)
    before = nearest_slots(sheet, slots, sheet.places)
    refining = Refining(sheet, slots, quality)
    after = refining.refine(before)
    assert quality.cost(after) <= quality.cost(before) + 1e-9
    assert overlapping(sheet, after) == []
    assert refining.is_refined(before) == np.array_equal(after, before)


def test_a_card_is_brought_beside_the_one_that_leads_to_it() -> None:
    sheet = sheet_of([0, 0, 1, 1], [(0, 3), (1, 2)])
    slots = slots_of(sheet)
    after = Refining(sheet, slots, Quality(sheet, slots)).refine(sheet.places)
    assert np.array_equal(after[[3, 2], 1], after[[0, 1], 1])


def test_columns_are_changed_until_none_gains_from_how_the_others_lie_now() -> None:
    sheet = sheet_of([0, 1, 1], [(0, 1), (1, 0), (2, 1)])
    slots = slots_of(sheet)
    refining = Refining(sheet, slots, Quality(sheet, slots))
    assert refining.is_refined(refining.refine(sheet.places))


def test_maps_of_a_workshop_can_be_refined_and_columns_of_hundreds_of_cards_cannot() -> None:
    chain = [(card, card + 1) for card in range(59)]
    for columns, can in (([card // 6 for card in range(60)], True), ([0] * 400, False)):
        sheet = sheet_of(columns, chain)
        slots = slots_of(sheet).roomier()
        assert Refining(sheet, slots, Quality(sheet, slots)).is_soon_done is can
