"""Write a version that is kept on this computer into a file of its own."""

import argparse
from pathlib import Path
from typing import Final, TextIO

from workbench.commands.common import (
    DONE,
    PROGRAM,
    Command,
    CommandProblem,
    add_output,
    is_same_file,
    refuse_to_overwrite,
)
from workbench.commands.versions import versions_of
from workbench.state_folder import state_folder
from workbench.storage.store import ProjectInfo, write_snapshot
from workbench.storage.versions import FOLDER, VersionStore


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="the .journey file whose version it is, damaged or not")
    parser.add_argument(
        "--version",
        metavar="N",
        type=int,
        default=1,
        help="its number in the list of versions (default: 1, the newest)",
    )
    add_output(parser)


def _run(options: argparse.Namespace, out: TextIO) -> int:
    if is_same_file(options.output, options.file):
        raise CommandProblem("the damaged file is left as it is; choose another -o file.")
    refuse_to_overwrite(options.output, options.force)
    found = versions_of(options.file)
    if not 1 <= options.version <= len(found):
        raise CommandProblem(f"there is no version {options.version}; choose one from 1 to {len(found)}.")
    version = found[options.version - 1]
    elements = VersionStore(state_folder() / FOLDER).read(version)
    write_snapshot(options.output, ProjectInfo(version.path.parent.name, program=PROGRAM), elements)
    print(f"The version of {version.when.astimezone():%d %B %Y, %H:%M} is written to {options.output}.", file=out)
    return DONE


COMMAND: Final = Command("restore", "write one of those versions into a file", _add_options, _run)
