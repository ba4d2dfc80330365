import numpy as np

from workbench.simulation.crowd.lanes import alias_table, visits


def test_visits_follow_the_chances_of_a_row() -> None:
    # state 0 goes on to itself in 3 of 4 cases: 4 visits a customer; customers start there
    rows, cells = alias_table(np.array([0, 2, 3]), np.array([0, 1, 0]), np.array([3.0, 1.0, 1.0]))
    seen = visits(rows, cells, np.uint64(9), 100_000)
    assert seen[1] == 100_000
    assert abs(seen[0] / 100_000 - 4.0) < 4.5 * np.sqrt(12 / 100_000)


def test_other_seeds_walk_other_ways() -> None:
    rows, cells = alias_table(np.array([0, 2, 3]), np.array([0, 1, 0]), np.array([3.0, 1.0, 1.0]))
    assert visits(rows, cells, np.uint64(1), 1_000)[0] != visits(rows, cells, np.uint64(2), 1_000)[0]
