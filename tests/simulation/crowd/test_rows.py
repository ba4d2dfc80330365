import numpy as np
import pytest

from tests.helpers.journeys import random_journey
from workbench.simulation.crowd.rows import COST, TIME, Measure, Rows
from workbench.simulation.crowd.walk import walk


def test_a_million_customers_of_a_long_journey_fit_into_80_megabytes() -> None:
    rows = Rows.blank(1_000, 11)
    assert sum(column.nbytes for column in rows) <= 80 * 1_000


def test_a_part_of_the_rows_is_a_window_on_them() -> None:
    rows = Rows.blank(10, 2)
    rows.part(2, 5).failures[:] = 3
    assert rows.failures.tolist() == [0, 0, 3, 3, 3, 0, 0, 0, 0, 0]


def test_measures_hold_sums_and_phases() -> None:
    rows = walk(random_journey(2), 300, 3).rows
    measures = {(kind, phase): values for (kind, phase), values in rows.measures()}
    phases = [measures["visits", phase] for phase in range(3)]
    assert (measures["visits", None] == np.sum(phases, axis=0)).all()
    assert measures["breakdowns", 1].tolist() == rows.breakdowns_in[:, 1].tolist()


def test_a_measure_is_told_with_the_name_of_its_phase() -> None:
    assert Measure("breakdowns", 1).told(["Order", "Billing"]) == "breakdowns in “Billing”"
    assert Measure("cost").told([]) == "cost"


def test_every_measure_has_a_mean_in_the_result() -> None:
    crowd = walk(random_journey(2), 300, 3)
    measures = {measure.kind: values.mean() for measure, values in crowd.rows.measures() if measure.phase is None}
    result = crowd.result()
    assert list(measures) == ["visits", "breakdowns", "failures", "retries", "failure demand", COST, TIME]
    assert measures[COST] == pytest.approx(result.cost.sum())
    assert measures[TIME] == pytest.approx(result.expected_minutes)
