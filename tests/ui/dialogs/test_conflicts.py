import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from tests.helpers.projects import broadband
from ui.controls.look import Look
from ui.controls.scrolled import GUTTER, Scrolled
from ui.dialogs.conflicts import ConflictsDialog
from workbench.domain.conflicts import Side
from workbench.domain.document import Document
from workbench.domain.merging import Merge, merge, resolve
from workbench.domain.values import Quantity
from workbench.editing.structure import rename, set_fields

NAMES = {Side.MINE: "Mine", Side.THEIRS: "Theirs"}


def a_merge(both: bool = True) -> Merge:
    """They renamed the welcome pack; where `both` is true each side has also said how often the bill goes wrong."""
    mine, theirs = Document(broadband()), Document(broadband())
    rename(theirs, "pack", "Welcome letter")
    if both:
        set_fields(mine, "bill", failure=Quantity(0.2), notes="Ours")
        set_fields(theirs, "bill", failure=Quantity(0.05), notes="Theirs, and longer")
    return merge(broadband(), mine.elements.values(), theirs.elements.values())


@pytest.fixture
def dialog(look: Look, qtbot: QtBot) -> ConflictsDialog:
    return shown(a_merge(), look, qtbot)


def shown(combined: Merge, look: Look, qtbot: QtBot) -> ConflictsDialog:
    made = ConflictsDialog(combined, NAMES, look)
    qtbot.addWidget(made)
    made.show()
    return made


def test_questions_begin_and_end_where_title_and_buttons_do(dialog: ConflictsDialog) -> None:
    QApplication.processEvents()
    question = dialog.questions[0]
    left = question.mapTo(dialog, QPoint(0, 0)).x()
    bar = dialog.findChildren(Scrolled)[0].verticalScrollBar()
    assert left == 24
    assert left + question.width() + bar.width() == dialog.put_together.geometry().right() + 1 + GUTTER


def test_what_only_the_others_changed_is_told_and_no_question(dialog: ConflictsDialog) -> None:
    assert dialog.sentences == ["Renamed “Welcome pack” to “Welcome letter”"]
    assert "Renamed “Welcome pack” to “Welcome letter”" in [label.text() for label in dialog.findChildren(QLabel)]


def test_each_question_names_the_touchpoint_the_field_and_both_values(dialog: ConflictsDialog) -> None:
    assert [question.accessibleName() for question in dialog.questions] == [
        "Touchpoint “First bill”: chance of failure",
        "Touchpoint “First bill”: notes",
    ]
    answers = dialog.questions[0].answers
    assert [answers[side].accessibleName() for side in Side] == ["Mine: 20 %", "Theirs: 5 %"]


def test_it_says_which_answer_holds_until_somebody_chooses(dialog: ConflictsDialog) -> None:
    for question in dialog.questions:
        stays = [side for side in Side if question.answers[side].accessibleDescription()]
        assert stays == [question.conflict.default]


def test_nothing_is_chosen_to_begin_with_and_putting_together_works_at_once(
    dialog: ConflictsDialog, qtbot: QtBot
) -> None:
    assert dialog.choices == {}
    qtbot.mouseClick(dialog.put_together, Qt.MouseButton.LeftButton)
    assert dialog.result() == QDialog.DialogCode.Accepted


@pytest.mark.parametrize("side", Side)
def test_a_click_on_an_answer_chooses_that_side(side: Side, dialog: ConflictsDialog, qtbot: QtBot) -> None:
    question = dialog.questions[0]
    qtbot.mouseClick(question.answers[side], Qt.MouseButton.LeftButton)
    assert dialog.choices == {question.conflict: side}
    assert dialog.count.text() == "2 things were changed on both sides; 1 of 2 decided"
    assert not any(answer.accessibleDescription() for answer in question.answers.values())


def test_space_chooses_and_choosing_again_changes_the_mind(dialog: ConflictsDialog, qtbot: QtBot) -> None:
    question = dialog.questions[0]
    qtbot.keyClick(question.answers[Side.MINE], Qt.Key.Key_Space)
    qtbot.keyClick(question.answers[Side.THEIRS], Qt.Key.Key_Space)
    assert dialog.choices == {question.conflict: Side.THEIRS}


@pytest.mark.parametrize("side", Side)
def test_all_questions_can_be_answered_for_one_side(side: Side, dialog: ConflictsDialog, qtbot: QtBot) -> None:
    qtbot.mouseClick(dialog.all_of[side], Qt.MouseButton.LeftButton)
    assert set(dialog.choices.values()) == {side}
    assert dialog.count.text() == "2 things were changed on both sides; 2 of 2 decided"


def test_the_choices_resolve_the_merge(look: Look, qtbot: QtBot) -> None:
    combined = a_merge()
    dialog = shown(combined, look, qtbot)
    dialog.choose_all(Side.MINE)
    settled = resolve(combined, dialog.choices)
    assert settled.conflicts == ()
    bill = Document(settled.elements).elements["bill"]
    assert bill.quantity("failure").value == 0.2


def test_without_questions_there_is_only_what_comes_in(look: Look, qtbot: QtBot) -> None:
    dialog = shown(a_merge(both=False), look, qtbot)
    assert dialog.questions == []
    assert dialog.all_of == {}
    assert dialog.choices == {}


def test_escape_puts_nothing_together(dialog: ConflictsDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_two_answers_share_the_width_however_long_they_are(look: Look, qtbot: QtBot) -> None:
    mine, theirs = Document(broadband()), Document(broadband())
    set_fields(mine, "bill", notes="Short")
    set_fields(theirs, "bill", notes="A much longer note " * 20)
    dialog = shown(merge(broadband(), mine.elements.values(), theirs.elements.values()), look, qtbot)
    widths = [answer.width() for answer in dialog.questions[0].answers.values()]
    assert abs(widths[0] - widths[1]) <= 1
    assert dialog.questions[0].width() <= dialog.width()
