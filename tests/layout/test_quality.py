import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.layout.maps import sheet_of, sheets
from workbench.domain.places import ROW_PITCH
from workbench.layout.arrays import Floats
from workbench.layout.quality import Quality
from workbench.layout.sheet import Sheet
from workbench.layout.slots import slots_of


def cost(sheet: Sheet, rows: list[int]) -> float:
    places = np.array([(0.0, row * ROW_PITCH) for row in rows])
    return Quality(sheet, slots_of(sheet)).cost(places)


@pytest.mark.parametrize(
    ("columns", "lines", "better", "worse"),
    [
        ([0, 0, 1, 1], [(0, 3), (1, 2)], [0, 1, 1, 0], [0, 1, 0, 1]),
        ([0, 1, 2], [(0, 2)], [0, 1, 0], [0, 0, 0]),
        ([0, 0], [(0, 1)], [0, 1], [1, 0]),
        ([0, 0, 0], [(0, 1)], [0, 1, 2], [0, 2, 1]),
        ([0, 1], [(0, 1)], [0, 0], [0, 1]),
    ],
    ids=["crossing", "over a card", "upwards", "over a card below", "aslant"],
)
def test_what_is_bad(columns: list[int], lines: list[tuple[int, int]], better: list[int], worse: list[int]) -> None:
    sheet = sheet_of(columns, lines)
    assert cost(sheet, better) < cost(sheet, worse)


@given(sheets(), st.data())
def test_what_a_part_alters_is_what_the_whole_alters(sheet: Sheet, data: st.DataObject) -> None:
    quality = Quality(sheet, slots_of(sheet).with_rows(4))
    card = data.draw(st.integers(0, len(sheet.cards) - 1))
    before = sheet.places
    after: Floats = before.copy()
    after[card] = (0.0, data.draw(st.integers(0, 4)) * ROW_PITCH)
    part = quality.part_of(np.array([card]))
    costs = quality.costs(before, part, np.stack((before[[card]], after[[card]])))
    assert costs[1] - costs[0] == pytest.approx(quality.cost(after) - quality.cost(before))


def test_very_many_ways_are_looked_at_in_pieces_and_cost_what_each_costs_alone() -> None:
    size = 40
    sheet = sheet_of([0] * size, [(card, card + 2) for card in range(size - 2)])
    quality = Quality(sheet, slots_of(sheet))
    part = quality.part_of(np.arange(size))
    rows = np.random.default_rng(2).permuted(np.tile(np.arange(size), (600, 1)), axis=1)
    moved = np.stack((np.zeros_like(rows), rows * ROW_PITCH), axis=-1).astype(np.float64)
    assert len(moved) * quality.altered_by(part) > 500_000, "or it would be one piece"
    alone = [quality.costs(sheet.places, part, moved[[way]])[0] for way in (0, 299, 599)]
    assert quality.costs(sheet.places, part, moved)[[0, 299, 599]].tolist() == alone
