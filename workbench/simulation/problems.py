"""What can be wrong with a journey before any number can be computed from it."""

from collections.abc import Sequence
from typing import Final

_LISTED: Final = 6
_READABLE: Final = 1e9


class ModelProblem(ValueError):
    """A parameter that has no meaning: the message says which, where, and how to mend it."""


class LoopWithoutExit(ModelProblem):
    """Some customers would walk in circles for ever."""

    def __init__(self, touchpoints: Sequence[str]) -> None:
        self.touchpoints = tuple(touchpoints)
        super().__init__(
            f"Customers who reach {_listed(touchpoints)} can never leave: give one of these touchpoints a transition "
            "that leads on to the end of the journey, or let some failures there end otherwise than in a retry."
        )


class TooManyVisits(ModelProblem):
    """Customers go round so often that nobody can follow them one by one; the exact engine can."""

    def __init__(self, touchpoints: Sequence[str], visits: float) -> None:
        told = f"{visits:,.0f}" if visits < _READABLE else f"{visits:.3g}"
        super().__init__(
            f"Customers make about {told} visits each, too many to follow them one by one: let more of those who come "
            f"to {_listed(touchpoints)} go on to the end of the journey."
        )


class TooManyInfluences(ModelProblem):
    """The exact chain would need more remembered failures at one place than it can hold."""

    def __init__(self, touchpoint: str, live: int, most: int) -> None:
        self.touchpoint, self.live, self.most = touchpoint, live, most
        super().__init__(
            f"At “{touchpoint}” {live} earlier failures can still have an influence, and the exact engine "
            f"remembers {most} at a time: run this journey with the Monte Carlo engine, or remove some influences."
        )


class TooManyStates(ModelProblem):
    """The exact chain would not fit into memory."""

    def __init__(self, states: int, most: int) -> None:
        self.states, self.most = states, most
        super().__init__(
            f"The exact chain of this journey could have {states:,} states, more than the {most:,} that are tried: "
            "use fewer irritation levels, remove some influences, or run it with the Monte Carlo engine."
        )


def _listed(touchpoints: Sequence[str]) -> str:
    named = ", ".join(f"“{name}”" for name in touchpoints[:_LISTED])
    more = len(touchpoints) - _LISTED
    return f"{named} and {more} more" if more > 0 else named
