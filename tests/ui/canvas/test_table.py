import numpy as np

from ui.canvas.boxes import Box
from ui.canvas.table import Table


def filled(count: int) -> Table:
    table = Table(5)
    table.put(
        [f"b{n}" for n in range(count)], np.array([[10 * n, 0, 10 * n + 5, 5, n] for n in range(count)], dtype=float)
    )
    return table


def test_boxes_are_found_by_the_area_that_they_meet() -> None:
    table = filled(200)
    rows = table.meeting(Box(12, 1, 31, 2))
    assert table.ids(rows) == ["b1", "b2", "b3"]
    assert table.values[rows, 4].tolist() == [1, 2, 3]


def test_a_row_that_is_dropped_meets_nothing_and_is_used_again() -> None:
    table = filled(3)
    table.drop("b1")
    table.drop("unknown")
    everywhere = Box(-1, -1, 1000, 1000)
    assert table.ids(table.meeting(everywhere)) == ["b0", "b2"]
    table.put(["new"], np.array([[0.0, 0, 1, 1, 7]]))
    assert len(table.values) == 3
    assert set(table.ids(table.meeting(everywhere))) == {"b0", "b2", "new"}


def test_room_made_beforehand_holds_what_was_there_and_shows_no_more() -> None:
    table = filled(70)
    table.reserve(5000)
    assert len(table.values) == 70
    assert table.values[-1, 4] == 69
    table.put(["new"], np.array([[0.0, 0, 1, 1, 7]]))
    assert table.rows(["new"]).tolist() == [70]


def test_a_known_row_is_written_over() -> None:
    table = filled(2)
    table.put(["b0"], np.array([[70.0, 70, 80, 80, 9]]))
    assert table.ids(table.meeting(Box(60, 60, 90, 90))) == ["b0"]
    assert table.rows(["b1", "b0"]).tolist() == [1, 0]


def test_other_columns_can_hold_boxes_too() -> None:
    table = Table(8)
    table.put(["one"], np.array([[0.0, 0, 1, 1, 50, 50, 60, 60]]))
    assert table.ids(table.meeting(Box(55, 55, 56, 56), slice(4, 8))) == ["one"]
    assert not len(table.meeting(Box(55, 55, 56, 56)))
