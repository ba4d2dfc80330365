"""How many customers a second walk, beside SimPy in the same round, and what a million rows take.

Run: python -m tests.simulation.crowd.speed [rounds]
"""

import random
import resource
import sys
import time
from bisect import bisect
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import accumulate
from statistics import median

import numpy as np
import simpy

from tests.helpers.journeys import benchmark_journey
from workbench.simulation.crowd import one_by_one, stepwise
from workbench.simulation.crowd.alias import means
from workbench.simulation.crowd.walk import walk
from workbench.simulation.exact import solve
from workbench.simulation.model import JourneyModel


def small() -> JourneyModel:
    """60 touchpoints, five irritation levels (0 to 4), one level a failure, no influences: 300 states, 28 visits."""
    model, kept = benchmark_journey(influences=0), [0, 1, 2, 4, 5]
    curves = {name: getattr(model, name)[kept] for name in ("breakdown", "leave", "silent")}
    drop = np.maximum(np.arange(5) - 2, 0)
    return replace(model, levels=4, severity=np.ones(model.size), recovered_level=drop, **curves)


class SimPyWalk:
    """The same law with an event for every visit, as SimPy's users write it; counts breakdowns and visits."""

    def __init__(self, model: JourneyModel) -> None:
        rows = range(model.size)
        span = [slice(int(model.routing.ptr[i]), int(model.routing.ptr[i + 1])) for i in rows]
        self.n, self.levels = model.size, model.levels
        self.target = [model.routing.target[part].tolist() for part in span]
        self.reached = [list(accumulate(model.routing.share[part].tolist())) for part in span]
        self.failure, self.carry_over = model.failure.tolist(), model.carry_over.tolist()
        self.soothing, self.retry = model.soothing.tolist(), model.retry.tolist()
        self.breakdown, self.silent = model.breakdown.tolist(), model.silent.tolist()
        self.leave, self.recovered = model.leave_probability().tolist(), model.recovered_level.tolist()
        self.visits = self.breakdowns = 0
        self.random = random.Random(1)

    def visit(self, i: int, k: int) -> tuple[int, int]:
        """Return the next touchpoint (-1 behind the last visit) and level."""
        failed = self.random.random() < self.failure[i] + (1 - self.failure[i]) * self.carry_over[i] * k / self.levels
        broken = failed and self.random.random() < self.breakdown[k]
        if broken:
            self.breakdowns += 1
            if self.random.random() < self.leave[i][k]:
                return -1, k
            k = self.recovered[k]
        elif failed:
            k = min(k + 1, self.levels)
        elif self.random.random() < self.soothing[i]:
            k = max(k - 1, 0)
        if self.random.random() < self.silent[k]:
            return -1, k
        if failed and not broken and self.random.random() < self.retry[i]:
            return i, k
        way = min(bisect(self.reached[i], self.random.random()), len(self.target[i]) - 1)
        target = self.target[i][way]
        return (target if target < self.n else -1), k

    def customer(self, env: simpy.Environment) -> Iterator[simpy.Event]:
        """Visit one touchpoint after the other."""
        i, k = 0, 0
        while i >= 0:
            yield env.timeout(self.random.expovariate(1.0))
            self.visits += 1
            i, k = self.visit(i, k)

    def run(self, customers: int) -> None:
        """Let customers enter and walk to the end."""
        env = simpy.Environment()
        for _ in range(customers):
            env.process(self.customer(env))
        env.run()


def timed(work: Callable[[], object], customers: int) -> tuple[float, float]:
    """Return customers a second by the clock and by the processor time of this process."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return customers / (time.perf_counter() - clock), customers / (time.process_time() - processor)


def two_cores(model: JourneyModel) -> None:
    """Let two crowds of half a million each walk in a thread of their own."""
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda first: walk(model, 500_000, 1, first=first, engine=one_by_one.record), (0, 500_000)))


def main() -> None:
    """Print customers a second (clock / processor) of every walk, medians over rounds, and the memory."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    model, peer = small(), SimPyWalk(small())
    walks: dict[str, tuple[Callable[[], object], int]] = {
        "SimPy": (lambda: peer.run(2_000), 2_000),
        "rows, numpy": (lambda: walk(model, 50_000, 1, engine=stepwise.record), 50_000),
        "rows, compiled": (lambda: walk(model, 1_000_000, 1, engine=one_by_one.record), 1_000_000),
        "rows, compiled, 2 threads": (lambda: two_cores(model), 1_000_000),
        "means": (lambda: means(model, 10_000_000, 1), 10_000_000),
        "means, 2 threads": (lambda: means(model, 20_000_000, 1, workers=2), 20_000_000),
    }
    walk(model, 1, 1, engine=one_by_one.record)
    means(model, 1, 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    crowd = walk(model, 1_000_000, 1, engine=one_by_one.record)
    held = sum(column.nbytes for column in crowd.rows) / 1e6
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    sys.stdout.write(
        f"a million rows: {held:.0f} MB, peak {peak:.0f} MB above an idle process of {before / 1024:.0f} MB\n"
    )
    del crowd
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in walks}
    for _ in range(rounds):
        for name, (work, customers) in walks.items():
            found[name].append(timed(work, customers))
    peers = found["SimPy"]
    for name, rates in found.items():
        clock, processor = median(rate for rate, _ in rates), median(rate for _, rate in rates)
        times = median(mine / theirs for (_, mine), (_, theirs) in zip(rates, peers, strict=True))
        sys.stdout.write(
            f"{name:28}{clock:14,.0f} / {processor:12,.0f} customers a second, {times:8,.1f} x SimPy (processor)\n"
        )
    walked = 2_000 * rounds
    exact = solve(model)
    sys.stdout.write(f"SimPy breakdowns {peer.breakdowns / walked:.4f}, exact {exact.breakdowns.sum():.4f}\n")


if __name__ == "__main__":
    main()
