"""Who waits how long and what the waiting does, as text for a terminal and as plain data."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any, Final

from workbench.commands.tables import aligned, short
from workbench.domain.values import Quantity
from workbench.simulation.queueing.comparison import Interval, Waited, Waiting
from workbench.simulation.queueing.records import Queue
from workbench.simulation.queueing.telling import between, brief_wait, headline, mean_wait_between, remarks, rests_on
from workbench.simulation.run import ENTRANTS
from workbench.simulation.wording import Cut, count
from workbench.simulation.workload import Load

_HEADER: Final = (
    "Department", "People", "Hours a month", "For failures", "Busy", "Mean wait", "1 in 20 waits",
    "If nobody waited", "Breakdowns",
)  # fmt: skip

_WITH_FIX: Final = "  with the fix"


def queue_report(found: Waiting, cuts: Sequence[Cut], hour: Quantity) -> str:
    """Return the finding, a row a department as it is and with the fix, and what the numbers rest on.

    `hour` is how much an hour's wait adds to the glass.
    """
    lines = [headline(found.as_is)]
    if all(math.isinf(load.staff) for load in found.as_is.expected):
        lines.append("Say how many people a department has with --staff.")
    lines += ["", *aligned([_HEADER, *_rows(found)]), ""]
    return "\n".join([*lines, *remarks(found, cuts), rests_on(found, hour)])


def plain_waiting(found: Waiting, cuts: Sequence[Cut]) -> dict[str, Any]:
    """Return everything as plain data, counts and shares for one customer, waits in hours."""
    run, prevented = found.as_is.run, found.prevented()
    return {
        "changes": [asdict(cut) for cut in cuts],
        "seed": run.seed,
        "customers": run.customers,
        "baseline": _plain(found.as_is),
        "scenario": None if found.improved is None else _plain(found.improved),
        "prevented": None if prevented is None else asdict(prevented),
        "sentences": [headline(found.as_is), *remarks(found, cuts)],
    }


def _rows(found: Waiting) -> Iterator[list[str]]:
    """Each department as it is and with the fix below it, then all of them together."""
    states = [found.as_is] if found.improved is None else [found.as_is, found.improved]
    for at, name in enumerate(found.as_is.run.work.departments.names):
        rows = filter(None, (_row(state, at) for state in states))
        yield from ([title, *row] for title, row in zip((short(name), _WITH_FIX), rows, strict=False))
    for title, state in zip(("All together", _WITH_FIX), states, strict=False):
        yield [title, *[""] * 6, count(state.without * ENTRANTS), between(state.breakdowns())]


def _row(state: Waited, at: int) -> list[str] | None:
    key = state.run.work.departments.ids[at]
    load = next((each for each in state.expected if each.id == key), None)
    if load is None:
        return None
    queue = state.run.queue_at(at)
    limited = math.isfinite(load.staff)
    return [
        f"{load.staff:.0f}" if limited else "no limit",
        f"{load.hours:,.0f}",
        f"{load.needless_share:.0%}",
        *(_waits(queue) if limited and queue else ("", "", "")),
        count(float(state.calm[at]) * ENTRANTS),
        between(state.breakdowns_at(at)),
    ]


def _waits(queue: Queue) -> tuple[str, str, str]:
    return f"{queue.busy:.0%}", mean_wait_between(queue), brief_wait(queue.long_wait)


def _plain(state: Waited) -> dict[str, Any]:
    queues = {queue.id: queue for queue in state.run.queues()}
    overloaded = {each.id: each.needed for each in state.overloads()}
    at = state.run.work.departments.ids.index
    return {
        "unfinished": state.run.unfinished,
        "breakdowns": {**asdict(state.breakdowns()), "without_waiting": state.without},
        "lost": asdict(state.lost),
        "departments": [
            {
                **_work(load),
                "people_needed": overloaded.get(load.id),
                "waiting": _waiting(queues.get(load.id)),
                "breakdowns": {
                    **asdict(state.breakdowns_at(at(load.id))),
                    "without_waiting": float(state.calm[at(load.id)]),
                },
            }
            for load in state.expected
        ],
    }


def _work(load: Load) -> dict[str, Any]:
    return {
        "name": load.name,
        "people": int(load.staff) if math.isfinite(load.staff) else None,
        "hours_a_month": load.hours,
        "failure_demand_hours": load.needless,
        "busy_if_nobody_waited": load.busy if math.isfinite(load.staff) else None,
    }


def _waiting(queue: Queue | None) -> dict[str, Any] | None:
    """Return how a department that has a limit fared."""
    if queue is None or math.isinf(queue.staff):
        return None
    told = Interval.around(queue.wait, queue.runs)
    known = math.isfinite(told.high)
    return {
        "busy": queue.busy,
        "mean_hours": told.mean,
        "mean_hours_low": max(0.0, told.low) if known else None,
        "mean_hours_high": told.high if known else None,
        "long_hours": queue.long_wait,
        "length": queue.length,
    }
