"""Run a journey as it is and with a fix."""

import argparse
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, TextIO

from workbench.commands.beside import Aside, add_asides, asides
from workbench.commands.choosing import add_seed, as_count, get_ready, phase_id
from workbench.commands.common import (
    DONE,
    FINDINGS,
    Command,
    CommandProblem,
    add_file,
    as_positive,
    opened_journey,
    print_json,
)
from workbench.commands.fixing import add_fix, effects_asked
from workbench.commands.range_report import plain_ranges, range_report
from workbench.commands.report import outcome_report
from workbench.commands.spread_report import plain_spreads, spread_report
from workbench.domain.document import Document
from workbench.domain.elements import Journey
from workbench.domain.improvements import Place
from workbench.domain.values import Quantity
from workbench.simulation.build import build
from workbench.simulation.crowd.contrast import Contrast, contrast
from workbench.simulation.crowd.health import Health, check_engines
from workbench.simulation.crowd.outcome import Walked, walk_outcome
from workbench.simulation.problems import ModelProblem, TooManyInfluences, TooManyStates
from workbench.simulation.run import Outcome, Simulator
from workbench.simulation.uncertainty.ranges import Ranges
from workbench.simulation.uncertainty.run import SAMPLES, run

CHECKED: Final = 100_000
"""Simulated customers of each kind: enough to see a difference of one in a hundred."""

WALKED: Final = 20_000
"""Simulated customers of each kind where the exact engine refuses a journey."""

SPREAD: Final = 10_000
"""Simulated customers of each kind whose time and cost are told: the longest one in a hundred are then a hundred."""

GLANCED: Final = 10_000
"""So many are enough to see, in a tenth of a second, that the engines have come apart."""


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_file(parser)
    add_fix(parser)
    parser.add_argument(
        "--late-from", metavar="PHASE", help="the later phases begin here (default: after the last fix)"
    )
    parser.add_argument(
        "--entrants", metavar="N", type=as_positive, default=1000.0, help="tell results per so many customers (1000)"
    )
    parser.add_argument(
        "--range",
        metavar="SAMPLES",
        type=as_count,
        nargs="?",
        const=SAMPLES,
        help=f"also how sure that is, from so many drawn worlds ({SAMPLES:,})",
    )
    parser.add_argument(
        "--spread",
        metavar="CUSTOMERS",
        type=as_count,
        nargs="?",
        const=SPREAD,
        help=f"also how customers differ in visits, breakdowns, cost and minutes, from so many simulated ones of each "
        f"kind ({SPREAD:,})",
    )
    add_asides(parser)
    add_seed(parser)
    parser.add_argument(
        "--check",
        action="store_true",
        help=f"tell how well {CHECKED:,} simulated customers agree ({GLANCED:,}, told only where they do not)",
    )
    parser.add_argument("--json", action="store_true", help="print everything as JSON")


def _run(options: argparse.Namespace, out: TextIO) -> int:
    document, journey = opened_journey(options)
    effects = effects_asked(options, document, journey)
    late_from = phase_id(document, journey, options.late_from)
    cuts = {place: effect.value for place, effect in effects.items()}
    try:
        simulator = Simulator(build(document, journey.id))
    except (TooManyInfluences, TooManyStates) as problem:
        if _needs_exact_numbers(options):
            plain = "Simulated customers answer where --check, --finer, --range and --word-of-mouth are left out."
            raise CommandProblem(f"{problem} {plain}") from problem
        walked = walk_outcome(build(document, journey.id), cuts, WALKED, options.seed, late_from=late_from)
        return _show_walked(journey, walked, problem, options, out)
    health = check_engines(simulator.case, CHECKED if options.check else GLANCED, options.seed)
    answer = _Answer(
        journey,
        simulator.compare(cuts, late_from),
        _ranges(options, document, journey, effects, late_from),
        None if options.spread is None else contrast(simulator.case, cuts, options.spread, options.seed),
        asides(options, document, journey.id, simulator.case),
        health,
    )
    if options.json:
        print_json(_plain(answer, options.entrants), out)
    else:
        print(*_told(answer, options), sep="\n\n", file=out)
    return DONE if health.agrees else FINDINGS


@dataclass(frozen=True, slots=True)
class _Answer:
    """All that was found of a journey that the exact engine takes."""

    journey: Journey
    outcome: Outcome
    ranges: Ranges | None
    spreads: Contrast | None
    beside: list[Aside]
    health: Health


def _plain(answer: _Answer, entrants: float) -> dict[str, Any]:
    outcome, health = answer.outcome, answer.health
    plain = {"journey": answer.journey.title, "guesses": outcome.case.guesses, **outcome.as_json(entrants)}
    if answer.ranges is not None:
        plain["ranges"] = plain_ranges(answer.ranges, outcome.case.model.phase_names, entrants)
    if answer.spreads is not None:
        plain["spread"] = plain_spreads(answer.spreads)
    plain |= {each.name: each.plain for each in answer.beside}
    plain["check"] = {**asdict(health), "limit": health.limit, "agrees": health.agrees}
    return plain


def _told(answer: _Answer, options: argparse.Namespace) -> list[str]:
    outcome = answer.outcome
    told = [f"{answer.journey.title}\n{outcome_report(outcome, options.entrants)}"]
    if answer.ranges is not None:
        told.append(range_report(answer.ranges, outcome.case.model.phase_names, options.entrants))
    if answer.spreads is not None:
        told.append(spread_report(answer.spreads))
    told += [each.sentence for each in answer.beside]
    if options.check or answer.health.unwalked or not answer.health.agrees:
        told.append(_health_told(answer.health))
    return told


def _needs_exact_numbers(options: argparse.Namespace) -> bool:
    return bool(options.check or options.finer or options.word_of_mouth or options.range is not None)


def _show_walked(
    journey: Journey, walked: Walked, problem: ModelProblem, options: argparse.Namespace, out: TextIO
) -> int:
    """Tell what simulated customers say of a journey that the exact engine refuses."""
    outcome, remark = walked.outcome, walked.remark(problem, options.entrants)
    if options.json:
        plain = outcome.as_json(options.entrants)
        print_json({"journey": journey.title, "guesses": outcome.case.guesses, **plain, "remark": remark}, out)
    else:
        print(f"{journey.title}\n{outcome_report(outcome, options.entrants)}\n\n{remark}", file=out)
    return DONE


def _ranges(
    options: argparse.Namespace,
    document: Document,
    journey: Journey,
    effects: Mapping[Place, Quantity],
    late_from: str | None,
) -> Ranges | None:
    if options.range is None:
        return None
    get_ready(options.err)
    return run(document, journey.id, effects, late_from, samples=options.range, seed=options.seed)


def _health_told(health: Health) -> str:
    if health.unwalked and health.agrees:
        return f"Simulated and exact numbers were not compared. {health.unwalked}"
    verdict = "agree" if health.agrees else "DISAGREE"
    return (
        f"Simulated and exact numbers {verdict}: of {health.compared:,} measures of {health.customers:,} customers "
        f"“{health.measure}” is furthest off, by {health.worst:.1f} standard errors; chance explains up "
        f"to {health.limit:.1f}."
    )


COMMAND: Final = Command("simulate", "run a journey as it is and with a fix", _add_options, _run)
