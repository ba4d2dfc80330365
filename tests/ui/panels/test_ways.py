import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.panels.conftest import Desk
from ui.controls.look import Look
from ui.panels.ways import WayList, influences_from, ways_from
from workbench.domain.ids import END
from workbench.domain.vocabulary import TransitionKind
from workbench.editing.structure import connect, influence


@pytest.fixture
def ways(desk: Desk, look: Look, qtbot: QtBot) -> WayList:
    made = WayList(look, "Nothing follows.")
    qtbot.addWidget(made)
    connect(desk.document, desk["First bill"], END, TransitionKind.GIVE_UP)
    made.show_ways(desk.document, ways_from(desk.document, desk["First bill"]))
    made.resize(320, 200)
    made.show()
    return made


def test_each_way_is_a_line_with_target_reason_and_share(ways: WayList) -> None:
    lines = [(line.link.text(), line.kind.text(), line.number.value) for line in ways.lines.values()]
    assert lines == [("Hotline", "Goes on", 95), ("The end of the journey", "Gives up", 5)]


def test_a_typed_share_and_a_followed_link_are_told(
    ways: WayList, desk: Desk, told: list[object], qtbot: QtBot
) -> None:
    way = desk.way("First bill", "Hotline").id
    changes: list[tuple[object, object]] = []
    ways.changed.connect(lambda *change: changes.append(change))
    ways.followed.connect(told.append)
    ways.lines[way].number.line.setText("60")
    qtbot.keyClick(ways.lines[way].number.line, Qt.Key.Key_Return)
    qtbot.mouseClick(ways.lines[way].link, Qt.MouseButton.LeftButton)
    assert changes == [(way, 0.6)]
    assert told == [way]


def test_lines_stay_while_their_way_is_there(ways: WayList, desk: Desk) -> None:
    way = desk.way("First bill", "Hotline")
    before = ways.lines[way.id]
    ways.show_ways(desk.document, [way])
    assert list(ways.lines.values()) == [before]
    ways.show_ways(desk.document, [])
    assert ways.lines == {}


def test_influences_are_listed_from_where_they_start(desk: Desk) -> None:
    made = influence(desk.document, desk["Welcome pack"], desk["First bill"])
    assert influences_from(desk.document, desk["Welcome pack"]) == [made]
    assert influences_from(desk.document, desk["First bill"]) == []
