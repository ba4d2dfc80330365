"""Choosing other phases: each set says what it is for."""

from pytestqt.qtbot import QtBot

from ui.controls.look import Look
from ui.dialogs.templates import TemplateDialog
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


def test_without_a_cursor_the_first_is_chosen(look: Look, qtbot: QtBot) -> None:
    dialog = TemplateDialog(look, templates())
    qtbot.addWidget(dialog)
    dialog.list.setCurrentRow(-1)
    assert dialog.chosen == templates()[0].key
