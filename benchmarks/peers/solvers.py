"""Exact peers: run as `solvers.py NAME CHAIN.npz`; each number asked is the seconds to spend.

The file holds Q, the probabilities among ns transient states by row, what ends the journey, float[ns], the entry,
float[ns], and the breakdowns of one visit, float[ns].  Answers are expected breakdowns; seconds leave out assembly.
"""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

import answers
import numpy as np
from scipy.sparse import csc_matrix, csr_matrix, identity

MOST_DENSE = 1_000


@dataclass(frozen=True)
class Chain:
    """An absorbing chain; rows of `within` and `ending` sum to one."""

    within: csr_matrix
    ending: np.ndarray
    entry: np.ndarray
    reward: np.ndarray

    @classmethod
    def read(cls, path: str) -> "Chain":
        """Read the file and scale its rows, which sum to one but for rounding."""
        with np.load(path) as file:
            ns = file["entry"].size
            within = csr_matrix((file["data"], file["indices"], file["indptr"]), shape=(ns, ns))
            scale = 1.0 / (np.asarray(within.sum(axis=1)).ravel() + file["ending"])
            scaled = csr_matrix(within.multiply(scale[:, None]))
            return cls(scaled, file["ending"] * scale, file["entry"], file["reward"])

    @property
    def size(self) -> int:
        """The number of transient states."""
        return self.entry.size

    def transposed(self) -> csc_matrix:
        """I - Q, transposed, by column."""
        return csc_matrix((identity(self.size) - self.within).T)


def measured(work: Callable[[], float]) -> Callable[[float], dict[str, float]]:
    """Repeat a work that gives the expected breakdowns for so many seconds."""

    def run(budget: float) -> dict[str, float]:
        taken, begun, breakdowns = [], perf_counter(), 0.0
        while not taken or perf_counter() - begun < budget:
            start = perf_counter()
            breakdowns = work()
            taken.append(perf_counter() - start)
        return {"seconds": median(taken), "breakdowns": float(breakdowns)}

    return run


def splu(chain: Chain) -> Callable[[], float]:
    """SuperLU as scipy offers it."""
    from scipy.sparse.linalg import splu as factorise

    matrix = chain.transposed()
    return lambda: factorise(matrix).solve(chain.entry) @ chain.reward


def klu(chain: Chain) -> Callable[[], float]:
    """KLU of SuiteSparse, made for circuits: block triangular form first."""
    from PyKLU import Klu

    matrix = chain.transposed()
    return lambda: Klu(matrix).solve(chain.entry) @ chain.reward


def storm(chain: Chain) -> Callable[[], float]:
    """The model checker Storm, asked for one expected reward."""
    import stormpy

    model = _storm_model(chain)
    (wanted,) = stormpy.parse_properties('R{"breakdowns"}=? [F "stop"]')
    start = chain.size + 1
    return lambda: stormpy.model_checking(model, wanted).get_value(start)


def storm_sharp(chain: Chain) -> Callable[[], float]:
    """Storm by the quickest of its iterations on these chains, asked for as many digits as an elimination gives."""
    import stormpy
    from stormpy.developer import _core

    model = _storm_model(chain)
    (wanted,) = stormpy.parse_properties('R{"breakdowns"}=? [F "stop"]')
    environment = _core.Environment()
    solver = environment.solver()
    solver.set_linear_equation_solver_type(_core.EquationSolverType.NATIVE)
    native = solver.native()
    native.method = _core.NativeLinearEquationSolverMethod.GAUSS_SEIDEL
    native.precision = stormpy.Rational(1e-13)
    start = chain.size + 1
    return lambda: stormpy.model_checking(model, wanted, environment=environment).get_value(start)


def storm_visits(chain: Chain) -> Callable[[], float]:
    """Storm once more, asked for the expected visits to all states."""
    import stormpy

    model = _storm_model(chain)
    visits = stormpy.analysis.compute_expected_number_of_visits
    return lambda: np.array(visits(model).get_value_vector()[: chain.size]) @ chain.reward


def _storm_model(chain: Chain) -> object:
    """Build the model from text: states, then the end, then the start."""
    import stormpy

    stop, start = chain.size, chain.size + 1
    lines = ["@type: DTMC", "@parameters", "", "@reward_models", "breakdowns", "@nr_states", str(chain.size + 2)]
    lines += ["@nr_choices", str(chain.size + 2), "@model"]
    for state in range(chain.size):
        lines += [f"state {state} [{float(chain.reward[state])!r}]", "\taction 0 [0]"]
        part = slice(chain.within.indptr[state], chain.within.indptr[state + 1])
        ways = zip(chain.within.indices[part].tolist(), chain.within.data[part].tolist(), strict=True)
        lines += [f"\t\t{target} : {share!r}" for target, share in ways if share > 0]
        if chain.ending[state] > 0:
            lines.append(f"\t\t{stop} : {float(chain.ending[state])!r}")
    lines += [f"state {stop} [0] stop", "\taction 0 [0]", f"\t\t{stop} : 1", f"state {start} [0] init"]
    lines.append("\taction 0 [0]")
    lines += [f"\t\t{state} : {float(chain.entry[state])!r}" for state in np.flatnonzero(chain.entry)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "chain.drn"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return stormpy.build_model_from_drn(str(path))


def pydtmc(chain: Chain) -> Callable[[], float]:
    """PyDTMC: dense, and meant for teaching."""
    from pydtmc import MarkovChain

    if chain.size > MOST_DENSE:
        raise ValueError(f"dense, minutes and gigabytes at {chain.size:,} states")
    whole = np.zeros((chain.size + 1, chain.size + 1))
    whole[:-1, :-1], whole[:-1, -1], whole[-1, -1] = chain.within.toarray(), chain.ending, 1.0

    def work() -> float:
        made = MarkovChain(whole, [str(state) for state in range(chain.size + 1)])
        return chain.entry @ np.array(made.fundamental_matrix) @ chain.reward

    return work


SOLVERS = {
    "splu": (splu, "scipy"),
    "KLU": (klu, "PyKLU"),
    "Storm": (storm, "stormpy"),
    "Storm, 1e-13": (storm_sharp, "stormpy"),
    "Storm, visits": (storm_visits, "stormpy"),
    "PyDTMC": (pydtmc, "PyDTMC"),
}


if __name__ == "__main__":
    solver, distribution = SOLVERS[sys.argv[1]]
    answers.serve(lambda path: measured(solver(Chain.read(path))), distribution, sys.argv[2])
