from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.controls.look import Look
from ui.shell.edge_bar import EdgeBar


def test_a_bar_grows_with_the_type_across_its_edge(look: Look, qtbot: QtBot) -> None:
    lying, upright = EdgeBar(look, "panel", "bottom", "toolbar"), EdgeBar(look, "panel", "right", "tool_rail")
    for bar in (lying, upright):
        qtbot.addWidget(bar)
    sizes = look.theme.size
    assert (lying.maximumHeight(), upright.maximumWidth()) == (sizes["toolbar"], sizes["tool_rail"])
    look.themes.set_type_scale(1.5)
    for bar in (lying, upright):
        QApplication.sendEvent(bar, QEvent(QEvent.Type.StyleChange))
    assert (lying.maximumHeight(), upright.maximumWidth()) == (sizes["toolbar"] * 1.5, sizes["tool_rail"] * 1.5)
