"""Run a journey as it is and with fewer failures."""

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from typing import Final, TextIO

from workbench.commands.choosing import add_seed, as_count, get_ready, phase_id
from workbench.commands.common import (
    DONE,
    FINDINGS,
    Command,
    CommandProblem,
    add_file,
    as_positive,
    as_share,
    opened_journey,
    print_json,
)
from workbench.commands.range_report import plain_ranges, range_report
from workbench.commands.report import outcome_report
from workbench.domain.document import Document
from workbench.domain.elements import Journey, Phase, Touchpoint
from workbench.domain.places import cards_in, phases_in_order, touchpoints_in_order
from workbench.lookup import find_by_name
from workbench.simulation.crowd.health import Health, check_engines
from workbench.simulation.run import Simulator
from workbench.simulation.uncertainty.ranges import Ranges
from workbench.simulation.uncertainty.run import SAMPLES, run

CHECKED: Final = 100_000
"""Simulated customers of each kind: enough to see a difference of one in a hundred."""


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_file(parser)
    parser.add_argument(
        "--improve",
        metavar="NAME=30%",
        action="append",
        type=_improvement,
        default=[],
        help="so many fewer failures at a touchpoint, or in a phase; may be repeated",
    )
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
    add_seed(parser)
    parser.add_argument(
        "--check",
        action="store_true",
        help=f"also compare the exact numbers with {CHECKED:,} simulated customers",
    )
    parser.add_argument("--json", action="store_true", help="print everything as JSON")


def _run(options: argparse.Namespace, out: TextIO) -> int:
    document, journey = opened_journey(options)
    cuts = _cuts(document, journey, options.improve)
    late_from = phase_id(document, journey, options.late_from)
    simulator = Simulator(document, journey.id)
    outcome = simulator.compare({**cuts}, late_from)
    ranges = _ranges(options, document, journey, cuts, late_from)
    health = check_engines(simulator.case, CHECKED, options.seed) if options.check else None
    phases = outcome.case.model.phase_names
    if options.json:
        plain = {"journey": journey.title, "guesses": outcome.case.guesses, **outcome.as_json(options.entrants)}
        if ranges is not None:
            plain["ranges"] = plain_ranges(ranges, phases, options.entrants)
        if health is not None:
            plain["check"] = {**asdict(health), "limit": health.limit, "agrees": health.agrees}
        print_json(plain, out)
    else:
        print(f"{journey.title}\n{outcome_report(outcome, options.entrants)}", file=out)
        if ranges is not None:
            print(f"\n{range_report(ranges, phases, options.entrants)}", file=out)
        if health is not None:
            print(f"\n{_health_told(health)}", file=out)
    return DONE if health is None or health.agrees else FINDINGS


def _ranges(
    options: argparse.Namespace, document: Document, journey: Journey, cuts: dict[str, float], late_from: str | None
) -> Ranges | None:
    if options.range is None:
        return None
    get_ready(options.err)
    return run(document, journey.id, cuts, late_from, samples=options.range, seed=options.seed)


def _health_told(health: Health) -> str:
    verdict = "agree" if health.agrees else "DISAGREE"
    return (
        f"Simulated and exact numbers {verdict}: of {health.compared:,} measures of {health.customers:,} customers "
        f"“{health.measure}” is furthest off, by {health.worst:.1f} standard errors; chance explains up "
        f"to {health.limit:.1f}."
    )


def _cuts(document: Document, journey: Journey, wanted: Sequence[tuple[str, float]]) -> dict[str, float]:
    places = [*touchpoints_in_order(document, journey.id), *phases_in_order(document, journey.id)]
    cuts: dict[str, float] = {}
    for name, fewer in wanted:
        place = find_by_name(name, places, "touchpoints and phases")
        if place.id in cuts:
            raise CommandProblem(f"{place.describe()} is to be improved twice; say it once.")
        _check_control(document, place)
        cuts[place.id] = -fewer
    return cuts


def _check_control(document: Document, place: Touchpoint | Phase) -> None:
    touchpoints = [place] if isinstance(place, Touchpoint) else cards_in(document, place.journey, place.id)
    if not touchpoints:
        raise CommandProblem(f"there is no touchpoint in {place.describe()}; improve another phase.")
    if not any(touchpoint.is_controllable for touchpoint in touchpoints):
        raise CommandProblem(f"{place.describe()} is beyond control, so no fix can act on it; improve another one.")


def _improvement(text: str) -> tuple[str, float]:
    name, _, amount = text.rpartition("=")
    if not name.strip():
        raise argparse.ArgumentTypeError(f"“{text}” must look like “Welcome pack=30%”")
    return name.strip(), as_share(amount)


COMMAND: Final = Command("simulate", "run a journey as it is and with fewer failures", _add_options, _run)
