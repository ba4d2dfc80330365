"""What the owners' view shows of runs with waiting, from runs as they are."""

import numpy as np

from tests.helpers.queues import HALF, waited_at_finance
from ui.panels.waiting_shown import COLUMNS, WaitingShown
from ui.shell.waiting_telling import waiting_shown
from workbench.domain.values import Quantity


def shown(*, staff: float, arrivals: float = 7.0, annoying: float = 2.0, fixed: bool = False) -> WaitingShown:
    found = waited_at_finance(staff=staff, arrivals=arrivals, annoying=annoying, fixed=fixed)
    return waiting_shown(found, HALF if fixed else (), Quantity(annoying))


def test_the_finding_stands_above_what_else_there_is_to_say() -> None:
    found = shown(staff=1)
    assert found.headline.startswith("In Finance customers wait about ")
    assert found.lines[0].startswith("One more person in Finance")
    assert found.rests_on.startswith("1,200 customers followed")


def test_waiting_that_annoys_nobody_leaves_the_sum_as_it_is() -> None:
    total = shown(staff=1, annoying=0.0).rows[-1]
    assert total.cells[-2] == total.cells[-1]


def test_who_has_too_much_work_is_marked() -> None:
    assert [row.is_overloaded for row in shown(staff=1, arrivals=12.0).rows] == [True, False, False]


def test_rows_with_the_fix_stand_below_those_without() -> None:
    assert [(row.name, row.with_fix) for row in shown(staff=1, fixed=True).rows] == [
        ("Finance", False), ("Finance", True), ("Nobody", False), ("Nobody", True),
        ("All together", False), ("All together", True),
    ]  # fmt: skip


def test_rows_have_all_cells_and_no_limit_means_no_wait() -> None:
    found = shown(staff=1)
    assert {len(row.cells) for row in found.rows} == {len(COLUMNS) - 1}
    assert found.rows[1].cells[:4] == ("no limit", "", "", "")


def test_without_limits_nobody_waits() -> None:
    found = shown(staff=np.inf)
    assert found.headline.startswith("Nobody waits: ")
    assert found.rows[0].cells[0] == "no limit"
