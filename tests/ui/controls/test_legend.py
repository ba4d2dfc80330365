from pytestqt.qtbot import QtBot

from tests.helpers.painted import words_painted
from ui.controls.legend import HeadlineLegend
from ui.controls.look import Look


def test_a_short_legend_keeps_the_heat_scale_only(look: Look, qtbot: QtBot) -> None:
    legend = HeadlineLegend(look)
    qtbot.addWidget(legend)
    wide = legend.sizeHint().width()
    assert "failure demand" in words_painted(legend)
    legend.set_short(True)
    assert 6 * 26 < legend.sizeHint().width() < wide / 2
    assert words_painted(legend) == ["few", "many breakdowns"]


def test_a_legend_can_be_read_aloud(look: Look, qtbot: QtBot) -> None:
    legend = HeadlineLegend(look)
    qtbot.addWidget(legend)
    assert "failure demand" in legend.accessibleName() + legend.accessibleDescription()


def test_a_legend_tells_only_of_what_it_is_given(look: Look, qtbot: QtBot) -> None:
    legend = HeadlineLegend(look)
    qtbot.addWidget(legend)
    wide = legend.sizeHint().width()
    legend.set_entries(("flow", "note"))
    assert legend.accessibleName() == "Legend: flow, note; darker and denser means more breakdowns"
    assert legend.sizeHint().width() < wide
    assert words_painted(legend) == ["flow", "note", "few", "many breakdowns"]
    legend.set_entries(())
    assert legend.accessibleName() == "Legend: darker and denser means more breakdowns"
