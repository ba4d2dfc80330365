"""The answers of a sweep as a table: for people, for spreadsheets, for other programs."""

import csv
import io
from dataclasses import dataclass
from typing import Any

import numpy as np

from workbench.simulation.arrays import Floats
from workbench.simulation.run import late_name
from workbench.simulation.sweep.measures import MEASURES, per
from workbench.simulation.sweep.run import Sweep
from workbench.simulation.wording import MINUS, count, percent


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The measures of every scenario of a sweep, float[m, MEASURES] per customer entering."""

    sweep: Sweep
    values: Floats

    @property
    def header(self) -> list[str]:
        """The titles of all columns; none begins as a name does, so no name can pass for a formula."""
        return ["scenario", *(axis.title for axis in self.sweep.design.axes), *MEASURES]

    def rows(self, entrants: float) -> list[list[float]]:
        """Return one row a scenario: its number, its changes, its measures per `entrants` customers."""
        numbers = np.arange(self.values.shape[0])[:, None]
        return np.hstack([numbers, self.sweep.design.changes, per(entrants, self.values)]).tolist()

    def as_csv(self, entrants: float) -> bytes:
        """Return the table as comma-separated values in UTF-8, numbers so that they read back to the bit."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(self.header)
        writer.writerows([int(number), *row] for number, *row in self.rows(entrants))
        return text.getvalue().encode()

    def as_json(self, entrants: float) -> dict[str, Any]:
        """Return everything as plain data; scenario 0 is the journey as it is."""
        axes = [{"name": axis.name, "parameter": axis.parameter} for axis in self.sweep.design.axes]
        changes, measures = self.sweep.design.changes.tolist(), per(entrants, self.values).tolist()
        scenarios = [
            {"changes": row, **dict(zip(MEASURES, found, strict=True))}
            for row, found in zip(changes, measures, strict=True)
        ]
        return {"entrants": entrants, "axes": axes, "sentence": self.sentence(entrants), "scenarios": scenarios}

    def sentence(self, entrants: float) -> str:
        """Return in words between which breakdowns the scenarios lie, and what the best one is."""
        late = late_name(self.sweep.case, self.sweep.late)
        column = self.values[:, 0 if late else 1] * entrants
        best = int(np.argmin(column))
        where = f" in {late}" if late else ""
        span = f"{count(column.min())} to {count(column.max())} breakdowns{where}, {count(column[0])} as it is"
        told = f"{self.values.shape[0] - 1:,} scenarios: {span}."
        return f"{told} The fewest: {self._scenario(best)}." if best else f"{told} None has fewer than today."

    def _scenario(self, row: int) -> str:
        changes = zip(self.sweep.design.axes, self.sweep.design.changes[row].tolist(), strict=True)
        told = [f"{axis.title} by {'+' if by > 0 else MINUS}{percent(abs(by))}" for axis, by in changes if by]
        return ", ".join(told)
