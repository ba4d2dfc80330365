"""What is said of runs with waiting, from runs as they are."""

from dataclasses import replace

import numpy as np
import pytest

from tests.helpers.journeys import journey
from tests.helpers.portfolios import case_of
from ui.panels.waiting_shown import COLUMNS, WaitingShown
from ui.shell.waiting_telling import duration, how_people, waiting_shown
from workbench.domain.values import Quantity
from workbench.simulation.grouping import Grouping
from workbench.simulation.model import JourneyModel
from workbench.simulation.queueing.comparison import Question, compare
from workbench.simulation.queueing.run import Plan
from workbench.simulation.wording import Cut
from workbench.simulation.workload import Work

HALF = (Cut("Bill", -0.5),)


def model() -> JourneyModel:
    made = journey([{1: 1.0}, {2: 1.0}], failure=[0.4, 0.1], levels=4)
    return replace(made, breakdown=np.array([0.1, 0.2, 0.4, 0.6, 0.8]))


def told(*, staff: float, arrivals: float = 7.0, annoying: float = 2.0, fixed: bool = False) -> WaitingShown:
    """Finance has the first touchpoint and so many people, each of whom serves ten customers an hour."""
    case = case_of(model())
    departments = Grouping(("Finance", "Nobody"), ("f", None), np.array([0, 1]))
    work = Work(departments, np.array([0.1, 0.0]), np.array([0.05, 0.0]), np.array([staff, np.inf]))
    plan = Plan(arrivals=arrivals, waiting=annoying, customers=300, warm_up=50, replications=4, patience=160.0)
    changes = ((0, "failure", -0.5),) if fixed else ()
    found = compare(Question(case, work, plan, open_hours=160.0, seed=7, changes=changes))
    return waiting_shown(found, HALF if fixed else (), Quantity(annoying))


def test_who_waits_how_long_and_what_it_does_is_one_sentence() -> None:
    found = told(staff=1)
    assert found.headline.startswith("In Finance customers wait about ")
    assert "come" in found.headline
    assert found.headline.endswith("from waiting.")
    assert found.lines[0].startswith("One more person in Finance would make that about ")


def test_waiting_that_annoys_nobody_breaks_nobody() -> None:
    found = told(staff=1, annoying=0.0)
    assert found.headline.endswith("; no breakdown can be put down to that.")
    assert found.rows[-1].cells[-2] == found.rows[-1].cells[-1]


def test_more_work_than_can_be_done_is_said_first_with_the_remedy() -> None:
    found = told(staff=1, arrivals=12.0)
    assert found.headline == "Finance is given more work than 1 person can do: its queue grows as long as this lasts."
    assert found.lines[0].startswith("With one more person Finance could do it; they would be busy ")
    assert found.rows[0].is_overloaded
    assert "hours of opening" in found.lines[1]


def test_many_people_leave_hardly_anybody_waiting() -> None:
    assert told(staff=9).headline.startswith("Hardly anybody waits: ")


def test_the_fix_is_told_beside_with_what_it_prevents() -> None:
    found = told(staff=1, fixed=True)
    line = found.lines[1]
    assert line.startswith("With 50 % fewer failures at “Bill” customers wait about ".replace("50 %", "50\u2009%"))
    assert "The fix prevents about" in line
    assert [(row.name, row.with_fix) for row in found.rows] == [
        ("Finance", False), ("Finance", True), ("Nobody", False), ("Nobody", True),
        ("All together", False), ("All together", True),
    ]  # fmt: skip


def test_a_fix_that_does_not_end_the_overload_says_so() -> None:
    found = told(staff=1, arrivals=12.0, fixed=True)
    assert any("Finance still cannot do the work. " in line for line in found.lines)


def test_rows_have_all_cells_and_no_limit_means_no_wait() -> None:
    found = told(staff=1)
    assert {len(row.cells) for row in found.rows} == {len(COLUMNS) - 1}
    assert found.rows[1].cells[:4] == ("no limit", "", "", "")


def test_without_limits_nobody_waits() -> None:
    assert told(staff=np.inf).headline.startswith("Nobody waits: ")


def test_it_says_what_it_rests_on_and_what_is_a_guess() -> None:
    found = told(staff=1).rests_on
    assert found.startswith("1,200 customers followed in 4 runs of 300, seed 7")
    assert found.endswith(", a guess.")


@pytest.mark.parametrize(
    ("hours", "said"),
    [(0.005, "18 seconds"), (1 / 60, "1 minute"), (0.25, "15 minutes"), (0.07, "4.2 minutes"), (3.21, "3.2 hours")],
)
def test_waits_are_told_as_people_say_them(hours: float, said: str) -> None:
    assert duration(hours) == said


def test_people_are_counted_as_people() -> None:
    assert [how_people(each) for each in (1, 3)] == ["1 person", "3 people"]
