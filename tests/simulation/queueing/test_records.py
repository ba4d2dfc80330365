import numpy as np
import pytest

from workbench.simulation.crowd.rows import DEFECTED, FINISHED
from workbench.simulation.queueing.law import Visit
from workbench.simulation.queueing.records import Tally


def opened(customers: int = 2) -> Tally:
    tally = Tally(touchpoints=2, departments=1, customers=customers)
    tally.window = (10.0, np.inf)
    return tally


def test_only_customers_who_are_followed_count() -> None:
    tally = opened()
    tally.visit(-1, 0, 3, Visit(True, True, 0, DEFECTED))
    tally.leave(-1, 0, DEFECTED)
    tally.wait(-1, 0, 1.0)
    found = tally.replication()
    assert not any(counts.any() for counts in found.counts.values())
    assert found.unfinished == 2
    assert found.waits[0].size == 0


def test_a_visit_counts_what_came_of_it() -> None:
    tally = opened()
    tally.visit(0, 0, 3, Visit(True, True, 1, demand=True))
    tally.visit(0, 1, 1, Visit(True, False, 1, retry=True))
    tally.visit(0, 1, 1, Visit(True, True, 2, FINISHED, demand=True))
    tally.leave(0, 1, FINISHED)
    found = tally.replication()
    assert found.counts["visits"].tolist() == [1, 2]
    assert found.counts["breakdowns"].tolist() == [1, 1]
    assert found.counts["retries"].tolist() == [0, 1]
    assert found.counts["irritation_sum"].tolist() == [3, 2]
    assert found.counts["demand_visits"].tolist() == [0, 1], "who is sent to the end visits nobody"
    assert (found.customers, found.unfinished) == (2, 1)


@pytest.mark.parametrize(
    ("since", "until", "hours"), [(2.0, 9.0, 0.0), (8.0, 11.0, 1.0), (12.0, 15.0, 3.0), (18.0, 25.0, 2.0)]
)
def test_time_counts_as_far_as_it_lies_between_the_first_and_the_last_arrival(
    since: float, until: float, hours: float
) -> None:
    tally = opened()
    tally.window = (10.0, 20.0)
    tally.work(0, since, until)
    tally.queue(0, since, until)
    found = tally.replication()
    assert found.busy.tolist() == found.queued.tolist() == [hours]
    assert found.hours == 10.0
