"""Event logs as tables: one row an event, with its case, its activity and its time."""

from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workbench.domain.elements import Touchpoint
from workbench.domain.ids import NewId, random_id
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Origin
from workbench.exchange.dates import DayOrder, UnreadableDate, day_order, instant
from workbench.exchange.departments import MOST_DEPARTMENTS, ownership
from workbench.exchange.journey import Flow, ImportedJourney, draw
from workbench.exchange.names import MOST_TOUCHPOINTS, Names
from workbench.exchange.table import USUAL_LIMITS, Limits, Table, open_table


@dataclass(slots=True)
class _Events:
    """The log in columns, in file order: case and activity by number, time in microseconds, `done` by owner."""

    cases: Names
    activities: Names
    owners: Names
    case: "array[int]" = field(default_factory=lambda: array("q"))
    activity: "array[int]" = field(default_factory=lambda: array("q"))
    time: "array[int]" = field(default_factory=lambda: array("q"))
    done: Counter[tuple[int, int]] = field(default_factory=Counter[tuple[int, int]])


def read_event_log(
    path: Path,
    *,
    case: str,
    activity: str,
    time: str,
    owner: str | None = None,
    failure: Quantity | None = None,
    new_id: NewId = random_id,
    limits: Limits = USUAL_LIMITS,
) -> ImportedJourney:
    """Read the log whose columns bear these names: activities become touchpoints, the shares in which one directly
    follows another become transitions, `owner` names the department that does it.

    Events of one case are put in order of time, and those of one instant in the order of the file.  Shares are the
    first order maximum likelihood estimate: where nothing fails, the journey gives back the log's ends and its events a
    case.  Raises ImportProblem.
    """
    table = open_table(path, limits)
    events = _read(table, case, activity, time, owner)
    flow, pairs = _flow(events)
    elements = draw(flow, path, failure, new_id)
    touchpoints = [element.id for element in elements if isinstance(element, Touchpoint)]
    elements += ownership(events.owners.listed, events.done, touchpoints, new_id)
    counts = {
        "cases": len(events.cases.listed),
        "events": len(events.case),
        "activities": len(touchpoints),
        "directly-follows pairs": pairs,
    }
    if owner:
        counts["departments"] = len(events.owners.listed)
    return ImportedJourney(tuple(elements), counts)


def _read(table: Table, case: str, activity: str, time: str, owner: str | None) -> _Events:
    events = _Events(Names(table), Names(table, MOST_TOUCHPOINTS), Names(table, MOST_DEPARTMENTS))
    order = day_order(cells[0] for _, cells in table.rows(time))
    columns = (case, activity, time, owner) if owner else (case, activity, time)
    for line, cells in table.rows(*columns):
        number = events.activities.number(cells[1], activity, line)
        events.case.append(events.cases.number(cells[0], case, line))
        events.activity.append(number)
        events.time.append(_instant(table, cells[2], order, time, line))
        if owner and cells[3].strip():
            events.done[number, events.owners.number(cells[3], owner, line)] += 1
    return events


def _instant(table: Table, cell: str, order: DayOrder, column: str, line: int) -> int:
    try:
        return instant(cell, order)
    except UnreadableDate as problem:
        raise table.problem(f"{problem}, in the column “{column}”", "write it like 2026-05-31 14:30:00", line) from None


def _flow(events: _Events) -> tuple[Flow, int]:
    """Count what follows what; also returns the number of different directly-follows pairs."""
    case, activity, time = (np.frombuffer(column, np.int64) for column in (events.case, events.activity, events.time))
    in_order = np.lexsort((time, case))
    case, activity = case[in_order], activity[in_order]
    begins = np.append(True, case[1:] != case[:-1])
    ends = np.append(begins[1:], True)
    size = len(events.activities.listed)
    visits = np.bincount(activity, minlength=size)
    starts = np.bincount(activity[begins], minlength=size)
    sources, targets, followed = _pairs(activity[~ends], activity[~begins], size)
    ways: dict[tuple[int, int | None], Quantity] = {
        (source, target): _share(count, int(visits[source]))
        for source, target, count in zip(sources, targets, followed, strict=True)
    }
    for source, count in _counted(np.bincount(activity[ends], minlength=size)):
        ways[source, None] = _share(count, int(visits[source]))
    entry = {start: count / len(events.cases.listed) for start, count in _counted(starts)}
    position = np.bincount(activity, _relative_positions(begins), size) / visits
    return Flow(events.activities.listed, ways, entry, position.tolist(), visits.tolist()), len(followed)


def _pairs(source: NDArray[np.int64], target: NDArray[np.int64], size: int) -> tuple[list[int], list[int], list[int]]:
    codes, counts = np.unique(source * size + target, return_counts=True)
    return (codes // size).tolist(), (codes % size).tolist(), counts.tolist()


def _counted(counts: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    for number in np.flatnonzero(counts).tolist():
        yield number, int(counts[number])


def _share(count: int, total: int) -> Quantity:
    return Quantity(count / total, Origin.LOG, note=f"{count:,} of {total:,} in the log", sample=total)


def _relative_positions(begins: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return where in its case each event lies, 0 first to 1 last; float64[events]."""
    first = np.flatnonzero(begins)
    lengths = np.diff(np.append(first, begins.size))
    steps = np.arange(begins.size) - np.repeat(first, lengths)
    return steps / np.repeat(np.maximum(lengths - 1, 1), lengths)
