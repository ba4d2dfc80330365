import numpy as np
import pytest

from tests.helpers.builders import JOURNEY, named, phase_named
from tests.helpers.memory import remembering
from workbench.domain.improvements import Aspect
from workbench.domain.values import Quantity
from workbench.simulation.build import build
from workbench.simulation.problems import ModelProblem
from workbench.simulation.uncertainty.fixes import Fix, late_rows, levers_of, resolve
from workbench.simulation.variation import Variation


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


def test_any_number_of_a_place_can_be_fixed() -> None:
    document = remembering()
    offer = named(document, "Offer").id
    failing, annoying = resolve(build(document, JOURNEY), {offer: -0.1, Aspect(offer, "severity"): -0.3})
    assert (failing.parameter, annoying.parameter) == ("failure", "severity")
    assert annoying.label == "effect of the fix at “Offer” on how annoying a failure is"


def test_a_number_that_touchpoints_lack_is_refused() -> None:
    document = remembering()
    with pytest.raises(ModelProblem, match="Touchpoints have no “charm” to change; choose one of failure, severity"):
        resolve(build(document, JOURNEY), {Aspect(named(document, "Offer").id, "charm"): -0.3})


def test_fixes_of_one_number_of_a_touchpoint_share_a_lever() -> None:
    fixes = [Fix("a", "A", (0, 1), Quantity(-0.5)), Fix("b", "B", (1,), Quantity(-0.5))]
    levers = levers_of([*fixes, Fix("b", "B", (1,), Quantity(0.2), "recovery_quality")])
    assert levers.variations == (Variation("failure", 0), Variation("failure", 1), Variation("leave_factor", 1))
