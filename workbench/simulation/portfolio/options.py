"""Fixes to choose from as arrays, and the limits that a choice must keep to."""

from collections.abc import Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from math import inf, isnan
from typing import Final

import numpy as np

from workbench.simulation.arrays import Bools, Floats
from workbench.simulation.portfolio.fixes import Fix
from workbench.simulation.problems import ModelProblem

_NOUNS: Final = {"one_off_cost": "one-off cost", "running_cost": "running cost", "lead_time": "lead time"}


@dataclass(frozen=True, slots=True)
class Budget:
    """What may be spent at most: once, by the month, and how many weeks it may take until all is in place."""

    one_off: float = inf
    running: float = inf
    weeks: float = inf

    def __post_init__(self) -> None:
        limits = {"one-off budget": self.one_off, "monthly budget": self.running, "time limit": self.weeks}
        for name, limit in limits.items():
            if isnan(limit) or limit < 0:
                raise ModelProblem(f"The {name} is {limit:g}: enter at least 0.")


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """n fixes to choose from, sorted by id so that their order changes nothing.

    `one_off`, `running` and `ready` (weeks until it is in place, prerequisites first) are float[n].  `excludes`,
    bool[n, n], is symmetric; `requires[i, j]` tells that i cannot do without j, directly or through others; `order`
    lists prerequisites first.
    """

    fixes: tuple[Fix, ...]
    one_off: Floats
    running: Floats
    ready: Floats
    excludes: Bools
    requires: Bools
    order: tuple[int, ...]

    @classmethod
    def of(cls, fixes: Sequence[Fix]) -> "Options":
        """Check fixes and sort them.

        Raises ModelProblem where there are none, an id stands twice, a fix names one that is not there, a cost is
        negative, or fixes wait for one another.
        """
        ordered = tuple(sorted(fixes, key=lambda fix: fix.id))
        _check(ordered)
        place = {fix.id: index for index, fix in enumerate(ordered)}
        order = _prerequisites_first(ordered, place)
        excludes, requires = np.zeros((2, len(ordered), len(ordered)), dtype=np.bool_)
        ready = np.zeros(len(ordered))
        for index in order:
            excludes[index, [place[each] for each in ordered[index].excludes]] = True
            before = [place[each] for each in ordered[index].requires]
            requires[index, before] = True
            requires[index] |= requires[before].any(axis=0)
            ready[index] = ordered[index].number("lead_time").value + max((ready[each] for each in before), default=0.0)
        return cls(
            fixes=ordered,
            one_off=np.array([fix.number("one_off_cost").value for fix in ordered]),
            running=np.array([fix.number("running_cost").value for fix in ordered]),
            ready=ready,
            excludes=excludes | excludes.T,
            requires=requires,
            order=order,
        )

    @property
    def size(self) -> int:
        """The number of fixes."""
        return len(self.fixes)

    def within(self, sets: Bools, budget: Budget) -> Bools:
        """Tell which sets, bool[m, n], keep to the budget, to exclusions and to prerequisites, bool[m]."""
        late = self.ready > budget.weeks
        lacking = (sets @ self.requires) & ~sets
        clashing = (sets @ self.excludes) & sets
        paid = (sets @ self.one_off <= _ceiling(budget.one_off)) & (sets @ self.running <= _ceiling(budget.running))
        return paid & ~(lacking | clashing | (sets & late)).any(axis=1)

    def require_choice(self, budget: Budget) -> None:
        """Raise ModelProblem where no fix at all fits the budget; it names the cheapest and its price."""
        alone = self.requires | np.eye(self.size, dtype=np.bool_)
        if self.within(alone, budget).any():
            return
        limits = (
            (
                budget.one_off,
                alone @ self.one_off,
                "the cheapest fix",
                "costs {:,.10g}",
                "Nothing fits a budget of {:,.10g}",
            ),
            (
                budget.running,
                alone @ self.running,
                "the cheapest fix",
                "costs {:,.10g}",
                "Nothing fits {:,.10g} a month",
            ),
            (budget.weeks, self.ready, "the quickest fix", "takes {:.10g}", "Nothing is in place within {:.10g} weeks"),
        )
        for limit, needs, best, price, refusal in limits:
            least = int(np.argmin(needs))
            if needs[least] > limit:
                told = f"{best}, “{self.fixes[least].name}”, {price.format(needs[least])}"
                raise ModelProblem(f"{refusal.format(limit)}: {told}, so raise the limit to that.")
        raise ModelProblem("No fix keeps to all limits and exclusions at once: raise one of the limits.")


def _ceiling(limit: float) -> float:
    """A limit that prices which sum to it but for rounding still keep."""
    return limit * (1.0 + 1e-12)


def _check(fixes: tuple[Fix, ...]) -> None:
    if not fixes:
        raise ModelProblem(
            "There is no fix to choose from: nobody has entered an improvement, and at no single touchpoint in our "
            "control would fewer failures prevent breakdowns; enter an improvement to try it all the same."
        )
    known = {fix.id for fix in fixes}
    if len(known) < len(fixes):
        raise ModelProblem("Two fixes have the same id: list each once.")
    for fix in fixes:
        for field, noun in _NOUNS.items():
            if fix.number(field).value < 0:
                raise ModelProblem(f"The {noun} of “{fix.name}” is {fix.number(field).value:g}: enter at least 0.")
        if unknown := sorted((fix.excludes | fix.requires) - known):
            raise ModelProblem(
                f"“{fix.name}” names “{unknown[0]}”, which is not among the fixes: add it, or take it off the list."
            )


def _prerequisites_first(fixes: tuple[Fix, ...], place: dict[str, int]) -> tuple[int, ...]:
    try:
        graph = {index: sorted(place[each] for each in fix.requires) for index, fix in enumerate(fixes)}
        return tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        circle = ", ".join(f"“{fixes[index].name}”" for index in error.args[1][1:])
        raise ModelProblem(f"{circle} wait for one another: take one of them off the prerequisites.") from None
