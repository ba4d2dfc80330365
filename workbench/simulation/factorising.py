"""Which strategy factorises a chain: the compiled one once it is ready, SuperLU until then."""

from workbench.simulation import solve_scipy
from workbench.simulation.chain import Chain
from workbench.simulation.compiled.ready import compiled
from workbench.simulation.solver import Factorised


def factorise(chain: Chain) -> Factorised:
    """Prepare a chain as `weigh` returns it; the compiled factors keep every digit however rarely a loop is left.

    The kernels weigh the model themselves, so a chain whose arcs were changed afterwards needs `solve_scipy`.
    """
    engine = compiled()
    found = engine.factorise(chain) if engine is not None else None
    return found if found is not None else solve_scipy.factorise(chain)
