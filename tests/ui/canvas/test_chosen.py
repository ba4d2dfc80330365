from tests.ui.canvas.journeys import Sketch
from tests.ui.canvas.noted import note_on
from ui.canvas.boxes import Box
from ui.canvas.chosen import Chosen
from ui.canvas.geometry import MapGeometry
from workbench.domain.elements import Transition
from workbench.domain.places import ROW_PITCH
from workbench.editing import structure

HERE = Box(0, 0, 100, 300)


def test_of_few_things_as_well_only_cards_in_sight_are_shown(sketch: Sketch) -> None:
    hotline, phase, search = (sketch.ids[each] for each in ("Hotline", "Need", "Search"))
    chosen = Chosen((hotline, phase, "gone", search), MapGeometry(sketch.document, sketch.journey))
    assert chosen.shown_in(HERE, 1.0) == [phase, "gone", search]


def test_a_card_that_went_since_is_shown_no_more(sketch: Sketch) -> None:
    plan = MapGeometry(sketch.document, sketch.journey)
    sketch.document.subscribe(lambda published: plan.patch(published.changes))
    chosen = Chosen((sketch.ids["Search"],), plan)
    structure.delete(sketch.document, [sketch.ids["Search"]])
    assert chosen.shown_in(HERE, 1.0) == []


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
