import json

import numpy as np
import pytest

from tests.helpers.builders import JOURNEY
from tests.helpers.memory import remembering
from workbench.simulation.build import build
from workbench.simulation.demand import FailureDemand, failure_demand_of
from workbench.simulation.demand_text import as_json, brought_by_others, remark
from workbench.simulation.grouping import NOBODY, Grouping, by_phase

DEPARTMENTS = Grouping(("Care", "Finance", NOBODY), ("care", "finance", None), np.arange(3, dtype=np.int64))


def demand(caused: list[list[float]], contacts: float) -> FailureDemand:
    """A table of failure demand, all of it by visits, among so many contacts in all."""
    table = np.array(caused)
    handled, nothing = table.sum(axis=0), np.zeros(3)
    return FailureDemand(np.full(3, contacts / 3), nothing, handled, nothing, table, 8 * table)


@pytest.mark.parametrize(
    ("contacts", "told"),
    [
        (1.0, "40 % of all contacts exist only because something failed."),
        (4.0, "10 % of all contacts exist only because something failed; between 15 % and 90 % were found in practice"),
        (0.42, "95.2 % of all contacts exist only because something failed; between 15 % and 90 % were found"),
    ],
)
def test_a_share_that_practice_has_not_seen_is_remarked_on(contacts: float, told: str) -> None:
    caused = [[0.1, 0.0, 0.0], [0.2, 0.0, 0.0], [0.0, 0.0, 0.1]]
    assert remark(demand(caused, contacts)).replace("\u2009", " ").startswith(told)


def test_a_journey_without_failure_demand_has_its_own_sentence() -> None:
    assert remark(demand([[0.0] * 3] * 3, 1.0)) == "No contact on this journey exists only because something failed."


def test_those_who_handle_the_failures_of_others_are_named_the_most_first() -> None:
    caused = [[0.1, 0.01, 0.0], [0.2, 0.0, 0.3], [0.05, 0.04, 0.1]]
    assert brought_by_others(demand(caused, 1.0), DEPARTMENTS, 1000) == [
        "Of 350 failure-demand contacts that Care handles, 250 come from failures of others, most from Finance.",
        (
            "Of 50 failure-demand contacts that Finance handles, 50 come from failures of others, "
            "most from what no department answers for."
        ),
    ]


def test_plain_data_survives_a_file() -> None:
    case = build(remembering(), JOURNEY)
    told = failure_demand_of(case, by_phase(case))
    plain = as_json(told, by_phase(case), 1000.0)
    assert json.loads(json.dumps(plain)) == plain
    billing = plain["groups"][2]
    assert billing["name"] == "Billing"
    assert billing["visits"] == pytest.approx(1000 * told.visits[2])
