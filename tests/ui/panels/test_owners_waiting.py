import pytest
from PySide6.QtCore import QMimeData, Qt
from pytestqt.qtbot import QtBot

from tests.ui.panels.conftest import Desk
from ui.controls.look import Look
from ui.panels.owners_waiting import TOUCHPOINTS_MIME, WaitingList, touchpoints_mime, touchpoints_of


@pytest.fixture
def waiting(desk: Desk, look: Look, qtbot: QtBot) -> WaitingList:
    made = WaitingList(look)
    qtbot.addWidget(made)
    made.show_touchpoints([desk.touchpoint(name) for name in ("Welcome pack", "First bill", "Hotline")])
    made.show()
    return made


def texts(waiting: WaitingList) -> list[str]:
    return [waiting.item(row).text() for row in range(waiting.count())]


def test_lines_that_stay_keep_their_selection(waiting: WaitingList, desk: Desk, told: list[object]) -> None:
    waiting.select_ids([desk["Hotline"]])
    waiting.chosen.connect(told.append)
    waiting.show_touchpoints([desk.touchpoint(name) for name in ("Neighbour's tip", "Hotline")])
    assert texts(waiting) == ["Neighbour's tip", "Hotline"]
    assert waiting.ids == [desk["Hotline"]]
    assert told == []


def test_another_order_is_taken_over(waiting: WaitingList, desk: Desk) -> None:
    waiting.show_touchpoints([desk.touchpoint(name) for name in ("Hotline", "Welcome pack", "First bill")])
    assert texts(waiting) == ["Hotline", "Welcome pack", "First bill"]


def test_enter_asks_for_an_owner_of_what_is_selected(waiting: WaitingList, desk: Desk, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(waiting.give_wanted):
        qtbot.keyClick(waiting, Qt.Key.Key_Return)
    waiting.setCurrentRow(1)
    with qtbot.waitSignal(waiting.give_wanted):
        qtbot.keyClick(waiting, Qt.Key.Key_Return)
    assert waiting.ids == [desk["First bill"]]


def test_a_drag_carries_ids_as_json(waiting: WaitingList, desk: Desk) -> None:
    waiting.selectAll()
    data = waiting.mimeData(waiting.selectedItems())
    assert set(touchpoints_of(data)) == {desk["Welcome pack"], desk["First bill"], desk["Hotline"]}
    assert touchpoints_of(touchpoints_mime([])) == []


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe", b'{"a": 1}', b"[1, null]"])
def test_a_broken_drag_carries_nothing(raw: bytes) -> None:
    data = QMimeData()
    data.setData(TOUCHPOINTS_MIME, raw)
    assert touchpoints_of(data) == []
