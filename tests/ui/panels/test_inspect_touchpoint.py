import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.panels.conftest import Desk
from ui.controls.look import Look
from ui.panels.inspect_touchpoint import TouchpointForm
from ui.panels.watching import watch
from workbench.domain.elements import Influence
from workbench.domain.vocabulary import Control, Layer
from workbench.editing.structure import add_phase, connect, influence, set_fields


@pytest.fixture
def form(desk: Desk, look: Look, qtbot: QtBot) -> TouchpointForm:
    made = TouchpointForm(desk.document, desk.journey, desk.selection, look)
    qtbot.addWidget(made)
    watch(made, desk.document).published.connect(made.refresh)
    made.show_elements([desk["First bill"]])
    made.resize(340, 1400)
    made.show()
    return made


def test_the_fields_show_the_touchpoint(form: TouchpointForm, desk: Desk) -> None:
    assert form.name.line.text() == "First bill"
    assert form.phase.key == desk["Billing"]
    assert form.ownership.picker.box.currentText() == "Finance"
    assert form.layer.key is Layer.ONSTAGE


def test_another_phase_moves_the_touchpoint_there(form: TouchpointForm, desk: Desk) -> None:
    form.phase.committed.emit(desk["Delivery"])
    assert desk.touchpoint("First bill").phase == desk["Delivery"]
    assert desk.touchpoint("First bill").y > desk.touchpoint("Welcome pack").y
    assert desk.steps == 1
    desk.history.undo()
    assert form.phase.key == desk["Billing"]


def test_a_pinned_touchpoint_stays_in_its_phase_and_says_why(form: TouchpointForm, desk: Desk) -> None:
    set_fields(desk.document, desk["First bill"], pinned=True)
    form.phase.committed.emit(None)
    assert "pinned" in form.phase.error
    assert form.phase.key == desk["Billing"]


def test_a_new_phase_can_be_chosen_at_once(form: TouchpointForm, desk: Desk) -> None:
    add_phase(desk.document, desk.journey, "Use")
    assert form.phase.combo.findText("Use") == 3


def test_outside_our_control_there_are_no_numbers_but_a_sentence(form: TouchpointForm, desk: Desk) -> None:
    assert form.failure.isVisible()
    form.control.committed.emit(Control.EXTERNAL)
    assert not form.failure.isVisible()
    assert not form.severity.isVisible()
    assert form._outside.text() == "Outside our control: shown, never fixed."
    assert form._outside.isVisible()


def test_questions_are_lines(form: TouchpointForm, desk: Desk, qtbot: QtBot) -> None:
    form.questions.area.setPlainText("Is it right?\n\n  Did they   explain it? ")
    qtbot.keyClick(form.questions.area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.touchpoint("First bill").questions == ("Is it right?", "Did they explain it?")


def test_further_numbers_are_written_in_their_own_scale(form: TouchpointForm, desk: Desk, qtbot: QtBot) -> None:
    for parameter, text in (("retry", "40"), ("recovery_cost", "55.5"), ("handling_time", "12")):
        form.more[parameter].line.setText(text)
        qtbot.keyClick(form.more[parameter].line, Qt.Key.Key_Return)
    bill = desk.touchpoint("First bill")
    assert (bill.quantity("retry").value, bill.quantity("recovery_cost").value) == (0.4, 55.5)
    assert bill.quantity("handling_time").value == 12.0


def test_minutes_of_staff_stand_in_for_those_of_customers_until_somebody_states_them(
    form: TouchpointForm, desk: Desk, qtbot: QtBot
) -> None:
    def write(parameter: str, text: str) -> None:
        form.more[parameter].line.setText(text)
        qtbot.keyClick(form.more[parameter].line, Qt.Key.Key_Return)

    write("handling_time", "12")
    form.refresh()
    assert form.more["contact_time"].line.text() == "12"
    assert desk.touchpoint("First bill").contact_time is None
    write("contact_time", "20")
    write("handling_time", "9")
    assert desk.touchpoint("First bill").quantity("contact_time").value == 20.0


def test_a_share_makes_the_guesses_beside_it_give_way(form: TouchpointForm, desk: Desk, qtbot: QtBot) -> None:
    connect(desk.document, desk["First bill"], desk["Welcome pack"])
    way = desk.way("First bill", "Hotline").id
    form.ways.lines[way].number.line.setText("80")
    qtbot.keyClick(form.ways.lines[way].number.line, Qt.Key.Key_Return)
    assert desk.way("First bill", "Hotline").weight.value == 0.8
    assert desk.way("First bill", "Welcome pack").weight.value == pytest.approx(0.2)


def test_the_strength_of_an_influence_is_written(form: TouchpointForm, desk: Desk, qtbot: QtBot) -> None:
    made = influence(desk.document, desk["First bill"], desk["Hotline"])
    line = form.influences.lines[made.id].number.line
    line.setText("40")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    strength = desk.document.get(Influence, made.id).strength
    assert strength is not None
    assert strength.value == 0.4


def test_following_a_way_selects_it(form: TouchpointForm, desk: Desk, qtbot: QtBot) -> None:
    way = desk.way("First bill", "Hotline").id
    qtbot.mouseClick(form.ways.lines[way].link, Qt.MouseButton.LeftButton)
    assert desk.selection.ids == (way,)
