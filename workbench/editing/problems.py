"""What a verb refuses to do; the message says why and what to do instead."""

from workbench.domain.problems import DomainProblem


class VerbProblem(DomainProblem):
    """The verb makes no sense for these elements."""
