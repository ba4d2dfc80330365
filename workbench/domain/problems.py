"""What the domain refuses; every message says what, where and how to mend it."""


class DomainProblem(ValueError):
    """A value or a change that the journey cannot hold."""


class ValueProblem(DomainProblem):
    """A number or text outside what its field can hold."""


class LockedProblem(DomainProblem):
    """A change of what somebody has locked; `element` is its id."""

    def __init__(self, message: str, element: str) -> None:
        super().__init__(message)
        self.element = element


class IntegrityProblem(DomainProblem):
    """A change that would leave an element pointing at nothing, or at the wrong kind of thing."""


class EditProblem(RuntimeError):
    """An edit was opened inside another, or used after it was closed: a programming fault, never the user's."""
