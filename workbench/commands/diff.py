"""Tell what differs between two versions of a journey."""

import argparse
from pathlib import Path
from typing import Final, TextIO

from workbench.commands.common import DONE, FINDINGS, Command, print_json, read_project
from workbench.domain.differences import differences
from workbench.domain.naming import called
from workbench.domain.telling import summary, told


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("before", metavar="BEFORE", type=Path, help="the earlier .journey file")
    parser.add_argument("after", metavar="AFTER", type=Path, help="the later one")
    parser.add_argument("--json", action="store_true", help="print the differences as JSON")


def _run(options: argparse.Namespace, out: TextIO) -> int:
    found = differences(*(read_project(path, options.err)[1] for path in (options.before, options.after)))
    if options.json:
        known = {**found.before, **found.after}
        plain = {
            name: [{"table": each.table, "id": each.id, "called": called(each, known)} for each in elements]
            for name, elements in (("added", found.added), ("removed", found.removed))
        }
        changed = [
            {"table": each.after.table, "id": each.after.id, "called": called(each.after, known), "fields": each.fields}
            for each in found.changed
        ]
        print_json({"summary": summary(found), **plain, "changed": changed, "told": told(found)}, out)
    else:
        print(*(told(found) or ["Nothing differs."]), sep="\n", file=out)
    return FINDINGS if found else DONE


COMMAND: Final = Command("diff", "tell what differs between two versions of a journey", _add_options, _run)
