"""What a verb refuses to do; the message says why and what to do instead."""

from collections.abc import Generator
from contextlib import contextmanager

from workbench.domain.problems import DomainProblem


class VerbProblem(DomainProblem):
    """The verb makes no sense for these elements."""


@contextmanager
def located(place: str) -> Generator[None]:
    """Say in front of whatever is refused where in a larger text it stands, and behind it that nothing was changed."""
    try:
        yield
    except DomainProblem as problem:
        raise VerbProblem(f"{place}: {problem} Nothing was changed.") from problem
