from dataclasses import replace

import numpy as np
import pytest

from tests.helpers.journeys import journey
from workbench.simulation.crowd.endless import LONGEST, require_followable
from workbench.simulation.exact import solve
from workbench.simulation.model import JourneyModel
from workbench.simulation.problems import TooManyVisits


def circle(visits: float) -> JourneyModel:
    """Two touchpoints that customers make so many visits to, after a first one."""
    return journey([{1: 1.0}, {2: 1.0}, {1: 1.0 - 2.0 / visits, 3: 2.0 / visits}])


def test_customers_who_make_few_visits_are_followed() -> None:
    model = circle(LONGEST - 2.0)
    require_followable(model, solve(model))


def test_where_customers_go_round_too_often_is_said() -> None:
    model = circle(2e6)
    with pytest.raises(TooManyVisits, match=r"about 2,000,001 visits each.*“touchpoint 1”, “touchpoint 2” go on"):
        require_followable(model, solve(model))


def test_what_is_no_number_is_not_followed_either() -> None:
    model = circle(100.0)
    with pytest.raises(TooManyVisits):
        require_followable(model, replace(solve(model), visits=np.full(3, np.inf)))
