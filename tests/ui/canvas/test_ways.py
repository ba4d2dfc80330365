import numpy as np
import pytest

from ui.canvas.boxes import Box
from ui.canvas.ways import Ends, plain_ways, reaches, sorts


def card(x: float, y: float) -> Box:
    return Box(x, y, x + 128, y + 76)


def ends_of(*pairs: tuple[Box, Box], same_column: bool = False, influence: bool = False) -> Ends:
    sources, targets = (np.array(side) for side in zip(*pairs, strict=True))
    count = len(pairs)
    return Ends(np.full(count, influence), sources, targets, np.full(count, same_column), np.zeros(count))


def test_cards_far_apart_are_joined_without_detours() -> None:
    far, near = reaches(ends_of((card(0, 0), card(5000, 0)), (card(0, 0), card(152, 0))))
    assert np.isnan(far).all()
    assert near[3] > 76 + 96


@pytest.mark.parametrize("influence", [False, True])
@pytest.mark.parametrize("same_column", [False, True])
def test_every_line_has_ways_to_choose_from_and_only_one_sort(influence: bool, same_column: bool) -> None:
    spots = [card(152.0 * x, 96.0 * y) for x in range(3) for y in range(3)] + [card(40, 30)]
    pairs = [(one, other) for one in spots for other in spots]
    rows = [row for found, _ in sorts(ends_of(*pairs, same_column=same_column, influence=influence)) for row in found]
    assert sorted(rows) == list(range(len(pairs)))


def test_a_level_curve_keeps_a_handle_of_fourteen_however_near_the_cards_are() -> None:
    (way,) = plain_ways(ends_of((card(0, 0), card(132, 50))))
    assert way[1].tolist() == [128 + 14.0, 38.0]


def test_an_influence_enters_its_card_from_the_side_on_which_its_source_lies() -> None:
    pairs = [(card(0, 96), card(152, 0)), (card(0, 0), card(152, 96)), (card(0, 0), card(152, 0))]
    below, above, level = plain_ways(ends_of(*pairs, influence=True))
    assert below[-2:, 1].tolist() == pytest.approx([76 + 0.6 * 77, 76])
    assert above[-2:, 1].tolist() == pytest.approx([96 - 0.6 * 77, 96])
    assert level[-2:, 1].tolist() == pytest.approx([76 + 28, 76])


def test_plain_ways_begin_and_end_at_the_edges_of_their_cards() -> None:
    pairs = [(card(304, 96), card(152.0 * x, 96.0 * y)) for x in range(5) for y in range(3)]
    for way, (source, target) in zip(plain_ways(ends_of(*pairs)), pairs, strict=True):
        for (x, y), box in ((way[0], source), (way[-1], target)):
            assert box.holds(x, y)
            assert x in (box.left, box.right) or y in (box.top, box.bottom)
