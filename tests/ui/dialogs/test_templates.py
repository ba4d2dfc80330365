"""Choosing other phases: each set says what it is for."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from ui.controls.look import Look
from ui.dialogs.templates import TemplateDialog, TemplateRows
from workbench.templates import templates


def test_the_set_under_the_cursor_is_described_and_chosen(look: Look, qtbot: QtBot) -> None:
    offered = templates()
    dialog = TemplateDialog(look, offered)
    qtbot.addWidget(dialog)
    for row, template in enumerate(offered):
        dialog.list.setCurrentRow(row)
        assert dialog.chosen == template.key
        assert dialog.list.item(row).text().startswith(template.name)
        assert template.description in dialog.description.text()
        assert all(phase.name in dialog.description.text() for phase in template.phases)


def test_a_row_says_where_the_phases_begin_and_end(look: Look, qtbot: QtBot) -> None:
    dialog = TemplateDialog(look, templates())
    qtbot.addWidget(dialog)
    rows = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert "Eight phases    Awareness to Advocacy" in rows
    assert "Blank    no phases yet" in rows


def test_descriptions_stand_below_each_other(look: Look, qtbot: QtBot) -> None:
    dialog = TemplateDialog(look, templates())
    qtbot.addWidget(dialog)
    picture = QImage(400, 60, QImage.Format.Format_RGB32)
    begins: list[int] = []
    for row in (1, 5):
        dialog.list.item(row).setText(f"{templates()[row].name}    HHH")
        picture.fill(look.colour("panel"))
        painter = QPainter(picture)
        index = dialog.list.model().index(row, 0)
        rows = dialog.list.itemDelegate()
        assert isinstance(rows, TemplateRows)
        rows.paint_row(painter, QRectF(0, 0, 400, 60), index, selected=False)
        painter.end()
        right = (x for x in range(100, 400) if picture.pixelColor(x, 30) != look.colour("panel"))
        begins.append(next(right))
    assert begins[0] == begins[1]


def test_without_a_cursor_the_first_is_chosen(look: Look, qtbot: QtBot) -> None:
    dialog = TemplateDialog(look, templates())
    qtbot.addWidget(dialog)
    dialog.list.setCurrentRow(-1)
    assert dialog.chosen == templates()[0].key
