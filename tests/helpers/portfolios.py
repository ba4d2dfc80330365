"""Fixes and small cases to choose among, and the choice made by trying every set one by one."""

from collections.abc import Iterable, Iterator
from itertools import combinations

import numpy as np

from tests.helpers.journeys import random_journey
from workbench.domain.values import Quantity
from workbench.simulation.build import Case, Segment, improved
from workbench.simulation.exact import solve
from workbench.simulation.model import JourneyModel
from workbench.simulation.portfolio.fixes import Fix
from workbench.simulation.portfolio.options import Budget

PARAMETERS = ("failure", "severity", "carry_over", "retry", "recovery_quality")


def case_of(model: JourneyModel) -> Case:
    """One kind of customer, all touchpoints within reach, named by their numbers."""
    ids = tuple(str(row) for row in range(model.size))
    phases = tuple(f"phase {index}" for index in range(len(model.phase_names)))
    return Case(ids, phases, frozenset(ids), (Segment("", 1.0, model),), 0)


def small_case(seed: int, touchpoints: int = 3) -> Case:
    """A journey that is run in a millisecond."""
    return case_of(random_journey(seed, n=touchpoints, levels=2, influences=0))


def fix(name: str, row: int = 0, *, once: float = 1.0, requires: str = "", excludes: str = "", **fields: object) -> Fix:
    """A fix at one touchpoint, its id its name; ids of others are single letters."""
    defaults: dict[str, object] = {"change": Quantity(-0.5)}
    return Fix(
        name,
        name,
        (row,),
        one_off_cost=Quantity(once),
        requires=frozenset(requires),
        excludes=frozenset(excludes),
        **(defaults | fields),  # pyright: ignore[reportArgumentType] what the caller gives fits
    )


def random_fixes(seed: int, count: int, touchpoints: int = 3) -> list[Fix]:
    """Fixes of all kinds, some of which wait for or exclude earlier ones."""
    random = np.random.default_rng(seed)
    made: list[Fix] = []
    for index in range(count):
        others = [each.id for each in made]
        made.append(
            Fix(
                id=chr(ord("a") + index),
                name=f"fix {index}",
                rows=tuple(sorted({int(random.integers(touchpoints)) for _ in range(2)})),
                parameter=str(random.choice(PARAMETERS)),
                change=Quantity(round(float(random.uniform(-0.8, 0.2)), 2)),
                one_off_cost=Quantity(float(random.integers(0, 5))),
                running_cost=Quantity(float(random.integers(0, 3))),
                lead_time=Quantity(float(random.integers(0, 6))),
                requires=frozenset(each for each in others if random.random() < 0.1),
                excludes=frozenset(each for each in others if random.random() < 0.1),
            )
        )
    return made


def random_budget(seed: int, count: int) -> Budget:
    """A budget that about a third of the fixes fit."""
    random = np.random.default_rng(seed)
    return Budget(
        float(random.integers(1, 1 + count)), float(random.integers(1, 1 + count)), float(random.integers(4, 16))
    )


def allowed(fixes: Iterable[Fix], budget: Budget) -> bool:
    """Whether a set may be chosen, by the letter of the rules."""
    chosen = {each.id: each for each in fixes}

    def ready(one: Fix) -> float:
        return one.number("lead_time").value + max((ready(chosen[each]) for each in one.requires), default=0.0)

    return (
        all(each.requires <= chosen.keys() and not each.excludes & chosen.keys() for each in chosen.values())
        and sum(each.number("one_off_cost").value for each in chosen.values()) <= budget.one_off
        and sum(each.number("running_cost").value for each in chosen.values()) <= budget.running
        and all(ready(each) <= budget.weeks for each in chosen.values())
    )


def every_set(fixes: Iterable[Fix], budget: Budget) -> Iterator[tuple[Fix, ...]]:
    """All sets that may be chosen."""
    listed = list(fixes)
    for size in range(len(listed) + 1):
        yield from (chosen for chosen in combinations(listed, size) if allowed(chosen, budget))


def breakdowns_after(case: Case, fixes: Iterable[Fix]) -> float:
    """The breakdowns that a set leaves, from a run of its own."""
    changes = [(row, each.parameter, each.change.value) for each in fixes for row in each.rows]
    return sum(
        segment.share * float(solve(improved(segment.model, changes)).breakdowns.sum()) for segment in case.segments
    )
