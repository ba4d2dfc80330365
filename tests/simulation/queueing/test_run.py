from dataclasses import replace

import numpy as np
import pytest

from tests.helpers.builders import JOURNEY
from tests.helpers.journeys import journey, random_journey
from tests.helpers.memory import remembering, with_two_personas
from tests.helpers.portfolios import case_of
from workbench.simulation.arrays import Floats
from workbench.simulation.build import build
from workbench.simulation.exact import solve_case
from workbench.simulation.grouping import Grouping
from workbench.simulation.model import JourneyModel
from workbench.simulation.problems import ModelProblem
from workbench.simulation.queueing.erlang import mean_wait
from workbench.simulation.queueing.records import QueueRun
from workbench.simulation.queueing.run import Plan, run_queues
from workbench.simulation.variation import Cancelled
from workbench.simulation.workload import Work, work_of

SMALL = Plan(arrivals=10.0, waiting=0.0, customers=400, warm_up=50, replications=4)


def work(model: JourneyModel, *, hours: float, staff: float, recovery: float = 0.0) -> Work:
    """All touchpoints with one department of so many people."""
    n = model.size
    limits = np.array([staff, np.inf])
    departments = Grouping(("Desk", "Nobody"), ("d", None), np.zeros(n, dtype=np.int64))
    return Work(departments, np.full(n, hours), np.full(n, recovery), limits)


def counts(run: QueueRun, *events: str) -> Floats:
    """How often a customer meets these events, by run."""
    return np.array([sum(each.counts[event].sum() for event in events) / each.customers for each in run.replications])


def test_without_limits_it_agrees_with_the_exact_engine() -> None:
    document = with_two_personas(remembering())
    case = build(document, JOURNEY)
    exact = solve_case(case)
    run = run_queues(case, work_of(document, case), replace(SMALL, waiting=0.5, customers=1500), 1)
    losses = counts(run, "defections", "silent_leaves", "give_ups")
    for expected, found in (
        (exact.breakdowns.sum(), counts(run, "breakdowns")),
        (exact.defected + exact.churned, losses),
    ):
        assert abs(found.mean() - expected) <= 4.5 * found.std(ddof=1) / np.sqrt(found.size)
    result = run.result()
    assert float(result.ends.sum()) == pytest.approx(1.0)
    assert float(result.visits.sum()) == pytest.approx(exact.expected_visits, rel=0.05)
    assert run.unfinished == 0


@pytest.mark.parametrize("staff", [1, 3])
def test_one_touchpoint_waits_as_long_as_the_textbook_says(staff: int) -> None:
    model = journey([{1: 1.0}])
    plan = Plan(arrivals=6.0 * staff, waiting=0.0, customers=3000, warm_up=500, replications=10)
    queue = run_queues(case_of(model), work(model, hours=0.1, staff=staff), plan, 5).queues()[0]
    assert abs(queue.wait.mean - mean_wait(plan.arrivals, 0.1, staff)) <= 4.5 * queue.wait.error
    assert queue.busy == pytest.approx(0.6, abs=0.05)
    # Little's law: those in the queue are those who come times how long they stand in it
    assert queue.length == pytest.approx(plan.arrivals * queue.wait.mean, rel=0.1)


def test_waiting_for_too_few_people_makes_more_customers_blow_up() -> None:
    model = random_journey(4)
    plan = replace(SMALL, waiting=2.0, arrivals=7.0)
    relaxed, pressed = (
        counts(run_queues(case_of(model), work(model, hours=0.1, staff=staff), plan, 1), "breakdowns")
        for staff in (np.inf, 2)
    )
    gains = pressed - relaxed
    assert gains.mean() > 4.5 * gains.std() / np.sqrt(gains.size)


def test_recoveries_take_the_same_people_and_lengthen_the_queue() -> None:
    model = journey([{1: 1.0}], failure=[0.5], breakdown=1.0)
    short = run_queues(case_of(model), work(model, hours=0.05, staff=1), SMALL, 1).queues()[0]
    longer = run_queues(case_of(model), work(model, hours=0.05, staff=1, recovery=0.08), SMALL, 1).queues()[0]
    assert longer.wait.mean > 1.5 * short.wait.mean
    assert longer.busy > short.busy + 0.2


def test_who_is_still_waiting_at_the_end_counts_as_unfinished() -> None:
    model = journey([{1: 1.0}])
    plan = replace(SMALL, arrivals=100.0, patience=1.0)
    run = run_queues(case_of(model), work(model, hours=1.0, staff=1), plan, 1)
    assert run.unfinished > 0.9 * run.customers
    assert run.queues()[0].busy == pytest.approx(1.0, abs=0.05) if run.queues() else True


def test_the_same_seed_gives_the_same_run_and_another_one_another() -> None:
    model = random_journey(4)
    desk = work(model, hours=0.1, staff=3)
    first, again, other = (
        counts(run_queues(case_of(model), desk, SMALL, seed), "breakdowns").tolist() for seed in (1, 1, 2)
    )
    assert first == again != other


def test_what_happens_to_a_customer_does_not_depend_on_how_many_people_there_are() -> None:
    model = random_journey(4)
    runs = [run_queues(case_of(model), work(model, hours=0.1, staff=staff), SMALL, 1) for staff in (2, np.inf)]
    limited, free = ([each.counts for each in run.replications] for run in runs)
    for one, other in zip(limited, free, strict=True):
        assert {event: found.tolist() for event, found in one.items()} == {
            event: found.tolist() for event, found in other.items()
        }


def test_it_says_how_far_it_is_and_stops_when_asked() -> None:
    model, heard = random_journey(4), list[float]()
    desk = work(model, hours=0.1, staff=3)
    run_queues(case_of(model), desk, SMALL, 1, progress=heard.append)
    assert heard == sorted(heard)
    assert (heard[0], heard[-1]) == (0.0, 1.0)
    with pytest.raises(Cancelled):
        run_queues(case_of(model), desk, SMALL, 1, cancelled=lambda: True)


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ({"arrivals": 0.0}, "customers who arrive"),
        ({"arrivals": np.nan}, "customers who arrive"),
        ({"patience": -1.0}, "patience"),
        ({"waiting": -0.1}, "glass"),
        ({"replications": 1}, "at least 2 runs"),
        ({"customers": 0}, "at least 1 customer"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(wrong: dict[str, float], what: str) -> None:
    with pytest.raises(ModelProblem, match=what):
        replace(SMALL, **wrong)


def test_work_of_another_journey_is_refused() -> None:
    model = journey([{1: 1.0}])
    with pytest.raises(ModelProblem, match="gather it anew"):
        run_queues(case_of(model), work(random_journey(1), hours=0.1, staff=1), SMALL, 1)
