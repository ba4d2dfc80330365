import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.builders import JOURNEY, named, phase_named
from tests.helpers.certainty import certain, put_into_world
from tests.helpers.memory import forgetful, remembering, with_two_personas
from workbench.domain.document import Document
from workbench.domain.improvements import FAILURE, Aspect
from workbench.domain.parameters import TOUCHPOINT_PARAMETERS
from workbench.domain.values import Quantity
from workbench.editing.structure import set_fields
from workbench.simulation.arrays import Floats
from workbench.simulation.build import build
from workbench.simulation.run import Outcome, Simulator
from workbench.simulation.uncertainty.fixes import late_rows, resolve
from workbench.simulation.uncertainty.inputs import Inputs, collect
from workbench.simulation.uncertainty.sampling import normal_scores
from workbench.simulation.uncertainty.worlds import MEASURES, Evaluation, Worlds
from workbench.simulation.variation import Cancelled


def evaluated(
    document: Document, values: Floats | None = None, cut: float = -0.3, parameter: str = FAILURE
) -> tuple[Inputs, Worlds]:
    """A cut at “Contract” in given worlds, or with everything as stated."""
    inputs = collect(document, JOURNEY)
    fixes = resolve(inputs.case, {Aspect(named(document, "Contract").id, parameter): cut})
    inputs = inputs.with_changes(fixes)
    rows = inputs.likely[None, :] if values is None else values
    return inputs, Evaluation(inputs, fixes, late_rows(inputs.case, fixes, None)).run(rows)


def summary(outcome: Outcome) -> list[float]:
    """The same numbers as a row of worlds, from a run of the simulator."""
    numbers: list[float] = []
    for result in (outcome.baseline, outcome.scenario):
        late = float(result.breakdowns[outcome.late].sum())
        numbers += [late, float(result.breakdowns.sum()), result.completed, result.defected, result.churned]
        numbers += [float(result.cost.sum()), result.expected_minutes, *result.per_phase(result.breakdowns).tolist()]
    assert outcome.twin is not None
    return [*numbers, outcome.split.exposure, outcome.split.hazard, outcome.twin.hazard]


def row(worlds: Worlds, number: int = 0) -> list[float]:
    return np.concatenate([worlds.baseline[number], worlds.scenario[number], worlds.split[number]]).tolist()


@pytest.mark.parametrize("document", [remembering(), forgetful(), with_two_personas(remembering())])
def test_with_everything_as_stated_a_world_is_what_the_simulator_says(document: Document) -> None:
    _, worlds = evaluated(document)
    outcome = Simulator(build(document, JOURNEY)).compare({named(document, "Contract").id: -0.3})
    assert row(worlds) == pytest.approx(summary(outcome), rel=1e-9, abs=1e-14)


@given(st.integers(0, 2**31), st.booleans(), st.sampled_from(list(TOUCHPOINT_PARAMETERS)), st.floats(-1.0, 2.0))
@settings(max_examples=25, deadline=None)
def test_any_world_and_fix_is_what_the_simulator_says_of_a_document_that_states_its_values(
    seed: int, personas: bool, parameter: str, cut: float
) -> None:
    document = with_two_personas(remembering()) if personas else remembering()
    inputs = collect(document, JOURNEY)
    values = inputs.at(np.random.default_rng(seed).standard_normal((1, len(inputs.inputs))))
    _, worlds = evaluated(document, values, cut, parameter)
    put_into_world(document, inputs, values[0])
    outcome = Simulator(build(document, JOURNEY)).compare({Aspect(named(document, "Contract").id, parameter): cut})
    assert row(worlds) == pytest.approx(summary(outcome), rel=1e-8, abs=1e-13)


def test_worlds_do_not_depend_on_those_beside_them() -> None:
    document = remembering()
    inputs = collect(document, JOURNEY)
    values = inputs.at(normal_scores(len(inputs.inputs), 8, 4))
    _, together = evaluated(document, values)
    for number in (0, 5):
        _, alone = evaluated(document, values[[number]])
        assert row(alone) == pytest.approx(row(together, number), rel=1e-9, abs=1e-14)


def test_exposure_and_hazard_sum_to_the_change_of_late_breakdowns_in_every_world() -> None:
    document = with_two_personas(remembering())
    inputs = collect(document, JOURNEY)
    _, worlds = evaluated(document, inputs.at(normal_scores(len(inputs.inputs), 8, 1)))
    late = MEASURES.index("late_breakdowns")
    change = (worlds.scenario - worlds.baseline)[:, late]
    # who is there does not change with a fix, so the kinds of customer add up world by world
    assert worlds.split[:, 0] + worlds.split[:, 1] == pytest.approx(change, rel=1e-9)


def test_a_change_that_varies_acts_on_the_scenario_alone() -> None:
    document = certain(remembering())
    inputs = collect(document, JOURNEY)
    fixes = resolve(inputs.case, {phase_named(document, "Order").id: Quantity(-0.3, low=-0.6, high=0.0)})
    inputs = inputs.with_changes(fixes)
    worlds = Evaluation(inputs, fixes, late_rows(inputs.case, fixes, None)).run(np.array([[0.0], [-0.3], [-0.6]]))
    assert np.ptp(worlds.baseline, axis=0) == pytest.approx(np.zeros(worlds.baseline.shape[1]), abs=1e-14)
    assert worlds.scenario[0] == pytest.approx(worlds.baseline[0])
    assert worlds.scenario[2, 0] < worlds.scenario[1, 0] < worlds.scenario[0, 0]


@pytest.mark.parametrize("parameter", TOUCHPOINT_PARAMETERS)
def test_a_change_by_nothing_changes_nothing_at_all(parameter: str) -> None:
    document = with_two_personas(remembering())
    inputs = collect(document, JOURNEY)
    _, worlds = evaluated(document, inputs.at(normal_scores(len(inputs.inputs), 8, 2)), 0.0, parameter)
    assert np.array_equal(worlds.baseline, worlds.scenario)
    assert not worlds.split.any()


def test_fixes_of_several_numbers_at_one_place_act_together() -> None:
    document = certain(remembering())
    order = phase_named(document, "Order").id
    cuts = {order: -0.3, Aspect(order, "severity"): -0.5, Aspect(order, "recovery_quality"): 0.4}
    inputs = collect(document, JOURNEY)
    fixes = resolve(inputs.case, cuts)
    inputs = inputs.with_changes(fixes)
    worlds = Evaluation(inputs, fixes, late_rows(inputs.case, fixes, None)).run(inputs.likely[None, :])
    outcome = Simulator(build(document, JOURNEY)).compare(cuts)
    assert row(worlds) == pytest.approx(summary(outcome), rel=1e-9, abs=1e-14)


def test_a_failure_made_likelier_never_exceeds_certainty() -> None:
    document = certain(remembering())
    set_fields(document, named(document, "Contract").id, failure=Quantity(0.9, low=0.9, high=0.9))
    _, doubled = evaluated(document, cut=1.0)
    _, certainly = evaluated(document, cut=0.1 / 0.9)
    assert row(doubled) == pytest.approx(row(certainly))


def test_worlds_in_turn_have_recoveries_that_lower_irritation_by_ever_more() -> None:
    inputs = collect(remembering(), JOURNEY)
    evaluation = Evaluation(inputs, (), late_rows(inputs.case, (), None))
    scores = normal_scores(len(inputs.inputs), 16, 1)
    order = evaluation.in_turn(scores)
    assert sorted(order.tolist()) == list(range(16))
    names = [each.parameter for each in inputs.inputs]
    drops = inputs.at(scores[order])[:, names.index("recovery_drop")] * inputs.case.model.levels
    assert (np.diff(np.rint(drops)) >= 0).all()


def test_cancelling_leaves_nothing() -> None:
    document = remembering()
    inputs = collect(document, JOURNEY)
    evaluation = Evaluation(inputs, (), late_rows(inputs.case, (), None))
    with pytest.raises(Cancelled):
        evaluation.run(inputs.likely[None, :], lambda: True)
