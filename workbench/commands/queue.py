"""Let departments have only so many people: who waits how long, and what the waiting does."""

import argparse
import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final, TextIO

from workbench.commands.common import DONE, Command, add_file, as_positive, opened_journey, print_json
from workbench.commands.fixing import add_fix, effects_asked
from workbench.commands.tables import aligned, short
from workbench.domain.document import Document
from workbench.domain.elements import Department, Journey
from workbench.domain.reactions import reactions_of
from workbench.lookup import find_by_name
from workbench.simulation.build import Case, build, improved_case
from workbench.simulation.exact import solve_case
from workbench.simulation.money import terms
from workbench.simulation.queueing.records import QueueRun
from workbench.simulation.queueing.run import Plan, run_queues
from workbench.simulation.run import changes_by_row, cuts_by_name, subjects
from workbench.simulation.wording import Cut, fix_in_words
from workbench.simulation.workload import OPEN_HOURS, Load, Work, loads, work_of

_MINUTES: Final = 60.0


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_file(parser)
    add_fix(parser)
    parser.add_argument(
        "--staff",
        metavar="NAME=4",
        action="append",
        type=_limit,
        default=[],
        help="how many people of a department can serve at the same time; may be repeated (default: as in the file)",
    )
    parser.add_argument(
        "--a-month", metavar="N", type=as_positive, help="customers who begin in a month (default: as in the file)"
    )
    parser.add_argument(
        "--open-hours", metavar="H", type=as_positive, default=OPEN_HOURS, help=f"hours open a month ({OPEN_HOURS:g})"
    )
    parser.add_argument("--customers", metavar="N", type=_count, default=2000, help="customers to follow a run (2000)")
    parser.add_argument("--runs", metavar="N", type=_count, default=8, help="how many runs, at least 2 (8)")
    parser.add_argument("--seed", metavar="N", type=int, default=1, help="the luck of the run (1)")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")


def _run(options: argparse.Namespace, out: TextIO) -> int:
    document, journey = opened_journey(options)
    case, cuts = _improved(options, document, journey)
    work = _limited(document, work_of(document, case), options.staff)
    customers = options.a_month or terms(document, journey.id).customers
    exact = solve_case(case)
    expected = loads(work, exact, customers, options.open_hours)
    plan = Plan(
        arrivals=customers / options.open_hours,
        waiting=reactions_of(document, journey.id).quantity("waiting").value,
        customers=options.customers,
        warm_up=options.customers // 4,
        replications=options.runs,
        patience=options.open_hours,
    )
    run = run_queues(case, work, plan, options.seed, progress=lambda done: _tell(options.err, done))
    if options.json:
        print_json(_plain(journey, cuts, run, expected, exact.breakdowns.sum()), out)
    else:
        print(*_told(journey, cuts, run, expected, customers, float(exact.breakdowns.sum())), sep="\n", file=out)
    return DONE


def _improved(options: argparse.Namespace, document: Document, journey: Journey) -> tuple[Case, tuple[Cut, ...]]:
    """Return the journey with what was asked to be improved, and what that is; raises what `effects_asked` does."""
    case = build(document, journey.id)
    known = subjects(case)
    changes = {place: effect.value for place, effect in effects_asked(options, document, journey).items()}
    return improved_case(case, changes_by_row(known, changes)), cuts_by_name(known, changes)


def _limited(document: Document, work: Work, staff: Sequence[tuple[str, int]]) -> Work:
    """Return the work with the limits that were asked for; raises LookupProblem and ModelProblem."""
    departments = [document.get(Department, each) for each in work.departments.ids if each is not None]
    return work.with_staff(
        {find_by_name(name, departments, "departments of this journey").id: people for name, people in staff}
    )


def _told(
    journey: Journey, cuts: tuple[Cut, ...], run: QueueRun, expected: list[Load], customers: float, calm: float
) -> list[str]:
    found = run.breakdowns()
    compared = (
        f"Breakdowns per 1,000 customers: {found.mean * 1000:,.0f} with waiting (give or take "
        f"{found.error * 2000:,.0f}), {calm * 1000:,.0f} if nobody waited."
    )
    title = f"{journey.title}: {customers:,.0f} customers a month, {run.customers:,} followed."
    lines = [title, *_with(cuts), "", *aligned(_rows(run, expected)), "", compared]
    lines += [
        f"“{load.name}” is given more work than {load.staff:.0f} people can do: its queue grows as long as this lasts."
        for load in expected
        if load.is_overloaded
    ]
    if all(math.isinf(load.staff) for load in expected):
        lines.append("No department has a limit, so nobody waits: say how many people it has with --staff.")
    if run.unfinished:
        lines.append(f"{run.unfinished:,} customers were still waiting when the run ended; they count as they stood.")
    return lines


def _rows(run: QueueRun, expected: list[Load]) -> list[list[str]]:
    waits = {queue.id: queue for queue in run.queues()}
    rows = [["Department", "People", "Busy", "Hours a month", "For failures", "Mean wait", "1 in 20 waits"]]
    for load in expected:
        queue = waits.get(load.id)
        limited = math.isfinite(load.staff)
        rows.append(
            [
                short(load.name),
                f"{load.staff:.0f}" if limited else "no limit",
                f"{load.busy:.0%}" if limited else "",
                f"{load.hours:,.0f}",
                f"{load.needless_share:.0%}",
                _minutes(queue.wait.mean) if queue and limited else "",
                _minutes(queue.long_wait) if queue and limited else "",
            ]
        )
    return rows


def _minutes(hours: float) -> str:
    minutes = hours * _MINUTES
    return f"{hours:,.1f} h" if minutes >= 2 * _MINUTES else f"{minutes:.1f} min"


def _with(cuts: tuple[Cut, ...]) -> list[str]:
    if not cuts:
        return []
    fix = fix_in_words(list(cuts))
    return [f"With {fix[0].lower()}{fix[1:]}."]


def _plain(journey: Journey, cuts: tuple[Cut, ...], run: QueueRun, expected: list[Load], calm: float) -> dict[str, Any]:
    found, lost = run.breakdowns(), run.lost()
    waits = {queue.id: queue for queue in run.queues()}
    return {
        "journey": journey.title,
        "changes": [asdict(cut) for cut in cuts],
        "seed": run.seed,
        "customers": run.customers,
        "unfinished": run.unfinished,
        "breakdowns": {"mean": found.mean, "error": found.error, "without_waiting": float(calm)},
        "lost": {"mean": lost.mean, "error": lost.error},
        "departments": [
            {
                "name": load.name,
                "people": _finite(load.staff),
                "busy": load.busy,
                "hours_a_month": load.hours,
                "failure_demand_hours": load.needless,
                "overloaded": load.is_overloaded,
                "mean_wait_hours": waits[load.id].wait.mean if load.id in waits else 0.0,
                "long_wait_hours": waits[load.id].long_wait if load.id in waits else 0.0,
            }
            for load in expected
        ],
    }


def _tell(err: TextIO, done: float) -> None:
    if err.isatty():
        print(f"\r{done:.0%} of the customers followed", end="" if done < 1 else "\n", file=err, flush=True)


def _finite(number: float) -> float | None:
    return number if math.isfinite(number) else None


def _limit(text: str) -> tuple[str, int]:
    name, _, people = text.rpartition("=")
    if not name.strip() or not people.strip().isdecimal():
        raise argparse.ArgumentTypeError(f"“{text}” must look like “Call centre=4”")
    return name.strip(), int(people)


def _count(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= 1_000_000:
        raise argparse.ArgumentTypeError(f"“{text}” must be a whole number from 1 to 1,000,000")
    return int(text)


COMMAND: Final = Command("queue", "run a journey whose departments have only so many people", _add_options, _run)
