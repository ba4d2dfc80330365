"""A file that is made step by step, so that a window can go on between two of them."""

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")

Steps = Generator[float, None, bytes]
"""Yields the share that is done, 0 to 1, and returns the file."""


def outcome_of(steps: Generator[float, None, T]) -> T:
    """Return what comes of all the steps, one right after the other."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value
