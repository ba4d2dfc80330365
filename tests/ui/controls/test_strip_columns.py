import pytest

from ui.controls.strip_columns import StripColumns

CENTRES = (100.0, 200.0, 300.0)
VALUES = (2.0, 6.0, 4.0)


@pytest.fixture
def columns() -> StripColumns:
    made = StripColumns()
    assert made.put(CENTRES, (50.0, 350.0))
    return made


def test_columns_that_move_together_stay_laid_out_as_they_were(columns: StripColumns) -> None:
    assert not columns.put([x - 40 for x in CENTRES], (10.0, 310.0))
    assert (columns.moved, columns.centres[0]) == (-40, 60.0)
    assert columns.seen(VALUES, 0, 400)[0] == CENTRES


@pytest.mark.parametrize("centres", [(100.0, 200.0, 301.0), (100.0, 200.0), (99.5, 199.5, 299.5)])
def test_columns_that_do_not_move_together_by_whole_pixels_are_laid_out_anew(
    columns: StripColumns, centres: tuple[float, ...]
) -> None:
    assert columns.put(centres, (50.0, 350.0))
    assert (columns.moved, columns.centres) == (0, centres)


def test_it_is_known_where_they_are(columns: StripColumns) -> None:
    assert columns.are_at(CENTRES, (50.0, 350.0))
    assert not columns.are_at(CENTRES, None)
    columns.put([x + 1 for x in CENTRES], (51.0, 351.0))
    assert not columns.are_at(CENTRES, (50.0, 350.0))


def test_of_thousands_of_columns_those_in_sight_and_few_beside_them_are_drawn() -> None:
    columns, centres = StripColumns(), [10.0 * at for at in range(1000)]
    columns.put(centres, None)
    seen, values = columns.seen(centres, 5000, 5100)
    assert (seen[0], seen[-1]) == (4970.0, 5130.0)
    assert tuple(values) == tuple(seen)


@pytest.mark.parametrize(
    ("left", "right", "first", "last"),
    [(0.0, 400.0, 50.0, 350.0), (80.0, 320.0, 80.0, 320.0), (150.0, 250.0, 99.0, 301.0)],
)
def test_a_curve_runs_level_to_the_edges_or_to_where_the_columns_end(
    columns: StripColumns, left: float, right: float, first: float, last: float
) -> None:
    assert columns.course(VALUES, left, right) == ([first, *CENTRES, last], [2.0, *VALUES, 4.0])


def test_without_ends_a_curve_runs_from_edge_to_edge() -> None:
    columns = StripColumns()
    columns.put(CENTRES, None)
    assert columns.course(VALUES, 0.0, 400.0)[0] == [0.0, *CENTRES, 400.0]


@pytest.mark.parametrize(
    ("left", "right", "values"),
    [
        (150.0, 250.0, [6.0, 4.0, 5.0]),
        (60.0, 120.0, [2.0, 2.0, pytest.approx(2.8)]),
        (300.0, 340.0, [4.0, 4.0, 4.0]),
        (320.0, 360.0, [4.0, 0.0]),
        (0.0, 40.0, [0.0, 0.0]),
    ],
)
@pytest.mark.parametrize("moved", [0, 25])
def test_what_stands_over_a_curve_asks_for_its_values_there(
    columns: StripColumns, moved: int, left: float, right: float, values: list[float]
) -> None:
    columns.put([x + moved for x in CENTRES], (50.0 + moved, 350.0 + moved))
    assert columns.values_over(VALUES, left + moved, right + moved) == values
