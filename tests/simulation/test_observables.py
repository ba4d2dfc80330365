import numpy as np
import pytest

from tests.helpers.journeys import random_journey
from workbench.simulation import observables
from workbench.simulation.chain import weigh
from workbench.simulation.exact import solve
from workbench.simulation.observables import Observable, rewards_per_state
from workbench.simulation.solve_scipy import factorise
from workbench.simulation.structure import assemble

MODEL = random_journey(12, n=6)
RESULT = solve(MODEL)


@pytest.mark.parametrize(
    ("observable", "expected"),
    [
        (observables.visits(6), RESULT.expected_visits),
        (observables.failures(6), RESULT.failures.sum()),
        (observables.breakdowns(6), RESULT.breakdowns.sum()),
        (observables.breakdowns_at(MODEL.phase >= 1), RESULT.per_phase(RESULT.breakdowns)[1:].sum()),
        (observables.breakdowns_at(MODEL.phase == 1), RESULT.per_phase(RESULT.breakdowns)[1]),
        (observables.completed(6), RESULT.completed),
        (observables.defected(6), RESULT.defected),
        (observables.churned(6), RESULT.churned),
        (observables.cost(6), RESULT.cost.sum()),
        (observables.time(6), RESULT.expected_minutes),
    ],
)
def test_an_observable_is_the_same_number_as_in_the_result(observable: Observable, expected: float) -> None:
    assert observable.expected(MODEL, RESULT) == pytest.approx(expected, rel=1e-13)
    chain = weigh(assemble(MODEL), MODEL)
    worth = factorise(chain).values(rewards_per_state(observable.priced(MODEL), chain))
    assert chain.entry @ worth == pytest.approx(expected, rel=1e-12)


def test_pricing_twice_changes_nothing_more() -> None:
    both = observables.rewarded(cost=np.ones(6), time=np.ones(6))
    once = both.priced(MODEL)
    assert once.priced(MODEL).visit.tolist() == once.visit.tolist()
    assert once.visit == pytest.approx(MODEL.contact_cost + MODEL.contact_time)
