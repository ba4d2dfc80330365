import numpy as np
import pytest

from tests.helpers.journeys import benchmark_journey, journey, random_journey
from workbench.simulation.chain import weigh
from workbench.simulation.elimination import Elimination
from workbench.simulation.exact import solve_plainly
from workbench.simulation.model import JourneyModel
from workbench.simulation.solve_scipy import SuperLU, _is_tangled, factorise
from workbench.simulation.structure import assemble


def _tangle() -> JourneyModel:
    random = np.random.default_rng(3)
    return journey([{int(random.integers(40)): 0.5, int(random.integers(40)): 0.3, 40: 0.2} for _ in range(40)])


@pytest.mark.parametrize(
    "model", [benchmark_journey(), random_journey(1), _tangle()], ids=["phases", "small", "tangle"]
)
def test_both_directions_agree_with_dense_algebra(model: JourneyModel) -> None:
    chain = weigh(assemble(model), model)
    dense = chain.matrix().toarray()
    solved = factorise(chain)
    rewards = np.random.default_rng(0).random((chain.structure.size, 3))
    np.testing.assert_allclose(
        solved.visits(chain.entry), np.linalg.solve(dense.T, chain.entry), rtol=1e-11, atol=1e-15
    )
    np.testing.assert_allclose(solved.values(rewards), np.linalg.solve(dense, rewards), rtol=1e-11)


def test_a_tangle_is_told_from_phases() -> None:
    tangle, phases = assemble(_tangle()), assemble(benchmark_journey())
    assert (_is_tangled(tangle.sparsity), _is_tangled(phases.sparsity)) == (True, False)


def test_the_value_at_the_entry_is_the_reward_of_all_visits() -> None:
    model = benchmark_journey()
    chain = weigh(assemble(model), model)
    solved = factorise(chain)
    rewards = np.random.default_rng(1).random(chain.structure.size)
    assert chain.entry @ solved.values(rewards) == pytest.approx(solved.visits(chain.entry) @ rewards, rel=1e-13)


@pytest.mark.parametrize("way_out", [1e-6, 1e-10, 1e-16, 1e-18])
def test_a_loop_that_is_hardly_ever_left_keeps_its_digits(way_out: float) -> None:
    model = journey([{1: 1.0}, {0: 1.0 - way_out, 2: way_out}])
    structure = assemble(model)
    assert isinstance(factorise(weigh(structure, model)), Elimination)
    result = solve_plainly(model, structure)
    assert result.visits == pytest.approx(1.0 / way_out, rel=1e-13)
    assert result.completed == pytest.approx(1.0, rel=1e-13)


@pytest.mark.parametrize("model", [benchmark_journey(), random_journey(1), _tangle()])
def test_any_other_journey_is_left_to_the_quick_way(model: JourneyModel) -> None:
    assert isinstance(factorise(weigh(assemble(model), model)), SuperLU)
