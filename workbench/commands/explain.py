"""Tell why customers break down: what filled the glass, who pays, and what single customers lived through."""

import argparse
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final, TextIO

from workbench.commands.choosing import add_seed, as_count, place_id
from workbench.commands.common import DONE, Command, CommandProblem, add_file, as_positive, opened_journey, print_json
from workbench.simulation.build import Case, Segment, build
from workbench.simulation.crowd.stories import Story, tell, typical_breakdown
from workbench.simulation.explain import explain
from workbench.simulation.explanation import Explanation
from workbench.simulation.explanation_text import as_json, as_text
from workbench.simulation.grouping import by_department

_EVERY: Final = ""
_TYPICAL: Final = -1


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_file(parser)
    parser.add_argument("--at", metavar="NAME", help="the breakdowns at this touchpoint or in this phase only")
    parser.add_argument(
        "--persona", metavar="NAME", nargs="?", const=_EVERY, help="each kind of customer by itself, or only this one"
    )
    parser.add_argument(
        "--story",
        metavar="N",
        nargs="?",
        type=as_count,
        const=_TYPICAL,
        help="what customer N lives through; without N, somebody whose breakdown there is the most usual",
    )
    add_seed(parser)
    parser.add_argument(
        "--entrants", metavar="N", type=as_positive, default=1000.0, help="tell results per so many customers (1000)"
    )
    parser.add_argument("--json", action="store_true", help="print everything as JSON")


def _run(options: argparse.Namespace, out: TextIO) -> int:
    document, journey = opened_journey(options)
    case = build(document, journey.id)
    owners = by_department(document, case)
    at = None if options.at is None else place_id(document, journey, options.at)
    told = {name: explain(part, owners, at) for name, part in _parts(case, options.persona).items()}
    stories = _stories(case, options, told.values())
    if options.json:
        plain = {name: as_json(each, options.entrants) for name, each in told.items()}
        explained = plain if options.persona is not None else plain[_EVERY]
        print_json({"journey": journey.title, "explained": explained, "stories": _plain(stories)}, out)
        return DONE
    for name, each in told.items():
        print(f"{journey.title}{f': {name}' if name else ''}\n\n{as_text(each, options.entrants)}\n", file=out)
    print(*(_told(who, story) for who, story in stories), sep="\n", end="\n" if stories else "", file=out)
    return DONE


def _parts(case: Case, persona: str | None) -> dict[str, Case]:
    """Return the case, or one a kind of customer; raises CommandProblem for a kind that there is not."""
    if persona is None:
        return {_EVERY: case}
    return {each.name: replace(case, segments=(replace(each, share=1.0),)) for each in _segments(case, persona)}


def _segments(case: Case, persona: str | None) -> list[Segment]:
    named = {each.name.casefold(): each for each in case.segments}
    if not persona:
        return list(case.segments)
    if persona.casefold().strip() in named:
        return [named[persona.casefold().strip()]]
    known = ", ".join(f"“{each.name}”" for each in case.segments if each.name) or "none; add some in the window"
    raise CommandProblem(f"None of the personas is called “{persona}”; there are {known}.")


def _stories(case: Case, options: argparse.Namespace, told: Iterable[Explanation]) -> list[tuple[str, Story | None]]:
    if options.story is None:
        return []
    places = [case.ids.index(each.straws[0].id) if each.straws else 0 for each in told]
    segments = _segments(case, options.persona)
    places = places if len(places) == len(segments) else places * len(segments)
    return [(segment.name, _story(segment, place, options)) for segment, place in zip(segments, places, strict=True)]


def _story(segment: Segment, place: int, options: argparse.Namespace) -> Story | None:
    number: int | None = options.story
    if number == _TYPICAL:
        number = typical_breakdown(segment.model, place, options.seed)
    return None if number is None else tell(segment.model, number, options.seed)


def _told(who: str, story: Story | None) -> str:
    told = "Of 2,000 customers nobody breaks down there." if story is None else story.sentence
    return f"{who}: {told}" if who else told


def _plain(stories: list[tuple[str, Story | None]]) -> list[dict[str, Any]]:
    return [
        {
            "persona": who or None,
            "customer": story.customer if story else None,
            "sentence": _told("", story),
            "visits": len(story.encounters) if story else None,
            "breakdowns": story.breakdowns if story else None,
        }
        for who, story in stories
    ]


COMMAND: Final = Command("explain", "tell why customers break down, and who pays", _add_options, _run)
