"""List the versions of a project that are kept on this computer."""

import argparse
from pathlib import Path
from typing import Final, TextIO

from workbench.commands.common import DONE, Command, CommandProblem, print_json
from workbench.state_folder import state_folder
from workbench.storage.rescue import kept_versions
from workbench.storage.versions import Version


def versions_of(path: Path) -> list[Version]:
    """Return the readable versions of the project at `path`, the newest first; the file need not be in order.

    Raises CommandProblem where there are none.
    """
    found = [version for version in kept_versions(path, state_folder()) if version.readable]
    if not found:
        raise CommandProblem(f"no version of “{path.name}” is kept on this computer; a backup may hold one.")
    return found


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="a .journey file, damaged or not")
    parser.add_argument("--json", action="store_true", help="print the versions as JSON")


def _run(options: argparse.Namespace, out: TextIO) -> int:
    found = list(enumerate(versions_of(options.file), 1))
    if options.json:
        plain = [
            {"number": number, "when": each.when.isoformat(), "what": each.label, "how": each.kind.value}
            for number, each in found
        ]
        print_json(plain, out)
    else:
        for number, each in found:
            print(f"{number:>4}  {each.when.astimezone():%d %B %Y, %H:%M}  {each.label or each.kind.value}", file=out)
    return DONE


COMMAND: Final = Command("versions", "list the versions of a journey that are kept here", _add_options, _run)
