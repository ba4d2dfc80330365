"""From runs with waiting to what the owners' view says about them."""

import math
from collections.abc import Iterator, Sequence

from ui.controls.labels import percent
from ui.panels.waiting_shown import WaitingRow, WaitingShown
from workbench.domain.values import Quantity
from workbench.simulation.queueing.comparison import Waited, Waiting
from workbench.simulation.queueing.telling import between, brief_wait, headline, mean_wait_between, remarks, rests_on
from workbench.simulation.run import ENTRANTS
from workbench.simulation.wording import SMALLEST, Cut, count


def waiting_shown(found: Waiting, cuts: Sequence[Cut], hour: Quantity) -> WaitingShown:
    """Return what to show; `hour` is how much an hour's wait adds to the glass."""
    return WaitingShown(
        headline=headline(found.as_is),
        lines=tuple(remarks(found, cuts)),
        rows=tuple(_rows(found)),
        rests_on=rests_on(found, hour),
    )


def _rows(found: Waiting) -> Iterator[WaitingRow]:
    """Each department as it is and with the fix below it, then all of them together."""
    states = [each for each in (found.as_is, found.improved) if each is not None]
    for at in range(len(found.as_is.run.work.departments)):
        rows = [_row(state, at, with_fix=number > 0) for number, state in enumerate(states)]
        if rows[0] is not None:
            yield from (row for row in rows if row is not None)
    for number, state in enumerate(states):
        cells = ("", "", "", "", count(state.without * ENTRANTS), between(state.breakdowns()))
        yield WaitingRow("All together", cells, with_fix=number > 0, is_sum=True)


def _row(state: Waited, at: int, with_fix: bool) -> WaitingRow | None:
    departments = state.run.work.departments
    queue = state.run.queue_at(at)
    calm, told = float(state.calm[at]), state.breakdowns_at(at)
    if queue is None and calm * ENTRANTS < SMALLEST:
        return None
    limited = queue is not None and math.isfinite(queue.staff)
    cells = (
        f"{queue.staff:,.0f}" if limited and queue else "no limit",
        percent(queue.busy) if limited and queue else "",
        mean_wait_between(queue) if limited and queue else "",
        brief_wait(queue.long_wait) if limited and queue else "",
        count(calm * ENTRANTS),
        between(told),
    )
    beyond = any(each.id == departments.ids[at] for each in state.overloads())
    return WaitingRow(departments.names[at], cells, with_fix=with_fix, is_overloaded=beyond)
