"""Tables in text files, whatever separator they were written with."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import Final

from workbench.exchange.problems import ImportProblem, quoted
from workbench.exchange.text_file import find_encoding, read_lines

Row = tuple[int, list[str]]
"""The line in which a row begins, and its cells."""

_SEPARATORS = ",;\t|"
_TELLS_SEPARATOR = re.compile(r'"?sep=."?\s*', re.IGNORECASE)
_LINES_TO_JUDGE_BY = 50
_COLUMNS_TO_LIST = 30


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read before an import is refused: `size` in bytes after decompression."""

    size: int = 500_000_000
    rows: int = 5_000_000


USUAL_LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was looked at but not yet read; `rows` reads the file anew each time and keeps nothing of it.

    A column without a name is called by its number, a second one of the same name gets a number behind it.
    """

    path: Path
    encoding: str
    separator: str
    columns: tuple[str, ...]
    limits: Limits

    def rows(self, *columns: str) -> Iterator[Row]:
        """Yield every row that is not blank, with its cells in `columns` only, in that order.

        Raises ImportProblem for a column that is not there, a row of another length than the header, a table without
        rows and one with more rows than the limit.
        """
        indices = [self._index(column) for column in columns]
        width, count = len(self.columns), 0
        for line, cells in islice(_records(self.path, self.encoding, self.separator), 1, None):
            if len(cells) != width:
                self._check_width(cells, line)
            count += 1
            if count > self.limits.rows:
                cause = f"it has more than {self.limits.rows:,} rows"
                raise self.problem(cause, "import a part of it, for example fewer months")
            yield line, [cells[index] for index in indices]
        if not count:
            raise self.problem("it has a header but no rows", "export it again with its rows")

    def problem(self, cause: str, remedy: str, line: int | None = None) -> ImportProblem:
        """Return what to raise about this table."""
        return ImportProblem(self.path.name, cause, remedy, line)

    def number(self, cell: str, column: str, line: int) -> float:
        """Return the number in `cell`; where semicolons separate the cells, a comma may separate the decimals.

        Raises ImportProblem where it is none; infinities and NaN pass.
        """
        try:
            return float(cell.replace(",", ".") if self.separator == ";" else cell)
        except ValueError:
            cause = f"the column “{column}” holds {quoted(cell)}, which is not a number"
            raise self.problem(cause, "write it like 0.25", line) from None

    def _index(self, column: str) -> int:
        if column in self.columns:
            return self.columns.index(column)
        listed = ", ".join(quoted(name) for name in self.columns[:_COLUMNS_TO_LIST])
        more = len(self.columns) - _COLUMNS_TO_LIST
        there = f"{listed} and {more:,} more" if more > 0 else listed
        near = _nearest(column, self.columns)
        remedy = f"the nearest is {quoted(near)}" if near else "name one of these"
        raise self.problem(f"it has no column “{column}”, only {there}", remedy)

    def _check_width(self, cells: list[str], line: int) -> None:
        width = len(self.columns)
        if len(cells) < width or any(cells[width:]):
            cause = f"the row has {len(cells):,} cells where the header has {width:,}"
            raise self.problem(cause, "look there for a separator or a quotation mark too many or too few", line)


def open_table(path: Path, limits: Limits = USUAL_LIMITS) -> Table:
    """Find out how the table at `path` is written.

    Raises ImportProblem where it cannot be read, is no text, is empty or larger than `limits`.
    """
    encoding = find_encoding(path, limits.size)
    separator = _likeliest_separator(islice(_lines(path, encoding), _LINES_TO_JUDGE_BY))
    _, header = next(_records(path, encoding, separator), (1, list[str]()))
    if not header:
        raise ImportProblem(path.name, "it is empty", "choose a table with a header and rows")
    if _is_markup(header):
        what = "it is an XML or HTML document, not a table in text"
        raise ImportProblem(path.name, what, "save its table as CSV and import that")
    return Table(path, encoding, separator, _named(header), limits)


def _records(path: Path, encoding: str, separator: str) -> Iterator[Row]:
    reader = csv.reader(_lines(path, encoding), delimiter=separator)
    begin = 1
    try:
        for cells in reader:
            if any(cells):
                yield begin, cells
            begin = reader.line_num + 1
    except csv.Error:
        cause = f"a cell that begins here has more than {csv.field_size_limit():,} characters"
        raise ImportProblem(path.name, cause, "look there for a quotation mark that is not closed", begin) from None


def _lines(path: Path, encoding: str) -> Iterator[str]:
    """Yield the lines, an empty one in the place of a first one that only tells a spreadsheet the separator."""
    lines = read_lines(path, encoding)
    first = next(lines, "")
    yield "\n" if _TELLS_SEPARATOR.fullmatch(first) else first
    yield from lines


def _is_markup(header: Sequence[str]) -> bool:
    first = header[0].lstrip()
    return first.startswith(("<?", "<!")) or (first.startswith("<") and (len(header) == 1 or "=" in first))


def _likeliest_separator(lines: Iterable[str]) -> str:
    sample = list(lines)
    return max(_SEPARATORS, key=lambda separator: _fit(sample, separator))


def _fit(lines: Sequence[str], separator: str) -> int:
    """Count the cells beyond the first that `separator` makes of the rows which it cuts as it cuts the header."""
    try:
        lengths = [len(record) for record in csv.reader(lines, delimiter=separator) if any(record)]
    except csv.Error:
        return 0
    return (lengths[0] - 1) * lengths.count(lengths[0]) if lengths else 0


def _named(header: Sequence[str]) -> tuple[str, ...]:
    named: dict[str, None] = {}
    for number, cell in enumerate(header, 1):
        name = stem = " ".join(cell.split()) or f"column {number}"
        copy = 1
        while name in named:
            copy += 1
            name = f"{stem} ({copy})"
        named[name] = None
    return tuple(named)


def _nearest(wanted: str, names: Sequence[str]) -> str | None:
    by_folded = {name.casefold(): name for name in reversed(names)}
    close = get_close_matches(wanted.casefold(), by_folded, 1)
    if close:
        return by_folded[close[0]]
    return next((name for folded, name in by_folded.items() if wanted.casefold() in folded), None)
