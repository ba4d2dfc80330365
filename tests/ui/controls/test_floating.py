from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.controls.floating import FloatingBar


def test_it_stands_in_the_middle_above_the_lower_edge_at_every_size_of_its_host(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(800, 600)
    host.show()
    bar = FloatingBar(host)
    assert not bar.isVisible()
    bar.setMinimumSize(200, 40)
    bar.place()
    assert (bar.x(), bar.geometry().bottom() + 1) == (300, 584)
    host.resize(400, 300)
    assert (bar.x(), bar.geometry().bottom() + 1) == (100, 284)
