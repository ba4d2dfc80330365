import numpy as np
import pytest

from workbench.layout.spectral import line_up


@pytest.mark.parametrize("size", [5, 30, 200])
def test_a_chain_lies_in_its_order_the_way_round_that_is_wished(size: int) -> None:
    shuffled = np.random.default_rng(1).permutation(size)
    ends = np.column_stack((shuffled[:-1], shuffled[1:]))
    wish = np.zeros(size)
    wish[shuffled] = np.arange(size)
    for way_round in (wish, -wish):
        values = line_up(size, ends, way_round)
        assert np.corrcoef(np.argsort(np.argsort(values)), way_round)[0, 1] > 0.999


def test_parts_lie_apart_in_the_order_of_their_wishes() -> None:
    ends = np.array([(0, 1), (2, 3), (3, 4), (4, 5)])
    values = line_up(7, ends, np.array([9.0, 9, 0, 0, 0, 0, 5]))
    assert max(values[2:6]) < values[6] < min(values[:2])


def test_nothing_is_lined_up_where_there_is_nothing() -> None:
    assert line_up(0, np.zeros((0, 2), np.int64), np.zeros(0)).size == 0
