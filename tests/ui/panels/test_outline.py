import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from tests.ui.panels.conftest import Desk
from ui.controls.look import Look
from ui.panels.cell_editing import RefusedText
from ui.panels.outline import OutlinePanel
from workbench.domain.elements import Frame
from workbench.domain.places import Place
from workbench.editing.areas import Extent, add_frame, add_note
from workbench.editing.ownership import assign
from workbench.editing.structure import delete, reorder_phase
from workbench.editing.together import move_to_phase


@pytest.fixture
def panel(desk: Desk, look: Look, qtbot: QtBot) -> OutlinePanel:
    made = OutlinePanel(desk.document, desk.journey, desk.selection, look)
    qtbot.addWidget(made)
    made.resize(260, 600)
    made.show()
    return made


def retype(panel: OutlinePanel, element_id: str, name: str) -> QLineEdit:
    """Type another name for a row, and leave it with Enter."""
    panel.tree.setCurrentItem(panel.tree.items[element_id])
    QTest.keyClick(panel.tree, Qt.Key.Key_F2)
    return type_into(panel, name)


def type_into(panel: OutlinePanel, name: str, key: Qt.Key = Qt.Key.Key_Return) -> QLineEdit:
    editor = panel.tree.viewport().findChildren(QLineEdit)[-1]
    editor.setText(name)
    QTest.keyClick(editor, key)
    return editor


def shape(panel: OutlinePanel) -> dict[str, list[str]]:
    def below(branch: QTreeWidgetItem) -> list[str]:
        children = [branch.child(at) for at in range(branch.childCount())]
        return [" ".join(filter(None, (each.text(0), each.text(1)))) for each in children]

    branches = [panel.tree.topLevelItem(at) for at in range(panel.tree.topLevelItemCount())]
    return {branch.text(0): below(branch) for branch in branches}


def test_phases_hold_their_touchpoints_with_their_owners(panel: OutlinePanel) -> None:
    assert shape(panel) == {
        "Awareness": ["Neighbour's tip –"],
        "Delivery": ["Welcome pack MA"],
        "Billing": ["First bill FI", "Hotline"],
    }


def test_items_are_patched_and_what_is_closed_stays_closed(panel: OutlinePanel, desk: Desk) -> None:
    item = panel.tree.items[desk["Billing"]]
    item.setExpanded(False)
    assign(desk.document, [desk["Hotline"]], desk.department("Finance").id)
    reorder_phase(desk.document, desk["Billing"], desk["Awareness"])
    assert list(shape(panel)) == ["Billing", "Awareness", "Delivery"]
    assert panel.tree.items[desk["Billing"]] is item
    assert not item.isExpanded()
    assert shape(panel)["Billing"] == ["First bill FI", "Hotline FI"]


def test_touchpoints_without_a_phase_wait_at_the_end(panel: OutlinePanel, desk: Desk) -> None:
    move_to_phase(desk.document, [desk["Hotline"]], None)
    assert list(shape(panel).items())[-1] == ("Not placed yet", ["Hotline"])
    desk.history.undo()
    assert "Not placed yet" not in shape(panel)


def test_notes_and_frames_stand_below_all_phases_and_are_selected_like_touchpoints(
    panel: OutlinePanel, desk: Desk
) -> None:
    note = add_note(desk.document, desk.journey, "Ask legal\nby Friday", Extent(Place(None), 128, 128))
    frame = add_frame(desk.document, desk.journey, "Workshop", Extent(Place(None), 300, 200))
    assert list(shape(panel).items())[-1] == ("Notes and frames", ["Workshop frame", "Ask legal by Friday note"])
    desk.selection.set([note.id])
    assert panel.tree.items[note.id].isSelected()
    retype(panel, frame.id, "Workshop in May")
    assert desk.document.get(Frame, frame.id).name == "Workshop in May"
    delete(desk.document, [note.id, frame.id])
    assert "Notes and frames" not in shape(panel)


def test_deleting_a_phase_leaves_its_touchpoints_waiting(panel: OutlinePanel, desk: Desk) -> None:
    delete(desk.document, [desk["Billing"]])
    assert shape(panel)["Not placed yet"] == ["First bill FI", "Hotline"]


def test_renaming_in_place_is_one_step(panel: OutlinePanel, desk: Desk) -> None:
    retype(panel, desk["First bill"], "Very first bill")
    assert desk.touchpoint("First bill").name == "Very first bill"
    assert desk.steps == 1


def test_an_empty_name_is_refused_where_it_was_typed_and_escape_brings_the_old_one_back(
    panel: OutlinePanel, desk: Desk
) -> None:
    editor = retype(panel, desk["First bill"], " ")
    message = panel.tree.findChild(RefusedText)
    assert message is not None
    assert message.isVisible()
    assert message.label.text() == "A name cannot be empty; type at least one letter."
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert panel.tree.items[desk["First bill"]].text(0) == "First bill"
    assert not message.isVisible()
    assert desk.steps == 0


def test_the_selection_is_the_map_s(panel: OutlinePanel, desk: Desk) -> None:
    desk.selection.set([desk["Hotline"], desk["Billing"]])
    assert {item.text(0) for item in panel.tree.selectedItems()} == {"Hotline", "Billing"}
    panel.tree.setCurrentItem(panel.tree.items[desk["Welcome pack"]])
    assert desk.selection.ids == (desk["Welcome pack"],)


def test_text_is_applied_in_one_step_and_leads_back_to_the_tree(panel: OutlinePanel, desk: Desk, qtbot: QtBot) -> None:
    qtbot.mouseClick(panel.as_text, Qt.MouseButton.LeftButton)
    assert panel.is_text
    assert "Welcome pack @Marketing" in panel.editor.text.toPlainText()
    panel.editor.text.setPlainText("Use > Everyday speed @Network")
    qtbot.mouseClick(panel.editor.apply, Qt.MouseButton.LeftButton)
    assert not panel.is_text
    assert shape(panel)["Use"] == ["Everyday speed NE"]
    assert desk.steps == 1


def test_a_journey_without_phases_says_how_to_begin(blank: Desk, look: Look, qtbot: QtBot) -> None:
    panel = OutlinePanel(blank.document, blank.journey, blank.selection, look)
    qtbot.addWidget(panel)
    panel.show()
    assert panel.empty.isVisible()
    assert panel.empty.button is not None
    with qtbot.waitSignal(panel.phase_wanted):
        qtbot.mouseClick(panel.empty.button, Qt.MouseButton.LeftButton)
    blank.add("First", None)
    assert panel.tree.isVisible()


def test_f2_opens_the_name_for_typing(panel: OutlinePanel, desk: Desk, qtbot: QtBot) -> None:
    panel.tree.setCurrentItem(panel.tree.items[desk["Billing"]])
    panel.tree.setFocus()
    qtbot.keyClick(panel.tree, Qt.Key.Key_F2)
    editor = panel.tree.findChild(QLineEdit)
    assert editor is not None
    editor.setText("Billing and payment")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.phase("Billing").name == "Billing and payment")


def test_changes_elsewhere_leave_a_text_that_is_being_written(panel: OutlinePanel, desk: Desk) -> None:
    panel.show_text()
    panel.editor.text.setPlainText("Use > Half a th")
    assign(desk.document, [desk["Hotline"]], desk.department("Finance").id)
    assert panel.is_text
    assert panel.editor.text.toPlainText() == "Use > Half a th"
    panel.show_tree()
    assert shape(panel)["Billing"][1] == "Hotline FI"


def test_the_waiting_branch_cannot_be_renamed_or_selected_as_an_element(panel: OutlinePanel, desk: Desk) -> None:
    move_to_phase(desk.document, [desk["Hotline"]], None)
    branch = panel.tree.items[""]
    assert not branch.flags() & Qt.ItemFlag.ItemIsEditable
    panel.tree.setCurrentItem(branch)
    assert desk.selection.ids == ()


def test_the_filter_stands_over_the_tree_alone(panel: OutlinePanel, desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.filter, "hotline")
    assert panel.tree.items[desk["First bill"]].isHidden()
    assert not panel.tree.items[desk["Hotline"]].isHidden()
    panel.show_text()
    assert not panel.filter.isVisible()
    panel.show_tree()
    assert panel.filter.isVisible()
