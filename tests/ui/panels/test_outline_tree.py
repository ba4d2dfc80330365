"""Working in the outline: typing on, moving rows, showing some of them, and listening."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.helpers.listening import interface, parts
from tests.helpers.painted import words_painted
from tests.ui.panels.conftest import Desk
from tests.ui.panels.dropping import Held
from ui.controls.look import Look
from ui.panels.outline_tree import OutlineTree
from workbench.domain.elements import Frame, Note, Touchpoint, Transition
from workbench.domain.places import Place, phases_in_order
from workbench.editing.areas import Extent, add_frame, add_note
from workbench.editing.arrange import set_pinned
from workbench.editing.structure import delete, rename
from workbench.editing.together import move_to_phase

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def tree(desk: Desk, look: Look, qtbot: QtBot) -> OutlineTree:
    made = OutlineTree(desk.document, desk.journey, desk.selection, look)
    qtbot.addWidget(made)
    made.refresh()
    made.resize(260, 600)
    made.show()
    made.activateWindow()
    made.setFocus()
    QTest.qWaitForWindowActive(made)
    desk.document.subscribe(lambda _: made.refresh())
    return made


def listed(tree: OutlineTree) -> list[str]:
    """What is to be seen, rows of a phase behind their number of steps to the right."""
    found = []
    for at in range(tree.topLevelItemCount()):
        branch = tree.topLevelItem(at)
        if not branch.isHidden():
            rows = [branch.child(below) for below in range(branch.childCount())]
            found += [branch.text(0), *(f"- {row.text(0)}" for row in rows if not row.isHidden())]
    return found


def go_to(tree: OutlineTree, desk: Desk, name: str) -> None:
    tree.setCurrentItem(tree.items[desk[name]])


def line(tree: OutlineTree) -> QLineEdit:
    (found,) = [each for each in tree.viewport().findChildren(QLineEdit) if each.isVisible()]
    return found


def type_next(tree: OutlineTree, name: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    QTest.keyClicks(line(tree), name)
    QTest.keyClick(line(tree), key)


def test_enter_types_the_next_touchpoint_and_the_one_after(tree: OutlineTree, desk: Desk) -> None:
    go_to(tree, desk, "First bill")
    QTest.keyClick(tree, Qt.Key.Key_Return)
    type_next(tree, "Reminder")
    type_next(tree, "Last warning")
    QTest.keyClick(line(tree), Qt.Key.Key_Escape)
    assert listed(tree)[-5:] == ["Billing", "- First bill", "- Reminder", "- Last warning", "- Hotline"]
    names = {each.id: each.name for each in desk.document.of(Touchpoint)}
    ways = [(names[each.source], names[each.target]) for each in desk.document.of(Transition)]
    assert ("First bill", "Reminder") in ways
    assert ("Reminder", "Last warning") in ways
    assert names[desk.selection.ids[0]] == "Last warning"
    assert desk.steps == 2


def test_in_a_phase_enter_types_the_first_one(tree: OutlineTree, desk: Desk) -> None:
    go_to(tree, desk, "Billing")
    QTest.keyClick(tree, Qt.Key.Key_Enter)
    type_next(tree, "Contract")
    assert listed(tree)[4:7] == ["Billing", "- Contract", "- "]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_a_row_without_a_name_goes_and_leaves_no_trace(tree: OutlineTree, desk: Desk, key: Qt.Key) -> None:
    before = listed(tree)
    go_to(tree, desk, "First bill")
    QTest.keyClick(tree, Qt.Key.Key_Return)
    QTest.keyClick(line(tree), key)
    assert listed(tree) == before
    assert tree.currentItem() is tree.items[desk["First bill"]]
    assert desk.steps == 0


def test_what_was_typed_is_kept_when_the_pointer_goes_elsewhere(tree: OutlineTree, desk: Desk) -> None:
    go_to(tree, desk, "First bill")
    QTest.keyClick(tree, Qt.Key.Key_Return)
    line(tree).setText("Reminder")
    tree.setFocus()
    assert "- Reminder" in listed(tree)
    assert not [each for each in tree.viewport().findChildren(QLineEdit) if each.isVisible()]


def test_a_branch_that_is_no_phase_has_no_next_one(tree: OutlineTree, desk: Desk) -> None:
    move_to_phase(desk.document, [desk["Hotline"]], None)
    tree.setCurrentItem(tree.items[""])
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert not tree.viewport().findChildren(QLineEdit)


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_Return])
def test_a_note_is_written_anew_with_all_its_lines_in_one_step(tree: OutlineTree, desk: Desk, key: Qt.Key) -> None:
    note = add_note(desk.document, desk.journey, "Ask legal\nby Friday", Extent(Place(None), 128, 128))
    tree.setCurrentItem(tree.items[note.id])
    QTest.keyClick(tree, key)
    (lines,) = tree.viewport().findChildren(QPlainTextEdit)
    assert lines.toPlainText() == "Ask legal\nby Friday"
    lines.setPlainText("Ask legal\nby Monday")
    QTest.keyClick(lines, Qt.Key.Key_Return)
    assert desk.document.get(Note, note.id).text == "Ask legal\nby Monday"
    assert tree.items[note.id].text(0) == "Ask legal by Monday"
    desk.history.undo()
    assert desk.document.get(Note, note.id).text == "Ask legal\nby Friday"


def test_escape_leaves_a_note_as_it_was(tree: OutlineTree, desk: Desk) -> None:
    note = add_note(desk.document, desk.journey, "Ask legal", Extent(Place(None), 128, 128))
    tree.setCurrentItem(tree.items[note.id])
    QTest.keyClick(tree, Qt.Key.Key_F2)
    (lines,) = tree.viewport().findChildren(QPlainTextEdit)
    lines.setPlainText("Never mind")
    QTest.keyClick(lines, Qt.Key.Key_Escape)
    assert desk.document.get(Note, note.id).text == "Ask legal"


def test_enter_on_a_frame_names_it_anew(tree: OutlineTree, desk: Desk) -> None:
    frame = add_frame(desk.document, desk.journey, "Workshop", Extent(Place(None), 300, 200))
    tree.setCurrentItem(tree.items[frame.id])
    QTest.keyClick(tree, Qt.Key.Key_Return)
    line(tree).setText("Workshop in May")
    QTest.keyClick(line(tree), Qt.Key.Key_Return)
    assert desk.document.get(Frame, frame.id).name == "Workshop in May"


def test_alt_with_the_arrows_moves_rows_and_phases(tree: OutlineTree, desk: Desk) -> None:
    go_to(tree, desk, "Hotline")
    QTest.keyClick(tree, Qt.Key.Key_Up, ALT)
    assert listed(tree)[-2:] == ["- Hotline", "- First bill"]
    QTest.keyClick(tree, Qt.Key.Key_Left, ALT)
    assert desk.touchpoint("Hotline").phase == desk["Delivery"]
    QTest.keyClick(tree, Qt.Key.Key_Right, ALT)
    assert listed(tree)[-3:] == ["Billing", "- Hotline", "- First bill"]
    go_to(tree, desk, "Billing")
    QTest.keyClick(tree, Qt.Key.Key_Up, ALT)
    phases = [each.name for each in phases_in_order(desk.document, desk.journey)]
    assert phases == ["Awareness", "Billing", "Delivery"]
    assert desk.steps == 4
    assert desk.selection.ids == (desk["Billing"],)


@pytest.mark.parametrize("key", [Qt.Key.Key_Up, Qt.Key.Key_Left])
def test_keys_go_on_from_the_row_that_was_moved(tree: OutlineTree, desk: Desk, key: Qt.Key) -> None:
    go_to(tree, desk, "Hotline")
    QTest.keyClick(tree, key, ALT)
    assert tree.currentItem() is tree.items[desk["Hotline"]]
    QTest.keyClick(tree, Qt.Key.Key_Return)
    type_next(tree, "Reminder", Qt.Key.Key_Escape)
    assert tree.currentItem() is tree.items[desk["Hotline"]]


def test_keys_go_on_from_what_was_selected_elsewhere(tree: OutlineTree, desk: Desk) -> None:
    desk.selection.set([desk["First bill"], desk["Hotline"]])
    assert tree.currentItem() is tree.items[desk["Hotline"]]
    assert tree.items[desk["First bill"]].isSelected()
    QTest.keyClick(tree, Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier)
    assert desk.selection.ids == (desk["First bill"],)


def test_what_is_selected_elsewhere_does_not_end_typing(tree: OutlineTree, desk: Desk) -> None:
    go_to(tree, desk, "First bill")
    QTest.keyClick(tree, Qt.Key.Key_F2)
    QTest.keyClicks(line(tree), "Second")
    desk.selection.set([desk["Hotline"]])
    assert line(tree).text() == "Second"


def test_a_row_that_may_not_move_says_why(tree: OutlineTree, desk: Desk, told: list[object]) -> None:
    tree.refused.connect(told.append)
    set_pinned(desk.document, [desk["Hotline"]], pinned=True)
    go_to(tree, desk, "Hotline")
    QTest.keyClick(tree, Qt.Key.Key_Up, ALT)
    assert told == ["“Hotline” is pinned; unpin it before moving it."]


@pytest.mark.parametrize(
    ("dragged", "onto", "below", "expected"),
    [
        ("Hotline", "First bill", -4, ["Billing", "- Hotline", "- First bill"]),
        ("Welcome pack", "First bill", 4, ["Billing", "- First bill", "- Welcome pack", "- Hotline"]),
        ("Neighbour's tip", "Billing", 0, ["Billing", "- First bill", "- Hotline", "- Neighbour's tip"]),
        ("Awareness", "Hotline", 4, ["Awareness", "- Neighbour's tip"]),
        ("Awareness", "Billing", 4, ["Awareness", "- Neighbour's tip"]),
    ],
)
def test_dragged_rows_go_where_they_are_let_go(
    tree: OutlineTree, desk: Desk, dragged: str, onto: str, below: int, expected: list[str]
) -> None:
    go_to(tree, desk, dragged)
    at = tree.visualItemRect(tree.items[desk[onto]]).center() + QPoint(0, below)
    tree.dropEvent(Held(at, tree))
    assert listed(tree)[-len(expected) :] == expected
    assert desk.steps == 1


def test_a_phase_that_is_let_go_on_the_upper_half_of_another_comes_in_front_of_it(
    tree: OutlineTree, desk: Desk
) -> None:
    go_to(tree, desk, "Billing")
    at = tree.visualItemRect(tree.items[desk["Awareness"]]).center() - QPoint(0, 4)
    tree.dropEvent(Held(at, tree))
    assert listed(tree)[0] == "Billing"


def test_among_those_that_wait_a_touchpoint_loses_its_phase(tree: OutlineTree, desk: Desk) -> None:
    move_to_phase(desk.document, [desk["Hotline"]], None)
    go_to(tree, desk, "First bill")
    tree.dropEvent(Held(tree.visualItemRect(tree.items[""]).center(), tree))
    assert desk.touchpoint("First bill").phase is None


def test_nothing_from_elsewhere_is_taken(tree: OutlineTree, desk: Desk) -> None:
    go_to(tree, desk, "Hotline")
    tree.dropEvent(Held(tree.visualItemRect(tree.items[desk["First bill"]]).center(), None))
    assert desk.steps == 0


def test_a_text_leaves_the_rows_that_hold_it_and_afterwards_all_is_as_it_was(tree: OutlineTree, desk: Desk) -> None:
    tree.items[desk["Billing"]].setExpanded(False)
    tree.show_only("FINANCE")
    assert listed(tree) == ["Billing", "- First bill"]
    assert tree.items[desk["Billing"]].isExpanded()
    tree.show_only("billing")
    assert listed(tree) == ["Billing", "- First bill", "- Hotline"]
    tree.show_only("")
    assert len(listed(tree)) == 7
    assert not tree.items[desk["Billing"]].isExpanded()
    assert tree.items[desk["Delivery"]].isExpanded()


def test_a_row_is_told_whole_and_as_plain_text_where_there_is_no_room_for_it(tree: OutlineTree, desk: Desk) -> None:
    rename(desk.document, desk["First bill"], "First <b>bill</b>")
    assert tree.items[desk["First bill"]].toolTip(0) == "<p>First &lt;b&gt;bill&lt;/b&gt;, Finance</p>"


def test_what_stands_beside_the_names_takes_no_more_room_than_it_needs(tree: OutlineTree, desk: Desk) -> None:
    codes = tree.columnWidth(1)
    note = add_note(desk.document, desk.journey, "Ask legal", Extent(Place(None), 128, 128))
    assert tree.columnWidth(1) > codes
    delete(desk.document, [note.id])
    assert tree.columnWidth(1) == codes


def test_what_a_text_hides_is_no_longer_selected(tree: OutlineTree, desk: Desk) -> None:
    desk.selection.set([desk["Hotline"], desk["Welcome pack"], desk["First bill"]])
    tree.show_only("finance")
    assert desk.selection.ids == (desk["First bill"],)
    tree.show_only("")
    assert desk.selection.ids == (desk["First bill"],)


def test_what_lies_outside_is_found_by_that_word(tree: OutlineTree) -> None:
    tree.show_only("outside")
    assert listed(tree) == ["Awareness", "- Neighbour's tip"]


def test_what_is_renamed_comes_and_goes_with_the_text(tree: OutlineTree, desk: Desk) -> None:
    tree.show_only("pack")
    rename(desk.document, desk["Hotline"], "Unpacking help")
    assert listed(tree) == ["Delivery", "- Welcome pack", "Billing", "- Unpacking help"]


def test_what_is_closed_stays_closed_while_rows_are_moved(tree: OutlineTree, desk: Desk) -> None:
    tree.items[desk["Delivery"]].setExpanded(False)
    go_to(tree, desk, "Billing")
    QTest.keyClick(tree, Qt.Key.Key_Up, ALT)
    assert not tree.items[desk["Delivery"]].isExpanded()


def test_somebody_who_listens_hears_phases_and_touchpoints_with_their_owners(tree: OutlineTree) -> None:
    assert interface(tree).role() is QAccessible.Role.Tree
    assert interface(tree).text(QAccessible.Text.Name) == "Outline of the journey"
    heard = {part.text(QAccessible.Text.Name): part.role() for part in parts(tree)}
    for row in (
        "Billing, phase, 2 touchpoints",
        "First bill, Finance",
        "Hotline, nobody answers for it",
        "Neighbour's tip, outside our control",
    ):
        assert heard[row] is QAccessible.Role.TreeItem


def test_a_name_of_ten_thousand_letters_is_a_row_like_others(tree: OutlineTree, desk: Desk) -> None:
    rename(desk.document, desk["Hotline"], "x" * 10_000)
    assert any(word.startswith("xxx") and word.endswith("…") for word in words_painted(tree))
    assert tree.header().length() <= tree.viewport().width()
