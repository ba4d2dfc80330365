"""The compiled strategy for a chain that was weighed elsewhere: the same factors, for any right-hand sides."""

from dataclasses import dataclass

import numpy as np
from typing_extensions import override

from workbench.simulation.arrays import Floats
from workbench.simulation.chain import Chain
from workbench.simulation.compiled import factors
from workbench.simulation.compiled.plan import Plan
from workbench.simulation.compiled.symbolic import slots_of
from workbench.simulation.solver import Factorised


@dataclass(frozen=True, slots=True, eq=False)
class Eliminated(Factorised):
    """Factors made without subtraction: every digit survives however rarely a loop is left."""

    plan: Plan
    value: Floats
    inverse: Floats

    @override
    def visits(self, entry: Floats) -> Floats:
        """Solve forward, float[ns] to float[ns]."""
        found = np.ascontiguousarray(entry[self.plan.order], dtype=np.float64)
        factors.visits(self.plan.pattern, self.value, self.inverse, found)
        return self._as_numbered(found)

    @override
    def values(self, rewards: Floats) -> Floats:
        """Solve the adjoint for one or several rewards at a time, float[ns] or float[ns, q]."""
        columns = rewards[self.plan.order].reshape(self.plan.order.size, -1)
        found = np.array(columns, dtype=np.float64, order="C")
        factors.values(self.plan.pattern, self.value, self.inverse, found)
        return self._as_numbered(found).reshape(rewards.shape)

    def _as_numbered(self, found: Floats) -> Floats:
        numbered = np.empty_like(found)
        numbered[self.plan.order] = found
        return numbered


def factorise(chain: Chain, plan: Plan) -> Eliminated | None:
    """Factorise a chain along the plan of its structure; None where a state has no exit that numbers can express."""
    matrix = chain.matrix()[plan.order][:, plan.order].tocsr()
    slot = slots_of(matrix.indptr.astype(np.int64), matrix.indices.astype(np.int64), plan.pattern)
    value = np.zeros(plan.pattern.column.size + 1)
    value[slot] = -matrix.data
    inverse, row, stuck = np.empty(plan.order.size), np.empty(plan.order.size), np.zeros(1, dtype=np.bool_)
    factors.eliminate(plan.pattern, value, chain.exits()[plan.order], inverse, row, stuck)
    return None if stuck[0] else Eliminated(plan, value, inverse)
