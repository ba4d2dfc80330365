"""Verbs that may be refused."""

from collections.abc import Callable
from typing import TypeVar

from workbench.domain.problems import DomainProblem

T = TypeVar("T")


def attempt(verb: Callable[[], T], refuse: Callable[[str], object]) -> T | None:
    """Run a verb; tell `refuse` in a sentence why it does nothing, and return None then."""
    try:
        return verb()
    except DomainProblem as problem:
        refuse(str(problem))
        return None
