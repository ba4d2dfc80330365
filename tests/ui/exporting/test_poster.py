import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.exporting.poster import MARGIN, OVERLAP, Sheet, paper_size, poster
from workbench.pictures import PAPER_MM, Paper, PictureProblem

LENGTHS = st.floats(20.0, 3000.0)


def test_a_map_that_fits_takes_one_sheet() -> None:
    spread = poster(200.0, 150.0, Paper.A4, landscape=True)
    assert (spread.rows, spread.columns, spread.size) == (1, 1, 1.0)
    assert spread.label(spread.sheets[0]) == "A1 of 1×1"


def test_sheets_are_named_by_row_and_column() -> None:
    spread = poster(1000.0, 500.0, Paper.A4, landscape=True)
    assert spread.label(spread.sheets[1 + spread.columns]).startswith(f"B2 of {spread.rows}×{spread.columns}")
    assert Sheet(25, 0, 0, 0).name == "Z1"
    assert Sheet(26, 9, 0, 0).name == "AA10"


def test_paper_is_turned_as_asked() -> None:
    assert paper_size(Paper.A3, landscape=True) == (420.0, 297.0)
    assert paper_size(Paper.A3, landscape=False) == (297.0, 420.0)
    assert set(PAPER_MM) == set(Paper) - {Paper.MAP}


def test_a_poster_shrinks_a_little_rather_than_begin_another_row() -> None:
    window = 210.0 - 2 * MARGIN
    spread = poster(100.0, window + 8.0, Paper.A4, landscape=True)
    assert spread.rows == 1
    assert spread.size == pytest.approx(window / (window + 8.0))


def test_a_last_row_for_the_foot_of_a_line_alone_is_saved() -> None:
    # 200 % of a map of 40 touchpoints: a third row would hold a line that bows below the cards
    spread = poster(885.0, 463.0, Paper.A4, landscape=True)
    assert (spread.rows, spread.columns) == (2, 3)


def test_more_sheets_than_anybody_can_glue_are_refused_with_a_way_out() -> None:
    with pytest.raises(PictureProblem, match="sheets of A4; choose larger paper"):
        poster(20_000.0, 20_000.0, Paper.A4, landscape=True)


@given(LENGTHS, LENGTHS, st.sampled_from(list(PAPER_MM)), st.booleans())
def test_sheets_cover_the_map_and_neighbours_overlap(
    width: float, height: float, paper: Paper, landscape: bool
) -> None:
    spread = poster(width, height, paper, landscape)
    assert len(spread.sheets) == spread.rows * spread.columns
    assert 0.75 <= spread.size <= 1.0
    last = spread.sheets[-1]
    assert last.left + spread.width >= width * spread.size - 1e-3
    assert last.top + spread.height >= height * spread.size - 1e-3
    for one, other in zip(spread.sheets, spread.sheets[1:], strict=False):
        if one.row == other.row:
            assert math.isclose(one.left + spread.width - other.left, OVERLAP)
    assert last.left < width * spread.size or spread.columns == 1
