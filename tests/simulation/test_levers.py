import numpy as np
import pytest

from tests.helpers.journeys import random_journey
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
