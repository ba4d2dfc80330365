import pytest
from PySide6.QtCore import Qt

from tests.ui.canvas.journeys import Sketch
from tests.ui.canvas.pointing import editor, press, type_name
from ui.canvas.board import ToolName
from ui.canvas.view import MapView
from workbench.domain.elements import Influence, Phase, Touchpoint, Transition
from workbench.domain.ids import END
from workbench.domain.places import Place
from workbench.editing import structure
from workbench.editing.arrange import set_pinned

ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_arrows_walk_from_card_to_card(view: MapView, sketch: Sketch) -> None:
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left):
        press(view, key)
    assert view.selection.ids == (sketch.ids["Search"],)


def test_shift_and_an_arrow_extend_the_selection(view: MapView, sketch: Sketch) -> None:
    view.selection.set([sketch.ids["Form"]])
    press(view, Qt.Key.Key_Down, SHIFT)
    assert view.selection.ids == (sketch.ids["Form"], sketch.ids["Contract"])


def test_alt_and_arrows_move_the_selected_cards(view: MapView, sketch: Sketch) -> None:
    view.selection.set([sketch.ids["Search"]])
    press(view, Qt.Key.Key_Down, ALT)
    assert sketch.touchpoint("Search").y == 24.0
    press(view, Qt.Key.Key_Right, ALT)
    assert sketch.touchpoint("Search").phase == sketch.ids["Order"]
    press(view, Qt.Key.Key_Left, ALT)
    press(view, Qt.Key.Key_Left, ALT)
    assert sketch.touchpoint("Search").phase == sketch.ids["Need"]


def test_several_cards_that_are_moved_aside_do_not_come_to_lie_on_each_other(view: MapView, sketch: Sketch) -> None:
    moved = [sketch.ids["Form"], sketch.ids["Contract"]]
    structure.move(sketch.document, {sketch.ids["Hotline"]: Place(sketch.ids["Use"], 0, 96)})
    view.selection.set(moved)
    press(view, Qt.Key.Key_Right, ALT)
    assert [sketch.document.get(Touchpoint, each).phase for each in moved] == [sketch.ids["Use"]] * 2
    one, other = (view.plan.cards[each] for each in moved)
    assert not one.meets(other)
    assert sketch.history.undo_label == "Move 2 touchpoints"


@pytest.mark.parametrize(("key", "expected"), [(Qt.Key.Key_Down, 192), (Qt.Key.Key_Up, 96)])
def test_where_there_is_no_room_cards_change_places(
    view: MapView, sketch: Sketch, key: Qt.Key, expected: float
) -> None:
    moved = "Form" if key == Qt.Key.Key_Down else "Contract"
    structure.move(sketch.document, {sketch.ids["Form"]: Place(sketch.ids["Order"], 0, 96)})
    sketch.add("Below", "Order", 288)
    view.selection.set([sketch.ids[moved]])
    press(view, key, ALT)
    assert sketch.touchpoint(moved).y == expected
    assert {sketch.touchpoint(name).y for name in ("Form", "Contract", "Below")} == {96, 192, 288}
    assert sketch.history.undo_label == f"Move “{moved}”"


def test_the_uppermost_card_stays_in_its_phase_when_it_is_moved_up(view: MapView, sketch: Sketch) -> None:
    structure.move(sketch.document, {sketch.ids["Form"]: Place(sketch.ids["Order"], 0, 0)})
    label = sketch.history.undo_label
    view.selection.set([sketch.ids["Form"]])
    press(view, Qt.Key.Key_Up, ALT)
    assert (sketch.touchpoint("Form").phase, sketch.touchpoint("Form").y) == (sketch.ids["Order"], 0)
    assert sketch.history.undo_label == label


def test_a_card_passes_a_pinned_one_where_there_is_room_behind_it(view: MapView, sketch: Sketch) -> None:
    set_pinned(sketch.document, [sketch.ids["Contract"]], pinned=True)
    view.selection.set([sketch.ids["Form"]])
    press(view, Qt.Key.Key_Down, ALT)
    assert (sketch.touchpoint("Form").y, sketch.touchpoint("Form").phase) == (288, sketch.ids["Order"])
    assert sketch.touchpoint("Contract").y == 192


def test_a_card_moved_by_keys_stays_in_sight(view: MapView, sketch: Sketch) -> None:
    for row in range(40):
        sketch.add(f"Step {row}", "Need", 96 + 96 * row)
    structure.move(sketch.document, {sketch.ids["Form"]: Place(sketch.ids["Order"], 0, 1440)})
    view.zoom_to(1.0)
    view.reveal(view.plan.cards[sketch.ids["Form"]])
    view.selection.set([sketch.ids["Form"]])
    press(view, Qt.Key.Key_Left, ALT)
    moved = view.plan.cards[sketch.ids["Form"]]
    assert moved.top > 96 * 40
    assert view.sight.top <= moved.top
    assert moved.bottom <= view.sight.bottom


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_deleting_takes_cards_and_lines_in_one_step(view: MapView, sketch: Sketch, key: Qt.Key) -> None:
    view.selection.set([sketch.ids["Form"], sketch.ids["Contract"]])
    press(view, key)
    assert sketch.names() == ["Search", "Router", "Hotline"]
    assert view.selection.ids == ()
    sketch.history.undo()
    assert sorted(sketch.names()) == ["Contract", "Form", "Hotline", "Router", "Search"]
    assert sketch.history.undo_label is None


def test_enter_names_the_next_touchpoint_connected_in_the_same_phase(view: MapView, sketch: Sketch) -> None:
    view.selection.set([sketch.ids["Search"]])
    press(view, Qt.Key.Key_Return)
    type_name(view, "Compares")
    type_name(view, "", Qt.Key.Key_Escape)
    made = sketch.touchpoint("Compares")
    assert (made.phase, made.y) == (sketch.ids["Need"], 96.0)
    assert [each.source for each in sketch.document.referrers(made.id, Transition)] == [sketch.ids["Search"]]


def test_shift_and_enter_name_what_follows_in_the_next_phase(view: MapView, sketch: Sketch) -> None:
    view.selection.set([sketch.ids["Search"]])
    press(view, Qt.Key.Key_Return, SHIFT)
    type_name(view, "Compares", Qt.Key.Key_Return)
    type_name(view, "", Qt.Key.Key_Escape)
    assert sketch.touchpoint("Compares").phase == sketch.ids["Order"]


def test_enter_on_a_phase_names_a_touchpoint_in_it(view: MapView, sketch: Sketch) -> None:
    view.selection.set([sketch.ids["Use"]])
    press(view, Qt.Key.Key_Return)
    type_name(view, "Unpacks", Qt.Key.Key_Return)
    type_name(view, "", Qt.Key.Key_Escape)
    made = sketch.touchpoint("Unpacks")
    assert (made.phase, made.y) == (sketch.ids["Use"], 96.0)
    assert not sketch.document.referrers(made.id, Transition)


def test_the_very_first_touchpoint_begins_the_first_phase_when_another_has_just_been_made(
    view: MapView, sketch: Sketch
) -> None:
    structure.delete(sketch.document, [each.id for each in sketch.document.of(Touchpoint)])
    view.selection.set([sketch.ids["Use"]])
    press(view, Qt.Key.Key_Return)
    type_name(view, "Looks round", Qt.Key.Key_Return)
    type_name(view, "", Qt.Key.Key_Escape)
    assert sketch.touchpoint("Looks round").phase == sketch.ids["Need"]


def test_enter_without_anything_selected_names_another_beginning(view: MapView, sketch: Sketch) -> None:
    press(view, Qt.Key.Key_Return)
    type_name(view, "Plans a move", Qt.Key.Key_Return)
    type_name(view, "", Qt.Key.Key_Escape)
    made = sketch.touchpoint("Plans a move")
    assert (made.phase, made.y) == (sketch.ids["Need"], 96.0)
    assert not sketch.document.referrers(made.id, Transition)


def test_enter_on_an_influence_names_nothing(view: MapView, sketch: Sketch) -> None:
    view.selection.set([sketch.document.of(Influence)[0].id])
    press(view, Qt.Key.Key_Return)
    assert not editor(view).isVisible()


def test_f2_renames_a_card_or_a_phase(view: MapView, sketch: Sketch) -> None:
    view.selection.set([sketch.ids["Search"]])
    press(view, Qt.Key.Key_F2)
    type_name(view, "Looks for it")
    assert sketch.document.get(Touchpoint, sketch.ids["Search"]).name == "Looks for it"
    view.selection.set([sketch.ids["Use"]])
    press(view, Qt.Key.Key_F2)
    type_name(view, "Everyday use")
    assert sketch.document.get(Phase, sketch.ids["Use"]).name == "Everyday use"


@pytest.mark.parametrize(
    ("key", "tool"),
    [(Qt.Key.Key_T, ToolName.TOUCHPOINT), (Qt.Key.Key_L, ToolName.LINK), (Qt.Key.Key_I, ToolName.INFLUENCE)],
)
def test_single_letters_choose_tools(view: MapView, key: Qt.Key, tool: ToolName) -> None:
    told: list[object] = []
    view.tool_changed.connect(told.append)
    press(view, key)
    press(view, Qt.Key.Key_V)
    assert told == [tool, ToolName.SELECT]


def test_letters_with_control_are_left_to_the_window(view: MapView) -> None:
    press(view, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert view.tool is ToolName.SELECT


def test_p_adds_a_phase_behind_the_current_one(view: MapView, sketch: Sketch) -> None:
    view.selection.set([sketch.ids["Search"]])
    press(view, Qt.Key.Key_P)
    type_name(view, "Compare")
    assert [column.name for column in view.plan.columns] == ["Need", "Compare", "Order", "Use"]


def test_keys_without_anything_to_act_on_do_nothing(view: MapView, sketch: Sketch) -> None:
    structure.delete(
        sketch.document, [sketch.ids[name] for name in ("Search", "Form", "Contract", "Router", "Hotline")]
    )
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_Left):
        press(view, key)
    assert sketch.history.undo_label == "Delete 5 things"


@pytest.mark.parametrize("key", [Qt.Key.Key_L, Qt.Key.Key_I])
def test_a_line_can_be_drawn_by_keys_alone(view: MapView, sketch: Sketch, key: Qt.Key) -> None:
    view.selection.set([sketch.ids["Search"]])
    for each in (key, Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return):
        press(view, each)
    joins = [*sketch.document.of(Transition), *sketch.document.of(Influence)]
    made = next(each for each in joins if each.id == view.selection.current)
    assert (made.source, made.target) == (sketch.ids["Search"], sketch.ids["Contract"])


def test_enter_puts_a_touchpoint_before_the_end_of_the_journey_to_which_no_line_is_drawn(
    view: MapView, sketch: Sketch
) -> None:
    way = structure.connect(sketch.document, sketch.ids["Hotline"], END).id
    view.selection.set([way])
    assert way not in view.plan.lines
    press(view, Qt.Key.Key_Return)
    type_name(view, "Survey")
    press(editor(view), Qt.Key.Key_Return)
    survey = sketch.touchpoint("Survey")
    assert (survey.phase, sketch.document.get(Transition, way).target) == (sketch.ids["Use"], survey.id)
    assert survey.y > sketch.touchpoint("Hotline").y
