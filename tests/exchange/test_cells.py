"""Cells as spreadsheets hand them over."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import override

from workbench.domain.text import clean_text
from workbench.exchange.cells import as_html, as_tsv, read_cells
from workbench.exchange.problems import PasteProblem

contents = st.text(max_size=20).map(lambda text: clean_text(text).strip())
tables = st.lists(st.lists(contents, min_size=1, max_size=4), max_size=6)
FORMULAS = ["=1+1", "+cmd", "-2", "@SUM(A1)", "'=x", "''-y"]


@given(tables)
def test_what_is_written_is_read_again(rows: list[list[str]]) -> None:
    assert read_cells(as_tsv(rows)) == [row for row in rows if any(row)]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_written_as_a_formula(text: str) -> None:
    assert as_tsv([[text]]).startswith("'")
    assert f"<th>&#x27;{text[:1].replace(chr(39), '&#x27;')}" in as_html([[text]])
    assert read_cells(as_tsv([[text]])) == [[text]]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('A\t"two\nlines"\nB\t"say ""no"""', [["A", "two\nlines"], ["B", 'say "no"']]),
        ('A\t12" pipe\r\n', [["A", '12" pipe']]),
        ('"not closed\tB\nC\tD', [['"not closed', "B"], ["C", "D"]]),
        ("\n\t\nA\t\n", [["A", ""]]),
        ("A\u2028B\tC", [["A\u2028B", "C"]]),
    ],
    ids=["quoted", "an inch", "not closed", "blank", "another line separator"],
)
def test_cells_are_read_as_spreadsheets_write_them(text: str, rows: list[list[str]]) -> None:
    assert read_cells(clean_text(text)) == rows


def test_a_cell_beyond_all_measure_is_refused() -> None:
    with pytest.raises(PasteProblem, match="more than 131,072 characters"):
        read_cells("x" * 200_000)


class _Texts(HTMLParser):
    """The tags and texts of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.cells: list[str] = []

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    @override
    def handle_data(self, data: str) -> None:
        self.cells.append(data)


@pytest.mark.parametrize("payload", ["<script>alert(1)</script>", "<img src=x onerror=y>", "</table><b>", "&lt;", '"'])
def test_what_stands_in_cells_stays_text_in_html(payload: str) -> None:
    page = _Texts()
    page.feed(as_html([["Touchpoint"], [payload]]))
    assert page.tags == {"meta", "table", "tr", "th", "td"}
    assert "".join(page.cells) == f"Touchpoint{payload}"
