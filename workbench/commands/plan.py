"""Choose the set of fixes that does the most for a budget."""

import argparse
import math
from typing import Final, TextIO

import numpy as np

from workbench.commands.choosing import add_goal, add_seed, as_amount, as_count, get_ready, goal_of
from workbench.commands.common import DONE, Command, add_file, as_positive, opened_journey, print_json
from workbench.commands.tables import aligned, short
from workbench.domain.document import Document
from workbench.domain.elements import Journey
from workbench.simulation.build import Case, build
from workbench.simulation.money import HORIZON, terms
from workbench.simulation.portfolio.accounts import accounts
from workbench.simulation.portfolio.fixes import candidates
from workbench.simulation.portfolio.options import Budget
from workbench.simulation.portfolio.plain import as_json
from workbench.simulation.portfolio.plan import Plan, plan
from workbench.simulation.portfolio.ranking import MOST_EXACT
from workbench.simulation.portfolio.stability import Stability, stability
from workbench.simulation.portfolio.telling import sentences, transfers
from workbench.simulation.portfolio.worlds import drawn
from workbench.simulation.run import ENTRANTS
from workbench.simulation.uncertainty.inputs import collect


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_file(parser)
    parser.add_argument("--budget", metavar="B", type=as_amount, required=True, help="what may be spent once")
    parser.add_argument("--running", metavar="R", type=as_amount, default=math.inf, help="and a month at most")
    parser.add_argument("--weeks", metavar="W", type=as_amount, default=math.inf, help="until all must be in place")
    parser.add_argument(
        "--months", metavar="M", type=as_positive, default=HORIZON, help=f"in which it has to pay ({HORIZON:g})"
    )
    add_goal(parser)
    parser.add_argument(
        "--worlds", metavar="N", type=as_count, default=0, help="also ask in so many drawn worlds how sure it is (0)"
    )
    add_seed(parser)
    parser.add_argument("--json", action="store_true", help="print everything as JSON")


def _run(options: argparse.Namespace, out: TextIO) -> int:
    document, journey = opened_journey(options)
    case = build(document, journey.id)
    goal, late_from = goal_of(options, document, journey)
    given = terms(document, journey.id, options.months)
    fixes = candidates(document, journey.id, case)
    budget = Budget(options.budget, options.running, options.weeks)
    if options.worlds or len(fixes) > MOST_EXACT:
        get_ready(options.err)
    found = plan(case, fixes, budget, goal, late_from=late_from)
    sure = _sureness(document, journey, case, found, late_from, options)
    if options.json:
        print_json({"journey": journey.title, **as_json(found, given, sure)}, out)
        return DONE
    print(f"{journey.title}\n", *sentences(found, given, sure), sep="\n", file=out)
    if found.fixes:
        if moved := transfers(accounts(document, case, found, given), given):
            print(moved, file=out)
        print("", *aligned(_rows(found)), sep="\n", file=out)
    return DONE


def _sureness(
    document: Document, journey: Journey, case: Case, found: Plan, late_from: str | None, options: argparse.Namespace
) -> Stability | None:
    if not options.worlds or not found.fixes:
        return None
    random = np.random.default_rng(options.seed)
    worlds = drawn(found.options, options.worlds, random, collect(document, journey.id))
    return stability(case, found, worlds, late_from=late_from)


def _rows(found: Plan) -> list[list[str]]:
    alone = dict(zip((fix.id for fix in found.options.fixes), found.single.tolist(), strict=True))
    rows = [["Fix", "Alone", "Once", "A month", "Weeks"]]
    rows += [
        [
            short(fix.name),
            f"{alone[fix.id] * ENTRANTS:,.2f}",
            *(f"{fix.number(field).value:,.0f}" for field in ("one_off_cost", "running_cost", "lead_time")),
        ]
        for fix in found.fixes
    ]
    together = [
        f"{found.gain * ENTRANTS:,.2f}",
        f"{found.one_off:,.0f}",
        f"{found.running:,.0f}",
        f"{found.weeks:,.0f}",
    ]
    return [*rows, ["Together", *together]]


COMMAND: Final = Command("plan", "choose the set of fixes that does the most for a budget", _add_options, _run)
