"""What a run improves: single places on the command line, or a scenario of the file."""

import argparse
from collections.abc import Sequence

from workbench.commands.choosing import PLACES
from workbench.commands.common import CommandProblem, as_share
from workbench.domain.document import Document
from workbench.domain.elements import Journey, Phase, Touchpoint
from workbench.domain.improvements import Place, effects_in, scenarios_of
from workbench.domain.places import cards_in, phases_in_order, touchpoints_in_order
from workbench.domain.values import Quantity
from workbench.lookup import find_by_name


def add_fix(parser: argparse.ArgumentParser) -> None:
    """Take what is to be improved, by places or by a scenario."""
    fix = parser.add_mutually_exclusive_group()
    fix.add_argument(
        "--improve",
        metavar="NAME=30%",
        action="append",
        type=_improvement,
        default=[],
        help="so many fewer failures at a touchpoint, or in a phase; may be repeated",
    )
    fix.add_argument("--scenario", metavar="NAME", help="the improvements of this scenario, as sure as they are")


def effects_asked(options: argparse.Namespace, document: Document, journey: Journey) -> dict[Place, Quantity]:
    """Return the relative change of each place that was asked for; raises LookupProblem and CommandProblem."""
    if options.scenario is None:
        return _cuts(document, journey, options.improve)
    return effects_in(document, find_by_name(options.scenario, scenarios_of(document, journey.id), "scenarios"))


def _cuts(document: Document, journey: Journey, wanted: Sequence[tuple[str, float]]) -> dict[Place, Quantity]:
    places = [*touchpoints_in_order(document, journey.id), *phases_in_order(document, journey.id)]
    cuts: dict[Place, Quantity] = {}
    for name, fewer in wanted:
        place = find_by_name(name, places, PLACES)
        if place.id in cuts:
            raise CommandProblem(f"{place.describe()} is to be improved twice; say it once.")
        _check_control(document, place)
        cuts[place.id] = Quantity(-fewer)
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
