"""Tables as files, and ids that tests can predict."""

from collections.abc import Callable
from itertools import count
from pathlib import Path


def write_table(path: Path, *lines: str) -> Path:
    """Write the lines as UTF-8 and return where."""
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def counting_ids() -> Callable[[], str]:
    """Return a source of the ids 1, 2, 3 …"""
    numbers = count(1)
    return lambda: str(next(numbers))
