"""Simulated customers a second, alone and beside other simulators: `python -m benchmarks.walkers`."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from math import nan, sqrt
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks._journeys import for_walking, write_law
from benchmarks._peers import Peer
from benchmarks._rounds import Effort, in_rounds, once, times
from benchmarks._table import Row, at_least, show
from workbench.simulation.crowd import one_by_one, stepwise
from workbench.simulation.crowd.alias import means
from workbench.simulation.crowd.walk import walk
from workbench.simulation.exact import solve
from workbench.simulation.model import JourneyModel

CUSTOMERS: Final = {
    "lists and bisect": 50_000, "networkx": 10_000, "SimPy": 10_000, "salabim": 3_000, "Mesa": 15_000, "Ciw": 500
}  # fmt: skip
"""So many walk in half a second or so."""

FURTHEST: Final = 4.5
"""An estimate that lies further from the exact answer, in standard errors, is not an estimate of the same law."""


@dataclass(slots=True)
class Sums:
    """What all customers of a peer came to, over all rounds."""

    customers: float = 0.0
    breakdowns: float = 0.0
    squares: float = 0.0
    finished: float = 0.0

    def off(self, breakdowns: float, finished: float) -> float:
        """Return how many standard errors the mean breakdowns or the share who finished lie off, the larger."""
        n = self.customers
        mean, share = self.breakdowns / n, self.finished / n
        errors = sqrt((self.squares / n - mean**2) / n), sqrt(finished * (1 - finished) / n)
        return max(abs(mean - breakdowns) / errors[0], abs(share - finished) / errors[1])


def asked(peer: Peer, customers: float, sums: Sums) -> float:
    """Let a peer's customers walk, add up what became of them, and return the seconds of one."""
    told = peer.ask(customers)
    for name in Sums.__slots__:
        setattr(sums, name, getattr(sums, name) + told.get(name, 0.0))
    return told["seconds"] / told["customers"] if told else nan


def ours(model: JourneyModel, part: float) -> dict[str, Callable[[], float]]:
    """What each of our own walks takes for one customer, in seconds."""
    seeds = iter(range(1_000_000))
    crowd, many = max(50_000, int(1_000_000 * part)), max(500_000, int(20_000_000 * part))
    cores = os.cpu_count() or 1
    return {
        "rows, numpy": lambda: once(lambda: walk(model, 50_000, next(seeds), engine=stepwise.record)) / 50_000,
        "rows": lambda: once(lambda: walk(model, crowd, next(seeds), engine=one_by_one.record)) / crowd,
        "means": lambda: once(lambda: means(model, many, next(seeds), workers=cores)) / many,
    }


def rows(effort: Effort) -> Iterator[Row]:
    """Everybody on the small journey, in turn."""
    model = for_walking()
    exact = solve(model)
    breakdowns, finished = float(exact.breakdowns.sum()), exact.completed
    part = min(1.0, effort.seconds / 0.4)
    walk(model, 1, 1, engine=one_by_one.record)
    means(model, 1, 1)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        path = Path(folder) / "law.npz"
        write_law(model, path)
        peers = {each: stack.enter_context(Peer("walkers", each, path)) for each in CUSTOMERS}
        sums = {each: Sums() for each in CUSTOMERS}
        works = ours(model, part)
        for each, peer in peers.items():
            if not peer.refusal:
                works[each] = lambda each=each, peer=peer: asked(peer, max(100, CUSTOMERS[each] * part), sums[each])
        found = in_rounds(works, effort.rounds)
    yield from _own(found)
    for each, peer in peers.items():
        if peer.refusal:
            yield Row(each, "–", note=peer.refusal)
            continue
        off = sums[each].off(breakdowns, finished)
        slower = times(found[each], found["means"]), times(found[each], found["rows"])
        told = f"means {slower[0]:,.0f} x, rows {slower[1]:,.0f} x as many; version {peer.version}"
        per_second = f"{1 / median(found[each]):,.0f} customers/s"
        yield Row(f"{each}: off by {off:.1f} standard errors", per_second, f"≤ {FURTHEST}", off <= FURTHEST, told)


def _own(found: dict[str, list[float]]) -> Iterator[Row]:
    """Targets: 20 million means a second on two quiet cores, 2 million rows a second on one, 500 times SimPy."""
    many, rows = found["means"], found["rows"]
    yield at_least("means, all cores", 1 / median(many), 20e6, "customers/s", _best(many))
    yield at_least("customers one by one with rows, one core", 1 / median(rows), 2e6, "customers/s", _best(rows))
    yield Row("the same in numpy", f"{1 / median(found['rows, numpy']):,.0f} customers/s")
    if "SimPy" in found:
        yield at_least("means, times SimPy in the same round", times(found["SimPy"], found["means"]), 500, "x")


def _best(seconds: list[float]) -> str:
    return f"best round {1 / min(seconds):,.0f}"


def main() -> None:
    """Measure and print."""
    show("Simulated customers, 60 touchpoints, 28 visits each", rows(Effort.asked_for("customers a second")))


if __name__ == "__main__":
    main()
