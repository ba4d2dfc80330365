"""The command line: everything but the window."""

import argparse
import os
from collections.abc import Sequence
from contextlib import suppress
from typing import Final, NoReturn, TextIO

from typing_extensions import override

from workbench.commands import (
    check,
    diff,
    explain,
    export,
    importing,
    merge,
    new,
    plan,
    queue,
    rank,
    restore,
    simulate,
    sweep,
    versions,
)
from workbench.commands.common import PROGRAM, REFUSED, CommandProblem
from workbench.domain.problems import DomainProblem
from workbench.exchange.problems import ImportProblem
from workbench.lookup import LookupProblem
from workbench.pictures import PictureProblem
from workbench.simulation.problems import ModelProblem
from workbench.simulation.sweep.workers import WorkersProblem
from workbench.storage.problems import StorageProblem

PIPE_CLOSED: Final = 141
INTERRUPTED: Final = 130

_DESCRIPTION = """\
Draw a customer journey, say who owns each touchpoint, and let it run.

  journey-workbench                  open the window with the start screen
  journey-workbench FILE             open the window with a journey
"""

EXAMPLES: Final = """\
examples:
  journey-workbench simulate broadband.journey --improve "Welcome pack=30%"
  journey-workbench simulate broadband.journey --improve "First contact=0.5" --late-from Billing --json
  journey-workbench simulate broadband.journey --improve "Welcome pack=30%" --range --check
  journey-workbench explain broadband.journey --at "First bill" --story
  journey-workbench rank broadband.journey --goal cost --shapley
  journey-workbench plan broadband.journey --budget 20000 --weeks 12 --worlds 100
  journey-workbench sweep broadband.journey --vary "Welcome pack=0..100%:10" --vary "Order form=0..50%:5" -o out.csv
  journey-workbench sweep broadband.journey --vary "Order form=0..50%" --samples 2000 --scheduler tcp://10.0.0.7:8786
  journey-workbench queue broadband.journey --staff "Customer care=4" --a-month 3000
  journey-workbench check broadband.journey
  journey-workbench export broadband.journey -o map.svg
  journey-workbench export broadband.journey -o wall.pdf --paper A3 --poster --scale 2
  journey-workbench import log.csv -o log.journey --case order --activity step --time finished --owner team
  journey-workbench import moves.csv -o moves.journey --from page --to next --weight visits --failure 5%
  journey-workbench new --template eleven-phases -o draft.journey
  journey-workbench diff monday.journey friday.journey
  journey-workbench merge before.journey mine.journey theirs.journey -o both.journey
  journey-workbench versions broadband.journey
  journey-workbench restore broadband.journey --version 2 -o earlier.journey

exit status: 0 done, 1 check found a problem, diff a difference, merge a conflict or simulate a disagreement,
2 bad input
"""


_COMMANDS: Final = tuple(
    module.COMMAND
    for module in (
        simulate,
        explain,
        rank,
        plan,
        sweep,
        queue,
        check,
        export,
        importing,
        new,
        diff,
        merge,
        versions,
        restore,
    )
)
_REFUSALS: Final = (
    CommandProblem,
    DomainProblem,
    ImportProblem,
    LookupProblem,
    ModelProblem,
    PictureProblem,
    StorageProblem,
    WorkersProblem,
)


class _Parser(argparse.ArgumentParser):
    @override
    def error(self, message: str) -> NoReturn:
        raise CommandProblem(f"{message}; see {self.prog} --help")


def main(arguments: Sequence[str], out: TextIO, err: TextIO, draw: export.Draw | None = None) -> int:
    """Carry out one command and return the exit status; what is refused is told in one sentence on `err`.

    Pictures need `draw`, for nothing here can paint.
    """
    try:
        options = _parser().parse_args(arguments, argparse.Namespace(err=err, draw=draw))
        status: int = options.run(options, out)
        out.flush()
    except _REFUSALS as problem:
        print(f"{PROGRAM}: {problem}", file=err)
        return REFUSED
    except BrokenPipeError:
        # whoever read the output has gone; without this the interpreter would complain once more when it ends
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        PROGRAM,
        description=_DESCRIPTION,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(title="without the window", metavar="COMMAND", required=True)
    for command in _COMMANDS:
        description = f"{command.purpose[0].upper()}{command.purpose[1:]}."
        subparser = commands.add_parser(command.name, help=command.purpose, description=description, allow_abbrev=False)
        command.add_options(subparser)
        subparser.set_defaults(run=command.run)
    return parser
