"""A journey with two fixes, whose plans are told in words and as plain data."""

from dataclasses import replace

import numpy as np
import pytest

from tests.helpers.journeys import journey
from tests.helpers.portfolios import case_of, fix
from workbench.domain.values import Quantity
from workbench.simulation.build import Case
from workbench.simulation.portfolio.options import Budget
from workbench.simulation.portfolio.plan import Plan, plan


@pytest.fixture
def case() -> Case:
    model = journey([{1: 1.0}, {2: 1.0}], failure=[0.4, 0.2], breakdown=0.5)
    return case_of(replace(model, recovery_cost=np.array([10.0, 10.0])))


@pytest.fixture
def both(case: Case) -> Plan:
    slow = fix("b", once=300.0, running_cost=Quantity(20.0), lead_time=Quantity(2.5))
    return plan(case, [fix("a", once=200.0), slow], Budget())
