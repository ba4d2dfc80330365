from dataclasses import replace

import numpy as np
import pytest

from tests.helpers.dense import dense_answer
from tests.helpers.journeys import benchmark_journey, journey, random_journey
from workbench.simulation.chain import weigh
from workbench.simulation.exact import solve
from workbench.simulation.model import JourneyModel, Routing
from workbench.simulation.structure import assemble

COUNTS = ("visits", "failures", "breakdowns", "defections", "silent_leaves", "give_ups", "finishes")


@pytest.mark.parametrize("batch", range(10))
def test_the_sparse_chain_agrees_with_loops_over_all_states(batch: int) -> None:
    for seed in range(50 * batch, 50 * batch + 50):
        model = random_journey(seed, n=3 + seed % 2, levels=1 + seed % 3, influences=seed % 4)
        exact, dense = solve(model), dense_answer(model)
        for name in COUNTS:
            np.testing.assert_allclose(
                getattr(exact, name), getattr(dense, name), rtol=1e-10, atol=1e-12, err_msg=f"{seed} {name}"
            )


@pytest.mark.parametrize("seed", range(20))
def test_every_customer_ends_somewhere(seed: int) -> None:
    result = solve(random_journey(seed, n=6, levels=4))
    assert result.ends.sum() == pytest.approx(1.0, abs=1e-13)
    assert result.completed + result.defected + result.churned == pytest.approx(1.0, abs=1e-13)


def _renumbered(model: JourneyModel, order: np.ndarray) -> JourneyModel:
    """The same journey with touchpoint `order[i]` at place i."""
    place = np.concatenate([np.argsort(order), [model.size, model.size + 1]])

    def rows(routing: Routing) -> Routing:
        listed = [slice(int(routing.ptr[i]), int(routing.ptr[i + 1])) for i in order]
        return Routing.from_rows(
            dict(zip(place[routing.target[r]].tolist(), routing.share[r].tolist(), strict=True)) for r in listed
        )

    fields = (
        "phase",
        "entry",
        "failure",
        "severity",
        "soothing",
        "carry_over",
        "retry",
        "contact_cost",
        "recovery_cost",
        "leave_factor",
    )
    return replace(
        model,
        names=tuple(model.names[i] for i in order),
        routing=rows(model.routing),
        failure_demand=rows(model.failure_demand),
        influence_source=place[model.influence_source],
        influence_target=place[model.influence_target],
        **{name: getattr(model, name)[order] for name in fields},
    )


@pytest.mark.parametrize("seed", range(6))
def test_the_numbering_of_touchpoints_does_not_matter(seed: int) -> None:
    model = benchmark_journey(n=24, phases=5, ways=50, seed=seed, influences=5)
    order = np.random.default_rng(seed).permutation(model.size)
    straight, shuffled = solve(model), solve(_renumbered(model, order))
    for name, counts in straight.arrays().items():
        np.testing.assert_allclose(shuffled.arrays()[name], counts[order], rtol=1e-11, atol=1e-14)


def test_a_structure_of_another_topology_is_replaced() -> None:
    one, other = random_journey(1), random_journey(2)
    np.testing.assert_array_equal(solve(other, assemble(one)).visits, solve(other).visits)


def test_retries_and_failure_demand_are_counted_where_they_arrive() -> None:
    model = replace(
        journey([{1: 1.0}, {2: 1.0}], failure=[0.5, 0.0]),
        retry=np.array([0.2, 0.0]),
        failure_demand=Routing.from_rows([{1: 0.25}, {}]),
    )
    result = solve(model)
    # Each visit to the first place is repeated with 0.5 * 0.2; of the calm failures that are not, a quarter asks again.
    assert result.visits[0] == pytest.approx(1 / 0.9)
    assert result.retries == pytest.approx([0.1 / 0.9, 0.0])
    assert result.demand_visits == pytest.approx([0.0, 0.4 * 0.25 / 0.9])
    assert result.failure_demand_share == pytest.approx((0.2 / 0.9) / result.contacts)


def test_costs_are_contacts_recoveries_and_lost_customers() -> None:
    model = replace(
        journey([{1: 0.9, 2: 0.1}], failure=[0.5], breakdown=1.0, leave=0.2),
        contact_cost=np.array([3.0]),
        recovery_cost=np.array([10.0]),
        defection_cost=100.0,
    )
    assert solve(model).cost == pytest.approx([3.0 + 0.5 * 10.0 + (0.1 + 0.9 * 0.1) * 100.0])


def test_a_line_of_thirty_thousand_touchpoints_is_solved() -> None:
    n = 30_000
    model = replace(journey([{i + 1: 1.0} for i in range(n)], levels=10), soothing=np.full(n, 0.5))
    structure = assemble(model)
    assert structure.size == n
    assert solve(model, structure).expected_visits == pytest.approx(n)


def test_a_loop_that_is_hardly_ever_left_keeps_its_digits() -> None:
    model = journey([{1: 1.0}, {1: 1.0 - 1e-13, 2: 1e-13}])
    assert solve(model).visits[1] == pytest.approx(1e13, rel=1e-12)


def test_tiny_failure_probabilities_keep_their_digits() -> None:
    model = replace(journey([{1: 1.0}, {2: 1.0}], failure=[1e-17, 3e-17], breakdown=1.0), severity=np.ones(2))
    assert solve(model).breakdowns == pytest.approx([1e-17, 3e-17], rel=1e-13, abs=0.0)


def test_no_breakdowns_without_failures_whatever_the_curves() -> None:
    model = replace(benchmark_journey(), failure=np.zeros(60), silent=np.array([0, 0.1, 0.2, 0.3, 0.4, 0.5]))
    result = solve(replace(model, carry_over=np.ones(60)))
    assert result.breakdowns.max() == 0.0
    assert result.completed == pytest.approx(1.0, abs=1e-14)


def test_solving_twice_gives_the_same_bytes() -> None:
    model = random_journey(11)
    assert solve(model).cost.tobytes() == solve(model).cost.tobytes()
    assert weigh(assemble(model), model).data.tobytes() == weigh(assemble(model), model).data.tobytes()
