"""How much memory the engine takes, each piece of work in a process of its own: `python -m benchmarks.memory`."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Final

import psutil

from benchmarks._table import Row, at_most, show

CUSTOMERS: Final = 1_000_000


def nothing() -> None:
    """The interpreter alone."""


def solve_large() -> None:
    """Assemble 1,981 touchpoints and solve them, as the window would before its kernels are ready."""
    from benchmarks._journeys import large
    from workbench.simulation.exact import solve

    solve(large())


def solve_large_compiled() -> None:
    """The same with the compiled kernels."""
    from benchmarks._journeys import large
    from workbench.simulation.compiled.ready import load
    from workbench.simulation.exact import solve

    load()
    solve(large())


def walk_a_million() -> None:
    """Let a million customers walk and keep a row of each."""
    from benchmarks._journeys import for_walking
    from workbench.simulation.crowd import one_by_one
    from workbench.simulation.crowd.walk import walk

    walk(for_walking(), CUSTOMERS, 1, engine=one_by_one.record)


WORKS: Final[Mapping[str, tuple[Callable[[], None], float]]] = {
    "1,981 touchpoints solved": (solve_large, 200.0),
    "the same by the compiled kernels": (solve_large_compiled, 200.0),
    "a million customers with a row each": (walk_a_million, 500.0),
}


def peak_of(name: str) -> float:
    """Return the most memory, MB, that a process needed for one work."""
    ended = subprocess.run([sys.executable, "-m", __spec__.name, name], capture_output=True, text=True, check=True)
    return float(ended.stdout)


def own_peak() -> float:
    """Return the most memory that this process has needed so far, in MB."""
    if sys.platform == "win32":
        return psutil.Process().memory_info().peak_wset / 1e6
    import resource

    unit = 1e6 if sys.platform == "darwin" else 1e3
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def rows() -> Iterator[Row]:
    """What each work needs above the bare interpreter."""
    bare = peak_of("")
    for name, (_, limit) in WORKS.items():
        yield at_most(name, peak_of(name) - bare, limit, "MB", f"above {bare:.0f} MB of the interpreter")


def main(argv: list[str]) -> None:
    """Do one work and print the memory it took, or print the table of all."""
    if not argv or argv == ["--quick"]:
        show("Memory", rows())
        return
    work, _ = WORKS.get(argv[0], (nothing, 0.0))
    work()
    sys.stdout.write(f"{own_peak()}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
