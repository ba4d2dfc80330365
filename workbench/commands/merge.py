"""Combine what two people made of one journey."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Final, TextIO

from workbench.commands.common import (
    DONE,
    FINDINGS,
    PROGRAM,
    Command,
    CommandProblem,
    add_output,
    is_same_file,
    read_project,
    refuse_to_overwrite,
)
from workbench.domain.conflicts import Side
from workbench.domain.merging import merge, resolve_all
from workbench.storage.store import write_snapshot


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("base", metavar="BASE", type=Path, help="the .journey file that both began with")
    parser.add_argument("mine", metavar="MINE", type=Path, help="what you made of it; may be the -o file too")
    parser.add_argument("theirs", metavar="THEIRS", type=Path, help="what somebody else made of it")
    add_output(parser)
    sides = parser.add_mutually_exclusive_group()
    for side in Side:
        sides.add_argument(
            f"--{side}", dest="side", action="store_const", const=side, help=f"settle every conflict as {side} has it"
        )


def _run(options: argparse.Namespace, out: TextIO) -> int:
    if not is_same_file(options.output, options.mine):
        refuse_to_overwrite(options.output, options.force)
    (_, base), (info, mine), (other, theirs) = (
        read_project(path, options.err) for path in (options.base, options.mine, options.theirs)
    )
    if not {element.id for element in mine} & {element.id for element in theirs}:
        both = f"“{options.mine.name}” and “{options.theirs.name}”"
        raise CommandProblem(f"{both} have nothing in common; choose two versions of one journey.")
    found = merge(base, mine, theirs)
    merged = resolve_all(found, options.side) if options.side else found
    later = replace(info, generation=max(info.generation, other.generation) + 1, program=PROGRAM)
    write_snapshot(options.output, later, merged.elements)
    for conflict in merged.conflicts:
        print(f"conflict: {conflict.sentence({side: side.value for side in Side})}", file=options.err)
    number = len(found.conflicts)
    counted = f"{number:,} {'conflict' if number == 1 else 'conflicts'}"
    fate = f"settled as {options.side} has it" if options.side else "still open"
    print(f"Merged{f', {counted} {fate}' if number else ''}. Written to {options.output}.", file=out)
    return FINDINGS if merged.conflicts else DONE


COMMAND: Final = Command("merge", "combine what two people made of one journey", _add_options, _run)
