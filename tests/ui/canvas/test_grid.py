from hypothesis import given
from hypothesis import strategies as st

from ui.canvas.boxes import Box, around
from ui.canvas.grid import Grid

coordinates = st.floats(-3000, 3000)
boxes = st.builds(
    lambda x, y, width, height: Box(x, y, x + width, y + height),
    coordinates,
    coordinates,
    st.floats(1, 1500),
    st.floats(1, 1500),
)


@given(st.lists(boxes, max_size=20), boxes)
def test_the_grid_finds_what_asking_every_box_would_find(placed: list[Box], area: Box) -> None:
    grid = Grid()
    for at, box in enumerate(placed):
        grid.put(str(at), box)
    assert grid.touching(area) == {str(at) for at, box in enumerate(placed) if box.meets(area)}


@given(st.lists(boxes, min_size=1, max_size=20))
def test_the_extent_holds_exactly_all_boxes(placed: list[Box]) -> None:
    grid = Grid()
    for at, box in enumerate(placed):
        grid.put(str(at), box)
    assert grid.extent == around(placed)


def test_a_box_that_was_moved_is_found_only_at_its_new_place() -> None:
    grid = Grid()
    grid.put("a", Box(0, 0, 10, 10))
    grid.put("a", Box(2000, 0, 2010, 10))
    assert grid.meeting(Box(0, 0, 20, 20)) == []
    assert grid.meeting(Box(1990, 0, 2020, 20)) == ["a"]


def test_a_dropped_box_leaves_nothing_behind() -> None:
    grid = Grid()
    grid.put("a", Box(0, 0, 10, 10))
    grid.drop("a")
    grid.drop("never there")
    assert grid.extent is None
    assert dict(grid.boxes) == {}


def test_boxes_come_from_top_to_bottom() -> None:
    grid = Grid()
    grid.put("low", Box(0, 50, 10, 60))
    grid.put("high", Box(0, 0, 10, 10))
    assert grid.meeting(Box(-1, -1, 100, 100)) == ["high", "low"]


def test_the_extent_shrinks_when_the_outermost_box_goes() -> None:
    grid = Grid()
    grid.put("near", Box(0, 0, 10, 10))
    grid.put("far", Box(5000, 0, 5010, 10))
    assert grid.extent == Box(0, 0, 5010, 10)
    grid.drop("far")
    assert grid.extent == Box(0, 0, 10, 10)
    grid.put("near", Box(1, 1, 10, 10))
    assert grid.extent == Box(1, 1, 10, 10)
