"""List what is wrong or doubtful."""

import argparse
from typing import Final, TextIO

from workbench.commands.common import DONE, FINDINGS, Command, add_file, one_journey, opened, print_json
from workbench.domain.elements import Journey
from workbench.domain.rules import Severity, check


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_file(parser)
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")


def _run(options: argparse.Namespace, out: TextIO) -> int:
    document = opened(options)
    journeys = [one_journey(document, options.journey)] if options.journey else document.of(Journey)
    findings = [(journey.title, finding) for journey in journeys for finding in check(document, journey.id)]
    if options.json:
        kept = ("code", "severity", "message", "remedy", "subjects")
        print_json([{"journey": title} | {key: getattr(found, key) for key in kept} for title, found in findings], out)
    else:
        for title, found in findings:
            where = f"{title}: " if len(journeys) > 1 else ""
            print(f"{found.severity}: {where}{found.message} {found.remedy}", file=out)
        if not findings:
            print("Nothing is wrong or doubtful.", file=out)
    return FINDINGS if any(found.severity is Severity.PROBLEM for _, found in findings) else DONE


COMMAND: Final = Command("check", "list what is wrong or doubtful", _add_options, _run)
