import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.canvas.journeys import Sketch
from tests.ui.canvas.pointing import CONTROL, LEFT, PLAIN, box, click, drag, edge, editor, on, pixel, press, type_name
from ui.canvas.board import ToolName
from ui.canvas.view import MapView
from workbench.domain.elements import Influence, Transition
from workbench.domain.places import COLUMN_PITCH, ROW_PITCH, Place
from workbench.domain.vocabulary import TransitionKind
from workbench.editing import structure

EMPTY_GROUND = (76.0, 460.0)


def joins(sketch: Sketch, source: str, target: str) -> list[Transition]:
    ids = sketch.ids
    return [each for each in sketch.document.of(Transition) if (each.source, each.target) == (ids[source], ids[target])]


def test_a_click_selects_one_card_and_a_click_beside_it_none(view: MapView, sketch: Sketch) -> None:
    click(view, on(view, sketch, "Form"))
    click(view, on(view, sketch, "Router"))
    assert view.selection.ids == (sketch.ids["Router"],)
    click(view, pixel(view, *EMPTY_GROUND))
    assert view.selection.ids == ()


def test_a_click_with_control_adds_and_takes_away(view: MapView, sketch: Sketch) -> None:
    click(view, on(view, sketch, "Form"))
    click(view, on(view, sketch, "Router"), CONTROL)
    assert view.selection.ids == (sketch.ids["Form"], sketch.ids["Router"])
    click(view, on(view, sketch, "Form"), CONTROL)
    assert view.selection.ids == (sketch.ids["Router"],)


def test_a_line_can_be_selected(view: MapView, sketch: Sketch) -> None:
    flow = joins(sketch, "Search", "Form")[0]
    click(view, pixel(view, *view.plan.lines[flow.id].curve.middle))
    assert view.selection.ids == (flow.id,)


def test_even_the_short_line_between_two_rows_can_be_selected(view: MapView, sketch: Sketch) -> None:
    flow = joins(sketch, "Form", "Contract")[0]
    click(view, pixel(view, *view.plan.lines[flow.id].curve.middle))
    assert view.selection.ids == (flow.id,)


def test_a_band_selects_the_cards_that_it_touches(view: MapView, sketch: Sketch) -> None:
    router = box(view, sketch, "Router")
    drag(view, pixel(view, router.left - 6, 470), pixel(view, router.right + 4, 40))
    assert set(view.selection.ids) == {sketch.ids["Router"], sketch.ids["Hotline"]}
    assert sketch.history.undo_label is None


def test_dragging_a_card_moves_it_to_the_phase_under_it(view: MapView, sketch: Sketch) -> None:
    drag(view, on(view, sketch, "Search"), on(view, sketch, "Search") + QPoint(2 * int(COLUMN_PITCH), 150))
    moved = sketch.touchpoint("Search")
    assert (moved.phase, moved.x, moved.y) == (sketch.ids["Use"], 0.0, 144.0)


def test_several_cards_move_in_one_step_and_undo_puts_all_back(view: MapView, sketch: Sketch) -> None:
    view.selection.set([sketch.ids["Form"], sketch.ids["Contract"]])
    before = [sketch.touchpoint(name) for name in ("Form", "Contract")]
    drag(view, on(view, sketch, "Form"), on(view, sketch, "Form") + QPoint(0, 240))
    assert [sketch.touchpoint(name).y for name in ("Form", "Contract")] == [336.0, 432.0]
    sketch.history.undo()
    assert [sketch.touchpoint(name) for name in ("Form", "Contract")] == before
    assert sketch.history.undo_label is None


def test_a_whole_map_can_be_dragged_and_keeps_its_shape(view: MapView, sketch: Sketch) -> None:
    before = {card: place.top for card, place in view.plan.cards.items()}
    view.select_all()
    drag(view, on(view, sketch, "Form"), on(view, sketch, "Form") + QPoint(0, 96))
    assert {card: place.top - 96 for card, place in view.plan.cards.items()} == before
    assert sketch.history.undo_label == "Move 5 touchpoints"


def test_escape_in_the_middle_of_a_drag_leaves_no_trace(view: MapView, sketch: Sketch) -> None:
    before = dict(sketch.document.elements)
    drag(view, on(view, sketch, "Form"), on(view, sketch, "Form") + QPoint(0, 240), drop=False)
    press(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(view, LEFT, PLAIN, on(view, sketch, "Form") + QPoint(0, 240))
    assert dict(sketch.document.elements) == before
    assert sketch.history.undo_label is None
    assert view.selection.ids == ()


def test_a_pinned_card_stays_and_the_map_says_why(view: MapView, sketch: Sketch) -> None:
    structure.set_fields(sketch.document, sketch.ids["Form"], pinned=True)
    told: list[object] = []
    view.refused.connect(told.append)
    drag(view, on(view, sketch, "Form"), on(view, sketch, "Form") + QPoint(0, 240))
    assert sketch.touchpoint("Form").y == ROW_PITCH
    assert told == ["“Form” is pinned; unpin it before moving it."]


def test_dragging_from_an_edge_to_a_card_connects_them(view: MapView, sketch: Sketch) -> None:
    drag(view, edge(view, sketch, "Search"), on(view, sketch, "Contract"))
    made = joins(sketch, "Search", "Contract")
    assert [each.kind for each in made] == [TransitionKind.FLOW]
    assert view.selection.ids == (made[0].id,)


def test_dragging_from_an_edge_to_empty_ground_makes_a_connected_named_card(view: MapView, sketch: Sketch) -> None:
    drag(view, edge(view, sketch, "Search"), pixel(view, *EMPTY_GROUND))
    assert "Asks a neighbour" not in sketch.names()
    type_name(view, "Asks a neighbour")
    made = sketch.touchpoint("Asks a neighbour")
    assert made.phase == sketch.ids["Need"]
    assert [each.target for each in sketch.document.referrers(made.id, Transition)] == [made.id]
    sketch.history.undo()
    assert "Asks a neighbour" not in sketch.names()
    assert sketch.history.undo_label is None


def test_a_click_on_an_edge_only_selects(view: MapView, sketch: Sketch) -> None:
    click(view, edge(view, sketch, "Search"))
    assert view.selection.ids == (sketch.ids["Search"],)
    assert sketch.history.undo_label is None


def test_a_connection_that_is_there_already_is_refused_in_a_sentence(view: MapView, sketch: Sketch) -> None:
    told: list[object] = []
    view.refused.connect(told.append)
    drag(view, edge(view, sketch, "Search"), on(view, sketch, "Form"))
    assert told == ["This transition is there already; change its share instead."]
    assert sketch.history.undo_label is None


def test_with_the_link_tool_two_clicks_connect(view: MapView, sketch: Sketch) -> None:
    press(view, Qt.Key.Key_L)
    assert view.tool is ToolName.LINK
    click(view, on(view, sketch, "Search"))
    click(view, on(view, sketch, "Hotline"))
    assert len(joins(sketch, "Search", "Hotline")) == 1


def test_the_influence_tool_draws_influences(view: MapView, sketch: Sketch) -> None:
    press(view, Qt.Key.Key_I)
    drag(view, on(view, sketch, "Search"), on(view, sketch, "Hotline"))
    made = sketch.document.of(Influence)[-1]
    assert (made.source, made.target) == (sketch.ids["Search"], sketch.ids["Hotline"])


def test_an_influence_that_ends_nowhere_makes_nothing(view: MapView, sketch: Sketch) -> None:
    view.use(ToolName.INFLUENCE)
    drag(view, on(view, sketch, "Search"), pixel(view, *EMPTY_GROUND))
    assert sketch.history.undo_label is None
    assert not editor(view).isVisible()


def test_escape_takes_a_begun_line_back_and_then_the_tool(view: MapView, sketch: Sketch) -> None:
    view.use(ToolName.LINK)
    click(view, on(view, sketch, "Search"))
    press(view, Qt.Key.Key_Escape)
    assert view.tool is ToolName.LINK
    press(view, Qt.Key.Key_Escape)
    assert view.tool is ToolName.SELECT
    assert sketch.history.undo_label is None


def test_the_touchpoint_tool_makes_a_card_where_it_is_clicked(view: MapView, sketch: Sketch) -> None:
    press(view, Qt.Key.Key_T)
    QTest.mouseMove(view, pixel(view, *EMPTY_GROUND))
    click(view, pixel(view, *EMPTY_GROUND))
    assert view.tool is ToolName.SELECT
    type_name(view, "Sees a poster", Qt.Key.Key_Return)
    made = sketch.touchpoint("Sees a poster")
    assert (made.phase, made.y) == (sketch.ids["Need"], 432.0)


def test_the_pan_tool_drags_the_map(view: MapView, sketch: Sketch) -> None:
    view.zoom_to(3.0)
    view.centre_on(sketch.ids["Form"])
    view.use(ToolName.PAN)
    before = view.frame
    drag(view, QPoint(400, 400), QPoint(380, 340))
    assert (view.frame.x - before.x, view.frame.y - before.y) == (-20, -60)
    assert sketch.history.undo_label is None


@pytest.mark.parametrize("button", [Qt.MouseButton.MiddleButton, None])
def test_the_middle_button_and_the_space_bar_pan_whatever_the_tool(
    view: MapView, sketch: Sketch, button: Qt.MouseButton | None
) -> None:
    view.zoom_to(3.0)
    view.centre_on(sketch.ids["Form"])
    before, start = view.frame, on(view, sketch, "Form")
    if button is None:
        QTest.keyPress(view, Qt.Key.Key_Space)
    drag(view, start, start - QPoint(30, 30), button=button or LEFT)
    QTest.keyRelease(view, Qt.Key.Key_Space)
    assert (view.frame.x - before.x, view.frame.y - before.y) == (-30, -30)
    assert view.tool is ToolName.SELECT
    assert sketch.history.undo_label is None


def test_a_change_from_elsewhere_ends_a_gesture_without_harm(view: MapView, sketch: Sketch) -> None:
    start = on(view, sketch, "Form")
    drag(view, start, start + QPoint(0, 200), drop=False)
    structure.delete(sketch.document, [sketch.ids["Form"]])
    QTest.mouseMove(view, start + QPoint(0, 230))
    QTest.mouseRelease(view, LEFT, PLAIN, start + QPoint(0, 230))
    assert "Form" not in sketch.names()
    assert view.selection.ids == ()


def test_hidden_influences_cannot_be_hit(view: MapView, sketch: Sketch) -> None:
    influence = sketch.document.of(Influence)[0]
    at = pixel(view, *view.plan.lines[influence.id].curve.samples[3].tolist())
    click(view, at)
    assert view.selection.ids == (influence.id,)
    view.set_influences_visible(False)
    click(view, at)
    assert influence.id not in view.selection.ids


def test_a_card_dragged_onto_another_comes_to_rest_beside_it(view: MapView, sketch: Sketch) -> None:
    drag(view, on(view, sketch, "Search"), on(view, sketch, "Router"))
    assert sketch.touchpoint("Search").y == ROW_PITCH
    structure.move(sketch.document, {sketch.ids["Search"]: Place(sketch.ids["Need"])})
    assert not box(view, sketch, "Search").meets(box(view, sketch, "Router"))
