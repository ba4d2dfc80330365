"""What every command shares: what it is refused for, how it ends, the file it reads and the file it writes."""

import argparse
import codecs
import json
import os
import shlex
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

from workbench.domain.document import Document
from workbench.domain.elements import Element, Journey
from workbench.domain.ids import random_id
from workbench.domain.naming import shown
from workbench.lookup import LISTED, find_by_name
from workbench.state_folder import state_folder
from workbench.storage.problems import DamagedFileProblem
from workbench.storage.rescue import find_rescue
from workbench.storage.store import ProjectInfo, read_snapshot, write_snapshot

PROGRAM: Final = "journey-workbench"

DONE: Final = 0
FINDINGS: Final = 1
REFUSED: Final = 2


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name, what it does in a few words, its options, and what returns the exit status."""

    name: str
    purpose: str
    add_options: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, TextIO], int]


class CommandProblem(ValueError):
    """A command that cannot be carried out as it was given."""


def add_file(parser: argparse.ArgumentParser) -> None:
    """Take a project file and which of its journeys is meant."""
    parser.add_argument("file", metavar="FILE", type=Path, help="a .journey file")
    parser.add_argument("--journey", metavar="TITLE", help="which journey, where the file holds several")


def add_output(parser: argparse.ArgumentParser) -> None:
    """Take the file to write, and whether it may replace another."""
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help="the .journey file to write")
    parser.add_argument("--force", action="store_true", help="replace the file if it is there")


def opened(options: argparse.Namespace) -> Document:
    """Read the project file that `add_file` takes; raises FileProblem."""
    return Document(read_project(options.file, options.err)[1])


def read_project(path: Path, err: TextIO) -> tuple[ProjectInfo, list[Element]]:
    """Read a project file, and say on `err` what is odd about it.

    Raises FileProblem, which of a damaged file says how to get the last version.
    """
    try:
        info, elements = read_snapshot(path)
    except DamagedFileProblem as problem:
        rescue = find_rescue(problem, path, state_folder())
        if rescue is None:
            raise DamagedFileProblem(f"{problem} No version of it is kept on this computer.") from problem
        way = f"{PROGRAM} restore {shlex.quote(str(path))} -o NEW.journey"
        when = f"{rescue.last.when.astimezone():%d %B %Y, %H:%M}"
        raise DamagedFileProblem(f"{rescue.told(when)} Get that version with “{way}”.") from problem
    if info.remark:
        print(f"{PROGRAM}: {info.remark}", file=err)
    return info, elements


def opened_journey(options: argparse.Namespace) -> tuple[Document, Journey]:
    """Read the project file and the journey that `add_file` takes; raises FileProblem and as `one_journey` does."""
    document = opened(options)
    return document, one_journey(document, options.journey)


def one_journey(document: Document, title: str | None) -> Journey:
    """Return the journey called `title`, or the only one; raises CommandProblem or LookupProblem."""
    journeys = document.of(Journey)
    if title is not None:
        return find_by_name(title, journeys, "journeys")
    if len(journeys) == 1:
        return journeys[0]
    if not journeys:
        raise CommandProblem("the file holds no journey; draw one in the window, or begin with the command “new”.")
    listed = ", ".join(shown(journey.title) for journey in journeys[:LISTED])
    more = " or another" if len(journeys) > LISTED else ""
    raise CommandProblem(f"the file holds {len(journeys)} journeys; choose {listed}{more} with --journey.")


def is_same_file(one: Path, other: Path) -> bool:
    """Tell whether both names lead to one file that is there."""
    with suppress(OSError):
        return one.samefile(other)
    return False


def refuse_to_overwrite(path: Path, force: bool) -> None:
    """Raise CommandProblem where a file is in the way that may not be replaced."""
    # a name too long, or a folder that lets nobody in, is told when it comes to writing; `Path.exists` would raise here
    if os.path.exists(path) and not force:
        raise CommandProblem(f"“{path.name}” is there already; choose another name, or add --force to replace it.")


def write(path: Path, elements: Iterable[Element]) -> None:
    """Write a project of its own; raises SaveProblem."""
    write_snapshot(path, ProjectInfo(random_id() + random_id(), program=PROGRAM), elements)


def print_json(plain: object, out: TextIO) -> None:
    """Print plain data as JSON; raises CommandProblem where a number has grown beyond all bounds."""
    # escapes are read in any encoding; other characters only where reader and writer mean the same
    is_utf_8 = codecs.lookup(out.encoding or "utf-8").name == "utf-8"
    try:
        text = json.dumps(plain, ensure_ascii=not is_utf_8, allow_nan=False, indent=2)
    except ValueError as problem:
        raise CommandProblem(
            "a result is too large to be told as a number; lower the costs and counts of the journey."
        ) from problem
    print(text, file=out)


def as_share(text: str) -> float:
    """Read a share between 0 and 1, given as 0.3 or 30%."""
    plain = text.strip()
    try:
        share = float(plain[:-1]) / 100 if plain.endswith("%") else float(plain)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"“{plain}” must be a share such as 30% or 0.3")
    return share


def as_positive(text: str) -> float:
    """Read a number above 0."""
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number <= 1e12:
        raise argparse.ArgumentTypeError(f"“{text}” must be a number above 0, such as 1000")
    return number
