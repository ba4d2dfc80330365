from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.canvas.journeys import Sketch
from tests.ui.canvas.pointing import LEFT, PLAIN, box, drag, move, pixel, press
from ui.canvas.bands import enclosed
from ui.canvas.board import ToolName
from ui.canvas.view import MapView

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


def test_a_band_selects_the_cards_that_it_touches(view: MapView, sketch: Sketch) -> None:
    router = box(view, sketch, "Router")
    drag(view, pixel(view, router.left - 6, 470), pixel(view, router.right + 4, 40))
    assert set(view.selection.ids) == {sketch.ids["Router"], sketch.ids["Hotline"]}
    assert sketch.history.undo_label is None


def loop(view: MapView, *corners: tuple[float, float], modifier: Qt.KeyboardModifier = ALT) -> None:
    """Draw a loop through places on the map."""
    points = [pixel(view, *corner) for corner in corners]
    QTest.mousePress(view, LEFT, modifier, points[0])
    for point in points[1:]:
        move(view, point, modifier)
    QTest.mouseRelease(view, LEFT, modifier, points[-1])


def round_search_and_contract(view: MapView, sketch: Sketch) -> list[tuple[float, float]]:
    """A loop round two cards that no rectangle could hold without a third."""
    search, form, contract = (box(view, sketch, name) for name in ("Search", "Form", "Contract"))
    return [
        (search.left - 4, search.top - 8),
        (search.right + 4, search.top - 8),
        (search.right + 4, form.bottom + 8),
        (contract.right + 4, form.bottom + 8),
        (contract.right + 4, contract.bottom + 8),
        (search.left - 4, contract.bottom + 8),
    ]


def test_with_alt_a_loop_selects_what_it_encloses(view: MapView, sketch: Sketch) -> None:
    loop(view, *round_search_and_contract(view, sketch))
    assert set(view.selection.ids) == {sketch.ids["Search"], sketch.ids["Contract"]}
    assert view.marks.loop == ()
    assert sketch.history.undo_label is None


def test_a_loop_begun_on_a_card_selects_and_does_not_move_it(view: MapView, sketch: Sketch) -> None:
    first, *rest = round_search_and_contract(view, sketch)
    middle = box(view, sketch, "Search").middle
    loop(view, middle, first, *rest, first)
    assert sketch.ids["Contract"] in view.selection.ids
    assert sketch.history.undo_label is None


def test_with_shift_a_band_and_a_loop_add_to_the_selection(view: MapView, sketch: Sketch) -> None:
    view.selection.set([sketch.ids["Hotline"]])
    loop(view, *round_search_and_contract(view, sketch), modifier=ALT | SHIFT)
    assert set(view.selection.ids) == {sketch.ids[name] for name in ("Hotline", "Search", "Contract")}
    router = box(view, sketch, "Router")
    loop(view, (router.left - 6, router.top - 6), (router.right, router.bottom), modifier=SHIFT)
    assert len(view.selection.ids) == 4


def test_the_lasso_can_be_taken_up_as_a_tool(view: MapView, sketch: Sketch) -> None:
    press(view, Qt.Key.Key_Q)
    assert view.tool is ToolName.LASSO
    loop(view, *round_search_and_contract(view, sketch), modifier=PLAIN)
    assert set(view.selection.ids) == {sketch.ids["Search"], sketch.ids["Contract"]}


def test_a_loop_too_small_to_enclose_anything_selects_nothing(view: MapView, sketch: Sketch) -> None:
    assert enclosed(view.plan, [(0.0, 0.0)]) == []
    assert enclosed(view.plan, [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0)]) == []
