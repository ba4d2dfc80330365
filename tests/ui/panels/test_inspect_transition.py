import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.panels.conftest import Desk
from ui.controls.look import Look
from ui.panels.inspect_transition import InfluenceForm, TransitionForm
from workbench.domain.elements import Influence
from workbench.domain.ids import END
from workbench.domain.vocabulary import TransitionKind
from workbench.editing.structure import connect, influence


@pytest.fixture
def form(desk: Desk, look: Look, qtbot: QtBot) -> TransitionForm:
    made = TransitionForm(desk.document, desk.selection, look)
    qtbot.addWidget(made)
    made.show_elements([desk.way("Welcome pack", "First bill").id])
    made.show()
    return made


def test_both_ends_are_links(form: TransitionForm, desk: Desk, qtbot: QtBot) -> None:
    assert (form.source.text(), form.target.text()) == ("Welcome pack", "First bill")
    qtbot.mouseClick(form.target, Qt.MouseButton.LeftButton)
    assert desk.selection.ids == (desk["First bill"],)
    qtbot.mouseClick(form.source, Qt.MouseButton.LeftButton)
    assert desk.selection.ids == (desk["Welcome pack"],)


def test_the_end_of_the_journey_is_no_link(form: TransitionForm, desk: Desk) -> None:
    way = connect(desk.document, desk["Hotline"], END, TransitionKind.GIVE_UP)
    form.show_elements([way.id])
    assert form.target.text() == "The end of the journey"
    assert not form.target.isEnabled()


def test_kind_share_and_condition_are_written(form: TransitionForm, desk: Desk, qtbot: QtBot) -> None:
    form.kind.committed.emit(TransitionKind.FAILURE_DEMAND)
    form.share.line.setText("35")
    qtbot.keyClick(form.share.line, Qt.Key.Key_Return)
    form.condition.line.setText("bill is wrong")
    qtbot.keyClick(form.condition.line, Qt.Key.Key_Return)
    way = desk.way("Welcome pack", "First bill")
    assert (way.kind, way.weight.value, way.condition) == (TransitionKind.FAILURE_DEMAND, 0.35, "bill is wrong")
    assert desk.steps == 3


def test_the_strength_of_an_influence_is_a_number_with_a_source(desk: Desk, look: Look, qtbot: QtBot) -> None:
    made = influence(desk.document, desk["Welcome pack"], desk["First bill"])
    form = InfluenceForm(desk.document, desk.selection, look)
    qtbot.addWidget(form)
    form.show_elements([made.id])
    form.show()
    assert form.strength.value == 25
    form.strength.line.setText("40")
    qtbot.keyClick(form.strength.line, Qt.Key.Key_Return)
    form.source_of_number.line.setText("two experts")
    qtbot.keyClick(form.source_of_number.line, Qt.Key.Key_Return)
    strength = desk.document.get(Influence, made.id).strength
    assert strength is not None
    assert (strength.value, strength.note) == (0.4, "two experts")
