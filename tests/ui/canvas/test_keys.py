import pytest
from PySide6.QtCore import Qt

from tests.ui.canvas.journeys import Sketch
from tests.ui.canvas.pointing import press, type_name
from ui.canvas.board import ToolName
from ui.canvas.view import MapView
from workbench.domain.elements import Influence, Phase, Touchpoint, Transition
from workbench.editing import structure

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
