"""What is believed about the ways that lead on from each touchpoint."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from workbench.domain.document import Document
from workbench.domain.elements import Touchpoint, Transition
from workbench.domain.parameters import TRANSITION_PARAMETERS
from workbench.domain.vocabulary import TransitionKind
from workbench.simulation.build import Case, landing
from workbench.simulation.model import Routing
from workbench.simulation.uncertainty.beliefs import believed, believed_weight
from workbench.simulation.uncertainty.distributions import Distribution


@dataclass(frozen=True, slots=True)
class UncertainWay:
    """One transition: it adds `unit` times its weight to the way at `place` of the model's table `parameter`."""

    transition: str
    parameter: str
    label: str
    belief: Distribution
    place: int
    unit: float


def uncertain_ways(document: Document, case: Case, touchpoints: list[Touchpoint]) -> Iterator[UncertainWay]:
    """Yield what is believed about transitions, by touchpoint and target as in the model.

    The only way on from a touchpoint has a share of one whatever its weight, and is left out.
    """
    row = {touchpoint.id: index for index, touchpoint in enumerate(touchpoints)}
    for touchpoint in touchpoints:
        leaving = [each for each in document.referrers(touchpoint.id, Transition) if each.source == touchpoint.id]
        used = [(landing(each, row), each) for each in leaving if each.weight.value > 0]
        used.sort(key=lambda pair: (pair[0], pair[1].kind, pair[1].id))
        yield from _onward(case, row[touchpoint.id], used)
        yield from _after_failure(case, row[touchpoint.id], used)


def _onward(case: Case, source: int, used: list[tuple[int, Transition]]) -> Iterator[UncertainWay]:
    routing = case.model.routing
    going = [(target, each) for target, each in used if each.kind is not TransitionKind.FAILURE_DEMAND]
    if routing.ptr[source + 1] - routing.ptr[source] <= 1 or not going:
        return
    total = sum(each.weight.value for _, each in going)
    if not any(each.kind is TransitionKind.FLOW for _, each in going):
        # who does not give up where nothing leads on is done
        total = max(1.0, total)
    for target, each in going:
        belief = believed_weight(each.weight, total)
        if belief is not None:
            yield _way(case, "routing", routing, source, target, each, belief, 1.0 / total)


def _after_failure(case: Case, source: int, used: list[tuple[int, Transition]]) -> Iterator[UncertainWay]:
    failed = [(target, each) for target, each in used if each.kind is TransitionKind.FAILURE_DEMAND]
    total = max(1.0, sum(each.weight.value for _, each in failed))
    for target, each in failed:
        belief = believed(each.weight, TRANSITION_PARAMETERS["weight"])
        if belief is not None:
            yield _way(case, "failure_demand", case.model.failure_demand, source, target, each, belief, 1.0 / total)


def _way(
    case: Case,
    parameter: str,
    table: Routing,
    source: int,
    target: int,
    transition: Transition,
    belief: Distribution,
    unit: float,
) -> UncertainWay:
    names = case.model.names
    onto = f"“{names[target]}”" if target < len(names) else "the end" if target == len(names) else "giving up"
    after = " after a failure" if parameter == "failure_demand" else ""
    label = f"share of customers who go from “{names[source]}” to {onto}{after}"
    start, stop = table.ptr[source], table.ptr[source + 1]
    place = int(start + np.searchsorted(table.target[start:stop], target))
    return UncertainWay(transition.id, parameter, label, belief, place, unit)
