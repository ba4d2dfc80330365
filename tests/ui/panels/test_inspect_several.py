import pytest
from pytestqt.qtbot import QtBot

from tests.ui.panels.conftest import Desk
from ui.controls.look import Look
from ui.panels.inspect_several import SeveralForm
from ui.panels.watching import watch
from workbench.editing.structure import delete


@pytest.fixture
def form(desk: Desk, look: Look, qtbot: QtBot) -> SeveralForm:
    made = SeveralForm(desk.document, desk.journey, look)
    qtbot.addWidget(made)
    watch(made, desk.document).published.connect(made.refresh)
    made.show_elements([desk["Welcome pack"], desk["Hotline"]])
    made.show()
    return made


def test_a_word_is_written_to_all_of_them_in_one_step(form: SeveralForm, desk: Desk) -> None:
    form.failure.committed.emit(0.2)
    assert {desk.touchpoint(name).quantity("failure").value for name in ("Welcome pack", "Hotline")} == {0.2}
    assert desk.steps == 1


def test_all_of_them_move_to_another_phase(form: SeveralForm, desk: Desk) -> None:
    form.phase.committed.emit(desk["Awareness"])
    assert {desk.touchpoint(name).phase for name in ("Welcome pack", "Hotline")} == {desk["Awareness"]}
    assert desk.touchpoint("Welcome pack").y != desk.touchpoint("Hotline").y


def test_touchpoints_in_several_phases_stay_until_one_is_chosen(form: SeveralForm, desk: Desk) -> None:
    assert form.phase.key == "Various"
    form.phase.committed.emit("Various")
    assert (desk.steps, form.phase.error) == (0, "")


def test_those_outside_our_control_are_counted(form: SeveralForm, desk: Desk) -> None:
    form.show_elements([desk["Welcome pack"], desk["Neighbour's tip"]])
    assert form.title.text() == "2 touchpoints"
    assert form._outside.text().startswith("One of them is outside our control")
    assert form.failure.isVisible()


def test_a_deleted_one_leaves_the_form_as_it_was(form: SeveralForm, desk: Desk) -> None:
    delete(desk.document, [desk["Hotline"]])
    assert form.title.text() == "2 touchpoints"
