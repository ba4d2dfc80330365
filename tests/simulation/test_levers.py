import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.journeys import random_journey
from workbench.domain.parameters import TOUCHPOINT_PARAMETERS
from workbench.simulation.build import improved
from workbench.simulation.levers import Levers
from workbench.simulation.variation import Variation, current, varied

CHANGED = (("failure", (0, 2)), ("recovery_quality", (1,)), ("failure", (2,)))


def test_a_number_that_several_changes_act_on_is_one_lever() -> None:
    levers = Levers.of(CHANGED)
    assert levers.variations == (Variation("failure", 0), Variation("failure", 2), Variation("leave_factor", 1))
    assert [acts.tolist() for acts in levers.acts] == [[0, 1], [2], [1]]


@pytest.mark.parametrize("changes", [(-0.5, 0.2, -0.5), (0.0, 0.0, 0.0), (9.0, -1.0, 3.0), (-1.5, 5.0, 0.0)])
def test_levers_move_as_in_a_journey_that_is_improved(changes: tuple[float, ...]) -> None:
    model, levers = random_journey(1), Levers.of(CHANGED)
    moved = levers.moved(current(model, levers.variations)[None, :], np.array([changes]))
    wanted = [(row, how, by) for (how, rows), by in zip(CHANGED, changes, strict=True) for row in rows]
    made, expected = varied(model, levers.variations, moved[0]), improved(model, wanted)
    assert made.failure == pytest.approx(expected.failure)
    assert made.leave_factor == pytest.approx(expected.leave_factor)


def test_levers_move_whole_blocks_of_journeys_as_they_move_one() -> None:
    levers, random = Levers.of(CHANGED), np.random.default_rng(3)
    present, changes = random.uniform(0.2, 0.8, (2, 4, 3)), random.uniform(-0.9, 0.9, (4, 3))
    for block, moved in zip(present, levers.moved(present, changes), strict=True):
        assert np.array_equal(levers.moved(block, changes), moved)


@given(
    st.sampled_from(list(TOUCHPOINT_PARAMETERS)),
    st.floats(0.19, 1.7),
    st.lists(st.floats(-1, 3), min_size=2, max_size=2),
)
def test_slopes_are_those_of_small_steps(parameter: str, value: float, changes: list[float]) -> None:
    levers = Levers.of([(parameter, (0,)), (parameter, (0,))])
    at = np.array(changes)
    ends = np.array([[value - 1e-5], [value + 1e-5]])
    down, up = levers.moved(ends, np.repeat(at[None, :], 2, axis=0))
    between = levers.slopes(np.array([value]), at)
    # between the two there may be a kink, beyond which another slope holds
    sides = [levers.slopes(end, at) for end in ends]
    assert min(*sides, between) - 1e-4 <= (up - down) / 2e-5 <= max(*sides, between) + 1e-4


def test_where_nothing_changes_the_slope_is_exactly_one() -> None:
    levers = Levers.of(CHANGED)
    assert levers.slopes(np.array([0.0, 1.0, 0.3]), np.zeros(3)).tolist() == [1.0, 1.0, 1.0]
    assert levers.slopes(np.array([0.0, 1.0, 0.3]), np.array([-1.0, -0.5, 0.2]))[0] == 0.0


def test_what_a_change_makes_certain_no_longer_moves() -> None:
    levers = Levers.of([("retry", (0,))])
    assert levers.slopes(np.array([0.6]), np.array([1.0])).tolist() == [0.0]
    assert levers.slopes(np.array([0.6]), np.array([0.5])).tolist() == pytest.approx([1.5])
