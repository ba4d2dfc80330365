from concurrent.futures import Future

from PySide6.QtCore import QObject

from tests.helpers.program import Dialogs, Program
from ui.shell.start_lists import StartLists
from ui.shell.start_page import RecentFile


class LateDisk:
    """Answers when it is told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[Future, object]] = []

    def run(self, _task: object) -> Future:
        return Future()

    def then(self, future: Future, hear: object) -> None:
        self.asked.append((future, hear))


def test_an_earlier_answer_that_comes_later_is_not_shown(program: Program, dialogs: Dialogs) -> None:
    window, disk, owner = program.start(), LateDisk(), QObject()
    lists = StartLists(window, disk, list, owner)
    lists.refresh()
    lists.refresh()
    (early, hear), _, (late, _), _ = disk.asked
    late.set_result([RecentFile("/late.journey", "here")])
    early.set_result([RecentFile("/early.journey", "there")])
    for each in (late, early):
        hear(each)
    assert [tile.wish.detail for tile in window.start_page._recent] == ["/late.journey"]
