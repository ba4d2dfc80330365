import numpy as np

from workbench.simulation.compiled.alike import alike_turns


def _departures(touchpoint: list[int], mask: list[int], outcome: list[int], level: list[int]) -> list[int]:
    ptr = np.arange(0, len(outcome) + 1, len(outcome) // len(touchpoint))
    given = (touchpoint, mask, ptr, outcome, level)
    return alike_turns(*(np.array(each, dtype=np.int64) for each in given)).tolist()


def test_turns_of_two_levels_with_the_same_outcome_and_level_afterwards_depart_alike() -> None:
    assert _departures([4, 4], [0, 0], outcome=[0, 0, 0, 0], level=[0, 1, 1, 2]) == [0, 1, 1, 2]


def test_another_outcome_touchpoint_or_flag_is_another_departure() -> None:
    assert _departures([4, 4], [0, 0], outcome=[0, 1, 0, 2], level=[1, 1, 1, 1]) == [0, 1, 0, 2]
    assert _departures([4, 5], [0, 0], outcome=[0, 0], level=[1, 1]) == [0, 1]
    assert _departures([4, 4], [0, 1], outcome=[0, 0], level=[1, 1]) == [0, 1]


def test_where_nothing_can_come_of_any_visit_nobody_departs() -> None:
    assert (
        alike_turns(np.zeros(1, np.int64), np.zeros(1, np.int64), *[np.zeros(k, np.int64) for k in (2, 0, 0)]).size == 0
    )
