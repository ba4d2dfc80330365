"""Let departments have only so many people: who waits how long, and what the waiting does."""

import argparse
from collections.abc import Sequence
from typing import Final, TextIO

from workbench.commands.common import DONE, Command, CommandProblem, add_file, as_positive, opened_journey, print_json
from workbench.commands.fixing import add_fix, effects_asked
from workbench.commands.queue_report import plain_waiting, queue_report
from workbench.domain.document import Document
from workbench.domain.elements import Department
from workbench.domain.reactions import reactions_of
from workbench.lookup import find_by_name
from workbench.simulation.build import Case, build
from workbench.simulation.grouping import by_department
from workbench.simulation.queueing.comparison import compare
from workbench.simulation.queueing.question import Size, question_of
from workbench.simulation.run import changes_by_row, cuts_by_name, subjects
from workbench.simulation.workload import OPEN_HOURS

_USUAL: Final = Size()


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
    parser.add_argument(
        "--customers",
        metavar="N",
        type=_count,
        default=_USUAL.customers,
        help=f"customers to follow a run ({_USUAL.customers})",
    )
    parser.add_argument(
        "--runs", metavar="N", type=_count, default=_USUAL.runs, help=f"how many runs, at least 2 ({_USUAL.runs})"
    )
    parser.add_argument(
        "--seed", metavar="N", type=int, default=_USUAL.seed, help=f"the luck of the runs ({_USUAL.seed})"
    )
    parser.add_argument("--json", action="store_true", help="print everything as JSON")


def _run(options: argparse.Namespace, out: TextIO) -> int:
    document, journey = opened_journey(options)
    case = build(document, journey.id)
    known = subjects(case)
    changes = {place: effect.value for place, effect in effects_asked(options, document, journey).items()}
    question = question_of(
        document,
        journey.id,
        case,
        changes_by_row(known, changes),
        Size(options.customers, options.runs, options.seed),
        staff=_limits(document, case, options.staff),
        a_month=options.a_month,
        open_hours=options.open_hours,
    )
    found = compare(question, lambda done, parts: _tell(options.err, done, parts))
    cuts = cuts_by_name(known, changes)
    if options.json:
        print_json({"journey": journey.title, **plain_waiting(found, cuts)}, out)
    else:
        hour = reactions_of(document, journey.id).quantity("waiting")
        customers = question.plan.arrivals * question.open_hours
        print(f"{journey.title}, {customers:,.0f} customers a month; breakdowns per 1,000 customers.", file=out)
        print(queue_report(found, cuts, hour), file=out)
    return DONE


def _limits(document: Document, case: Case, staff: Sequence[tuple[str, int]]) -> dict[str, int]:
    """Return the limits that were asked for by the id of the department; raises LookupProblem and CommandProblem."""
    departments = [document.get(Department, each) for each in by_department(document, case).ids if each is not None]
    limits: dict[str, int] = {}
    for name, people in staff:
        found = find_by_name(name, departments, "departments of this journey")
        if found.id in limits:
            raise CommandProblem(f"{found.describe()} is given people twice; say it once.")
        limits[found.id] = people
    return limits


def _tell(err: TextIO, done: int, parts: int) -> None:
    if err.isatty():
        print(f"\r{done / parts:.0%} of the customers followed", end="" if done < parts else "\n", file=err, flush=True)


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
