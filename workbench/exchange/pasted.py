"""What text on the clipboard is: rows of cells, or lines that lie inside each other."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from workbench.domain.text import IndentedLine, clean_text
from workbench.exchange.cells import Cells, read_cells
from workbench.exchange.problems import PasteProblem

MOST_CHARACTERS: Final = 2_000_000
MOST_LINES: Final = 5_000

_TAB: Final = 4
_MOST_STRAY: Final = 0.01
_STRAY: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd\ufffe\uffff\ud800-\udfff]")
_HEADING: Final = re.compile(r"(#{1,6})\s+(?=\S)")
_NUMBER: Final = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*[.)]|\d{1,3}(?:\.\d{1,3})+|[a-z]\))\s+(?=\S)")
_BULLET: Final = re.compile(r"(?:[-*+•–—·‣◦▪○●■□]|\[[ xX]?\])\s+(?=\S)")
_MARK: Final = re.compile(rf"\s*(?:{_HEADING.pattern}|{_NUMBER.pattern}|{_BULLET.pattern})?")
_BELOW_NUMBERS: Final = 50


@dataclass(frozen=True, slots=True)
class Pasted:
    """Rows of cells, or lines of which some lie inside others; one of both is empty."""

    rows: Cells
    lines: list[IndentedLine]


def read_pasted(text: str, is_heading: Callable[[Sequence[str]], bool]) -> Pasted:
    """Return what `text` holds: an outline where lines lie inside each other, else cells; plain lines are one column.

    Tabs inside of lines separate cells.  Commas and semicolons do so only if the first line `is_heading` of a table
    when cut at them, for names may hold them.  Lines lie inside others by indentation, by headings (#), by numbers
    such as 1.2, or as bullets under a line without.  Raises PasteProblem for what is too much or is no text.
    """
    _check(text)
    whole = clean_text(text.removeprefix("\ufeff"))
    lines = whole.split("\n")
    if not whole.strip():
        raise PasteProblem("There is nothing to paste; copy touchpoints, spreadsheet cells or lines of text first.")
    if sum(map(bool, map(str.strip, lines))) > MOST_LINES:
        raise PasteProblem(f"More than {MOST_LINES:,} lines cannot be pasted at once; paste a part of them.")
    separator = next((each for each in ";," if _is_cut_by(lines, each, is_heading)), "\t")
    cells = read_cells(whole, separator)
    has_long_cells = any("\n" in cell for row in cells for cell in row)
    if separator != "\t" or has_long_cells or any("\t" in _without_mark(line).rstrip() for line in lines):
        return Pasted(cells, [])
    outline = _levelled(lines)
    if any(line.level for line in outline):
        return Pasted([], outline)
    return Pasted([[line.text] for line in outline], [])


def _check(text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise PasteProblem(
            f"The clipboard holds {len(text):,} characters, and at most {MOST_CHARACTERS:,} can be pasted; "
            "paste a part of it."
        )
    stray = len(_STRAY.findall(text))
    if "\0" in text or stray > _MOST_STRAY * len(text):
        raise PasteProblem("The clipboard holds no readable text; copy touchpoints, cells or lines of text.")


def _is_cut_by(lines: Sequence[str], separator: str, is_heading: Callable[[Sequence[str]], bool]) -> bool:
    first = next(line for line in lines if line.strip())
    if separator not in first or "\t" in first:
        return False
    heading = read_cells(first, separator)
    return bool(heading) and len(heading[0]) > 1 and is_heading(heading[0])


def _without_mark(line: str) -> str:
    return line[_match(line).end() :]


def _match(line: str) -> re.Match[str]:
    found = _MARK.match(line)
    assert found is not None, "the mark may be missing"
    return found


def _levelled(lines: Sequence[str]) -> list[IndentedLine]:
    inside: list[tuple[int, int, int]] = []
    found: list[IndentedLine] = []
    for number, line in enumerate(lines, 1):
        text = _without_mark(line).strip()
        if not text:
            continue
        depth = _depth(line)
        while inside and inside[-1] >= depth:
            inside.pop()
        found.append(IndentedLine(number, len(inside), " ".join(text.split())))
        inside.append(depth)
    return found


def _depth(line: str) -> tuple[int, int, int]:
    """How deep a line lies: below any heading, then by its indentation, then by its mark."""
    mark = _match(line).group().strip()
    if mark.startswith("#"):
        return 0, len(mark), 0
    indented = line.expandtabs(_TAB)
    columns = len(indented) - len(indented.lstrip())
    if not mark:
        return 1, columns, 0
    is_number = mark[0].isalnum()
    return 1, columns, len(re.findall(r"\w+", mark)) if is_number else _BELOW_NUMBERS
