"""Which strategy factorises a chain: the compiled one once it is ready, SuperLU until then."""

from workbench.simulation import solve_scipy
from workbench.simulation.chain import Chain
from workbench.simulation.compiled.ready import compiled
from workbench.simulation.solver import Factorised


def factorise(chain: Chain) -> Factorised:
    """Prepare a chain for solving; the compiled factors keep every digit however rarely a loop is left."""
    engine = compiled()
    found = engine.factorise(chain) if engine is not None else None
    return found if found is not None else solve_scipy.factorise(chain)
