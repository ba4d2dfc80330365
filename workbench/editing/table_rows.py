"""Touchpoints as rows for a spreadsheet, with an id behind each by which they are known when they come back."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from workbench.domain.document import Document
from workbench.domain.elements import Touchpoint
from workbench.domain.places import touchpoints_in_order
from workbench.editing.cells import COLUMNS, Column, full_text
from workbench.editing.headings import ID

_SIGN: Final = "#"
_SHORTEST: Final = 8


def table_rows(
    document: Document, journey: str, chosen: Iterable[str], results: Mapping[str, str] | None = None
) -> list[list[str]]:
    """Return a heading and a row for each touchpoint that is chosen, in the order of the journey.

    `results` are the breakdowns in words by touchpoint id.
    """
    wanted, told = set(chosen), results or {}
    cards = [each for each in touchpoints_in_order(document, journey) if each.id in wanted]
    codes = short_ids(each.id for each in document.of(Touchpoint))
    rows = [[*COLUMNS, ID]]
    for card in cards:
        cells = (
            told.get(card.id, "") if column is Column.BREAKDOWNS else full_text(document, card, column)
            for column in COLUMNS
        )
        rows.append([*cells, codes[card.id]])
    return rows


def short_ids(ids: Iterable[str]) -> dict[str, str]:
    """Return, by id, as much of each as it takes to tell it from the others, after a sign that keeps it a text."""
    in_order = sorted(ids)
    if not in_order:
        return {}
    alike = [0, *(_common(first, second) for first, second in pairwise(in_order)), 0]
    lengths = (max(_SHORTEST, 1 + max(pair)) for pair in pairwise(alike))
    return {each: _SIGN + each[:length] for each, length in zip(in_order, lengths, strict=True)}


def ids_meant(code: str, in_order: Sequence[str]) -> Sequence[str]:
    """Return the ids, out of sorted ones, that a short one may stand for; where one of them is it whole, that alone."""
    begin = code.removeprefix(_SIGN)
    first = last = bisect_left(in_order, begin)
    while begin and last < len(in_order) and in_order[last].startswith(begin):
        last += 1
    found = in_order[first:last]
    return found[:1] if begin in found[:1] else found


def _common(first: str, second: str) -> int:
    pairs = enumerate(zip(first, second, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(first), len(second)))
