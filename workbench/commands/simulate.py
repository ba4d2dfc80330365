"""Run a journey as it is and with fewer failures."""

import argparse
from collections.abc import Sequence
from typing import Final, TextIO

from workbench.commands.common import (
    DONE,
    Command,
    CommandProblem,
    add_file,
    as_positive,
    as_share,
    one_journey,
    opened,
    print_json,
)
from workbench.commands.report import outcome_report
from workbench.domain.document import Document
from workbench.domain.elements import Journey, Phase, Touchpoint
from workbench.domain.places import cards_in, phases_in_order, touchpoints_in_order
from workbench.lookup import find_by_name
from workbench.simulation.run import Simulator


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
    parser.add_argument("--json", action="store_true", help="print everything as JSON")


def _run(options: argparse.Namespace, out: TextIO) -> int:
    document = opened(options)
    journey = one_journey(document, options.journey)
    cuts = _cuts(document, journey, options.improve)
    late_from: str | None = options.late_from
    if late_from is not None:
        late_from = find_by_name(late_from, phases_in_order(document, journey.id), "phases").id
    outcome = Simulator(document, journey.id).compare(cuts, late_from)
    if options.json:
        print_json(
            {"journey": journey.title, "guesses": outcome.case.guesses, **outcome.as_json(options.entrants)}, out
        )
    else:
        print(f"{journey.title}\n{outcome_report(outcome, options.entrants)}", file=out)
    return DONE


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
