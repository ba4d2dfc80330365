import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.panels.conftest import Desk
from ui.controls.look import Look
from ui.panels.inspect_journey import JourneyForm
from workbench.domain.elements import Journey, Reactions
from workbench.domain.vocabulary import JourneyState


@pytest.fixture
def form(desk: Desk, look: Look, qtbot: QtBot) -> JourneyForm:
    made = JourneyForm(desk.document, look)
    qtbot.addWidget(made)
    made.show_elements([desk.journey])
    made.show()
    return made


def journey(desk: Desk) -> Journey:
    return desk.document.get(Journey, desk.journey)


def test_title_goal_and_state_are_written(form: JourneyForm, desk: Desk, qtbot: QtBot) -> None:
    for field, text in ((form.title, "A flat gets broadband"), (form.goal, "Fast, soon")):
        field.line.setText(text)
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    form.state.committed.emit(JourneyState.TO_BE)
    assert (journey(desk).title, journey(desk).goal) == ("A flat gets broadband", "Fast, soon")
    assert journey(desk).state is JourneyState.TO_BE


def test_only_a_person_answers_for_the_whole(form: JourneyForm, desk: Desk, qtbot: QtBot) -> None:
    box = form.steward.box
    assert [box.itemText(at) for at in range(box.count())] == ["Nobody yet", "Ines Roth"]
    box.setEditText("ines roth")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert journey(desk).steward == desk.person("Ines Roth").id


def test_a_new_name_adds_the_person_in_one_step(form: JourneyForm, desk: Desk, qtbot: QtBot) -> None:
    form.steward.box.setEditText("Ali Brandt")
    qtbot.keyClick(form.steward.box, Qt.Key.Key_Return)
    assert journey(desk).steward == desk.person("Ali Brandt").id
    assert desk.steps == 1


def test_customers_a_month_may_be_unknown(form: JourneyForm, desk: Desk, qtbot: QtBot) -> None:
    for text, value in (("1200", 1200.0), ("0", None)):
        form.customers.line.setText(text)
        qtbot.keyClick(form.customers.line, Qt.Key.Key_Return)
        count = journey(desk).customers_a_month
        assert (count.value if count else None) == value


def test_how_customers_react_is_said_of_the_journey(form: JourneyForm, desk: Desk, qtbot: QtBot) -> None:
    waiting = form.reactions.numbers["waiting"]
    assert form.field_of("waiting") is waiting
    waiting.line.setText("0.4")
    qtbot.keyClick(waiting.line, Qt.Key.Key_Return)
    (stated,) = desk.document.of(Reactions)
    assert stated.quantity("waiting").value == 0.4
