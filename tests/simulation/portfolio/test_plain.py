"""Plans as plain data."""

import json
from dataclasses import replace
from math import inf

import numpy as np
import pytest

from tests.helpers.journeys import journey
from tests.helpers.portfolios import case_of, fix
from workbench.domain.values import Quantity
from workbench.simulation.build import Case
from workbench.simulation.money import Terms
from workbench.simulation.portfolio.options import Budget
from workbench.simulation.portfolio.plain import as_json, standings
from workbench.simulation.portfolio.plan import Plan, plan
from workbench.simulation.portfolio.ranking import ranking
from workbench.simulation.portfolio.stability import stability
from workbench.simulation.portfolio.worlds import Worlds

TERMS = Terms(500.0, True, 24.0, "EUR")


@pytest.fixture
def case() -> Case:
    model = journey([{1: 1.0}, {2: 1.0}], failure=[0.4, 0.2], breakdown=0.5)
    return case_of(replace(model, recovery_cost=np.array([10.0, 10.0])))


@pytest.fixture
def both(case: Case) -> Plan:
    slow = fix("b", once=300.0, running_cost=Quantity(20.0), lead_time=Quantity(2.5))
    return plan(case, [fix("a", once=200.0), slow], Budget())


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
