import math

import pytest

from workbench.simulation.queueing.erlang import mean_wait, waiting_probability


def test_one_person_makes_everybody_wait_who_meets_a_busy_one() -> None:
    assert waiting_probability(0.7, 1) == pytest.approx(0.7)
    assert mean_wait(0.7, 1.0, 1) == pytest.approx(0.7 / 0.3)


@pytest.mark.parametrize(("offered", "staff"), [(1.5, 2), (3.4, 5), (18.0, 20)])
def test_several_people_agree_with_the_sum_of_the_textbook(offered: float, staff: int) -> None:
    all_busy = offered**staff / math.factorial(staff) * staff / (staff - offered)
    below = sum(offered**people / math.factorial(people) for people in range(staff))
    assert waiting_probability(offered, staff) == pytest.approx(all_busy / (below + all_busy), rel=1e-12)


def test_more_work_than_people_makes_the_queue_endless() -> None:
    assert waiting_probability(2.0, 2) == 1.0
    assert mean_wait(2.0, 1.0, 2) == math.inf


def test_nobody_waits_where_there_is_no_limit_or_nothing_to_do() -> None:
    assert mean_wait(5.0, 1.0, math.inf) == 0.0
    assert mean_wait(0.0, 1.0, 1) == 0.0
