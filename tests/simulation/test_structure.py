from dataclasses import replace

import numpy as np
import pytest

from tests.helpers.journeys import benchmark_journey, fewer_failures, journey, random_journey, with_influences
from workbench.simulation import structure as assembly
from workbench.simulation.exact import solve
from workbench.simulation.kernel import numbers_of
from workbench.simulation.model import JourneyModel
from workbench.simulation.problems import TooManyStates
from workbench.simulation.structure import Structure, assemble


def _fits(structure: Structure, model: JourneyModel) -> bool:
    return structure.fits(model, numbers_of(model).pattern(open_zeros=False).flat())


def _states(structure: Structure) -> set[tuple[int, int, int]]:
    states = structure.states
    return set(zip(states.touchpoint.tolist(), states.mask.tolist(), states.level.tolist(), strict=True))


def test_a_journey_without_failures_has_one_state_a_touchpoint() -> None:
    model = replace(benchmark_journey(), failure=np.zeros(60), carry_over=np.full(60, 0.5))
    assert assemble(model).size == 60


def test_only_states_that_customers_reach_are_built() -> None:
    model = replace(
        journey([{1: 1.0}, {2: 1.0}, {3: 1.0}], failure=[0.5, 0.0, 0.0], levels=5), severity=np.array([2.5, 0.0, 0.0])
    )
    # The soothing of zero keeps its neighbour one level lower, so that its derivative is known.
    assert _states(assemble(model)) == {
        (0, 0, 0),
        (1, 0, 0),
        (1, 0, 2),
        (1, 0, 3),
        (2, 0, 0),
        (2, 0, 1),
        (2, 0, 2),
        (2, 0, 3),
    }


def test_a_touchpoint_nobody_comes_to_has_no_state() -> None:
    model = journey([{2: 1.0}, {2: 1.0}, {3: 1.0}])
    assert set(assemble(model).states.touchpoint.tolist()) == {0, 2}


def test_flags_double_the_states_while_they_live() -> None:
    line = journey([{i + 1: 1.0} for i in range(4)], failure=[0.5] * 4)
    marked = assemble(with_influences(line, {(0, 2): 0.5}))
    assert np.bincount(marked.states.touchpoint).tolist() == [1, 2, 2, 1]


def test_states_are_numbered_in_the_order_of_the_flow() -> None:
    structure = assemble(journey([{2: 1.0}, {3: 1.0}, {1: 1.0}]))
    assert structure.states.touchpoint.tolist() == [0, 2, 1]
    assert structure.entry_states.tolist() == [0]


def test_every_arc_and_the_diagonal_have_a_place_in_the_matrix() -> None:
    structure = assemble(random_journey(5))
    sparsity, arcs = structure.sparsity, structure.arcs
    row = np.repeat(np.arange(structure.size), np.diff(sparsity.indptr))
    assert row[sparsity.slot].tolist() == structure.branches.state[arcs.branch[sparsity.arcs]].tolist()
    assert sparsity.indices[sparsity.slot].tolist() == arcs.landing[sparsity.arcs].tolist()
    assert row[sparsity.diagonal].tolist() == sparsity.indices[sparsity.diagonal].tolist()


@pytest.mark.parametrize("field", ["failure", "carry_over", "retry", "leave_factor"])
def test_other_numbers_fit_as_long_as_the_pattern_stays(field: str) -> None:
    model = random_journey(9)
    structure = assemble(model)
    assert _fits(structure, replace(model, **{field: 0.9 * getattr(model, field)}))


def test_narrower_numbers_fit_and_wider_ones_do_not() -> None:
    model = fewer_failures(benchmark_journey(), 3)
    without = replace(model, failure=np.where(model.phase == 2, 0.0, model.failure))
    assert _fits(assemble(model), without)
    assert not _fits(assemble(without), model)


def test_a_step_across_a_whole_level_does_not_fit() -> None:
    model = random_journey(9)
    structure = assemble(replace(model, severity=np.full(4, 1.5)))
    assert _fits(structure, replace(model, severity=np.full(4, 2.0)))
    assert not _fits(structure, replace(model, severity=np.full(4, 2.1)))


def test_a_structure_up_to_another_model_fits_everything_between() -> None:
    model = random_journey(9)
    mild, harsh = (replace(model, severity=np.full(4, each)) for each in (0.5, 2.5))
    structure = assemble(mild, up_to=replace(harsh, failure=np.array([0.0, 1.0, 0.1, 0.1])))
    assert _fits(structure, mild)
    assert _fits(structure, replace(harsh, soothing=mild.soothing, failure=np.array([0.1, 0.2, 0.3, 0.4])))
    np.testing.assert_allclose(solve(harsh, structure).visits, solve(harsh).visits, rtol=1e-13)


def test_other_levels_other_ways_and_other_influences_do_not_fit() -> None:
    model = random_journey(9, levels=3)
    structure = assemble(model)
    assert not _fits(structure, random_journey(9, levels=4))
    assert not _fits(structure, random_journey(10, levels=3))
    assert not _fits(structure, with_influences(model, {(0, 1): 0.3}))


def test_open_zeros_fit_everything_with_the_same_steps() -> None:
    model = random_journey(9)
    structure = assemble(replace(model, failure=np.zeros(4), retry=np.zeros(4)), open_zeros=True)
    assert _fits(structure, model)


def test_a_chain_too_large_for_memory_is_refused_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assembly, "MOST_STATES", 100)
    with pytest.raises(TooManyStates, match="more than the 100 that are tried: use fewer irritation levels"):
        assemble(benchmark_journey())


def test_a_certain_failure_that_ends_every_journey_leaves_the_rest_unbuilt() -> None:
    model = journey([{1: 1.0}, {2: 1.0}, {1: 1.0}], failure=[1.0, 0.0, 0.0], breakdown=1.0, leave=1.0)
    assert set(assemble(model).states.touchpoint.tolist()) == {0}


def test_certain_silence_leaves_the_rest_unbuilt() -> None:
    model = replace(journey([{1: 1.0}, {2: 1.0}]), silent=np.ones(2))
    assert set(assemble(model).states.touchpoint.tolist()) == {0}
