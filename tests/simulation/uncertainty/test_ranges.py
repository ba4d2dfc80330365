import numpy as np
import pytest

from workbench.simulation.uncertainty.ranges import Measured, Range
from workbench.simulation.uncertainty.worlds import MEASURES

WORLDS = np.linspace(0.0, 1.0, 101)


def test_nine_worlds_in_ten_lie_within_a_range() -> None:
    each = Range.over(0.4, WORLDS)
    assert (each.value, each.mean, each.low, each.median, each.high) == pytest.approx((0.4, 0.5, 0.05, 0.5, 0.95))
    assert each.deviation == pytest.approx(WORLDS.std(ddof=1))


def test_a_range_counts_for_as_many_customers_as_wanted() -> None:
    each = Range.over(0.4, WORLDS).scaled(1000.0)
    assert (each.value, each.low, each.high) == pytest.approx((400.0, 50.0, 950.0))


def test_what_is_prevented_is_what_is_added_with_the_opposite_sign() -> None:
    each = Range.over(0.4, WORLDS).turned()
    assert (each.value, each.low, each.high) == pytest.approx((-0.4, -0.95, -0.05))
    assert each.deviation > 0


def test_measures_are_taken_in_the_order_of_the_columns_and_phases_come_last() -> None:
    columns = np.arange(len(MEASURES) + 2, dtype=np.float64)
    measured = Measured.over(columns, np.tile(columns, (5, 1)))
    assert [getattr(measured, name).value for name in MEASURES] == columns[: len(MEASURES)].tolist()
    assert [phase.median for phase in measured.phases] == columns[len(MEASURES) :].tolist()
