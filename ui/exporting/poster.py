"""How a large map is spread over sheets of paper, all lengths in mm."""

import math
from dataclasses import dataclass
from typing import Final

from workbench.pictures import PAPER_MM, Paper, PictureProblem

MARGIN: Final = 10.0
"""What no printer reaches, and where the crop marks stand."""

OVERLAP: Final = 10.0
"""What two neighbouring sheets both show, to be glued over each other."""

MOST_SHEETS: Final = 400

_LEAST_SIZE: Final = 0.75


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its row and column from 0 on, and where on the map its picture begins."""

    row: int
    column: int
    left: float
    top: float

    @property
    def name(self) -> str:
        """Its place on the wall: a letter for the row, a number for the column."""
        letters, row = "", self.row + 1
        while row:
            row, letter = divmod(row - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{letters}{self.column + 1}"


@dataclass(frozen=True, slots=True)
class Poster:
    """Sheets row by row; `width` and `height` are those of the picture on each, `size` what the map is shrunk to."""

    rows: int
    columns: int
    width: float
    height: float
    size: float
    sheets: tuple[Sheet, ...]

    def label(self, sheet: Sheet) -> str:
        """What is written at the edge of a sheet, such as “B2 of 3×4”: rows first, then columns."""
        return f"{sheet.name} of {self.rows}×{self.columns}"


def paper_size(paper: Paper, landscape: bool) -> tuple[float, float]:
    """Return the width and height of a sheet."""
    short, long = PAPER_MM[paper]
    return (float(long), float(short)) if landscape else (float(short), float(long))


def poster(width: float, height: float, paper: Paper, landscape: bool) -> Poster:
    """Spread a map of so many mm over sheets, somewhat smaller where that saves a row or a column of them.

    Raises PictureProblem for more sheets than anybody can glue.
    """
    across, down = (edge - 2 * MARGIN for edge in paper_size(paper, landscape))
    size, columns, rows = _fewest(width, height, across, down)
    if rows * columns > MOST_SHEETS:
        raise PictureProblem(
            f"The poster would take {rows * columns:,} sheets of {paper}; choose larger paper or a smaller size."
        )
    sheets = tuple(
        Sheet(row, column, column * (across - OVERLAP), row * (down - OVERLAP))
        for row in range(rows)
        for column in range(columns)
    )
    return Poster(rows, columns, across, down, size, sheets)


def _fewest(width: float, height: float, across: float, down: float) -> tuple[float, int, int]:
    """The size at which the fewest sheets are needed, the largest of those, and how many columns and rows they make."""
    sizes = [1.0]
    for length, window in ((width, across), (height, down)):
        fewer = _count(length, window) - 1
        sizes.append((OVERLAP + fewer * (window - OVERLAP)) / length)
    sizes.append(min(sizes))
    return min(
        ((size, _count(width * size, across), _count(height * size, down)) for size in sizes if size >= _LEAST_SIZE),
        key=lambda spread: (spread[1] * spread[2], -spread[0]),
    )


def _count(length: float, window: float) -> int:
    return max(1, math.ceil((length - OVERLAP - 1e-6) / (window - OVERLAP)))
