"""Make a journey of an event log or a table of transitions."""

import argparse
from pathlib import Path
from typing import Final, TextIO

from workbench.commands.common import (
    DONE,
    Command,
    CommandProblem,
    add_output,
    as_share,
    is_same_file,
    refuse_to_overwrite,
    write,
)
from workbench.domain.values import Quantity
from workbench.exchange.event_log import read_event_log
from workbench.exchange.journey import ImportedJourney
from workbench.exchange.problems import quoted
from workbench.exchange.table import open_table
from workbench.exchange.transitions import read_transitions


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="TABLE", type=Path, help="a CSV file, compressed or not")
    add_output(parser)
    log = parser.add_argument_group("an event log: the columns with")
    log.add_argument("--case", metavar="COLUMN", help="whose journey it is")
    log.add_argument("--activity", metavar="COLUMN", help="what happened")
    log.add_argument("--time", metavar="COLUMN", help="when")
    log.add_argument("--owner", metavar="COLUMN", help="which department did it")
    table = parser.add_argument_group("a table of transitions: the columns with")
    table.add_argument("--from", dest="source", metavar="COLUMN", help="a touchpoint")
    table.add_argument("--to", dest="target", metavar="COLUMN", help="the one that follows")
    table.add_argument("--weight", metavar="COLUMN", help="how many, or which share")
    table.add_argument("--start", metavar="NAME", help="the touchpoint where customers begin (default: the first)")
    parser.add_argument(
        "--failure", metavar="0.08", type=_failure, help="chance of failure at every touchpoint (default: a guess)"
    )


def _run(options: argparse.Namespace, out: TextIO) -> int:
    refuse_to_overwrite(options.output, options.force)
    if is_same_file(options.output, options.file):
        raise CommandProblem(
            f"“{options.file.name}” would be replaced by the journey made of it; choose another -o file."
        )
    imported = _imported(options)
    write(options.output, imported.elements)
    print(f"{imported.message} Written to {options.output}.", file=out)
    return DONE


def _imported(options: argparse.Namespace) -> ImportedJourney:
    log = (options.case, options.activity, options.time)
    ways = (options.source, options.target, options.weight)
    if all(log) and not any((*ways, options.start)):
        case, activity, time = log
        return read_event_log(
            options.file, case=case, activity=activity, time=time, owner=options.owner, failure=options.failure
        )
    if all(ways) and not any((*log, options.owner)):
        source, target, weight = ways
        return read_transitions(
            options.file, source=source, target=target, weight=weight, start=options.start, failure=options.failure
        )
    columns = ", ".join(quoted(column) for column in open_table(options.file).columns)
    raise CommandProblem(
        "say which columns to read: --case, --activity and --time of an event log, or --from, --to and --weight of a "
        f"table of transitions; “{options.file.name}” has {columns}."
    )


def _failure(text: str) -> Quantity:
    return Quantity(as_share(text), note="set at import")


COMMAND: Final = Command("import", "make a journey of an event log or a table of transitions", _add_options, _run)
