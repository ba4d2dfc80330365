from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.panels.conftest import Desk
from ui.controls.look import Look
from ui.panels.inspect_phase import PhaseForm
from workbench.domain.vocabulary import Stage


def test_name_short_name_stage_and_expectation_are_written(desk: Desk, look: Look, qtbot: QtBot) -> None:
    form = PhaseForm(desk.document, look)
    qtbot.addWidget(form)
    form.show_elements([desk["Billing"]])
    form.show()
    for field, text in ((form.name, "Billing and payment"), (form.short_name, "Billing")):
        field.line.setText(text)
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    form.stage.committed.emit(Stage.AFTER)
    form.expectation.area.setPlainText("A bill like the offer")
    qtbot.keyClick(form.expectation.area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    phase = desk.phase("Billing")
    assert (phase.name, phase.short_name, phase.stage) == ("Billing and payment", "Billing", Stage.AFTER)
    assert phase.expectation == "A bill like the offer"
    assert desk.steps == 4
