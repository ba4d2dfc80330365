from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.panels.flow import FlowLayout


def test_what_does_not_fit_goes_to_the_next_line(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    flow = FlowLayout(4, host)
    buttons = [QPushButton(text) for text in ("One", "Two", "Three")]
    for button in buttons:
        button.setFixedSize(100, 30)
        flow.addWidget(button)
    host.resize(210, 200)
    host.show()
    assert [(button.x(), button.y()) for button in buttons] == [(0, 0), (104, 0), (0, 34)]
    assert (flow.heightForWidth(400), flow.heightForWidth(120)) == (30, 98)


def test_items_can_be_taken_out_and_asked_past_the_end() -> None:
    host = QWidget()
    flow = FlowLayout(4, host)
    flow.addWidget(QPushButton("One", host))
    assert flow.itemAt(1) is None
    assert flow.takeAt(0) is not None
    assert flow.takeAt(0) is None
    assert flow.count() == 0
