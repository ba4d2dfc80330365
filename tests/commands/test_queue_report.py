import json
import math
from dataclasses import replace

import pytest

from tests.helpers.queues import HALF, waited_at_finance
from workbench.commands.queue_report import plain_waiting, queue_report
from workbench.domain.values import Quantity
from workbench.simulation.queueing.telling import headline, remarks, rests_on

HOUR = Quantity(2.0)


def test_a_report_says_what_the_window_says_around_an_aligned_table() -> None:
    found = waited_at_finance(staff=1, fixed=True)
    first, _, *rest = queue_report(found, HALF, HOUR).splitlines()
    table, said = rest[: rest.index("")], rest[rest.index("") + 1 :]
    assert first == headline(found.as_is)
    assert said == [*remarks(found, HALF), rests_on(found, HOUR)]
    assert len({len(line) for line in table}) == 1
    assert [line.split("  ")[0] or line.split("  ")[1] for line in table] == [
        "Department", "Finance", "with the fix", "Nobody", "with the fix", "All together", "with the fix",
    ]  # fmt: skip


def test_without_any_limit_it_says_how_to_set_one_and_leaves_the_waits_out() -> None:
    told = queue_report(waited_at_finance(staff=math.inf), (), HOUR)
    assert "with --staff." in told
    assert " min" not in told


def test_plain_data_holds_both_states_and_what_the_fix_prevents() -> None:
    found = waited_at_finance(staff=1, fixed=True)
    plain = plain_waiting(found, HALF)
    assert json.loads(json.dumps(plain, allow_nan=False)) == plain
    prevented = found.prevented()
    assert prevented is not None
    assert plain["prevented"]["mean"] == prevented.mean
    for state, told in ((found.as_is, plain["baseline"]), (found.improved, plain["scenario"])):
        assert state is not None
        assert told["breakdowns"]["mean"] == state.breakdowns().mean
        assert sum(each["breakdowns"]["mean"] for each in told["departments"]) == pytest.approx(
            told["breakdowns"]["mean"]
        )
        assert told["lost"]["low"] <= told["lost"]["mean"] <= told["lost"]["high"]


def test_who_needs_more_people_is_told_how_many() -> None:
    (finance, nobody) = plain_waiting(waited_at_finance(staff=1, arrivals=12.0), ())["baseline"]["departments"]
    assert finance["people"] == 1
    assert finance["people_needed"] >= 2
    assert (nobody["people"], nobody["people_needed"], nobody["waiting"]) == (None, None, None)


def test_a_wait_that_only_one_run_met_has_no_range_in_plain_data() -> None:
    found = waited_at_finance(staff=1)
    (first, *others) = found.as_is.run.replications
    calm = [replace(each, waits=tuple(waits[:0] for waits in each.waits)) for each in others]
    once = replace(found.as_is, run=replace(found.as_is.run, replications=(first, *calm)))
    waiting = plain_waiting(replace(found, as_is=once), ())["baseline"]["departments"][0]["waiting"]
    assert waiting["mean_hours"] > 0
    assert (waiting["mean_hours_low"], waiting["mean_hours_high"]) == (None, None)
