"""From runs with waiting to what the owners' view says about them."""

import math
from collections.abc import Iterator, Sequence
from typing import Final

from ui.panels.labels import how_many, percent
from ui.panels.waiting_shown import WaitingRow, WaitingShown
from workbench.domain.values import Quantity
from workbench.simulation.queueing.comparison import Interval, Overload, Waited, Waiting
from workbench.simulation.queueing.erlang import mean_wait
from workbench.simulation.queueing.records import Queue
from workbench.simulation.run import ENTRANTS
from workbench.simulation.wording import SMALLEST, Cut, count, fix_in_words

_MINUTES: Final = 60.0
_LONG: Final = 1.0
"""A wait of fewer minutes is hardly one."""

_MANY: Final = 0.3
"""From this share on per cent are easier to grasp than one in so many."""

_FEW: Final = 0.01


def waiting_shown(found: Waiting, cuts: Sequence[Cut], hour: Quantity) -> WaitingShown:
    """Return what to show; `hour` is how much an hour's wait adds to the glass."""
    lines = [*_remedies(found.as_is)]
    if found.improved is not None:
        lines.append(_with_fix(found, found.improved, cuts))
    lines += _unfinished(found)
    return WaitingShown(
        headline=_headline(found.as_is),
        lines=tuple(lines),
        rows=tuple(_rows(found)),
        rests_on=_rests_on(found, hour),
    )


def duration(hours: float) -> str:
    """Return a wait for a sentence: 40 seconds, 14 minutes, 3.2 hours."""
    minutes = hours * _MINUTES
    if minutes < _LONG:
        return how_many(round(minutes * 60), "second")
    if minutes >= 2 * _MINUTES:
        return f"{count(hours)} hours"
    told = count(minutes).removesuffix(".0")
    return f"{told} minute" if told == "1" else f"{told} minutes"


def _longest(state: Waited) -> Queue | None:
    """Return the department where customers wait longest, of those that can do their work."""
    beyond = {each.id for each in state.overloads()}
    limited = [each for each in state.run.queues() if math.isfinite(each.staff) and each.id not in beyond]
    return max(limited, key=lambda each: each.wait.mean, default=None)


def _headline(state: Waited) -> str:
    if overloads := state.overloads():
        return _too_much(max(overloads, key=lambda each: each.load / each.staff))
    longest = _longest(state)
    if longest is None:
        return "Nobody waits: no department that customers come to has a limit."
    if longest.wait.mean * _MINUTES < _LONG:
        return f"Hardly anybody waits: {duration(longest.wait.mean)} in {longest.name}, nowhere longer."
    return f"In {longest.name} customers wait about {duration(longest.wait.mean)}; {_brought(state)}."


def _too_much(each: Overload) -> str:
    work = f"more work than {how_people(each.staff)} can do"
    return f"{each.name} is given {work}: its queue grows as long as this lasts."


def how_people(number: int) -> str:
    """Return a number of people: 1 person, 3 people."""
    return "1 person" if number == 1 else f"{number:,} people"


def _brought(state: Waited) -> str:
    """Say how many breakdowns waiting brings, as the end of a sentence."""
    told = state.breakdowns()
    if told.low <= state.without or (told.mean - state.without) * ENTRANTS < SMALLEST:
        return "no breakdown can be put down to that"
    share = (told.mean - state.without) / told.mean
    if share >= _MANY:
        return f"{percent(share)} of all breakdowns come from waiting"
    if share < _FEW:
        return "hardly a breakdown comes from waiting"
    return f"1 in {round(1 / share):,} breakdowns comes from waiting"


def _remedies(state: Waited) -> Iterator[str]:
    """Say what more people would do: for each department that cannot do its work, else for the longest wait."""
    overloads = state.overloads()
    for number, each in enumerate(overloads):
        # the first of them stands in the headline unless it is not the worst
        lead = "" if number == 0 and len(overloads) == 1 else f"{_too_much(each)} "
        more = each.needed - each.staff
        person = "one more person" if more == 1 else f"{more:,} more people"
        yield f"{lead}With {person} {each.name} could do it; they would be busy {percent(each.load / each.needed)}."
    if overloads:
        plan = state.run.plan
        hours = (plan.warm_up + plan.customers) / plan.arrivals
        yield f"How bad it gets depends on how long it lasts: below are {count(hours)} hours of opening, begun empty."
    longest = None if overloads else _longest(state)
    if longest is not None and longest.wait.mean * _MINUTES >= _LONG:
        yield f"One more person in {longest.name} would make that about {duration(_with_one_more(state, longest))}."


def _with_one_more(state: Waited, queue: Queue) -> float:
    """Return the wait in hours with one more person: what was found, shortened as Erlang's formula says."""
    load = next(each for each in state.expected if each.id == queue.id)
    service = load.hours / load.contacts
    arrivals = load.busy * load.staff / service
    now, then = (mean_wait(arrivals, service, staff) for staff in (load.staff, load.staff + 1))
    return queue.wait.mean * then / now


def _with_fix(found: Waiting, improved: Waited, cuts: Sequence[Cut]) -> str:
    fix = fix_in_words(list(cuts))
    lead = f"With {fix[0].lower()}{fix[1:]}"
    before, after = found.as_is.overloads(), improved.overloads()
    longest = _longest(found.as_is)
    if after:
        told = f"{lead} {' and '.join(each.name for each in after)} still cannot do the work"
    elif before:
        told = f"{lead} nobody is given more work than can be done"
    elif longest is not None:
        wait = next((each.wait.mean for each in improved.run.queues() if each.id == longest.id), 0.0)
        told = f"{lead} customers wait about {duration(wait)} there, and {_brought(improved)}"
    else:
        told = f"{lead} nobody waits either"
    return f"{told}. {_prevented(found)}"


def _prevented(found: Waiting) -> str:
    told = found.prevented()
    if told is None or told.low <= 0 <= told.high:
        return "Whether the fix prevents breakdowns where customers wait cannot be told from luck."
    verb, sign = ("prevents", 1) if told.mean > 0 else ("adds", -1)
    low, high = sorted((sign * told.low, sign * told.high))
    about, least, most = (count(each * ENTRANTS) for each in (abs(told.mean), low, high))
    return f"The fix {verb} about {about} breakdowns ({least} to {most}) per {ENTRANTS:,.0f} customers."


def _unfinished(found: Waiting) -> Iterator[str]:
    for state, when in ((found.as_is, ""), (found.improved, " with the fix")):
        if state is not None and state.run.unfinished:
            yield (
                f"{state.run.unfinished:,} of {state.run.customers:,} customers were still waiting{when} when the run "
                "ended; they count as they stood, so the numbers would be worse the longer it lasts."
            )


def _rests_on(found: Waiting, hour: Quantity) -> str:
    run = found.as_is.run
    runs = len(run.replications)
    guess = ", a guess" if hour.is_guess else ""
    return (
        f"{run.customers:,} customers followed in {runs} runs of {run.plan.customers:,}, seed {run.seed}, the same "
        "customers in every case; what stands in brackets holds nine times in ten. "
        f"An hour’s wait adds {percent(hour.value)} of the glass{guess}."
    )


def _rows(found: Waiting) -> Iterator[WaitingRow]:
    """Each department as it is and with the fix below it, then all of them together."""
    states = [each for each in (found.as_is, found.improved) if each is not None]
    for at in range(len(found.as_is.run.work.departments)):
        rows = [_row(state, at, with_fix=number > 0) for number, state in enumerate(states)]
        if rows[0] is not None:
            yield from (row for row in rows if row is not None)
    for number, state in enumerate(states):
        cells = ("", "", "", "", count(state.without * ENTRANTS), _between(state.breakdowns()))
        yield WaitingRow("All together", cells, with_fix=number > 0, is_sum=True)


def _row(state: Waited, at: int, with_fix: bool) -> WaitingRow | None:
    departments = state.run.work.departments
    queue = next((each for each in state.run.queues() if each.id == departments.ids[at]), None)
    calm, told = float(state.calm[at]), state.breakdowns_at(at)
    if queue is None and calm * ENTRANTS < SMALLEST:
        return None
    limited = queue is not None and math.isfinite(queue.staff)
    cells = (
        f"{queue.staff:,.0f}" if limited and queue else "no limit",
        percent(queue.busy) if limited and queue else "",
        _wait(Interval.around(queue.wait, len(state.run.replications))) if limited and queue else "",
        _short(queue.long_wait) if limited and queue else "",
        count(calm * ENTRANTS),
        _between(told),
    )
    beyond = any(each.id == departments.ids[at] for each in state.overloads())
    return WaitingRow(departments.names[at], cells, with_fix=with_fix, is_overloaded=beyond)


def _between(told: Interval) -> str:
    middle, low, high = (count(max(0.0, each) * ENTRANTS) for each in (told.mean, told.low, told.high))
    return middle if low == middle == high else f"{middle} ({low} to {high})"


def _wait(told: Interval) -> str:
    if told.mean * _MINUTES >= 2 * _MINUTES:
        return f"{count(told.mean)} h ({count(max(0.0, told.low))} to {count(told.high)})"
    middle, low, high = (count(max(0.0, each) * _MINUTES) for each in (told.mean, told.low, told.high))
    return f"{middle} min ({low} to {high})"


def _short(hours: float) -> str:
    return f"{count(hours)} h" if hours >= 2 else f"{count(hours * _MINUTES)} min"
