"""What every way of solving a chain offers; strategies live in modules of their own."""

from typing import Protocol

from workbench.simulation.arrays import Floats


class Factorised(Protocol):
    """A chain made ready for any number of right-hand sides."""

    def visits(self, entry: Floats) -> Floats:
        """Return x of x (I - Q) = entry: the expected visits to each state, float[ns]."""
        ...

    def values(self, rewards: Floats) -> Floats:
        """Return v of (I - Q) v = rewards: the reward expected from each state on, float[ns] or float[ns, m]."""
        ...
