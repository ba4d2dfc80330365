from dataclasses import replace

import numpy as np
import pytest

from tests.helpers.journeys import journey, random_journey, with_influences
from tests.helpers.portfolios import case_of
from workbench.simulation.build import Case
from workbench.simulation.exact import solve_case
from workbench.simulation.grouping import Grouping
from workbench.simulation.problems import TooManyVisits
from workbench.simulation.queueing.comparison import PARTS, Interval, compare
from workbench.simulation.queueing.question import Question
from workbench.simulation.queueing.records import Estimate, QueueRun
from workbench.simulation.queueing.run import Plan, run_queues
from workbench.simulation.variation import Cancelled
from workbench.simulation.workload import Work

PLAN = Plan(arrivals=7.0, waiting=2.0, customers=200, warm_up=50, replications=4)


def asked(case: Case, *, staff: float, changes: tuple[tuple[int, str, float], ...] = (), plan: Plan = PLAN) -> Question:
    """The first touchpoint is the desk's, of so many people; the others are nobody's."""
    n = case.model.size
    member = np.array([0, *[1] * (n - 1)], dtype=np.int64)
    departments = Grouping(("Desk", "Nobody"), ("d", None), member)
    work = Work(departments, np.full(n, 0.1), np.full(n, 0.2), np.array([staff, np.inf]))
    return Question(case, work, plan, open_hours=160.0, seed=3, changes=changes)


def broken(run: QueueRun) -> Estimate:
    """Breakdowns a customer as the run alone tells them."""
    means = np.array([each.counts["breakdowns"].sum() / each.customers for each in run.replications])
    return Estimate(float(means.mean()), float(means.std(ddof=1) / np.sqrt(means.size)))


def test_without_limits_it_tells_what_the_exact_engine_tells_and_nothing_else() -> None:
    case = case_of(random_journey(4))
    found = compare(asked(case, staff=np.inf)).as_is
    exact = solve_case(case).breakdowns
    told = found.breakdowns()
    assert (told.low, told.mean, told.high) == pytest.approx((exact.sum(),) * 3)
    assert found.calm.tolist() == pytest.approx([exact[0], exact[1:].sum()])
    assert not found.added.any()
    lost = solve_case(case)
    assert (found.lost.low, found.lost.mean) == pytest.approx((lost.defected + lost.churned,) * 2)
    assert found.overloads() == []


def test_waiting_adds_breakdowns_and_the_departments_sum_up_to_all() -> None:
    found = compare(asked(case_of(random_journey(4)), staff=1)).as_is
    told = found.breakdowns()
    assert found.without < told.low < told.mean < told.high
    assert sum(found.breakdowns_at(row).mean for row in range(2)) == pytest.approx(told.mean)
    exact = solve_case(case_of(random_journey(4)))
    assert exact.defected + exact.churned < found.lost.low < found.lost.mean < 1


def test_the_twin_makes_the_answer_surer_than_the_run_alone() -> None:
    question = asked(case_of(random_journey(4)), staff=2, plan=replace(PLAN, waiting=0.5))
    told = compare(question).as_is.breakdowns()
    alone = broken(run_queues(question.case, question.work, question.plan, question.seed))
    assert (told.high - told.low) / 2 < 1.6 * alone.error
    assert abs(told.mean - alone.mean) < 4.5 * alone.error


def test_an_interval_is_that_of_students_t() -> None:
    told = Interval.of(10.0, np.array([1.0, 2.0, 3.0]))
    # a standard error of 1 / sqrt(3), and 2.920 of them at two degrees of freedom
    assert (told.mean, told.low, told.high) == pytest.approx((12.0, 12 - 1.6859, 12 + 1.6859), abs=1e-3)


def test_a_fix_is_run_with_the_same_customers() -> None:
    case = case_of(random_journey(4))
    found = compare(asked(case, staff=1, changes=((0, "failure", -0.9),)))
    assert found.improved is not None
    prevented = found.prevented()
    assert prevented is not None
    assert 0 < prevented.low < prevented.high
    assert prevented.mean == pytest.approx(found.as_is.breakdowns().mean - found.improved.breakdowns().mean)
    assert found.as_is.added.tolist() == compare(asked(case, staff=1)).as_is.added.tolist()
    assert compare(asked(case, staff=1)).prevented() is None


def test_who_has_too_much_work_is_named_with_the_people_needed() -> None:
    case = case_of(journey([{1: 1.0}, {2: 1.0}], failure=[0.5, 0.0]))
    (found,) = compare(asked(case, staff=1, plan=replace(PLAN, arrivals=25.0, waiting=0.0))).as_is.overloads()
    assert (found.id, found.name, found.staff) == ("d", "Desk", 1)
    assert found.load >= 2.5
    assert found.needed == int(found.load) + 1


def test_waiting_that_brings_so_many_recoveries_that_nobody_keeps_up_counts_as_overload() -> None:
    # a visit takes 6 minutes and a recovery an hour: 0.9 of a person's time unless waiting makes more break down
    model = replace(journey([{1: 1.0}], failure=[0.5], levels=2), breakdown=np.array([0.1, 0.5, 1.0]))
    question = asked(case_of(model), staff=1, plan=replace(PLAN, arrivals=6.0))
    work = replace(question.work, recovery=np.full(1, 1.0))
    found = compare(replace(question, work=work)).as_is
    assert 0.85 < found.expected[0].busy < 0.95
    assert [each.needed for each in found.overloads()] >= [2]


def test_a_journey_too_large_for_the_exact_engine_is_compared_with_its_twin() -> None:
    chain = journey([{row + 1: 1.0} for row in range(14)], failure=[0.2] * 14, breakdown=0.3)
    case = case_of(with_influences(chain, {(row, 13): 0.1 for row in range(13)}))
    question = asked(case, staff=np.inf, plan=replace(PLAN, customers=20, warm_up=0, replications=2))
    found = compare(question).as_is
    twin = broken(run_queues(case, question.work, question.plan, question.seed))
    assert found.without == pytest.approx(twin.mean)


def test_it_tells_how_far_it_is_through_both_states_and_stops_when_asked() -> None:
    heard: list[int] = []

    def hear(done: int, parts: int) -> None:
        assert parts == PARTS
        heard.append(done)

    question = asked(case_of(random_journey(4)), staff=2, changes=((0, "failure", -0.5),))
    compare(question, hear)
    assert heard == sorted(heard)
    assert (heard[0], heard[-1]) == (0, PARTS)
    assert question.customers == 4 * 4 * 250
    with pytest.raises(Cancelled):
        compare(question, cancelled=lambda: True)


def test_customers_who_go_round_too_often_are_not_run() -> None:
    question = asked(case_of(journey([{1: 1.0}, {0: 1.0 - 1e-9, 2: 1e-9}])), staff=2)
    with pytest.raises(TooManyVisits, match="go on to the end"):
        compare(question)
