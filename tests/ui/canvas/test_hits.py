import pytest

from tests.ui.canvas.journeys import Sketch
from ui.canvas.geometry import Direction, MapGeometry
from ui.canvas.hits import Hit, Part, card_near, handles, hit, line_at, nearest, touched
from workbench.domain.elements import Influence


@pytest.fixture
def geometry(sketch: Sketch) -> MapGeometry:
    return MapGeometry(sketch.document, sketch.journey)


def test_the_middle_of_a_card_is_the_card(sketch: Sketch, geometry: MapGeometry) -> None:
    assert hit(geometry, *geometry.cards[sketch.ids["Form"]].middle, 8) == Hit(Part.CARD, sketch.ids["Form"])


def test_the_middles_of_its_edges_are_handles(sketch: Sketch, geometry: MapGeometry) -> None:
    for x, y in handles(geometry.cards[sketch.ids["Form"]]):
        assert hit(geometry, x, y, 8) == Hit(Part.HANDLE, sketch.ids["Form"])


def test_far_out_a_card_can_still_be_hit_between_its_handles(sketch: Sketch, geometry: MapGeometry) -> None:
    middle = geometry.cards[sketch.ids["Form"]].middle
    assert hit(geometry, *middle, 60).part is Part.CARD


def test_a_line_is_hit_near_its_curve_and_only_when_asked_for(geometry: MapGeometry) -> None:
    line = next(iter(geometry.lines.values()))
    x, y = line.curve.middle
    assert line_at(geometry, x, y, 3) == line.id
    assert hit(geometry, x, y, 3).part is Part.COLUMN


def test_the_ground_of_a_phase_is_that_phase_and_beyond_is_nothing(sketch: Sketch, geometry: MapGeometry) -> None:
    assert hit(geometry, 20, 900, 4) == Hit(Part.COLUMN, sketch.ids["Need"])
    assert hit(geometry, 5000, 0, 4) == Hit(Part.NOTHING)
    assert hit(geometry, -5, 0, 4) == Hit(Part.NOTHING)


@pytest.mark.parametrize(
    ("start", "direction", "expected"),
    [
        ("Search", Direction.RIGHT, "Form"),
        ("Form", Direction.DOWN, "Contract"),
        ("Contract", Direction.UP, "Form"),
        ("Router", Direction.DOWN, "Hotline"),
        ("Hotline", Direction.LEFT, "Contract"),
        ("Search", Direction.LEFT, None),
    ],
)
def test_arrows_lead_to_the_nearest_card(
    sketch: Sketch, geometry: MapGeometry, start: str, direction: Direction, expected: str | None
) -> None:
    found = nearest(geometry, sketch.ids[start], direction)
    assert found == (sketch.ids[expected] if expected else None)


def test_of_several_lines_the_nearest_is_hit_and_influences_only_when_seen(
    sketch: Sketch, geometry: MapGeometry
) -> None:
    influence = sketch.document.of(Influence)[0]
    x, y = geometry.lines[influence.id].curve.samples[3].tolist()
    assert line_at(geometry, x, y, 5) == influence.id
    assert line_at(geometry, x, y, 5, influences=False) != influence.id
    assert line_at(geometry, 20, 2000, 5) is None


def test_every_card_can_be_reached_by_arrows_from_any_other(sketch: Sketch, geometry: MapGeometry) -> None:
    reached = {sketch.ids["Search"]}
    waiting = list(reached)
    while waiting:
        card = waiting.pop()
        steps = {nearest(geometry, card, direction) for direction in Direction} - reached - {None}
        reached |= {each for each in steps if each}
        waiting += [each for each in steps if each]
    assert reached == set(geometry.cards)


def test_a_finger_means_the_card_even_at_its_edge_and_beside_it_the_nearer_of_card_and_line(
    sketch: Sketch, geometry: MapGeometry
) -> None:
    form = geometry.cards[sketch.ids["Form"]]
    at = (form.right, form.middle[1])
    assert touched(geometry, at[0] - 2, at[1], 22, ()) == Hit(Part.CARD, sketch.ids["Form"])
    assert touched(geometry, at[0] + 2, at[1], 22, [sketch.ids["Form"]]) == Hit(Part.HANDLE, sketch.ids["Form"])
    assert touched(geometry, form.left - 4, form.bottom - 4, 22, ()) == Hit(Part.CARD, sketch.ids["Form"])
    line = next(each for each in geometry.lines.values() if each.source == sketch.ids["Search"])
    assert touched(geometry, *line.curve.middle, 22, ()) == Hit(Part.LINE, line.id)
    assert touched(geometry, 20, 900, 22, ()).part is Part.COLUMN


def test_lines_that_count_for_none_are_not_hit(geometry: MapGeometry) -> None:
    line = next(iter(geometry.lines.values()))
    assert line_at(geometry, *line.curve.middle, 3, skipped=[line.id]) != line.id


def test_the_nearest_card_counts_within_reach(sketch: Sketch, geometry: MapGeometry) -> None:
    form = geometry.cards[sketch.ids["Form"]]
    assert card_near(geometry, form.left - 8, form.bottom + 7, 12) == sketch.ids["Form"]
    assert card_near(geometry, form.left - 8, form.bottom + 7, 6) is None
