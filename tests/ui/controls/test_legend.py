from pytestqt.qtbot import QtBot

from ui.controls.legend import HeadlineLegend
from ui.controls.look import Look


def test_a_short_legend_keeps_the_heat_scale_only(look: Look, qtbot: QtBot) -> None:
    legend = HeadlineLegend(look)
    qtbot.addWidget(legend)
    wide = legend.sizeHint().width()
    assert not legend.grab().isNull()
    legend.set_short(True)
    assert 6 * 26 < legend.sizeHint().width() < wide / 2
    assert not legend.grab().isNull()


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
    assert not legend.grab().isNull()
    legend.set_entries(())
    assert legend.accessibleName() == "Legend: darker and denser means more breakdowns"
