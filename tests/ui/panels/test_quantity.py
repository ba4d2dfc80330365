import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.panels.conftest import Desk
from ui.controls.look import Look
from ui.panels.form import ElementForm
from ui.panels.quantity import QuantityEditor
from ui.panels.watching import watch
from workbench.domain.parameters import FREQUENCY_WORDS, TOUCHPOINT_PARAMETERS
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Origin
from workbench.editing.structure import set_fields


@pytest.fixture
def editor(desk: Desk, look: Look, qtbot: QtBot) -> QuantityEditor:
    form = ElementForm(desk.document, look)
    made = QuantityEditor(form, "How often does it go wrong?", TOUCHPOINT_PARAMETERS["failure"], FREQUENCY_WORDS)
    form.rows.addWidget(made)
    qtbot.addWidget(form)
    watch(form, desk.document).published.connect(form.refresh)
    form.show_elements([desk["First bill"]])
    form.show()
    return made


def type_into(field: object, text: str, qtbot: QtBot) -> None:
    field.line.setText(text)
    qtbot.keyClick(field.line, Qt.Key.Key_Return)


def test_a_number_that_nobody_stated_shows_the_labelled_guess(editor: QuantityEditor) -> None:
    assert editor.words.picker.currentText() == "now and then"
    assert editor.number.value == 8
    assert editor.number.line.origin == "guess"
    assert editor.origin.key is Origin.GUESS


def test_a_word_writes_a_guess_in_one_step(editor: QuantityEditor, desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClicks(editor.words.picker, "often")
    editor.words.picker.activated.emit(editor.words.picker.currentIndex())
    stated = desk.touchpoint("First bill").failure
    assert stated == Quantity(0.2, Origin.GUESS, note="in words: often")
    assert desk.steps == 1
    assert editor.number.value == 20


def test_a_typed_number_keeps_its_origin_and_drops_a_range_that_no_longer_fits(
    editor: QuantityEditor, desk: Desk, qtbot: QtBot
) -> None:
    set_fields(desk.document, desk["First bill"], failure=Quantity(0.2, Origin.LOG, 0.15, 0.25, "billing log"))
    type_into(editor.number, "17.5", qtbot)
    assert desk.touchpoint("First bill").failure == Quantity(0.175, Origin.LOG, 0.15, 0.25, "billing log")
    type_into(editor.number, "30", qtbot)
    assert desk.touchpoint("First bill").failure == Quantity(0.3, Origin.LOG, 0.15, None, "billing log")


def test_a_low_end_above_the_value_is_refused_at_its_field(editor: QuantityEditor, desk: Desk, qtbot: QtBot) -> None:
    type_into(editor.low, "12", qtbot)
    assert editor.low.error.startswith("The low end 0.12 lies above the likely value 0.08")
    assert desk.touchpoint("First bill").failure is None
    type_into(editor.low, "2", qtbot)
    assert editor.low.error == ""
    stated = desk.touchpoint("First bill").failure
    assert stated is not None
    assert stated.low == 0.02


def test_more_than_everybody_is_no_share(editor: QuantityEditor, desk: Desk, qtbot: QtBot) -> None:
    type_into(editor.number, "140", qtbot)
    assert "is no number from 0 to 100" in editor.number.error
    assert desk.steps == 0


def test_origin_and_source_are_written_beside_the_number(editor: QuantityEditor, desk: Desk, qtbot: QtBot) -> None:
    editor.origin.committed.emit(Origin.SURVEY)
    type_into(editor.source, "spring survey, 210 answers", qtbot)
    stated = desk.touchpoint("First bill").failure
    assert stated is not None
    assert (stated.value, stated.origin, stated.note) == (0.08, Origin.SURVEY, "spring survey, 210 answers")
    assert editor.number.line.origin == "survey"


def test_undo_shows_in_all_parts(editor: QuantityEditor, desk: Desk, qtbot: QtBot) -> None:
    type_into(editor.number, "60", qtbot)
    assert editor.words.picker.currentText() == "mostly"
    desk.history.undo()
    assert (editor.words.picker.currentText(), editor.number.value) == ("now and then", 8)
