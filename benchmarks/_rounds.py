"""Timing on a machine that is never quiet: works take turns, and only what was measured in one round is compared."""

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is done: so many rounds, in each so many seconds for every work."""

    rounds: int
    seconds: float

    @classmethod
    def asked_for(cls, what: str) -> "Effort":
        """Read the command line; `--quick` is for trying out whether everything runs."""
        parser = argparse.ArgumentParser(description=what)
        parser.add_argument("--quick", action="store_true", help="one short round: shows that it runs, not how fast")
        return cls(1, 0.05) if parser.parse_args().quick else cls(5, 0.4)


def repeated(work: Callable[[], object], budget: float) -> float:
    """Return the median seconds of one call, repeated for `budget` seconds."""
    taken: list[float] = []
    begun = perf_counter()
    while not taken or perf_counter() - begun < budget:
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return median(taken)


def once(work: Callable[[], object]) -> float:
    """Return the seconds of one call."""
    begun = perf_counter()
    work()
    return perf_counter() - begun


def in_rounds(works: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """Return what each work says it took in each round; works take turns, every other round in reverse."""
    found: dict[str, list[float]] = {name: [] for name in works}
    for number in range(rounds):
        for name in list(works)[:: 1 if number % 2 == 0 else -1]:
            found[name].append(works[name]())
    return found


def times(slow: Sequence[float], quick: Sequence[float]) -> float:
    """Return how many times as long one takes as the other: the median over rounds."""
    return median(one / other for one, other in zip(slow, quick, strict=True))
