"""The different names in one column of a table, numbered."""

from workbench.domain.text import LONGEST_NAME, clean_text
from workbench.exchange.table import Table

MOST_TOUCHPOINTS = 20_000


class Names:
    """Numbers the names in order of first occurrence; `listed` holds them, trimmed to one line each."""

    def __init__(self, table: Table, most: int | None = None) -> None:
        self.listed: list[str] = []
        self._table = table
        self._most = most
        self._numbers: dict[str, int] = {}

    def number(self, cell: str, column: str, line: int) -> int:
        """Return the number of the name in `cell`.

        Raises ImportProblem where the cell is blank or too long, or there are more than `most` names.
        """
        found = self._numbers.get(cell)
        return self._enter(cell, column, line) if found is None else found

    def find(self, name: str) -> int | None:
        """Return the number of `name`, or None if it has not occurred."""
        return self._numbers.get(name)

    def _enter(self, cell: str, column: str, line: int) -> int:
        name = " ".join(clean_text(cell).split())
        if not name:
            raise self._table.problem(f"the column “{column}” is empty", "fill it in or delete the row", line)
        if len(name) > LONGEST_NAME:
            cause = f"the column “{column}” holds a name of {len(name):,} characters"
            raise self._table.problem(cause, f"shorten it to {LONGEST_NAME:,}", line)
        number = self._numbers.setdefault(name, len(self.listed))
        if number == len(self.listed):
            if number == self._most:
                cause = f"the column “{column}” holds more than {self._most:,} different names"
                raise self._table.problem(cause, "choose a column with fewer", line)
            self.listed.append(name)
        if cell != name:
            self._numbers[cell] = number
        return number
