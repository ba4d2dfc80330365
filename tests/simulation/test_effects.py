import numpy as np
import pytest

from tests.helpers.builders import JOURNEY, journey_of, named
from tests.helpers.memory import faithful, forgetful, remembering, with_two_personas
from workbench.domain.document import Document
from workbench.domain.elements import Touchpoint
from workbench.domain.values import Quantity
from workbench.editing.structure import set_fields
from workbench.simulation.build import Case, build
from workbench.simulation.effects import SMALL_FIX, effects, fixes, prevented, unharmed
from workbench.simulation.observables import breakdowns_at, completed
from workbench.simulation.run import Simulator


def by_name(case: Case, change: float) -> dict[str, float]:
    return {case.model.names[effect.row]: effect.prevented for effect in effects(case, change)}


def eleven_in_a_row(failure: float) -> Document:
    document = journey_of(*(f"Phase {number} > Step {number}" for number in range(11)))
    for touchpoint in document.of(Touchpoint):
        set_fields(document, touchpoint.id, failure=Quantity(failure))
    return document


@pytest.mark.parametrize("failure", [0.0, 0.1, 0.9, 1.0])
def test_small_irritations_add_up_silently(failure: float) -> None:
    case = build(eleven_in_a_row(failure), JOURNEY)
    assert unharmed(case) == pytest.approx((1 - failure) ** 11, abs=1e-12)


def test_a_failure_harms_however_well_it_is_made_good() -> None:
    document = eleven_in_a_row(0.1)
    for touchpoint in document.of(Touchpoint):
        set_fields(document, touchpoint.id, recovery_quality=Quantity(1.0), severity=Quantity(0.0))
    assert unharmed(build(document, JOURNEY)) == pytest.approx(0.9**11, abs=1e-12)


def test_how_many_go_unharmed_does_not_depend_on_the_kind_of_customer() -> None:
    alone, mixed = (unharmed(build(each, JOURNEY)) for each in (remembering(), with_two_personas(remembering())))
    assert mixed == pytest.approx(alone, abs=1e-12)


def test_where_customers_remember_and_nobody_leaves_every_removal_helps() -> None:
    prevented = by_name(build(faithful(), JOURNEY), -1.0)
    assert all(gain > 0 for gain in prevented.values())
    assert next(iter(prevented)) == "Contract"


def test_effects_are_ranked_and_name_every_touchpoint_once() -> None:
    case = build(remembering(), JOURNEY)
    ranked = effects(case, SMALL_FIX)
    gains = [effect.prevented for effect in ranked]
    assert gains == sorted(gains, reverse=True)
    assert sorted(effect.row for effect in ranked) == list(range(case.model.size))


@pytest.mark.parametrize("personas", [False, True])
def test_an_effect_is_what_a_run_with_that_fix_alone_says(personas: bool) -> None:
    document = with_two_personas(remembering()) if personas else remembering()
    simulator = Simulator(build(document, JOURNEY))
    for name, gain in by_name(simulator.case, SMALL_FIX).items():
        outcome = simulator.compare({named(document, name).id: SMALL_FIX})
        fewer = outcome.baseline.breakdowns.sum() - outcome.scenario.breakdowns.sum()
        assert gain == pytest.approx(float(fewer), abs=1e-12)


def test_without_memory_a_removal_prevents_its_own_breakdowns_and_lets_more_customers_meet_others() -> None:
    document = forgetful()
    outcome = Simulator(build(document, JOURNEY)).compare({named(document, "Contract").id: -1.0})
    row = outcome.case.model.names.index("Contract")
    own = float(outcome.baseline.breakdowns[row])
    assert outcome.scenario.breakdowns[row] == 0.0
    assert 0 < by_name(outcome.case, -1.0)["Contract"] < own


def test_a_touchpoint_that_never_fails_of_itself_has_no_effect() -> None:
    document = remembering()
    set_fields(document, named(document, "Offer").id, failure=Quantity(0.0))
    assert by_name(build(document, JOURNEY), -1.0)["Offer"] == 0.0


def test_fixes_are_the_effects_of_what_lies_within_control() -> None:
    case = build(remembering(), JOURNEY)
    storm = case.model.names.index("A storm")
    # fewer variants run side by side may round their sums differently
    within = [effect for effect in effects(case, SMALL_FIX) if effect.row != storm]
    assert [(each.row, pytest.approx(each.prevented, rel=1e-12)) for each in within] == [
        (each.row, each.prevented) for each in fixes(case)
    ]
    assert len(fixes(case)) == case.model.size - 1


def test_the_case_itself_stays_as_it_is() -> None:
    case = build(remembering(), JOURNEY)
    before = case.model.failure.copy()
    effects(case, -1.0)
    unharmed(case)
    assert np.array_equal(case.model.failure, before)


def test_a_group_is_repaired_as_a_whole_in_a_run_of_its_own() -> None:
    document = with_two_personas(remembering())
    simulator = Simulator(build(document, JOURNEY))
    case = simulator.case
    names = ("Contract", "First use")
    outcome = simulator.compare({named(document, name).id: -0.5 for name in names})
    billing = case.phases.index(named(document, "First bill").phase)
    rows = [case.model.names.index(name) for name in names]

    asked = [breakdowns_at(case.model.phase == billing), completed(case.model.size)]
    gains = prevented(case, [rows, rows[:1], []], -0.5, asked)

    fewer = outcome.baseline.breakdowns - outcome.scenario.breakdowns
    assert gains[0, 0] == pytest.approx(float(fewer[case.model.phase == billing].sum()), abs=1e-12)
    assert gains[0, 1] == pytest.approx(outcome.baseline.completed - outcome.scenario.completed, abs=1e-12)
    assert 0 < gains[1, 0] < gains[0, 0]
    assert gains[2].tolist() == [0.0, 0.0]
