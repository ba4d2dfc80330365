import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.panels.conftest import Desk
from ui.controls.look import Look
from ui.panels.form import VARIOUS, ElementForm, is_being_typed
from ui.panels.quantity import QuantityEditor
from ui.panels.watching import watch
from workbench.domain.labels import CHANNELS
from workbench.domain.parameters import FREQUENCY_WORDS, TOUCHPOINT_PARAMETERS
from workbench.domain.vocabulary import Channel
from workbench.editing.structure import rename, set_fields


@pytest.fixture
def form(desk: Desk, look: Look, qtbot: QtBot) -> ElementForm:
    made = ElementForm(desk.document, look)
    made.rows.addWidget(made.name_line("Touchpoint"))
    made.rows.addWidget(made.text_area("Notes", "notes"))
    made.rows.addWidget(made.choice("Channel", "channel", CHANNELS))
    made.rows.addWidget(made.check_box("Moment of truth", "moment_of_truth"))
    qtbot.addWidget(made)
    watch(made, desk.document).published.connect(made.refresh)
    made.show_elements([desk["First bill"]])
    made.show()
    made.activateWindow()
    return made


def parts(form: ElementForm) -> list[object]:
    return [form.rows.itemAt(at).widget() for at in range(form.rows.count())]


def test_enter_in_the_name_renames_in_one_step(form: ElementForm, desk: Desk, qtbot: QtBot) -> None:
    name = parts(form)[0]
    name.line.setText("  Very first   bill ")
    qtbot.keyClick(name.line, Qt.Key.Key_Return)
    assert desk.touchpoint("First bill").name == "Very first bill"
    assert name.line.text() == "Very first bill"
    assert desk.steps == 1


def test_escape_restores_the_name(form: ElementForm, desk: Desk, qtbot: QtBot) -> None:
    name = parts(form)[0]
    name.line.setText("Oops")
    qtbot.keyClick(name.line, Qt.Key.Key_Escape)
    qtbot.keyClick(name.line, Qt.Key.Key_Return)
    assert (name.line.text(), desk.steps) == ("First bill", 0)


def test_an_empty_name_is_refused_at_the_field_and_escape_brings_the_old_one_back(
    form: ElementForm, desk: Desk, qtbot: QtBot
) -> None:
    name = parts(form)[0]
    name.line.setText(" ")
    qtbot.keyClick(name.line, Qt.Key.Key_Return)
    assert name.error.startswith("A name cannot be empty")
    assert desk.touchpoint("First bill").name == "First bill"
    qtbot.keyClick(name.line, Qt.Key.Key_Escape)
    assert name.line.text() == "First bill"


def test_leaving_the_text_area_commits_it(form: ElementForm, desk: Desk, qtbot: QtBot) -> None:
    notes = parts(form)[1]
    notes.area.setFocus()
    notes.area.setPlainText("One in five\nis wrong")
    qtbot.keyClick(notes.area, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.touchpoint("First bill").notes == "One in five\nis wrong"


def test_the_text_area_shows_its_last_line_whole(form: ElementForm) -> None:
    area = parts(form)[1].area
    area.setPlainText("One\nTwo\nThree\nFour")
    assert area.height() == area.sizeHint().height()
    assert area.verticalScrollBar().maximum() == 0
    area.appendPlainText("Five")
    assert area.verticalScrollBar().maximum() == 1


def test_what_somebody_is_typing_is_not_overwritten(form: ElementForm, desk: Desk) -> None:
    name = parts(form)[0]
    name.line.setFocus()
    name.line.setText("Half a na")
    assert is_being_typed(name)
    set_fields(desk.document, desk["First bill"], notes="changed elsewhere")
    rename(desk.document, desk["First bill"], "Renamed elsewhere")
    assert name.line.text() == "Half a na"


def test_another_element_drops_what_was_typed_and_the_message(form: ElementForm, desk: Desk, qtbot: QtBot) -> None:
    name = parts(form)[0]
    name.line.setText("")
    qtbot.keyClick(name.line, Qt.Key.Key_Return)
    form.show_elements([desk["Hotline"]])
    assert (name.line.text(), name.error) == ("Hotline", "")
    assert desk.touchpoint("First bill").name == "First bill"


def test_a_choice_and_a_check_write_at_once(form: ElementForm, desk: Desk, qtbot: QtBot) -> None:
    choice, box = parts(form)[2:4]
    choice.combo.setFocus()
    qtbot.keyClick(choice.combo, Qt.Key.Key_Home)
    choice.combo.activated.emit(choice.combo.currentIndex())
    box.click()
    assert desk.touchpoint("First bill").channel is Channel.WEB
    assert desk.touchpoint("First bill").moment_of_truth
    desk.history.undo()
    assert not box.isChecked()


def test_elements_that_differ_show_so_until_one_word_is_chosen(form: ElementForm, desk: Desk) -> None:
    choice = parts(form)[2]
    form.show_elements([desk["First bill"], desk["Hotline"]])
    assert choice.key == VARIOUS
    choice.committed.emit(VARIOUS)
    assert desk.steps == 0
    choice.committed.emit(Channel.CHAT)
    assert {desk.touchpoint(name).channel for name in ("First bill", "Hotline")} == {Channel.CHAT}
    assert desk.steps == 1
    assert choice.combo.findText(VARIOUS) == -1


def test_a_form_knows_the_field_of_each_number_it_has_one_for(form: ElementForm) -> None:
    editors = {
        name: QuantityEditor(form, name, TOUCHPOINT_PARAMETERS[name], FREQUENCY_WORDS)
        for name in ("failure", "severity")
    }
    for name, editor in editors.items():
        assert form.field_of(name) is editor.words
    assert form.field_of("notes") is None
