from tests.ui.canvas.journeys import Sketch
from tests.ui.canvas.pointing import CONTROL, click, edge, on, pixel
from ui.canvas.view import MapView
from workbench.domain.elements import Influence, Transition

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


def test_a_click_on_an_edge_only_selects(view: MapView, sketch: Sketch) -> None:
    click(view, edge(view, sketch, "Search"))
    assert view.selection.ids == (sketch.ids["Search"],)
    assert sketch.history.undo_label is None


def test_hidden_influences_cannot_be_hit(view: MapView, sketch: Sketch) -> None:
    influence = sketch.document.of(Influence)[0]
    at = pixel(view, *view.plan.lines[influence.id].curve.samples[3].tolist())
    click(view, at)
    assert view.selection.ids == (influence.id,)
    view.set_influences_visible(False)
    click(view, at)
    assert influence.id not in view.selection.ids
