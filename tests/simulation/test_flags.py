import numpy as np
import pytest

from tests.helpers.journeys import journey, with_influences
from workbench.simulation.flags import FlagLayout, lay_out_flags
from workbench.simulation.model import JourneyModel
from workbench.simulation.problems import TooManyInfluences


def _line(n: int, pairs: dict[tuple[int, int], float]) -> JourneyModel:
    return with_influences(journey([{i + 1: 1.0} for i in range(n)]), pairs)


def _layout(model: JourneyModel) -> FlagLayout:
    inside = model.routing.target < model.size
    return lay_out_flags(model, model.routing.sources()[inside], model.routing.target[inside])


def test_a_flag_lives_from_behind_its_source_to_its_last_target() -> None:
    layout = _layout(_line(6, {(1, 3): 0.5, (1, 4): 0.5}))
    assert layout.owner.tolist() == [[-1, -1, 1, 1, 1, -1]]


def test_flags_that_never_meet_share_a_bit() -> None:
    layout = _layout(_line(8, {(0, 2): 0.5, (3, 5): 0.5, (5, 7): 0.5}))
    assert layout.owner.tolist() == [[-1, 0, 0, -1, 3, 3, 5, 5]]


def test_flags_that_meet_have_bits_of_their_own() -> None:
    layout = _layout(_line(5, {(0, 3): 0.5, (1, 4): 0.5}))
    assert layout.owner.shape[0] == 2
    assert sorted(layout.owner[:, 3].tolist()) == [0, 1]


def test_a_source_that_nobody_comes_from_to_the_target_needs_no_bit() -> None:
    model = with_influences(journey([{1: 1.0}, {2: 1.0}]), {(1, 0): 0.5})
    layout = _layout(model)
    assert (layout.owner >= 0).sum() == 0
    assert layout.influence_by_rank.size == 0


def test_a_visit_to_the_source_ends_the_life_of_its_flag() -> None:
    model = with_influences(journey([{1: 1.0}, {2: 1.0}, {0: 0.5, 3: 0.5}]), {(0, 1): 0.5})
    # The loop leads back to the source, which rewrites the flag: nothing needs to remember it after touchpoint 1.
    assert _layout(model).owner.tolist() == [[-1, 0, -1]]


def test_a_touchpoint_that_influences_itself_keeps_its_flag_round_the_loop() -> None:
    model = with_influences(journey([{1: 1.0}, {0: 0.5, 2: 0.5}]), {(0, 0): 0.5})
    assert _layout(model).owner.tolist() == [[0, 0]]


def test_ways_keep_the_bits_that_mean_the_same_at_both_ends() -> None:
    layout = _layout(_line(6, {(0, 3): 0.5, (3, 5): 0.5}))
    source, target = np.array([0, 1, 3, 4]), np.array([1, 2, 4, 5])
    assert layout.kept(source, target).tolist() == [0, 1, 0, 1]
    assert layout.marked(source, target).tolist() == [1, 0, 1, 0]


def test_widths_leave_room_for_the_highest_bit_in_use() -> None:
    layout = _layout(_line(5, {(0, 3): 0.5, (1, 4): 0.5}))
    widths = layout.widths().tolist()
    assert widths[0] == 1
    assert widths[3] == 4
    assert set(widths) <= {1, 2, 4}


def test_influences_in_force_are_those_whose_flag_is_set() -> None:
    layout = _layout(_line(4, {(0, 2): 0.1, (1, 2): 0.2}))
    every_mask = np.arange(4)
    in_force: list[set[int]] = [set() for _ in every_mask]
    for visits, influences in layout.hits(np.full(4, 2), every_mask).ranks:
        for visit, influence in zip(visits, influences, strict=True):
            in_force[visit].add(int(influence))
    assert sorted(map(sorted, in_force)) == [[], [0], [0, 1], [1]]


def test_more_than_ten_flags_alive_at_once_are_refused_with_the_way_out() -> None:
    pairs = {(i, 12): 0.1 for i in range(11)}
    with pytest.raises(TooManyInfluences, match=r"At “touchpoint 11” 11 earlier failures .* Monte Carlo engine"):
        _layout(_line(13, pairs))


def test_ten_flags_alive_at_once_are_borne() -> None:
    layout = _layout(_line(13, {(i, 12): 0.1 for i in range(10)}))
    assert layout.widths().max() == 2**10
