from hypothesis import given

from tests.layout.maps import sheet_of, sheets
from workbench.layout.layers import layers_of
from workbench.layout.sheet import Sheet


@given(sheets())
def test_segments_join_neighbouring_layers_from_left_to_right(sheet: Sheet) -> None:
    layers = layers_of(sheet)
    between = layers.layer[layers.segments]
    assert (between[:, 1] - between[:, 0] == 1).all()
    lengths = abs(sheet.columns[sheet.ends[:, 0]] - sheet.columns[sheet.ends[:, 1]])
    assert len(layers.segments) == len(layers.weights) == lengths.sum()


def test_a_long_line_has_a_waypoint_in_each_column_that_it_passes() -> None:
    layers = layers_of(sheet_of([0, 1, 3], [(2, 0)]))
    assert layers.layer.tolist() == [0, 1, 3, 1, 2]
    assert layers.segments.tolist() == [[0, 3], [3, 4], [4, 2]]


def test_lines_inside_a_column_are_kept_apart() -> None:
    layers = layers_of(sheet_of([0, 0], [(1, 0)]))
    assert (layers.downward.tolist(), layers.segments.tolist()) == ([[1, 0]], [])
