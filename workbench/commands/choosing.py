"""Options that several commands take alike: places by name, goals, numbers, and files of results."""

import argparse
import math
import os
from pathlib import Path
from typing import Final, TextIO

from workbench.commands.common import CommandProblem, is_same_file, refuse_to_overwrite
from workbench.domain.document import Document
from workbench.domain.elements import Journey
from workbench.domain.places import phases_in_order, touchpoints_in_order
from workbench.lookup import find_by_name
from workbench.simulation.compiled.ready import compiled, load
from workbench.simulation.portfolio.goals import Goal
from workbench.storage.atomic import write_atomically
from workbench.storage.problems import cause_of

GOALS: Final = {
    "breakdowns": Goal.BREAKDOWNS,
    "late": Goal.LATE_BREAKDOWNS,
    "cost": Goal.COST,
    "lost": Goal.LOST,
    "time": Goal.TIME,
}
PLACES: Final = "touchpoints and phases"


def add_goal(parser: argparse.ArgumentParser) -> None:
    """Take what there is to be less of, and where the later phases begin."""
    parser.add_argument("--goal", choices=GOALS, default="breakdowns", help="what there is to be less of (breakdowns)")
    parser.add_argument("--late-from", metavar="PHASE", help="where the later phases begin, for the goal “late”")


def add_seed(parser: argparse.ArgumentParser) -> None:
    """Take the seed of whatever is drawn."""
    parser.add_argument("--seed", metavar="N", type=as_count, default=0, help="another seed, other draws (0)")


def goal_of(options: argparse.Namespace, document: Document, journey: Journey) -> tuple[Goal, str | None]:
    """Return the goal, and the id of the phase that later breakdowns begin with; raises LookupProblem."""
    goal = GOALS[options.goal]
    if goal is Goal.LATE_BREAKDOWNS and options.late_from is None:
        raise CommandProblem("the goal “late” needs to know where the later phases begin; add --late-from PHASE.")
    return goal, phase_id(document, journey, options.late_from)


def phase_id(document: Document, journey: Journey, name: str | None) -> str | None:
    """Return the id of a phase by its name; raises LookupProblem."""
    return None if name is None else find_by_name(name, phases_in_order(document, journey.id), "phases").id


def place_id(document: Document, journey: Journey, name: str) -> str:
    """Return the id of a touchpoint or phase by its name; raises LookupProblem."""
    places = [*touchpoints_in_order(document, journey.id), *phases_in_order(document, journey.id)]
    return find_by_name(name, places, PLACES).id


def as_count(text: str) -> int:
    """Read a whole number from 0 on."""
    if not text.isdecimal() or int(text) > 2**63:
        raise argparse.ArgumentTypeError(f"“{text}” must be a whole number from 0 on")
    return int(text)


def as_amount(text: str) -> float:
    """Read a finite number from 0 on."""
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 <= number < math.inf:
        raise argparse.ArgumentTypeError(f"“{text}” must be a finite number from 0 on, such as 20000")
    return number


def get_ready(err: TextIO) -> None:
    """Load the compiled engine, which pays from some thousand runs on."""
    if compiled() is None:
        if err.isatty():
            print("Loading the compiled engine; the first time it takes half a minute …", file=err)
        load()


def require_writable(path: Path, journey: Path, force: bool) -> None:
    """Refuse early what could not be written after a long run, or would take the journey's place.

    Raises CommandProblem.
    """
    if is_same_file(path, journey):
        raise CommandProblem(f"“{path.name}” is the journey itself, which would be gone; choose another -o file.")
    refuse_to_overwrite(path, force)
    folder = os.path.dirname(os.path.realpath(path))
    if not os.path.isdir(folder):
        raise CommandProblem(f"“{path.name}” cannot be written: there is no folder {folder}; make it.")
    if os.path.isdir(path):
        raise CommandProblem(f"“{path.name}” is a folder; name a file in it.")


def write_result(path: Path, data: bytes) -> None:
    """Write a file of results, wholly or not at all; raises CommandProblem."""
    try:
        write_atomically(path, data)
    except OSError as error:
        raise CommandProblem(
            f"“{path.name}” could not be written: {cause_of(error)}; choose another -o file."
        ) from error
