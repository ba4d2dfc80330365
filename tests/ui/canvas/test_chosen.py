from tests.ui.canvas.journeys import Sketch
from tests.ui.canvas.noted import note_on
from ui.canvas.boxes import Box
from ui.canvas.chosen import Chosen
from ui.canvas.geometry import MapGeometry
from workbench.domain.elements import Transition
from workbench.domain.places import ROW_PITCH

HERE = Box(0, 0, 100, 300)


def test_of_few_things_all_are_shown_wherever_they_lie(sketch: Sketch) -> None:
    ids = (sketch.ids["Hotline"], sketch.ids["Need"], "gone")
    assert Chosen(ids, MapGeometry(sketch.document, sketch.journey)).shown_in(HERE, 1.0) == list(ids)


def test_of_many_cards_those_in_sight_are_shown_and_all_that_is_no_card(sketch: Sketch) -> None:
    cards = [sketch.add(f"Step {row}", "Need", ROW_PITCH * row) for row in range(1, 120)]
    note, line = note_on(sketch, Box(800, 900, 900, 1000)).id, sketch.document.of(Transition)[0].id
    chosen = Chosen((*cards, note, line), MapGeometry(sketch.document, sketch.journey))
    assert set(chosen.shown_in(HERE, 1.0)) == {*cards[:3], note, line}
    assert set(chosen.shown_in(HERE.moved(0, 20 * ROW_PITCH), 1.0)) >= {*cards[19:22], note, line}
    assert sketch.ids["Search"] not in chosen.shown_in(HERE, 1.0)


def test_a_ring_is_minded_before_its_card_comes_into_sight(sketch: Sketch) -> None:
    cards = [sketch.add(f"Step {row}", "Need", ROW_PITCH * row) for row in range(1, 120)]
    chosen = Chosen(cards, MapGeometry(sketch.document, sketch.journey))
    above = Box(0, -500, 100, ROW_PITCH - 10)
    assert chosen.shown_in(above, 1.0) == [cards[0]]
    assert chosen.shown_in(above.moved(0, -40), 1.0) == []
