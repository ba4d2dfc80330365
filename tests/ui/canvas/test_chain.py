import pytest

from tests.ui.canvas.journeys import Sketch, an_empty_sketch
from ui.canvas import chain
from ui.canvas.board import NewCard, NewPhase
from workbench.domain.elements import Phase
from workbench.domain.ids import END
from workbench.domain.places import Place
from workbench.domain.vocabulary import TransitionKind
from workbench.editing import structure
from workbench.editing.problems import VerbProblem


def test_the_first_to_be_named_is_a_touchpoint_or_where_there_is_no_phase_a_phase() -> None:
    sketch = an_empty_sketch()
    assert chain.first(sketch.document, sketch.journey) == NewCard(Place(sketch.ids["Need"]))
    structure.delete(sketch.document, [each.id for each in sketch.document.of(Phase)])
    assert chain.first(sketch.document, sketch.journey) == NewPhase()


def test_what_follows_stands_below_in_the_same_file_and_over_no_other(sketch: Sketch) -> None:
    side = sketch.add("Branch", "Order", 96, 144)
    sketch.add("In the way", "Order", 216, 144)
    assert chain.following(sketch.document, side) == NewCard(Place(sketch.ids["Order"], 144.0, 312.0), side)


def test_a_branch_stands_in_the_first_free_file(sketch: Sketch) -> None:
    sketch.add("Branch", "Order", 120, 144)
    beside = chain.branch_beside(sketch.document, sketch.ids["Form"], sketch.ids["Search"])
    assert beside == NewCard(Place(sketch.ids["Order"], 288.0, 96.0), sketch.ids["Search"])


def test_customers_come_from_where_a_flow_does_not_from_itself_or_a_failure(sketch: Sketch) -> None:
    document, ids = sketch.document, sketch.ids
    structure.connect(document, ids["Form"], ids["Form"])
    assert chain.source_of(document, ids["Form"]) == ids["Search"]
    assert chain.source_of(document, ids["Hotline"]) is None


def test_only_a_single_way_on_is_the_way_on(sketch: Sketch) -> None:
    document, ids = sketch.document, sketch.ids
    way = chain.onward_way(document, ids["Search"])
    assert way is not None
    structure.connect(document, ids["Search"], END, TransitionKind.GIVE_UP)
    assert chain.onward_way(document, ids["Search"]) is None


@pytest.mark.parametrize(("phase", "step", "told"), [("Use", 1, "“Use” is the last phase"), ("Need", -1, "first")])
def test_beyond_the_outer_phases_there_is_no_place(sketch: Sketch, phase: str, step: int, told: str) -> None:
    place = Place(sketch.ids[phase], 0.0, 480.0)
    assert chain.place_in_phase(sketch.document, sketch.journey, place, -step) == Place(sketch.ids["Order"])
    with pytest.raises(VerbProblem, match=told):
        chain.place_in_phase(sketch.document, sketch.journey, place, step)


def test_without_phases_there_is_none_to_go_on_in(sketch: Sketch) -> None:
    structure.delete(sketch.document, [sketch.ids[name] for name in ("Need", "Order", "Use")])
    with pytest.raises(VerbProblem, match="no phase yet"):
        chain.place_in_phase(sketch.document, sketch.journey, Place(None), 1)
