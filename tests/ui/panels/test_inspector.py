import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.panels.conftest import Desk
from ui.controls.look import Look
from ui.panels.inspect_area import FrameForm, NoteForm
from ui.panels.inspect_journey import JourneyForm
from ui.panels.inspect_phase import PhaseForm
from ui.panels.inspect_several import SeveralForm
from ui.panels.inspect_touchpoint import TouchpointForm
from ui.panels.inspect_transition import InfluenceForm, TransitionForm
from ui.panels.inspector import InspectorPanel
from workbench.domain.places import Place
from workbench.editing.areas import Extent, add_frame, add_note
from workbench.editing.structure import delete, influence, rename

HERE = Extent(Place(None), 128, 128)


@pytest.fixture
def panel(desk: Desk, look: Look, qtbot: QtBot) -> InspectorPanel:
    made = InspectorPanel(desk.document, desk.journey, desk.selection, look)
    qtbot.addWidget(made)
    made.resize(360, 700)
    made.show()
    return made


def test_each_kind_of_selection_has_its_form(panel: InspectorPanel, desk: Desk) -> None:
    made = influence(desk.document, desk["Welcome pack"], desk["First bill"])
    way = desk.way("Welcome pack", "First bill")
    note, frame = (add(desk.document, desk.journey, "Words", HERE) for add in (add_note, add_frame))
    cases = {
        (): JourneyForm,
        (desk["First bill"],): TouchpointForm,
        (desk["First bill"], desk["Hotline"]): SeveralForm,
        (way.id,): TransitionForm,
        (made.id,): InfluenceForm,
        (desk["Billing"],): PhaseForm,
        (note.id,): NoteForm,
        (frame.id,): FrameForm,
        (note.id, frame.id): type(None),
        (note.id, desk["First bill"]): type(None),
        (desk["Billing"], desk["First bill"]): type(None),
        ("gone",): JourneyForm,
    }
    for ids, kind in cases.items():
        desk.selection.set(ids)
        assert type(panel.form) is kind


def test_notes_and_frames_among_several_touchpoints_are_left_out(panel: InspectorPanel, desk: Desk) -> None:
    note = add_note(desk.document, desk.journey, "Words", HERE)
    desk.selection.set([note.id, desk["First bill"], desk["Hotline"]])
    assert isinstance(panel.form, SeveralForm)
    assert panel.form.title.text() == "2 touchpoints"
    panel.form.failure.committed.emit(0.2)
    assert {desk.touchpoint(name).quantity("failure").value for name in ("First bill", "Hotline")} == {0.2}


def test_the_same_form_serves_the_next_touchpoint(panel: InspectorPanel, desk: Desk) -> None:
    desk.selection.set([desk["First bill"]])
    form = panel.form
    desk.selection.set([desk["Hotline"]])
    assert panel.form is form
    assert isinstance(form, TouchpointForm)
    assert form.name.line.text() == "Hotline"


def test_changes_elsewhere_arrive_without_the_cursor_moving(panel: InspectorPanel, desk: Desk) -> None:
    desk.selection.set([desk["First bill"]])
    form = panel.form
    assert isinstance(form, TouchpointForm)
    form.notes.area.setFocus()
    rename(desk.document, desk["First bill"], "Bill")
    assert form.name.line.text() == "Bill"
    assert panel.focusWidget() is form.notes.area


def test_deleting_what_is_shown_leads_back_to_the_journey(panel: InspectorPanel, desk: Desk) -> None:
    desk.selection.set([desk["First bill"]])
    delete(desk.document, [desk["First bill"]])
    assert isinstance(panel.form, JourneyForm)


def test_a_hidden_panel_catches_up_when_it_comes_up(panel: InspectorPanel, desk: Desk) -> None:
    panel.hide()
    desk.selection.set([desk["First bill"]])
    rename(desk.document, desk["First bill"], "Bill")
    panel.show()
    assert isinstance(panel.form, TouchpointForm)
    assert panel.form.name.line.text() == "Bill"


def test_typing_a_name_and_an_owner_needs_no_mouse(panel: InspectorPanel, desk: Desk, qtbot: QtBot) -> None:
    desk.selection.set([desk["Hotline"]])
    form = panel.form
    assert isinstance(form, TouchpointForm)
    form.name.line.setFocus()
    form.name.line.selectAll()
    qtbot.keyClicks(form.name.line, "Help desk")
    qtbot.keyClick(form.name.line, Qt.Key.Key_Return)
    owner = form.ownership.picker.box
    owner.setFocus()
    owner.lineEdit().selectAll()
    qtbot.keyClicks(owner.lineEdit(), "Customer care")
    qtbot.keyClick(owner, Qt.Key.Key_Return)
    assert (desk.touchpoint("Hotline").name, desk.owner("Hotline")) == ("Help desk", "Customer care")
    assert desk.steps == 2


def test_a_half_typed_owner_is_not_given_to_the_next_touchpoint(panel: InspectorPanel, desk: Desk) -> None:
    desk.selection.set([desk["Hotline"]])
    form = panel.form
    assert isinstance(form, TouchpointForm)
    form.ownership.picker.box.setEditText("Cust")
    desk.selection.set([desk["First bill"]])
    assert form.ownership.picker.box.currentText() == "Finance"
    assert desk.steps == 0


def test_the_field_of_a_number_gets_the_focus_and_its_fold_opens(panel: InspectorPanel, desk: Desk) -> None:
    way, made = desk.way("Welcome pack", "First bill"), influence(desk.document, desk["Welcome pack"], desk["Hotline"])
    cases = {
        "severity": (desk["First bill"], "How annoying is it then?"),
        "retry": (desk["First bill"], "Try again at once"),
        "routing": (way.id, "Share of those who leave"),
        "strength": (made.id, "Added chance of failure"),
    }
    for attribute, (element, label) in cases.items():
        desk.selection.set([element])
        panel.open_field(attribute)
        focus = panel.focusWidget()
        assert focus is not None
        assert (focus.accessibleName(), focus.isVisible()) == (label, True)


def test_a_number_without_a_field_leaves_the_focus_where_it_is(panel: InspectorPanel, desk: Desk) -> None:
    desk.selection.set([desk["First bill"], desk["Hotline"]])
    before = panel.focusWidget()
    panel.open_field("severity")
    assert panel.focusWidget() is before
