import numpy as np
import pytest

from tests.ui.canvas.journeys import Sketch
from ui.canvas.geometry import MapGeometry
from ui.canvas.routes import LineKind
from ui.canvas.sketching import sketched
from workbench.editing import structure


def geometry_of(sketch: Sketch) -> MapGeometry:
    return MapGeometry(sketch.document, sketch.journey)


def crosses(sketch: Sketch, samples: np.ndarray, name: str) -> bool:
    box = geometry_of(sketch).cards[sketch.ids[name]].grown(-1)
    return any(box.holds(x, y) for x, y in samples.tolist())


@pytest.mark.parametrize(("source", "target"), [("Search", "Contract"), ("Form", "Hotline"), ("Hotline", "Form")])
def test_a_line_is_drawn_where_it_will_stay(sketch: Sketch, source: str, target: str) -> None:
    plan = geometry_of(sketch)
    drawn = sketched(plan, LineKind.FLOW, sketch.ids[source], plan.cards[sketch.ids[target]])
    made = structure.connect(sketch.document, sketch.ids[source], sketch.ids[target])
    assert np.array_equal(drawn.control, geometry_of(sketch).lines[made.id].curve.control)


def test_a_line_within_a_phase_goes_round_the_card_between(sketch: Sketch) -> None:
    plan = geometry_of(sketch)
    below = plan.cards[sketch.ids["Contract"]].moved(0, 96)
    drawn = sketched(plan, LineKind.FLOW, sketch.ids["Form"], below)
    assert not crosses(sketch, drawn.samples, "Contract")


def test_the_card_at_which_a_line_ends_is_not_in_its_way(sketch: Sketch) -> None:
    plan = geometry_of(sketch)
    drawn = sketched(plan, LineKind.FLOW, sketch.ids["Form"], plan.cards[sketch.ids["Contract"]])
    assert drawn.start[0] == drawn.end[0]


def test_a_line_to_a_far_place_runs_under_whatever_is_between(sketch: Sketch) -> None:
    plan = geometry_of(sketch)
    far = plan.cards[sketch.ids["Search"]].moved(20_000, 0)
    drawn = sketched(plan, LineKind.FLOW, sketch.ids["Search"], far)
    assert np.isfinite(drawn.samples).all()
    assert drawn.end == (far.left, far.middle[1])
