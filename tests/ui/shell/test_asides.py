from PySide6.QtCore import QObject

from tests.helpers.program import opened
from ui.main_window import MainWindow
from ui.shell.plan_desk import PlanDesk
from ui.shell.waiting_desk import WaitingDesk


def desks(window: MainWindow) -> list[type[QObject]]:
    return [type(each) for each in opened(window).results.asides.children()]


def test_a_desk_is_made_with_the_view_that_asks_and_not_before(journey: MainWindow) -> None:
    assert desks(journey) == []
    journey.do("view-plan")
    assert desks(journey) == [PlanDesk]
    journey.do("view-owners")
    journey.do("view-plan")
    assert desks(journey) == [PlanDesk, WaitingDesk]


def test_to_plan_without_the_view_asks_nothing(journey: MainWindow) -> None:
    opened(journey).results.asides.begin_plan()
    assert desks(journey) == []
