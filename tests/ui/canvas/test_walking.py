import pytest
from PySide6.QtCore import Qt

from tests.ui.canvas.journeys import Sketch
from tests.ui.canvas.pointing import CONTROL, press
from ui.canvas.geometry import Direction, MapGeometry
from ui.canvas.view import MapView
from ui.canvas.walking import Walk, step
from workbench.editing import structure

SHIFT = Qt.KeyboardModifier.ShiftModifier


def led(sketch: Sketch, start: str, direction: Direction) -> str | None:
    plan = MapGeometry(sketch.document, sketch.journey)
    found = step(plan, sketch.ids[start], direction)
    return next((name for name, each in sketch.ids.items() if each == found), None)


@pytest.mark.parametrize(
    ("start", "direction", "expected"),
    [
        ("Search", Direction.RIGHT, "Form"),
        ("Form", Direction.LEFT, "Search"),
        ("Form", Direction.DOWN, "Contract"),
        ("Contract", Direction.RIGHT, "Router"),
        ("Router", Direction.LEFT, "Contract"),
        ("Router", Direction.DOWN, "Hotline"),
        ("Hotline", Direction.UP, "Router"),
        ("Hotline", Direction.LEFT, "Contract"),
        ("Search", Direction.LEFT, None),
    ],
)
def test_arrows_follow_transitions_and_else_lead_to_the_nearest(
    sketch: Sketch, start: str, direction: Direction, expected: str | None
) -> None:
    assert led(sketch, start, direction) == expected


def test_a_card_in_the_line_of_sight_is_not_passed_over(sketch: Sketch) -> None:
    structure.connect(sketch.document, sketch.ids["Search"], sketch.ids["Router"])
    structure.delete(sketch.document, [sketch.ids["Form"]])
    assert led(sketch, "Search", Direction.RIGHT) == "Router"
    sketch.add("Between", "Order", 24)
    assert led(sketch, "Search", Direction.RIGHT) == "Between"


def test_an_influence_and_a_way_to_the_card_itself_lead_nowhere(sketch: Sketch) -> None:
    structure.connect(sketch.document, sketch.ids["Hotline"], sketch.ids["Hotline"])
    assert led(sketch, "Form", Direction.RIGHT) == "Router"
    assert led(sketch, "Hotline", Direction.UP) == "Router"


def test_without_any_card_there_is_nowhere_to_go(view: MapView, sketch: Sketch) -> None:
    structure.delete(sketch.document, list(view.plan.cards))
    assert not Walk(view).go(Direction.RIGHT, extend=False)
    assert view.selection.ids == ()


def test_shift_extends_and_shrinks_again_on_the_way_back(view: MapView, sketch: Sketch) -> None:
    ids = sketch.ids
    view.selection.set([ids["Search"]])
    press(view, Qt.Key.Key_Right, SHIFT)
    press(view, Qt.Key.Key_Down, SHIFT)
    assert view.selection.ids == (ids["Search"], ids["Form"], ids["Contract"])
    press(view, Qt.Key.Key_Up, SHIFT)
    assert view.selection.ids == (ids["Search"], ids["Form"])


@pytest.mark.parametrize(
    ("key", "modifier", "expected"),
    [
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, ["Form"]),
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier, ["Bill"]),
        (Qt.Key.Key_End, SHIFT, ["Contract", "Bill"]),
        (Qt.Key.Key_Home, CONTROL, ["Search"]),
        (Qt.Key.Key_End, CONTROL, ["Hotline"]),
        (Qt.Key.Key_End, CONTROL | SHIFT, ["Contract", "Bill", "Router", "Hotline"]),
        (Qt.Key.Key_Home, CONTROL | SHIFT, ["Contract", "Form", "Search"]),
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier, ["Router"]),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.NoModifier, ["Search"]),
    ],
)
def test_rims_and_phases_can_be_reached_at_once(
    view: MapView, sketch: Sketch, key: Qt.Key, modifier: Qt.KeyboardModifier, expected: list[str]
) -> None:
    sketch.add("Bill", "Order", 288)
    view.selection.set([sketch.ids["Contract"]])
    press(view, key, modifier)
    assert view.selection.ids == tuple(sketch.ids[name] for name in expected)


def test_home_goes_to_the_first_card_of_a_phase_that_is_selected(view: MapView, sketch: Sketch) -> None:
    view.selection.set([sketch.ids["Use"]])
    press(view, Qt.Key.Key_Home)
    assert view.selection.ids == (sketch.ids["Router"],)


def test_without_a_current_card_an_arrow_leads_to_the_first_one_in_sight(view: MapView, sketch: Sketch) -> None:
    far = sketch.add("Far below", "Order", 4800)
    press(view, Qt.Key.Key_Right)
    assert view.selection.ids == (sketch.ids["Search"],)
    view.selection.clear()
    view.zoom_to(1.0)
    view.reveal(view.plan.cards[far])
    shown = view.frame
    press(view, Qt.Key.Key_Up)
    assert view.selection.ids == (far,)
    assert view.frame == shown


def test_pages_pass_over_empty_phases_and_stop_at_the_rims(view: MapView, sketch: Sketch) -> None:
    structure.delete(sketch.document, [sketch.ids["Form"], sketch.ids["Contract"]])
    view.selection.set([sketch.ids["Search"]])
    press(view, Qt.Key.Key_PageUp)
    assert view.selection.ids == (sketch.ids["Search"],)
    press(view, Qt.Key.Key_PageDown)
    press(view, Qt.Key.Key_PageDown)
    assert view.selection.ids == (sketch.ids["Router"],)


def test_every_card_can_be_reached_by_keys_from_the_first(sketch: Sketch) -> None:
    plan = MapGeometry(sketch.document, sketch.journey)
    reached, waiting = set[str](), [sketch.ids["Search"]]
    while waiting:
        card = waiting.pop()
        reached.add(card)
        steps = {step(plan, card, direction) for direction in Direction}
        waiting += [each for each in steps if each is not None and each not in reached]
    assert reached == set(plan.cards)
