from dataclasses import replace

import pytest

from tests.helpers.builders import JOURNEY
from tests.helpers.owned import owned_in_part
from workbench.simulation.build import build
from workbench.simulation.explain import explain
from workbench.simulation.explanation import Explanation
from workbench.simulation.grouping import by_department


@pytest.fixture
def told() -> Explanation:
    document = owned_in_part()
    case = build(document, JOURNEY)
    return explain(case, by_department(document, case))


def test_shares_of_all_phases_and_the_empty_glass_are_one(told: Explanation) -> None:
    filled = sum(told.share(each) for each in told.phases)
    assert filled + told.empty_glass / told.breakdowns == pytest.approx(1.0)


def test_where_nothing_breaks_down_nobody_has_a_share(told: Explanation) -> None:
    assert replace(told, breakdowns=0.0).share(told.phases[0]) == 0.0
