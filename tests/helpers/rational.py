"""Chains solved in exact fractions: slow, plain, and without any rounding."""

from fractions import Fraction

from workbench.simulation.chain import Chain


def rational_visits(chain: Chain) -> list[float]:
    """Expected visits to each state, from the probabilities that floats hold, taken as exact fractions.

    A state is left by what leads elsewhere and what exits, as the chain defines it.
    """
    structure, ns = chain.structure, chain.structure.size
    leads = [[Fraction(0)] * ns for _ in range(ns)]
    for arc, branch, landing in zip(
        chain.arc.tolist(), structure.arcs.branch.tolist(), structure.arcs.landing.tolist(), strict=True
    ):
        state = int(structure.branches.state[branch])
        if landing < ns and landing != state:
            leads[state][landing] += Fraction(arc)
    # Columns of the transposed system: what each state loses, minus what comes from the others.
    left = [sum(row, Fraction(exit_)) for row, exit_ in zip(leads, chain.exits().tolist(), strict=True)]
    system = [[(left[i] if i == j else -leads[j][i]) for j in range(ns)] for i in range(ns)]
    wanted = [Fraction(each) for each in chain.entry.tolist()]
    for k in range(ns):
        for i in range(k + 1, ns):
            factor = system[i][k] / system[k][k]
            if factor:
                system[i] = [a - factor * b for a, b in zip(system[i], system[k], strict=True)]
                wanted[i] -= factor * wanted[k]
    visits = [Fraction(0)] * ns
    for i in reversed(range(ns)):
        known = sum((system[i][j] * visits[j] for j in range(i + 1, ns)), Fraction(0))
        visits[i] = (wanted[i] - known) / system[i][i]
    return [float(each) for each in visits]
