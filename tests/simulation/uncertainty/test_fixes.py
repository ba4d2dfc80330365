import numpy as np
import pytest

from tests.helpers.builders import JOURNEY, named, phase_named
from tests.helpers.memory import remembering
from workbench.domain.values import Quantity
from workbench.simulation.build import build
from workbench.simulation.problems import ModelProblem
from workbench.simulation.uncertainty.fixes import Fix, factors, late_rows, resolve


def test_a_phase_stands_for_its_touchpoints_within_control() -> None:
    document = remembering()
    setup = phase_named(document, "Setup").id
    assert resolve(build(document, JOURNEY), {setup: -0.3}) == (Fix(setup, "Setup", (2, 4), Quantity(-0.3)),)


def test_a_range_of_a_change_is_kept() -> None:
    document = remembering()
    change = Quantity(-0.3, low=-0.5, high=-0.1)
    (fix,) = resolve(build(document, JOURNEY), {named(document, "Offer").id: change})
    assert fix.change == change


def test_what_is_not_in_the_journey_is_refused() -> None:
    case = build(remembering(), JOURNEY)
    with pytest.raises(ModelProblem, match="neither a touchpoint nor a phase"):
        resolve(case, {"nowhere": -0.3})


def test_later_is_what_comes_after_the_last_phase_changed() -> None:
    document = remembering()
    case = build(document, JOURNEY)
    fixes = resolve(case, {named(document, "Offer").id: -0.1, named(document, "Delivery").id: -0.1})
    assert np.flatnonzero(late_rows(case, fixes, None)).tolist() == [5, 6]


def test_changes_of_one_touchpoint_multiply_and_never_turn_negative() -> None:
    fixes = [Fix("a", "A", (0, 1), Quantity(-0.5)), Fix("b", "B", (1,), Quantity(-0.5))]
    factor = factors(3, fixes, np.array([[-0.5, -0.5], [-1.5, 0.2]]))
    assert factor.tolist() == [[0.5, 0.25, 1.0], [0.0, 0.0, 1.0]]
