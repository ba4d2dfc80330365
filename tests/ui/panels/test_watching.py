from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from tests.ui.panels.conftest import Desk
from ui.panels.watching import ShownWatch, watch
from workbench.editing.structure import rename


def test_watching_ends_with_the_widget(desk: Desk, told: list[object]) -> None:
    widget = QWidget()
    watch(widget, desk.document).published.connect(told.append)
    rename(desk.document, desk["First bill"], "Bill")
    assert len(told) == 1
    delete(widget)
    rename(desk.document, desk["First bill"], "First bill")
    assert len(told) == 1


def test_what_is_hidden_is_refreshed_once_when_it_comes_up(desk: Desk, qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    calls: list[str] = []
    watching = ShownWatch(widget, desk.document, lambda: calls.append("refresh"))
    for name in ("A", "B", "C"):
        rename(desk.document, desk["First bill"], name)
    assert calls == []
    widget.show()
    assert calls == ["refresh"]
    rename(desk.document, desk["First bill"], "D")
    assert calls == ["refresh"] * 2
    widget.hide()
    widget.show()
    assert calls == ["refresh"] * 2
    assert watching.parent() is widget
