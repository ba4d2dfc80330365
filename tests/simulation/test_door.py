import doctest
import subprocess
import sys
from pathlib import Path

import workbench.simulation

ROOT = Path(workbench.simulation.__file__).parents[2]
COMPILED = {"crowd/lanes.py", "crowd/one_by_one.py"}
"""Modules that numba compiles, beside those of the package `compiled`."""
SLOW = {"PySide6", "pyqtgraph", "numba", "llvmlite", "simpy", "joblib", "dask", "distributed", "scipy.stats"}


def test_the_lines_of_the_door_do_what_they_say() -> None:
    done = doctest.testmod(workbench.simulation, optionflags=doctest.FAIL_FAST)
    assert (done.failed, done.attempted) == (0, 11)


def test_the_modules_that_the_door_names_are_there() -> None:
    lines = [line for line in str(workbench.simulation.__doc__).splitlines() if line.startswith("- `")]
    named = [part for line in lines for part in line[2:].split(":")[0].replace("`", "").split(", ")]
    assert len(named) > 10
    assert [
        each for each in named if not (ROOT / "workbench/simulation" / f"{each.replace('.', '/')}.py").is_file()
    ] == []


def test_no_module_loads_what_is_slow_before_it_is_used() -> None:
    folder = ROOT / "workbench" / "simulation"
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*.py")]
    ready = "compiled/ready.py"
    lazy = [each for each in files if each == ready or not (each in COMPILED or each.startswith("compiled/"))]
    assert len(lazy) > 60
    modules = [f"workbench.simulation.{each[:-3].replace('/', '.')}".removesuffix(".__init__") for each in lazy]
    listing = f"import {', '.join(modules)}, sys; sys.stdout.write(' '.join(sys.modules))"
    loaded = subprocess.run(
        [sys.executable, "-c", listing], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert set(loaded.split()) & SLOW == set()
