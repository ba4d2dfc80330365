import os
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QObject

from tests.helpers.program import Dialogs, Program
from ui.shell.start_lists import StartLists, looked_up
from ui.shell.start_page import RecentFile

NOW = datetime(2026, 11, 21, 15, 2, tzinfo=UTC)


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
    lists = StartLists(window, disk, list, lambda: NOW, owner)
    lists.refresh()
    lists.refresh()
    (early, hear), _, (late, _), _ = disk.asked
    late.set_result([RecentFile("/late.journey", "here")])
    early.set_result([RecentFile("/early.journey", "there")])
    for each in (late, early):
        hear(each)
    assert [tile.wish.detail for tile in window.start_page._recent] == ["/late.journey"]


def test_a_file_is_told_by_how_long_ago_it_was_written_and_its_folder(tmp_path: Path) -> None:
    (tmp_path / "Clients").mkdir()
    file = tmp_path / "Clients" / "fibre.journey"
    file.touch()
    yesterday = (NOW.astimezone() - timedelta(days=1)).replace(hour=17, minute=5)
    os.utime(file, (yesterday.timestamp(), yesterday.timestamp()))
    (found,) = looked_up([str(file)], NOW)
    assert found.where == "yesterday 17:05, Clients"
