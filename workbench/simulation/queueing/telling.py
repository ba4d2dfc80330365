"""Runs with waiting as sentences, and their numbers as they are read."""

import math
from collections.abc import Iterator, Sequence
from typing import Final

from workbench.domain.values import Quantity
from workbench.simulation.queueing.comparison import Interval, Overload, Waited, Waiting
from workbench.simulation.queueing.erlang import mean_wait
from workbench.simulation.queueing.records import Queue
from workbench.simulation.run import ENTRANTS
from workbench.simulation.wording import SMALLEST, Cut, count, fix_in_words, percent

_MINUTES: Final = 60.0
_LONG: Final = 1.0
"""A wait of fewer minutes is hardly one."""

_HOURS: Final = 2.0
"""From so many hours on a wait is told in hours."""

_MANY: Final = 0.3
"""From this share on per cent are easier to grasp than one in so many."""

_FEW: Final = 0.01


def headline(state: Waited) -> str:
    """Return the finding: who cannot do the work, else where customers wait longest and what it brings about."""
    if overloads := state.overloads():
        return _too_much(max(overloads, key=lambda each: each.load / each.staff))
    longest = _longest(state)
    if longest is None:
        return "Nobody waits: no department that customers come to has a limit."
    if longest.wait.mean * _MINUTES < _LONG:
        return f"Hardly anybody waits: {wait_in_words(longest.wait.mean)} in {longest.name}, nowhere longer."
    return f"In {longest.name} customers wait about {wait_in_words(longest.wait.mean)}; {_brought(state)}."


def remarks(found: Waiting, cuts: Sequence[Cut]) -> Iterator[str]:
    """Return what else there is to say: what more people would do, what the fix does, and who was still waiting."""
    yield from _remedies(found.as_is)
    if found.improved is not None:
        yield _with_fix(found, found.improved, cuts)
    yield from _unfinished(found)


def rests_on(found: Waiting, hour: Quantity) -> str:
    """Return what the numbers rest on; `hour` is how much an hour's wait adds to the glass."""
    run = found.as_is.run
    guess = ", a guess" if hour.is_guess else ""
    return (
        f"{run.customers:,} customers followed in {len(run.replications)} runs of {run.plan.customers:,}, seed "
        f"{run.seed}, the same customers in every case; what stands in brackets holds nine times in ten. "
        f"An hour’s wait adds {percent(hour.value)} of the glass{guess}."
    )


def wait_in_words(hours: float) -> str:
    """Return a wait for a sentence: 40 seconds, 14 minutes, 3.2 hours."""
    minutes = hours * _MINUTES
    if minutes < _LONG:
        seconds = round(minutes * 60)
        return f"{seconds} {'second' if seconds == 1 else 'seconds'}"
    if hours >= _HOURS:
        return f"{count(hours)} hours"
    told = count(minutes).removesuffix(".0")
    return f"{told} minute" if told == "1" else f"{told} minutes"


def brief_wait(hours: float) -> str:
    """Return a wait for a table: 14 min, 3.2 h."""
    return f"{count(hours)} h" if hours >= _HOURS else f"{count(hours * _MINUTES)} min"


def between(told: Interval, scale: float = ENTRANTS, unit: str = "") -> str:
    """Return a mean, times `scale` and with its unit, and in brackets what it lies between where that is known."""
    middle, low, high = (count(max(0.0, each) * scale) for each in (told.mean, told.low, told.high))
    return f"{middle}{unit}" if low == middle == high or math.isinf(told.high) else f"{middle}{unit} ({low} to {high})"


def mean_wait_between(queue: Queue) -> str:
    """Return the mean wait for a table, and what it lies between."""
    is_long = queue.wait.mean >= _HOURS
    return between(Interval.around(queue.wait, queue.runs), 1.0 if is_long else _MINUTES, " h" if is_long else " min")


def _longest(state: Waited) -> Queue | None:
    """Return the department where customers wait longest, of those that can do their work."""
    beyond = {each.id for each in state.overloads()}
    limited = [each for each in state.run.queues() if math.isfinite(each.staff) and each.id not in beyond]
    return max(limited, key=lambda each: each.wait.mean, default=None)


def _too_much(each: Overload) -> str:
    work = f"more work than {_people(each.staff)} can do"
    return f"{each.name} is given {work}: its queue grows as long as this lasts."


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"


def _brought(state: Waited) -> str:
    """Say how many breakdowns waiting brings, as the end of a sentence."""
    told = state.breakdowns()
    if told.low <= state.without or (told.mean - state.without) * ENTRANTS < SMALLEST:
        return "no breakdown can be put down to that"
    share = (told.mean - state.without) / told.mean
    if share >= _MANY:
        return f"{_whole_percent(share)} of all breakdowns come from waiting"
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
        busy = _whole_percent(each.load / each.needed)
        yield f"{lead}With {person} {each.name} could do it; they would be busy {busy}."
    if overloads:
        plan = state.run.plan
        hours = (plan.warm_up + plan.customers) / plan.arrivals
        yield f"How bad it gets depends on how long it lasts: below are {count(hours)} hours of opening, begun empty."
    longest = None if overloads else _longest(state)
    if longest is not None and longest.wait.mean * _MINUTES >= _LONG:
        wait = wait_in_words(_with_one_more(state, longest))
        yield f"One more person in {longest.name} would make that about {wait}."


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
        told = f"{lead} customers wait about {wait_in_words(wait)} there, and {_brought(improved)}"
    else:
        told = f"{lead} nobody waits either"
    return f"{told}. {_prevented(found)}"


def _prevented(found: Waiting) -> str:
    told = found.prevented()
    if told is None or told.low <= 0 <= told.high:
        return "Whether the fix prevents breakdowns where customers wait cannot be told from luck."
    verb, sign = ("prevents", 1) if told.mean > 0 else ("adds", -1)
    low, high = sorted((sign * told.low, sign * told.high))
    about = between(Interval(abs(told.mean), low, high), unit=" breakdowns")
    return f"The fix {verb} about {about} per {ENTRANTS:,.0f} customers."


def _unfinished(found: Waiting) -> Iterator[str]:
    for state, when in ((found.as_is, ""), (found.improved, " with the fix")):
        if state is not None and state.run.unfinished:
            yield (
                f"{state.run.unfinished:,} of {state.run.customers:,} customers were still waiting{when} when the run "
                "ended; they count as they stood, so the numbers would be worse the longer it lasts."
            )


def _whole_percent(share: float) -> str:
    return percent(round(share, 2))
