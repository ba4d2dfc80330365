"""Cells as spreadsheets hand them over: lines with tabs between, quotation marks round what holds either."""

import csv
import re
from collections.abc import Sequence
from html import escape
from io import StringIO
from typing import Final

from workbench.exchange.problems import PasteProblem

Cells = list[list[str]]

_FORMULA: Final = re.compile(r"'*[=+\-@]")
_GUARDED: Final = re.compile(r"''*[=+\-@]")
_NEEDS_QUOTES: Final = re.compile('[\t\n"]')


def read_cells(text: str, separator: str = "\t") -> Cells:
    """Return the rows of cells in `text` that are not blank, without blanks around the cells.

    Quotation marks count only where all of them fit; otherwise they are part of the text.  Raises PasteProblem for a
    cell that is longer than the reader can hold.
    """
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        reader = csv.reader(StringIO(text), delimiter=separator, quoting=quoting, strict=True)
        try:
            rows = [[_unguarded(cell.strip()) for cell in row] for row in reader]
        except csv.Error:
            continue
        return [row for row in rows if any(row)]
    raise PasteProblem(f"A cell has more than {csv.field_size_limit():,} characters; shorten it and copy again.")


def as_tsv(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as text that every spreadsheet reads as cells, and none as formulas."""
    return "".join("\t".join(_quoted(_guarded(cell)) for cell in row) + "\n" for row in rows)


def as_html(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as an HTML table, the first one as its heading; what stands in the cells stays text."""
    parts = ["<meta charset='utf-8'><table>"]
    for number, row in enumerate(rows):
        tag = "td" if number else "th"
        cells = (escape(_guarded(cell)).replace("\n", "<br>") for cell in row)
        parts.append("<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in cells) + "</tr>")
    return "".join([*parts, "</table>"])


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _NEEDS_QUOTES.search(cell) else cell


def _guarded(cell: str) -> str:
    """What begins like a formula begins with an apostrophe instead, as spreadsheets have it for text."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell
