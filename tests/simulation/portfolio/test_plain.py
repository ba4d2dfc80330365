"""Plans as plain data."""

import json
from math import inf

import numpy as np
import pytest

from tests.helpers.portfolios import fix
from workbench.simulation.build import Case
from workbench.simulation.money import Terms
from workbench.simulation.portfolio.options import Budget
from workbench.simulation.portfolio.plain import as_json, standings
from workbench.simulation.portfolio.plan import Plan, plan
from workbench.simulation.portfolio.ranking import ranking
from workbench.simulation.portfolio.stability import stability
from workbench.simulation.portfolio.worlds import Worlds

TERMS = Terms(500.0, True, 24.0, "EUR")


def test_plain_data_is_json_and_never_holds_infinity(case: Case, both: Plan) -> None:
    never = plan(case, [fix("a", once=200.0)], Budget())
    worlds = Worlds(np.array([[0.0]]), np.ones((1, 1)), np.zeros((1, 1)))
    data = json.loads(json.dumps(as_json(never, TERMS, stability(case, never, worlds)), allow_nan=False))
    assert data["stability"]["payback_months"] == [None, None, None]
    assert data["budget"] == {"one_off": None, "running": None, "weeks": None}
    plain = as_json(both, TERMS)
    assert plain["proven"] is True
    assert [each["name"] for each in plain["fixes"]] == ["a", "b"]
    assert plain["frontier"][0]["fixes"] == []
    assert plain["prevented"] == pytest.approx(150.0)
    assert inf not in plain.values()


def test_a_ranking_as_plain_data_is_per_thousand_customers(case: Case) -> None:
    (data,) = standings(ranking(case, [fix("a", once=100.0)]))
    assert data["prevented"] == pytest.approx(100.0)
    assert data["per_1000_of_cost"] == pytest.approx(1000.0)
