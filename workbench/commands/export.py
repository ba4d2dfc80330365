"""Draw a journey as a picture for reports, slides and walls."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TextIO

from workbench.commands.choosing import place_id, require_writable, write_result
from workbench.commands.common import DONE, Command, CommandProblem, add_file, opened_journey
from workbench.domain.document import Document
from workbench.pictures import LARGEST_SCALE, LEAST_SCALE, PAPER_MM, Paper, PictureChoice, PictureKind, kind_of

Draw = Callable[[Document, str, PictureChoice, Sequence[str]], bytes]
"""Draws a journey, or only what has one of these ids, and returns the file; raises PictureProblem."""

_LEFT_OUT: Final = ("heat", "influences", "headline")


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_file(parser)
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=Path, required=True, help="the .png, .svg or .pdf file to write"
    )
    parser.add_argument("--force", action="store_true", help="replace the file if it is there")
    parser.add_argument(
        "--only", metavar="NAME", action="append", default=[], help="only this touchpoint or phase; may be repeated"
    )
    parser.add_argument(
        "--scale", metavar="N", type=_as_scale, help="px a px of the map in a PNG (2), size of a poster"
    )
    parser.add_argument("--transparent", action="store_true", help="without a ground; PNG and SVG")
    parser.add_argument("--theme", choices=("light", "dark"), default="light", help="colours (light)")
    parser.add_argument("--paper", choices=[paper.value for paper in PAPER_MM], help="a PDF for this paper")
    parser.add_argument("--portrait", action="store_true", help="paper upright")
    parser.add_argument("--poster", action="store_true", help="on as many sheets of paper as it takes, to be glued")
    parser.add_argument("--strip", action="store_true", help="with the irritation strip")
    parser.add_argument("--foot", action="store_true", help="with date and title at the foot")
    for what in _LEFT_OUT:
        parser.add_argument(f"--no-{what}", action="store_true", help=f"without {what}")


def _run(options: argparse.Namespace, out: TextIO) -> int:
    choice = _choice(options)
    require_writable(options.output, options.file, options.force)
    document, journey = opened_journey(options)
    chosen = [place_id(document, journey, name) for name in options.only]
    if options.draw is None:
        raise CommandProblem("pictures are drawn by the whole program only; start it as “journey-workbench export”.")
    draw: Draw = options.draw
    write_result(options.output, draw(document, journey.id, choice, chosen))
    print(f"Written to {options.output}.", file=out)
    return DONE


def _choice(options: argparse.Namespace) -> PictureChoice:
    kind = kind_of(options.output)
    if kind is None:
        raise CommandProblem(
            f"“{options.output.name or options.output}” does not say what to draw; end it with .png, .svg or .pdf."
        )
    _require_sense(options, kind)
    return PictureChoice(
        kind=kind,
        scale=options.scale or (1.0 if options.poster else 2.0),
        transparent=options.transparent,
        dark=options.theme == "dark",
        heat=not options.no_heat,
        influences=not options.no_influences,
        headline=not options.no_headline,
        strip=options.strip,
        foot=options.foot,
        paper=Paper(options.paper or Paper.MAP),
        landscape=not options.portrait,
        poster=options.poster,
    )


def _require_sense(options: argparse.Namespace, kind: PictureKind) -> None:
    """Refuse what would silently do nothing."""
    is_pdf = kind is PictureKind.PDF
    if not is_pdf and (options.paper or options.poster or options.portrait):
        raise CommandProblem("only a PDF is for paper; end the -o file with .pdf, or leave --paper and --poster out.")
    if is_pdf and not options.paper and (options.poster or options.portrait):
        raise CommandProblem("a poster needs to know its sheets; add --paper, such as --paper A3.")
    if is_pdf and options.transparent:
        raise CommandProblem("a PDF has the ground of its paper; leave --transparent out, or write a PNG or SVG.")
    if options.scale is not None and not options.poster and kind is not PictureKind.PNG:
        raise CommandProblem("only a PNG and a poster have a size of their own; leave --scale out.")


def _as_scale(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not LEAST_SCALE <= number <= LARGEST_SCALE:
        raise argparse.ArgumentTypeError(f"“{text}” must be a number from {LEAST_SCALE:g} to {LARGEST_SCALE:g}")
    return number


COMMAND: Final = Command("export", "draw a journey as PNG, SVG or PDF", _add_options, _run)
