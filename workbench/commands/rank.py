"""Put single fixes of a journey in order: what each does, and what it does for its price."""

import argparse
from typing import Any, Final, TextIO

import numpy as np

from workbench.commands.choosing import add_goal, add_seed, as_amount, get_ready, goal_of
from workbench.commands.common import DONE, Command, CommandProblem, add_file, opened_journey, print_json
from workbench.commands.tables import aligned, short
from workbench.domain.document import Document
from workbench.domain.elements import Journey
from workbench.domain.improvements import improvements_in
from workbench.simulation.build import Case, build
from workbench.simulation.money import Terms, terms
from workbench.simulation.portfolio.fixes import Fix, candidates, small_fixes
from workbench.simulation.portfolio.goals import Goal
from workbench.simulation.portfolio.options import Budget, Options
from workbench.simulation.portfolio.plain import standings
from workbench.simulation.portfolio.ranking import MOST_EXACT, Credit, Standing, credit, ranking
from workbench.simulation.run import ENTRANTS

_VERBS: Final = {Goal.COST: "Saves", Goal.LOST: "Keeps", Goal.TIME: "Saves"}


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_file(parser)
    add_goal(parser)
    parser.add_argument("--budget", metavar="B", type=as_amount, help="leave out what costs more once")
    parser.add_argument(
        "--shapley", action="store_true", help="also what each adds to all of them together, averaged over all orders"
    )
    add_seed(parser)
    parser.add_argument("--json", action="store_true", help="print everything as JSON")


def _run(options: argparse.Namespace, out: TextIO) -> int:
    document, journey = opened_journey(options)
    case = build(document, journey.id)
    goal, late_from = goal_of(options, document, journey)
    is_planned = bool(improvements_in(document, journey.id))
    fixes = _within(_fixes(document, journey, case, is_planned), options.budget)
    ranked = ranking(case, fixes, goal, late_from=late_from)
    shared: Credit | None = None
    if options.shapley:
        if len(fixes) >= MOST_EXACT:
            get_ready(options.err)
        shared = credit(case, fixes, np.random.default_rng(options.seed), goal, late_from=late_from)
    if options.json:
        print_json(_plain(journey, goal, ranked, shared, is_planned), out)
    else:
        print(*_told(terms(document, journey.id), journey, goal, ranked, shared, is_planned), sep="\n", file=out)
    return DONE


def _fixes(document: Document, journey: Journey, case: Case, is_planned: bool) -> tuple[Fix, ...]:
    if is_planned:
        return candidates(document, journey.id, case)
    return small_fixes(document, case, most=case.model.size)


def _within(fixes: tuple[Fix, ...], budget: float | None) -> tuple[Fix, ...]:
    """Leave out what costs more than the budget alone; raises ModelProblem where nothing is left."""
    if budget is None:
        return fixes
    Options.of(fixes).require_choice(Budget(one_off=budget))
    kept = tuple(fix for fix in fixes if fix.number("one_off_cost").value <= budget)
    ids = {fix.id for fix in kept}
    for fix in kept:
        if missing := sorted(fix.requires - ids):
            needed = next(each.name for each in fixes if each.id == missing[0])
            raise CommandProblem(
                f"“{fix.name}” fits the budget, but “{needed}”, which must come before, does not; raise --budget."
            )
    return kept


def _told(
    given: Terms, journey: Journey, goal: Goal, ranked: list[Standing], shared: Credit | None, is_planned: bool
) -> list[str]:
    verb = _VERBS.get(goal, "Prevents")
    header = ["Fix", verb, "Per 1,000 spent", f"Once {given.currency}".strip(), "A month"]
    added = _by_fix(shared)
    rows = [[*header, "Adds to all"] if added else header]
    for each in ranked:
        fix, per_cost = each.fix, each.per_cost
        row = [
            short(fix.name),
            f"{each.gain * ENTRANTS:,.2f}",
            "free" if per_cost is None else _effect(per_cost * ENTRANTS * 1000),
            f"{fix.number('one_off_cost').value:,.0f}",
            f"{fix.number('running_cost').value:,.0f}",
        ]
        rows.append([*row, f"{added[fix.id] * ENTRANTS:,.2f}"] if added else row)
    made_up = (
        "" if is_planned else " Nobody has entered improvements: these are small ones thought up, at a guessed price."
    )
    return [
        f"{journey.title}: {goal.value} per {ENTRANTS:,.0f} customers, each fix alone.",
        "",
        *aligned(rows),
        "",
        f"Effects overlap, so they must not be added; “plan” finds the best set.{made_up}",
    ]


def _effect(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def _plain(
    journey: Journey, goal: Goal, ranked: list[Standing], shared: Credit | None, is_planned: bool
) -> dict[str, Any]:
    listed = standings(ranked)
    if shared is not None:
        errors = dict(zip((fix.id for fix in shared.fixes), shared.error.tolist(), strict=True))
        added = _by_fix(shared)
        for each, plain in zip(ranked, listed, strict=True):
            plain["shapley"] = added[each.fix.id] * ENTRANTS
            plain["shapley_error"] = errors[each.fix.id] * ENTRANTS
    return {
        "journey": journey.title,
        "entrants": ENTRANTS,
        "goal": goal.name.lower(),
        "are_planned": is_planned,
        "fixes": listed,
    }


def _by_fix(shared: Credit | None) -> dict[str, float]:
    if shared is None:
        return {}
    return dict(zip((fix.id for fix in shared.fixes), shared.gain.tolist(), strict=True))


COMMAND: Final = Command("rank", "put single fixes in order, by effect and by price", _add_options, _run)
