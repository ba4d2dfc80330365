import numpy as np

from tests.helpers.journeys import random_journey
from workbench.simulation.chain import weigh
from workbench.simulation.factorising import factorise
from workbench.simulation.structure import assemble


def test_forward_and_adjoint_solve_the_same_matrix() -> None:
    model = random_journey(5)
    chain = weigh(assemble(model), model)
    factors, matrix = factorise(chain), chain.matrix()
    rewards = np.random.default_rng(1).random((chain.structure.size, 3))
    np.testing.assert_allclose(factors.visits(chain.entry) @ matrix, chain.entry, atol=1e-12)
    np.testing.assert_allclose(matrix @ factors.values(rewards), rewards, atol=1e-12)
