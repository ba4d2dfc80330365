"""Where the rigs work that need no disk of their own."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torture.tally import IN_MEMORY


@pytest.fixture
def memory() -> Iterator[Path]:
    """A folder in memory where there is such a place, for a disk would take its time over thousands of syncs."""
    with tempfile.TemporaryDirectory(dir=IN_MEMORY if IN_MEMORY.is_dir() else None) as folder:
        yield Path(folder)
