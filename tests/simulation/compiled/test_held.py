import gc

import numpy as np

from tests.helpers.journeys import benchmark_journey, random_journey
from workbench.simulation.arrays import Floats
from workbench.simulation.compiled import tallies
from workbench.simulation.compiled.fitting import SOLVED
from workbench.simulation.compiled.held import HeldPlan, hold
from workbench.simulation.compiled.jit import kernel
from workbench.simulation.compiled.plan import plan_of
from workbench.simulation.exact import solve_plainly
from workbench.simulation.layout import flat
from workbench.simulation.structure import assemble


@kernel
def levels_at(held: HeldPlan, touchpoint: int) -> int:
    plan = held.plan
    return int((plan.places.touchpoint == touchpoint).sum())


def test_a_plan_is_the_same_on_both_sides() -> None:
    plan = plan_of(assemble(random_journey(3, influences=0)))
    held = hold(plan)
    assert held.plan is plan
    counted = [levels_at(held, touchpoint) for touchpoint in range(plan.touchpoints)]
    assert counted == np.bincount(plan.places.touchpoint, minlength=plan.touchpoints).tolist()


def test_a_reference_keeps_the_numbers_of_its_plan_after_everybody_else_forgot_them() -> None:
    model = benchmark_journey(n=30, phases=4, ways=70, influences=3)
    held = hold(plan_of(assemble(model)))
    gc.collect()
    # What memory was given back would be written over here.
    _ = [np.full(size, -1) for size in range(2_000)]
    verdict, counts = tallies.answer(held, flat(model))
    visits: Floats = counts[0]
    assert verdict == SOLVED
    np.testing.assert_allclose(visits, solve_plainly(model, assemble(model)).visits, rtol=1e-12)


def test_plans_of_different_journeys_do_not_get_mixed_up() -> None:
    first, second = (hold(plan_of(assemble(random_journey(seed, n=n)))) for seed, n in ((1, 4), (2, 6)))
    assert [held.plan.touchpoints for held in (first, second)] == [4, 6]
    assert levels_at(first, 5) == 0
    assert levels_at(second, 5) > 0
