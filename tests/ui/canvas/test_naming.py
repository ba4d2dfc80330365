from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.canvas.journeys import Sketch, an_empty_sketch
from tests.ui.canvas.pointing import LEFT, PLAIN, click, editor, on, pixel, press, type_name
from ui.bridge import Selection
from ui.canvas.board import NewCard, NewPhase, Renamed
from ui.canvas.view import MapView
from ui.controls.look import Look
from workbench.domain.elements import Phase, Touchpoint, Transition
from workbench.domain.places import Place, phases_in_order
from workbench.editing import structure

SHIFT = Qt.KeyboardModifier.ShiftModifier


def double_click(view: MapView, at: QPoint) -> None:
    QTest.mouseDClick(view, LEFT, PLAIN, at)


def test_a_double_click_on_empty_ground_makes_a_card_there(view: MapView, sketch: Sketch) -> None:
    double_click(view, pixel(view, 76, 460))
    type_name(view, "Sees a poster")
    made = sketch.touchpoint("Sees a poster")
    assert (made.phase, made.y) == (sketch.ids["Need"], 432.0)
    assert sketch.document.referrers(made.id, Transition) == []


def test_ten_touchpoints_in_a_row_need_only_the_keyboard(qtbot: QtBot, look: Look) -> None:
    sketch = an_empty_sketch()
    view = MapView(sketch.document, sketch.journey, Selection(), look)
    qtbot.addWidget(view)
    view.resize(900, 700)
    view.show()
    view.begin_naming(NewCard(Place(sketch.ids["Need"])))
    for number in range(10):
        type_name(view, f"Step {number}")
    press(editor(view), Qt.Key.Key_Escape)
    cards = sketch.document.of(Touchpoint)
    assert [card.name for card in cards] == [f"Step {number}" for number in range(10)]
    assert [card.y for card in cards] == [96.0 * number for number in range(10)]
    joined = [(each.source, each.target) for each in sketch.document.of(Transition)]
    assert joined == [(one.id, other.id) for one, other in pairwise(cards)]
    view.close_map()


def test_escape_while_naming_a_new_card_leaves_no_trace(view: MapView, sketch: Sketch) -> None:
    double_click(view, pixel(view, 76, 460))
    type_name(view, "Never mind", Qt.Key.Key_Escape)
    assert "Never mind" not in sketch.names()
    assert sketch.history.undo_label is None
    assert not editor(view).isVisible()
    assert view.hasFocus()


@pytest.mark.parametrize("text", ["", "   "])
def test_enter_without_a_name_ends_the_chain(view: MapView, sketch: Sketch, text: str) -> None:
    view.begin_naming(NewCard(Place(sketch.ids["Need"], 0, 480)))
    type_name(view, text)
    assert sketch.history.undo_label is None
    assert not editor(view).isVisible()


def sources(sketch: Sketch, name: str) -> list[str]:
    made = sketch.touchpoint(name).id
    names = {each.id: each.name for each in sketch.document.of(Touchpoint)}
    return [names[each.source] for each in sketch.document.referrers(made, Transition) if each.target == made]


def test_shift_enter_goes_on_in_the_next_phase(view: MapView, sketch: Sketch) -> None:
    view.begin_naming(NewCard(Place(sketch.ids["Need"], 0, 96), sketch.ids["Search"]))
    type_name(view, "Compares tariffs", Qt.Key.Key_Return, SHIFT)
    type_name(view, "Chooses one")
    assert sketch.touchpoint("Compares tariffs").phase == sketch.ids["Need"]
    assert sketch.touchpoint("Chooses one").phase == sketch.ids["Order"]
    assert sources(sketch, "Chooses one") == ["Compares tariffs"]


def test_in_the_last_phase_shift_enter_says_so_and_stays_there(view: MapView, sketch: Sketch) -> None:
    told: list[object] = []
    view.refused.connect(told.append)
    view.begin_naming(NewCard(Place(sketch.ids["Use"], 0, 480), sketch.ids["Hotline"]))
    type_name(view, "Asks again", Qt.Key.Key_Return, SHIFT)
    assert told == ["“Use” is the last phase; Esc and then P add another one."]
    type_name(view, "Gets an answer")
    assert sketch.touchpoint("Gets an answer").phase == sketch.ids["Use"]


def test_before_typing_shift_enter_and_shift_tab_go_from_phase_to_phase(view: MapView, sketch: Sketch) -> None:
    view.begin_naming(NewCard(Place(sketch.ids["Need"], 0, 96), sketch.ids["Search"]))
    for _ in range(3):
        press(editor(view), Qt.Key.Key_Return, SHIFT)
    press(editor(view), Qt.Key.Key_Backtab, SHIFT)
    type_name(view, "Compares tariffs")
    assert sketch.touchpoint("Compares tariffs").phase == sketch.ids["Order"]
    assert sources(sketch, "Compares tariffs") == ["Search"]


def test_tab_names_a_branch_beside_from_where_the_last_card_came(view: MapView, sketch: Sketch) -> None:
    view.begin_naming(NewCard(Place(sketch.ids["Need"], 0, 96), sketch.ids["Search"]))
    for name in ("Asks online", "Asks in the shop", "Asks a friend"):
        type_name(view, name, Qt.Key.Key_Tab)
    press(editor(view), Qt.Key.Key_Escape)
    made = [sketch.touchpoint(name) for name in ("Asks online", "Asks in the shop", "Asks a friend")]
    assert [(card.x, card.y) for card in made] == [(0.0, 96.0), (144.0, 96.0), (288.0, 96.0)]
    assert [sources(sketch, card.name) for card in made] == [["Search"]] * 3
    ways = [each for each in sketch.document.of(Transition) if each.source == sketch.ids["Search"]]
    assert sum(each.weight.value for each in ways) == pytest.approx(1.0)


def test_tab_before_typing_goes_one_step_back_and_branches_off_there(view: MapView, sketch: Sketch) -> None:
    view.begin_naming(NewCard(Place(sketch.ids["Need"], 0, 96), sketch.ids["Search"]))
    type_name(view, "Asks online")
    press(editor(view), Qt.Key.Key_Tab)
    type_name(view, "Asks in the shop")
    assert sources(sketch, "Asks in the shop") == ["Search"]


def test_a_branch_where_the_journey_begins_is_another_beginning(view: MapView, sketch: Sketch) -> None:
    view.begin_naming(NewCard(Place(sketch.ids["Need"], 0, 480)))
    press(editor(view), Qt.Key.Key_Tab)
    type_name(view, "Is called", Qt.Key.Key_Tab)
    type_name(view, "Gets a letter")
    assert sources(sketch, "Gets a letter") == []


def test_each_card_of_a_chain_is_one_step_to_undo(view: MapView, sketch: Sketch) -> None:
    view.begin_naming(NewCard(Place(sketch.ids["Need"], 0, 96), sketch.ids["Search"]))
    type_name(view, "One", Qt.Key.Key_Tab)
    type_name(view, "Two", Qt.Key.Key_Return, SHIFT)
    type_name(view, "Three")
    press(editor(view), Qt.Key.Key_Escape)
    for left in (["One", "Two"], ["One"], []):
        sketch.history.undo()
        assert [name for name in ("One", "Two", "Three") if name in sketch.names()] == left


def test_enter_on_a_transition_puts_new_touchpoints_into_it(view: MapView, sketch: Sketch) -> None:
    flow = next(each for each in sketch.document.of(Transition) if each.source == sketch.ids["Search"])
    view.selection.set([flow.id])
    press(view, Qt.Key.Key_Return)
    type_name(view, "Compares")
    type_name(view, "Decides")
    press(editor(view), Qt.Key.Key_Escape)
    assert [sources(sketch, name) for name in ("Compares", "Decides", "Form")] == [
        ["Search"],
        ["Compares"],
        ["Decides"],
    ]
    sketch.history.undo()
    assert sources(sketch, "Form") == ["Compares"]


def test_touchpoints_named_into_a_transition_one_after_the_other_stand_between_its_ends(
    view: MapView, sketch: Sketch
) -> None:
    flow = next(each for each in sketch.document.of(Transition) if each.source == sketch.ids["Form"])
    view.selection.set([flow.id])
    press(view, Qt.Key.Key_Return)
    for name in ("Signs", "Waits"):
        type_name(view, name)
    press(editor(view), Qt.Key.Key_Escape)
    assert [sketch.touchpoint(name).y for name in ("Form", "Signs", "Waits", "Contract")] == [96, 192, 288, 384]


def test_a_transition_that_goes_meanwhile_leaves_a_card_of_its_own(view: MapView, sketch: Sketch) -> None:
    flow = next(each for each in sketch.document.of(Transition) if each.source == sketch.ids["Search"])
    view.begin_naming(NewCard(Place(sketch.ids["Need"], 0, 480), into=flow.id))
    structure.delete(sketch.document, [flow.id])
    type_name(view, "Compares")
    assert sources(sketch, "Compares") == []


def test_enter_on_an_empty_map_names_the_first_touchpoint(qtbot: QtBot, look: Look) -> None:
    sketch = an_empty_sketch()
    view = MapView(sketch.document, sketch.journey, Selection(), look)
    qtbot.addWidget(view)
    view.show()
    view.setFocus()
    press(view, Qt.Key.Key_Return)
    type_name(view, "Sees a poster")
    assert sketch.touchpoint("Sees a poster").phase == sketch.ids["Need"]
    view.close_map()


def test_a_double_click_on_a_card_renames_it(view: MapView, sketch: Sketch) -> None:
    double_click(view, on(view, sketch, "Form"))
    assert editor(view).text() == "Form"
    type_name(view, "Online form")
    assert sketch.document.get(Touchpoint, sketch.ids["Form"]).name == "Online form"
    sketch.history.undo()
    assert sketch.touchpoint("Form").id == sketch.ids["Form"]


def test_escape_while_renaming_restores_the_name(view: MapView, sketch: Sketch) -> None:
    view.begin_naming(Renamed(sketch.ids["Form"]))
    type_name(view, "Something else", Qt.Key.Key_Escape)
    assert sketch.touchpoint("Form").id == sketch.ids["Form"]
    assert sketch.history.undo_label is None


def test_leaving_the_editor_keeps_what_was_typed(view: MapView, sketch: Sketch) -> None:
    double_click(view, pixel(view, 76, 460))
    QTest.keyClicks(editor(view), "Sees a poster")
    view.setFocus()
    assert "Sees a poster" in sketch.names()
    assert not editor(view).isVisible()


def test_clicking_elsewhere_keeps_what_was_typed(view: MapView, sketch: Sketch) -> None:
    double_click(view, pixel(view, 76, 460))
    QTest.keyClicks(editor(view), "Sees a poster")
    click(view, on(view, sketch, "Router"))
    assert "Sees a poster" in sketch.names()
    assert view.selection.ids == (sketch.ids["Router"],)


def test_a_phase_is_renamed_at_its_head_and_added_behind_the_current_one(view: MapView, sketch: Sketch) -> None:
    double_click(view, QPoint(200, 30))
    type_name(view, "Order and agreement")
    assert sketch.document.get(Phase, sketch.ids["Order"]).name == "Order and agreement"
    view.begin_naming(NewPhase(sketch.ids["Use"]))
    type_name(view, "Delivery")
    names = [phase.name for phase in phases_in_order(sketch.document, sketch.journey)]
    assert names == ["Need", "Order and agreement", "Delivery", "Use"]


def test_a_name_that_is_refused_stays_in_the_editor(view: MapView, sketch: Sketch) -> None:
    told: list[object] = []
    view.refused.connect(told.append)
    view.begin_naming(Renamed(sketch.ids["Form"]))
    editor(view).setMaxLength(20_000)
    editor(view).setText("x" * 10_001)
    press(editor(view), Qt.Key.Key_Return)
    assert len(told) == 1
    assert editor(view).isVisible()
    type_name(view, "", Qt.Key.Key_Escape)


def test_the_editor_gives_up_when_its_card_is_gone(view: MapView, sketch: Sketch) -> None:
    view.begin_naming(Renamed(sketch.ids["Form"]))
    structure.delete(sketch.document, [sketch.ids["Form"]])
    assert not editor(view).isVisible()


def test_a_new_card_outlives_the_one_it_was_to_follow_and_its_phase(view: MapView, sketch: Sketch) -> None:
    view.begin_naming(NewCard(Place(sketch.ids["Need"], 0, 96), sketch.ids["Search"]))
    structure.delete(sketch.document, [sketch.ids["Search"], sketch.ids["Need"]])
    type_name(view, "Compares tariffs")
    made = sketch.touchpoint("Compares tariffs")
    assert made.phase is None
    assert sketch.document.referrers(made.id, Transition) == []


def test_a_new_phase_outlives_the_one_it_was_to_precede(view: MapView, sketch: Sketch) -> None:
    view.begin_naming(NewPhase(sketch.ids["Use"]))
    structure.delete(sketch.document, [sketch.ids["Use"]])
    type_name(view, "Delivery")
    assert [phase.name for phase in phases_in_order(sketch.document, sketch.journey)] == ["Need", "Order", "Delivery"]
