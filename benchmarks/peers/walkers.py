"""Walking peers: run as `walkers.py NAME LAW.npz`; each number asked is the customers to send on their way.

All obey one law, as each engine's users would write it down; those with a clock let every visit take its time.  Answers
are sums over customers: breakdowns and their squares, customers who finished, visits.
"""

import random
import sys
from bisect import bisect
from collections.abc import Callable, Iterator
from itertools import accumulate, pairwise
from time import perf_counter

import answers
import numpy as np

FINISHED, LOST = -1, -2
BETWEEN_ARRIVALS = 1.0
"""Customers arrive one mean visit apart, so that some thirty are on their way at a time."""


class Law:
    """One visit: from touchpoint and irritation to the next of both; negative behind the last visit."""

    def __init__(self, path: str) -> None:
        with np.load(path) as file:
            ptr, target, share = (file[name].tolist() for name in ("ptr", "target", "share"))
            by_touchpoint = ("failure", "soothing", "carry_over", "retry")
            self.failure, self.soothing, self.carry_over, self.retry = (file[name].tolist() for name in by_touchpoint)
            curves = ("breakdown", "silent", "leave", "recovered")
            self.breakdown, self.silent, self.leave, self.recovered = (file[name].tolist() for name in curves)
        self.touchpoints, self.levels = len(self.failure), len(self.breakdown) - 1
        rows = [slice(first, behind) for first, behind in pairwise(ptr)]
        self.target = [target[row] for row in rows]
        self.share = [share[row] for row in rows]
        self.reached = [list(accumulate(share[row])) for row in rows]
        self.random = random.Random(1)

    def visit(self, place: int, level: int) -> tuple[int, int, bool]:
        """Return the next place, or how it ended, the next level, and whether the customer broke down."""
        draw = self.random.random
        calm = (1 - self.failure[place]) * (1 - self.carry_over[place] * level / self.levels)
        failed = draw() >= calm
        broken = failed and draw() < self.breakdown[level]
        if broken:
            if draw() < self.leave[place][level]:
                return LOST, level, True
            level = self.recovered[level]
        elif failed:
            level = min(level + 1, self.levels)
        elif draw() < self.soothing[place]:
            level = max(level - 1, 0)
        if draw() < self.silent[level]:
            return LOST, level, broken
        if failed and not broken and draw() < self.retry[place]:
            return place, level, broken
        return self.onward(place), level, broken

    def onward(self, place: int) -> int:
        """Draw the next touchpoint."""
        way = min(bisect(self.reached[place], self.random.random()), len(self.target[place]) - 1)
        target = self.target[place][way]
        return target if target < self.touchpoints else FINISHED if target == self.touchpoints else LOST


class Tally:
    """What is known of all customers who have left."""

    def __init__(self) -> None:
        self.customers = self.breakdowns = self.squares = self.finished = self.visits = 0

    def left(self, place: int, breakdowns: int, visits: int) -> None:
        """Count one customer."""
        self.customers += 1
        self.breakdowns += breakdowns
        self.squares += breakdowns * breakdowns
        self.finished += place == FINISHED
        self.visits += visits


Walk = Callable[[Law, int, Tally], None]


def plain(law: Law, customers: int, tally: Tally) -> None:
    """Nothing but lists and bisection."""
    for _ in range(customers):
        place, level, breakdowns, visits = 0, 0, 0, 0
        while place >= 0:
            place, level, broken = law.visit(place, level)
            breakdowns, visits = breakdowns + broken, visits + 1
        tally.left(place, breakdowns, visits)


def networkx(law: Law, customers: int, tally: Tally) -> None:
    """A graph whose successors are asked at every step."""
    import networkx

    graph = networkx.DiGraph()
    for place, (targets, shares) in enumerate(zip(law.target, law.share, strict=True)):
        graph.add_weighted_edges_from((place, target, share) for target, share in zip(targets, shares, strict=True))

    def onward(place: int) -> int:
        ways = graph[place]
        (target,) = law.random.choices(list(ways), [way["weight"] for way in ways.values()])
        return target if target < law.touchpoints else FINISHED if target == law.touchpoints else LOST

    law.onward = onward
    plain(law, customers, tally)


def simpy(law: Law, customers: int, tally: Tally) -> None:
    """A process for every customer, an event for every visit."""
    import simpy

    env = simpy.Environment()

    def customer() -> Iterator[simpy.Event]:
        place, level, breakdowns, visits = 0, 0, 0, 0
        while place >= 0:
            yield env.timeout(law.random.expovariate(1.0))
            place, level, broken = law.visit(place, level)
            breakdowns, visits = breakdowns + broken, visits + 1
        tally.left(place, breakdowns, visits)

    def arrivals() -> Iterator[simpy.Event]:
        for _ in range(customers):
            env.process(customer())
            yield env.timeout(BETWEEN_ARRIVALS)

    env.process(arrivals())
    env.run()


def salabim(law: Law, customers: int, tally: Tally) -> None:
    """A component for every customer."""
    import salabim

    salabim.yieldless(False)
    env = salabim.Environment(trace=False)

    class Customer(salabim.Component):
        def process(self) -> Iterator[object]:
            place, level, breakdowns, visits = 0, 0, 0, 0
            while place >= 0:
                yield self.hold(law.random.expovariate(1.0))
                place, level, broken = law.visit(place, level)
                breakdowns, visits = breakdowns + broken, visits + 1
            tally.left(place, breakdowns, visits)

    class Arrivals(salabim.Component):
        def process(self) -> Iterator[object]:
            for _ in range(customers):
                Customer()
                yield self.hold(BETWEEN_ARRIVALS)

    Arrivals()
    env.run()


def mesa(law: Law, customers: int, tally: Tally) -> None:
    """An agent for every customer, all of whom step at a time."""
    import mesa

    class Customer(mesa.Agent):
        def __init__(self, model: mesa.Model) -> None:
            super().__init__(model)
            self.place = self.level = self.breakdowns = self.visits = 0

        def step(self) -> None:
            self.place, self.level, broken = law.visit(self.place, self.level)
            self.breakdowns, self.visits = self.breakdowns + broken, self.visits + 1
            if self.place < 0:
                tally.left(self.place, self.breakdowns, self.visits)
                self.remove()

    model = mesa.Model()
    for _ in range(customers):
        Customer(model)
    while len(model.agents):
        model.agents.shuffle_do("step")


def ciw(law: Law, customers: int, tally: Tally) -> None:
    """A queue with servers for everybody at every touchpoint, and routing by our law."""
    import ciw

    class Onward(ciw.routing.NodeRouting):
        def __init__(self, place: int) -> None:
            self.place = place

        def next_node(self, individual: object) -> object:
            known = individual.__dict__.setdefault("journey", [0, 0, 0])
            place, known[0], broken = law.visit(self.place, known[0])
            known[1], known[2] = known[1] + broken, known[2] + 1
            if place >= 0:
                return self.simulation.nodes[place + 1]
            tally.left(place, known[1], known[2])
            return self.simulation.nodes[-1]

    nodes = range(law.touchpoints)
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(1 / BETWEEN_ARRIVALS), *[None] * (law.touchpoints - 1)],
        service_distributions=[ciw.dists.Exponential(1.0) for _ in nodes],
        number_of_servers=[float("inf") for _ in nodes],
        routing=ciw.routing.NetworkRouting(routers=[Onward(place) for place in nodes]),
    )
    ciw.seed(law.random.getrandbits(31))
    ciw.Simulation(network).simulate_until_max_customers(customers, method="Finish")


WALKS: dict[str, tuple[Walk, str]] = {
    "lists and bisect": (plain, ""),
    "networkx": (networkx, "networkx"),
    "SimPy": (simpy, "simpy"),
    "salabim": (salabim, "salabim"),
    "Mesa": (mesa, "Mesa"),
    "Ciw": (ciw, "Ciw"),
}


def prepared(walk: Walk, path: str) -> Callable[[float], dict[str, float]]:
    """Read the law and let two customers walk, so that whatever is imported is there."""
    law = Law(path)
    walk(law, 2, Tally())

    def run(customers: float) -> dict[str, float]:
        tally, begun = Tally(), perf_counter()
        walk(law, int(customers), tally)
        return {"seconds": perf_counter() - begun, **vars(tally)}

    return run


if __name__ == "__main__":
    chosen, distribution = WALKS[sys.argv[1]]
    answers.serve(lambda path: prepared(chosen, path), distribution, sys.argv[2])
