"""What can be wrong with a journey before any number can be computed from it."""

from collections.abc import Sequence


class ModelProblem(ValueError):
    """A parameter that has no meaning: the message says which, where, and how to mend it."""


class LoopWithoutExit(ModelProblem):
    """Some customers would walk in circles for ever."""

    def __init__(self, touchpoints: Sequence[str]) -> None:
        self.touchpoints = tuple(touchpoints)
        listed = ", ".join(f"“{name}”" for name in self.touchpoints[:6])
        more = len(self.touchpoints) - 6
        if more > 0:
            listed += f" and {more} more"
        super().__init__(
            f"Customers who reach {listed} can never leave: give one of these touchpoints a transition "
            "that leads on to the end of the journey, or let some failures there end otherwise than in a retry."
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
