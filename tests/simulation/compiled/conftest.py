"""Kernels are compiled once and kept, for all workers and later runs, in one folder beside the temporary files."""

import os
import pathlib
import tempfile

os.environ.setdefault("NUMBA_CACHE_DIR", str(pathlib.Path(tempfile.gettempdir()) / "journey-workbench-kernels"))

import pytest

from workbench.simulation.compiled import engine as engines
from workbench.simulation.compiled.engine import Compiled, warm_up


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = pathlib.Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            # Whichever test comes first may have to wait for all kernels to be compiled.
            item.add_marker(pytest.mark.timeout(900))


@pytest.fixture(scope="session", autouse=True)
def engine() -> Compiled:
    """A compiled engine of its own: for everybody else the process still answers by scipy."""
    warm_up()
    engines._shared.cache_clear()
    return Compiled()
