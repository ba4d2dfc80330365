"""Journeys from observed paths, and what each step on them is worth: Markov attribution.

Anderl, Becker, von Wangenheim and Schumann, "Mapping the customer journey", International Journal of Research in
Marketing 33(3), 2016: a first-order absorbing chain over channels, and the removal effect of each.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from workbench.simulation.arrays import Floats
from workbench.simulation.exact import solve
from workbench.simulation.model import JourneyModel, Routing, faultless
from workbench.simulation.problems import ModelProblem


@dataclass(frozen=True, slots=True)
class Path:
    """The steps some customers took, how many of them reached the goal after the last one, and how many did not."""

    steps: tuple[str, ...]
    reached: float
    lost: float


def journey_of_paths(paths: Iterable[Path]) -> JourneyModel:
    """Return the first-order chain of observed paths, steps in order of appearance; nothing fails in it.

    Who reached the goal finishes, the others give up.  Raises ModelProblem where nobody took any path.
    """
    entries: defaultdict[str, float] = defaultdict(float)
    ways: defaultdict[str, defaultdict[str | bool, float]] = defaultdict(lambda: defaultdict(float))
    for path in paths:
        _require_sense(path)
        customers = path.reached + path.lost
        if customers > 0:
            entries[path.steps[0]] += customers
            for step, following in zip(path.steps, path.steps[1:], strict=False):
                ways[step][following] += customers
            ways[path.steps[-1]][True] += path.reached
            ways[path.steps[-1]][False] += path.lost
    if not ways:
        raise ModelProblem("No customer took any of these paths: give at least one path with a count above 0.")
    return _plain(list(ways), entries, ways)


def _require_sense(path: Path) -> None:
    shown = " > ".join(path.steps)
    if not path.steps:
        raise ModelProblem("A path has no steps: give at least one.")
    if min(path.reached, path.lost) < 0:
        raise ModelProblem(f"A count of the path “{shown}” is below 0: give the number of customers who took it.")


def _plain(
    names: Sequence[str], entries: Mapping[str, float], ways: Mapping[str, Mapping[str | bool, float]]
) -> JourneyModel:
    n = len(names)
    column: dict[str | bool, int] = {name: row for row, name in enumerate(names)} | {True: n, False: n + 1}
    rows = [{column[to]: share / sum(ways[name].values()) for to, share in ways[name].items()} for name in names]
    entry = np.array([entries.get(name, 0.0) for name in names])
    return faultless(names, rows, entry / entry.sum(), phase="Path")


def removal_effects(model: JourneyModel) -> Floats:
    """Return 1 - P(finish without u) / P(finish) of each touchpoint u, float[n]: who comes to u is lost there.

    Works for any journey, with or without failures, by one exact solve a touchpoint.  It tells how much depends on a
    touchpoint; what its failures do is told by `effects`.  Raises ModelProblem where nobody finishes.
    """
    whole = solve(model).completed
    if whole == 0.0:
        raise ModelProblem("No customer finishes this journey: removal effects are shares of those who do.")
    return np.array([1.0 - solve(_lost_at(model, row)).completed / whole for row in range(model.size)])


def _lost_at(model: JourneyModel, touchpoint: int) -> JourneyModel:
    here = np.arange(model.size) == touchpoint
    routing = _emptied(model.routing, touchpoint, {model.gave_up: 1.0})
    demand = _emptied(model.failure_demand, touchpoint, {})
    return replace(model, routing=routing, failure_demand=demand, retry=np.where(here, 0.0, model.retry))


def _emptied(routing: Routing, touchpoint: int, instead: dict[int, float]) -> Routing:
    """Replace the ways out of one touchpoint."""
    first, last = int(routing.ptr[touchpoint]), int(routing.ptr[touchpoint + 1])
    ptr = routing.ptr.copy()
    ptr[touchpoint + 1 :] += len(instead) - (last - first)
    target = np.concatenate([routing.target[:first], np.array(list(instead), dtype=np.int64), routing.target[last:]])
    share = np.concatenate([routing.share[:first], np.array(list(instead.values())), routing.share[last:]])
    return Routing(ptr, target, share)
