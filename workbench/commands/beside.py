"""What a run can tell beside its numbers: how much coarse levels matter, and what talk among customers does."""

import argparse
import math
from dataclasses import dataclass
from typing import Any

from workbench.domain.document import Document
from workbench.simulation.build import Case
from workbench.simulation.discretisation import discretisation
from workbench.simulation.word_of_mouth import Talk, spread
from workbench.simulation.wording import percent


@dataclass(frozen=True, slots=True)
class Aside:
    """One thing told beside a run: its name and content in plain data, and a sentence."""

    name: str
    plain: dict[str, Any]
    sentence: str


def add_asides(parser: argparse.ArgumentParser) -> None:
    """Take what is to be told beside a run."""
    parser.add_argument(
        "--finer", action="store_true", help="also what counting irritation in twice as many levels changes"
    )
    parser.add_argument(
        "--word-of-mouth",
        metavar="B:K",
        type=_talk,
        help="also how many begin if a delighted customer brings B others and one who leaves angry keeps K away, "
        "such as 0.05:0.1 (off: nobody has measured it)",
    )


def asides(options: argparse.Namespace, document: Document, journey: str, case: Case) -> list[Aside]:
    """Return what was asked for of a journey, which `case` is; raises ModelProblem."""
    found: list[Aside] = []
    if options.finer:
        found.append(_finer(document, journey))
    if options.word_of_mouth is not None:
        found.append(_spread(case, Talk(*options.word_of_mouth)))
    return found


def _finer(document: Document, journey: str) -> Aside:
    found = discretisation(document, journey)
    differences = {quantity: found.difference(quantity) for quantity in ("breakdowns", "cost")}
    return Aside("finer", {"levels": 2 * found.levels, **differences}, found.sentence)


def _spread(case: Case, talk: Talk) -> Aside:
    found = spread(case, talk)
    change = found.factor - 1.0
    plain = {
        "brought": talk.brought,
        "kept_away": talk.kept_away,
        "factor": found.factor,
        "delighted": found.delighted,
        "defected": found.defected,
    }
    return Aside(
        "word_of_mouth",
        plain,
        f"With word of mouth {percent(abs(change))} {'more' if change >= 0 else 'fewer'} begin in the long run: "
        f"{percent(found.delighted)} end delighted and bring {talk.brought:g} others each, {percent(found.defected)} "
        f"leave angry and keep {talk.kept_away:g} away. These two numbers are yours; nobody has measured them.",
    )


def _talk(text: str) -> tuple[float, float]:
    brought, _, kept_away = text.partition(":")
    try:
        numbers = (float(brought), float(kept_away))
    except ValueError:
        numbers = (math.nan, math.nan)
    if not all(0 <= number < math.inf for number in numbers):
        raise argparse.ArgumentTypeError(f"“{text}” must be two numbers from 0 on, such as 0.05:0.1")
    return numbers
