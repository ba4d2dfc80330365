import pytest
from pytestqt.qtbot import QtBot

from ui.controls.look import Look
from ui.panels.source_bars import Source, SourceBars


@pytest.fixture
def bars(look: Look, qtbot: QtBot) -> SourceBars:
    made = SourceBars(look, "What filled the glass")
    qtbot.addWidget(made)
    made.set_sources([Source("b", "First bill", 38, "Finance"), Source("a", "Welcome pack", 74)])
    made.resize(320, made.sizeHint().height())
    made.show()
    return made


def test_the_largest_stands_first_and_all_are_read_out(bars: SourceBars) -> None:
    assert bars.accessibleDescription() == "Welcome pack: 74; First bill, Finance: 38"


def test_no_sources_take_no_room(bars: SourceBars) -> None:
    bars.set_sources([])
    bars.grab()
    assert bars.sizeHint().height() == 0
