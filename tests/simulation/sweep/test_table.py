import csv
import io
import json

import numpy as np
import pytest

from tests.helpers.portfolios import small_case
from workbench.simulation.sweep.design import Axis, Design
from workbench.simulation.sweep.measures import MEASURES
from workbench.simulation.sweep.run import Sweep
from workbench.simulation.sweep.table import Table


def table(name: str = "Welcome pack", *breakdowns: float) -> Table:
    design = Design.listed([Axis(name, (0,))], -np.linspace(0.1, 1, len(breakdowns) - 1)[:, None])
    values = np.repeat(np.array(breakdowns)[:, None], len(MEASURES), axis=1)
    return Table(Sweep.of(small_case(1), design, "phase 0"), values)


def test_a_spreadsheet_reads_back_every_bit() -> None:
    found = table("Welcome pack", 0.3, 0.1 + 0.2)
    header, first, second = csv.reader(io.StringIO(found.as_csv(1000).decode()))
    assert header == ["scenario", "change of failure at Welcome pack", *MEASURES]
    assert (first[:2], second[:2]) == (["0", "0.0"], ["1", "-0.1"])
    assert float(second[2]) == (0.1 + 0.2) * 1000


@pytest.mark.parametrize("name", ["=1+1", "+cmd", "-2", "@SUM(A1)", "\tx", '"=1', "a\n=b,=c"])
def test_no_cell_begins_as_a_formula_whatever_touchpoints_are_called(name: str) -> None:
    rows = list(csv.reader(io.StringIO(table(name, 0.3, 0.2).as_csv(1000).decode(), newline="")))
    assert len(rows) == 3
    assert all(cell[0].isalpha() for cell in rows[0])
    assert all(float(cell) is not None for row in rows[1:] for cell in row)


def test_plain_data_hold_the_same_numbers() -> None:
    plain = json.loads(json.dumps(table("Welcome pack", 0.3, 0.2).as_json(100)))
    assert plain["axes"] == [{"name": "Welcome pack", "parameter": "failure"}]
    assert [each["changes"] for each in plain["scenarios"]] == [[0.0], [-0.1]]
    assert plain["scenarios"][1]["breakdowns"] == pytest.approx(20)
    assert plain["scenarios"][1]["completed"] == pytest.approx(0.2)


def test_the_sentence_names_the_best_scenario_or_says_that_none_helps() -> None:
    told = table("Welcome pack", 0.3, 0.2, 0.1).sentence(1000)
    assert told.startswith("2 scenarios: 100 to 300 breakdowns in ")
    assert told.endswith("The fewest: change of failure at Welcome pack by −100\N{THIN SPACE}%.")
    assert table("Welcome pack", 0.1, 0.2).sentence(1000).endswith("None has fewer than today.")
