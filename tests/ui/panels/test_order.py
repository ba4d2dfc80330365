from collections.abc import Generator, Mapping
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot
from typing_extensions import override

from ui.panels.order import ColumnSteps, RowSteps, rearrange

Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
ids = st.lists(st.sampled_from("abcdefgh"), unique=True)


class Heard:
    """Does to places of its own what is announced, and counts."""

    def __init__(self, places: list[str], wanted: list[str]) -> None:
        self.places = list(places)
        self._wanted = wanted
        self.steps: list[str] = []

    @contextmanager
    def removing(self, first: int, last: int) -> Generator[None]:
        self.steps.append(f"out {first} {last}")
        del self.places[first : last + 1]
        yield

    @contextmanager
    def inserting(self, first: int, last: int) -> Generator[None]:
        self.steps.append(f"in {first} {last}")
        self.places[first:first] = self._wanted[first : last + 1]
        yield

    @contextmanager
    def ordering(self, moved: Mapping[int, int]) -> Generator[None]:
        self.steps.append("order")
        goes = {moved[at]: each for at, each in enumerate(self.places)}
        self.places = [goes[at] for at in range(len(goes))]
        yield


@given(ids, ids)
def test_whoever_follows_what_is_announced_has_the_wanted_order(present: list[str], wanted: list[str]) -> None:
    heard = Heard(present, wanted)
    rearrange(present, wanted, heard)
    assert present == wanted == heard.places


@pytest.mark.parametrize(
    ("present", "wanted", "steps"),
    [
        ("abcde", "abcde", []),
        ("abcde", "bcdea", ["order"]),
        ("abcdef", "af", ["out 1 4"]),
        ("abcdef", "bcf", ["out 3 4", "out 0 0"]),
        ("af", "abcdef", ["in 1 4"]),
        ("abc", "xcyza", ["out 1 1", "order", "in 0 0", "in 2 3"]),
    ],
)
def test_what_goes_or_comes_does_so_in_runs_and_the_rest_is_ordered_once(
    present: str, wanted: str, steps: list[str]
) -> None:
    heard = Heard(list(present), list(wanted))
    rearrange(list(present), list(wanted), heard)
    assert heard.steps == steps


class Letters(QAbstractTableModel):
    """Letters by rows and columns, with a column of heads that stays."""

    def __init__(self) -> None:
        super().__init__()
        self.down = list("abc")
        self.across = list("xyz")

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return len(self.down)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 1 + len(self.across)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        head = self.across[index.column() - 1] if index.column() else ""
        return f"{self.down[index.row()]}{head}" if role == Qt.ItemDataRole.DisplayRole else None


def test_a_view_keeps_what_is_selected_while_rows_and_columns_come_go_and_move(qtbot: QtBot) -> None:
    letters, view = Letters(), QTableView()
    qtbot.addWidget(view)
    view.setModel(letters)
    view.setCurrentIndex(letters.index(1, 2))
    kept = [QPersistentModelIndex(letters.index(row, column)) for row, column in ((0, 0), (1, 0), (1, 3), (2, 1))]
    rearrange(letters.down, list("nbma"), RowSteps(letters))
    rearrange(letters.across, list("zmy"), ColumnSteps(letters, first=1))
    assert view.currentIndex().data() == "by"
    assert [each.data() for each in kept if each.isValid()] == ["a", "b", "bz"]
    assert (letters.rowCount(), view.horizontalHeader().count()) == (4, 4)
