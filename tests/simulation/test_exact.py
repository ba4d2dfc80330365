from dataclasses import asdict, replace

import numpy as np
import pytest

from tests.helpers.builders import JOURNEY
from tests.helpers.dense import dense_answer
from tests.helpers.journeys import benchmark_journey, journey, random_journey, with_influences
from tests.helpers.memory import remembering, with_two_personas
from workbench.simulation.build import build
from workbench.simulation.chain import weigh
from workbench.simulation.exact import solve, solve_case
from workbench.simulation.model import JourneyModel, Routing
from workbench.simulation.reactions import breakdown_curve, leave_curve, recovered_levels, silent_curve
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


def test_kinds_of_customer_count_by_their_share() -> None:
    case = build(with_two_personas(remembering()), JOURNEY)
    hurried, quiet = (solve(segment.model) for segment in case.segments)
    assert solve_case(case).breakdowns == pytest.approx(0.75 * hurried.breakdowns + 0.25 * quiet.breakdowns, rel=1e-14)


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
        "contact_time",
        "recovery_time",
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
    for name, counts in asdict(straight).items():
        np.testing.assert_allclose(getattr(shuffled, name), counts[order], rtol=1e-11, atol=1e-14)


def test_a_structure_of_another_topology_is_replaced() -> None:
    one, other = random_journey(1), random_journey(2)
    np.testing.assert_allclose(solve(other, assemble(one)).visits, solve(other).visits, rtol=1e-13)


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


def test_time_is_contacts_and_recoveries_in_minutes() -> None:
    """By hand: half of those at the first place fail there, all of them break down and a fifth of these leave."""
    model = replace(
        journey([{1: 1.0}, {2: 0.5, 3: 0.5}, {3: 1.0}], failure=[0.5, 0.0, 0.25], breakdown=1.0, leave=0.2),
        contact_time=np.array([4.0, 10.0, 2.0]),
        recovery_time=np.array([30.0, 99.0, 20.0]),
    )
    result = solve(model)
    assert result.time == pytest.approx([4.0 + 0.5 * 30.0, 0.9 * 10.0, 0.45 * (2.0 + 0.25 * 20.0)], rel=1e-14)
    assert result.expected_minutes == pytest.approx(19.0 + 9.0 + 3.15, rel=1e-14)


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


def _after_one_failure(**changes: object) -> JourneyModel:
    """A line of three: the first fails half of the time and adds two of four levels, the last fails rarely."""
    model = journey([{1: 1.0}, {2: 1.0}, {3: 1.0}], failure=[0.5, 0.0, 0.1], levels=4)
    return replace(model, severity=np.array([2.0, 0.0, 0.0]), **changes)


def test_irritation_carries_over_into_later_failures() -> None:
    model = _after_one_failure(carry_over=np.array([0.0, 0.0, 0.4]))
    # Half of the customers arrive at half of the highest irritation: 1 - 0.9 * (1 - 0.4 / 2) = 0.28.
    assert solve(model).failures == pytest.approx([0.5, 0.0, (0.1 + 0.28) / 2])


def test_irritation_decides_whether_a_failure_breaks_down() -> None:
    model = _after_one_failure(breakdown=np.array([0.0, 0.1, 0.8, 0.9, 1.0]))
    assert solve(model).breakdowns == pytest.approx([0.0, 0.0, 0.5 * 0.1 * 0.8])


def test_a_success_soothes_on_the_way() -> None:
    model = _after_one_failure(soothing=np.array([0.0, 1.5, 0.0]))
    assert solve(model).irritation == pytest.approx([0.0, 1.0, 0.5 * (0.5 * 1 + 0.5 * 0)])


def test_a_certain_influence_makes_its_target_fail_after_every_failure_of_its_source() -> None:
    model = with_influences(_after_one_failure(), {(0, 2): 1.0})
    assert solve(model).failures == pytest.approx([0.5, 0.0, 0.5 * 1.0 + 0.5 * 0.1])


def test_influences_of_several_sources_combine_as_a_noisy_or() -> None:
    model = journey([{1: 1.0}, {2: 1.0}, {3: 1.0}], failure=[1.0, 1.0, 0.1])
    assert solve(with_influences(model, {(0, 2): 0.5, (1, 2): 0.2})).failures[2] == pytest.approx(1 - 0.9 * 0.5 * 0.8)


def test_a_recovered_breakdown_leaves_no_flag_behind() -> None:
    model = journey([{1: 1.0}, {2: 1.0}], failure=[1.0, 0.1], breakdown=1.0)
    assert solve(with_influences(model, {(0, 1): 0.5})).failures[1] == pytest.approx(0.1)


def test_failure_demand_follows_a_recovered_breakdown_too() -> None:
    model = journey([{2: 1.0}, {2: 1.0}], failure=[1.0, 0.0], breakdown=1.0, leave=0.25)
    result = solve(replace(model, failure_demand=Routing.from_rows([{1: 0.4}, {}])))
    assert result.visits[1] == pytest.approx(0.75 * 0.4)


def test_the_level_after_recovery_is_what_the_table_says() -> None:
    model = _after_one_failure(failure=np.array([1.0, 1.0, 0.0]), breakdown=np.array([0.0, 0.0, 1.0, 1.0, 1.0]))
    assert solve(replace(model, recovered_level=np.array([0, 0, 1, 0, 0]))).irritation.tolist() == [0.0, 2.0, 1.0]


def test_silent_leaving_is_judged_by_the_level_after_the_visit() -> None:
    model = _after_one_failure(silent=np.array([0.0, 0.0, 0.3, 0.0, 0.0]))
    assert solve(model).silent_leaves == pytest.approx([0.5 * 0.3, 0.5 * 0.7 * 0.3, 0.5 * 0.7**2 * 0.3])


def test_each_doubling_of_the_irritation_levels_changes_less() -> None:
    def late_breakdowns(levels: int) -> float:
        model = benchmark_journey(influences=0)
        scale = levels / 5
        model = replace(
            model,
            levels=levels,
            severity=scale * model.severity,
            soothing=scale * model.soothing,
            breakdown=breakdown_curve(levels),
            leave=leave_curve(levels),
            silent=silent_curve(levels),
            recovered_level=recovered_levels(levels),
        )
        result = solve(model)
        return float(result.breakdowns[model.phase >= 6].sum())

    answers = [late_breakdowns(levels) for levels in (5, 10, 20, 40)]
    changes = np.abs(np.diff(answers))
    assert (np.diff(changes) < 0.0).all()
    assert changes[-1] < 0.05 * answers[-1]
