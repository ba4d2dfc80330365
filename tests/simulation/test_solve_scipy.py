import numpy as np
import pytest

from tests.helpers.journeys import benchmark_journey, journey, random_journey
from workbench.simulation.chain import weigh
from workbench.simulation.model import JourneyModel
from workbench.simulation.solve_scipy import _is_tangled, factorise
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
