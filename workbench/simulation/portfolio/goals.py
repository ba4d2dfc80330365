"""What a set of fixes is chosen for."""

from dataclasses import replace
from enum import StrEnum

from workbench.simulation.arrays import Bools
from workbench.simulation.build import Case
from workbench.simulation.observables import Observable, breakdowns, breakdowns_at, churned, cost, defected, time
from workbench.simulation.problems import ModelProblem
from workbench.simulation.run import later


class Goal(StrEnum):
    """What there is to be less of, per customer entering; the value is its name in a sentence."""

    BREAKDOWNS = "breakdowns"
    LATE_BREAKDOWNS = "later breakdowns"
    COST = "cost of contacts, breakdowns and lost customers"
    LOST = "lost customers"
    TIME = "minutes of customers’ time"


def observable(case: Case, goal: Goal, late_from: str | None = None) -> Observable:
    """Return what a goal counts; `late_from` is the phase with which the later breakdowns begin.

    Raises ModelProblem where that phase is needed and missing, or is none of the journey's.
    """
    n = case.model.size
    match goal:
        case Goal.BREAKDOWNS:
            return breakdowns(n)
        case Goal.LATE_BREAKDOWNS:
            return breakdowns_at(_late(case, late_from))
        case Goal.COST:
            return cost(n)
        case Goal.LOST:
            gone = churned(n)
            return replace(gone, defection=defected(n).defection)
        case Goal.TIME:
            return time(n)


def _late(case: Case, late_from: str | None) -> Bools:
    if late_from is None or late_from not in case.phases:
        named = "no phase" if late_from is None else f"“{late_from}”"
        raise ModelProblem(f"Later breakdowns cannot begin with {named}: choose one of the journey’s phases.")
    return later(case, set(), late_from)
