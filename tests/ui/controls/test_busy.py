from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.controls.busy import BusyLine
from ui.controls.look import Look


def test_it_is_seen_while_something_goes_on_and_then_no_more(look: Look, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.show()
    line = BusyLine(look, host)
    assert not line.isVisible()
    line.say("Saving…")
    assert (line.isVisible(), line.text, line.accessibleName()) == (True, "Saving…", "Saving…")
    line.say("")
    assert not line.isVisible()


def test_it_stays_inside_its_host_at_every_size(look: Look, qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.show()
    line = BusyLine(look, host)
    line.say("Saving…")
    for size in ((960, 540), (400, 300)):
        host.resize(*size)
        assert host.rect().contains(line.geometry())
