"""The headings of a pasted table, by whatever words people give to the columns."""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

from workbench.editing.cells import COLUMNS, Column
from workbench.editing.problems import VerbProblem

ID: Final = "id"
"""The heading of the column that says which touchpoint a row stands for."""

Heading = Column | str
"""A known column, ID, or the words over a column that means nothing here."""

_WORDS: Final = MappingProxyType(
    {
        **{column.value.casefold(): column for column in Column},
        **dict.fromkeys(("stage", "phase name"), Column.PHASE),
        **dict.fromkeys(("touch point", "touchpoint name", "name", "title", "step", "activity"), Column.TOUCHPOINT),
        "medium": Column.CHANNEL,
        **dict.fromkeys(("department", "team", "responsible", "accountable", "owned by"), Column.OWNER),
        **dict.fromkeys(("failure", "failure rate", "chance of failure", "fails"), Column.FAILURE),
        **dict.fromkeys(("severity", "how annoying"), Column.ANNOYANCE),
        **dict.fromkeys(("next", "next step", "next steps", "goes to", "target"), Column.LEADS_TO),
        **dict.fromkeys(("in whose hands it lies", "control", "controlled by"), Column.CONTROL),
        **dict.fromkeys(("question", "customer questions"), Column.QUESTIONS),
        **dict.fromkeys(("note", "comment", "comments", "description", "remark", "remarks"), Column.NOTES),
        ID: ID,
    }
)


def is_heading(cells: Sequence[str]) -> bool:
    """Return whether a row names columns instead of a touchpoint: two of them, or that of the name or the id."""
    known = {_WORDS[_folded(cell)] for cell in cells if _folded(cell) in _WORDS}
    return len(known) > 1 or Column.TOUCHPOINT in known or ID in known


def headings_of(rows: Sequence[Sequence[str]]) -> tuple[list[Heading], Sequence[Sequence[str]]]:
    """Return what the columns mean, and the rows without their heading.

    A word alone is a name.  Without a heading, one column holds names; several stand in the order of the table, the
    id behind them.  Raises VerbProblem for two columns of one meaning, for a heading without rows, and for more columns
    than there are.
    """
    if is_heading(rows[0]) and (len(rows) > 1 or len(rows[0]) > 1):
        found: list[Heading] = [_WORDS.get(_folded(cell), cell) for cell in rows[0]]
        for at, heading in enumerate(found):
            if heading in found[:at] and (isinstance(heading, Column) or heading == ID):
                raise VerbProblem(f"Two columns stand for “{heading}”; keep one of them.")
        if len(rows) == 1:
            raise VerbProblem("The table has a heading but no rows; copy it with its rows.")
        if Column.TOUCHPOINT not in found and ID not in found:
            raise VerbProblem("The table does not say which touchpoints it is about; add a column “Touchpoint”.")
        return found, rows[1:]
    width = max(len(row) for row in rows)
    usual: list[Heading] = [Column.TOUCHPOINT] if width == 1 else [*COLUMNS, ID]
    if width > len(usual):
        raise VerbProblem(f"The table has {width} columns and no heading; write their names into its first row.")
    return usual[:width], rows


def _folded(cell: str) -> str:
    return " ".join(cell.replace("_", " ").casefold().split())
