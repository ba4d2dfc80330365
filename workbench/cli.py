"""The command line: everything but the window."""

import argparse
import json
import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final, NoReturn, TextIO

from typing_extensions import override

from workbench.domain.conflicts import Side
from workbench.domain.differences import differences
from workbench.domain.document import Document
from workbench.domain.elements import Element, Journey, Phase, Touchpoint
from workbench.domain.ids import random_id
from workbench.domain.merging import merge, resolve_all
from workbench.domain.naming import called
from workbench.domain.places import cards_in, phases_in_order, touchpoints_in_order
from workbench.domain.problems import DomainProblem
from workbench.domain.rules import Severity, check
from workbench.domain.telling import summary, told
from workbench.domain.values import Quantity
from workbench.exchange.event_log import read_event_log
from workbench.exchange.journey import ImportedJourney
from workbench.exchange.problems import ImportProblem, quoted
from workbench.exchange.table import open_table
from workbench.exchange.transitions import read_transitions
from workbench.lookup import LookupProblem, find_by_name
from workbench.report import outcome_report
from workbench.simulation.problems import ModelProblem
from workbench.simulation.run import Simulator
from workbench.storage.problems import StorageProblem
from workbench.storage.store import ProjectInfo, read_snapshot, write_snapshot
from workbench.templates import DEFAULT_TEMPLATE, TEMPLATE_KEYS, new_journey

PROGRAM: Final = "journey-workbench"

DONE: Final = 0
FINDINGS: Final = 1
REFUSED: Final = 2
PIPE_CLOSED: Final = 141
INTERRUPTED: Final = 130

_DESCRIPTION = """\
Draw a customer journey, say who owns each touchpoint, and let it run.

  journey-workbench                  open the window with the start screen
  journey-workbench FILE             open the window with a journey
"""

_EXAMPLES = """\
examples:
  journey-workbench simulate broadband.journey --improve "Welcome pack=30%"
  journey-workbench simulate broadband.journey --improve "First contact=0.5" --late-from Billing --json
  journey-workbench check broadband.journey
  journey-workbench import log.csv -o log.journey --case order --activity step --time finished --owner team
  journey-workbench import moves.csv -o moves.journey --from page --to next --weight visits --failure 5%
  journey-workbench new --template eleven-phases -o draft.journey
  journey-workbench diff monday.journey friday.journey
  journey-workbench merge before.journey mine.journey theirs.journey -o both.journey

exit status: 0 done, 1 check found a problem, diff a difference or merge a conflict, 2 bad input
"""

Command = Callable[[argparse.Namespace, TextIO], int]


class CommandProblem(ValueError):
    """A command that cannot be carried out as it was given."""


class _Parser(argparse.ArgumentParser):
    @override
    def error(self, message: str) -> NoReturn:
        raise CommandProblem(f"{message}; see {self.prog} --help")


def main(arguments: Sequence[str], out: TextIO, err: TextIO) -> int:
    """Carry out one command and return the exit status; what is refused is told in one sentence on `err`."""
    try:
        options = _parser().parse_args(arguments, argparse.Namespace(err=err))
        status: int = options.run(options, out)
        out.flush()
    except (CommandProblem, DomainProblem, ImportProblem, LookupProblem, ModelProblem, StorageProblem) as problem:
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
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(title="without the window", metavar="COMMAND", required=True)
    builders: dict[str, tuple[Command, str, Callable[[argparse.ArgumentParser], None]]] = {
        "simulate": (_simulate, "run a journey as it is and with fewer failures", _add_simulate_options),
        "check": (_check, "list what is wrong or doubtful", _add_check_options),
        "import": (_import, "make a journey of an event log or a table of transitions", _add_import_options),
        "new": (_new, "make a journey from a template", _add_new_options),
        "diff": (_diff, "tell what differs between two versions of a journey", _add_diff_options),
        "merge": (_merge, "combine what two people made of one journey", _add_merge_options),
    }
    for name, (command, purpose, add_options) in builders.items():
        subparser = commands.add_parser(name, help=purpose, description=f"{purpose.capitalize()}.", allow_abbrev=False)
        add_options(subparser)
        subparser.set_defaults(run=command)
    return parser


def _add_simulate_options(parser: argparse.ArgumentParser) -> None:
    _add_file(parser)
    parser.add_argument(
        "--improve",
        metavar="NAME=30%",
        action="append",
        type=_improvement,
        default=[],
        help="so many fewer failures at a touchpoint, or in a phase; may be repeated",
    )
    parser.add_argument(
        "--late-from", metavar="PHASE", help="the later phases begin here (default: after the last fix)"
    )
    parser.add_argument(
        "--entrants", metavar="N", type=_positive, default=1000.0, help="tell results per so many customers (1000)"
    )
    parser.add_argument("--json", action="store_true", help="print everything as JSON")


def _add_check_options(parser: argparse.ArgumentParser) -> None:
    _add_file(parser)
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")


def _add_import_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="TABLE", type=Path, help="a CSV file, compressed or not")
    _add_output(parser)
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


def _add_new_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--template", choices=TEMPLATE_KEYS, default=DEFAULT_TEMPLATE, help=f"default: {DEFAULT_TEMPLATE}"
    )
    parser.add_argument("--title", help="what to call the journey (default: as the file)")
    _add_output(parser)


def _add_diff_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("before", metavar="BEFORE", type=Path, help="the earlier .journey file")
    parser.add_argument("after", metavar="AFTER", type=Path, help="the later one")
    parser.add_argument("--json", action="store_true", help="print the differences as JSON")


def _add_merge_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("base", metavar="BASE", type=Path, help="the .journey file that both began with")
    parser.add_argument("mine", metavar="MINE", type=Path, help="what you made of it; may be the -o file too")
    parser.add_argument("theirs", metavar="THEIRS", type=Path, help="what somebody else made of it")
    _add_output(parser)
    sides = parser.add_mutually_exclusive_group()
    for side in Side:
        sides.add_argument(
            f"--{side}", dest="side", action="store_const", const=side, help=f"settle every conflict as {side} has it"
        )


def _add_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="a .journey file")
    parser.add_argument("--journey", metavar="TITLE", help="which journey, where the file holds several")


def _add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, required=True, help="the .journey file to write")
    parser.add_argument("--force", action="store_true", help="replace the file if it is there")


def _simulate(options: argparse.Namespace, out: TextIO) -> int:
    document = _opened(options.file)
    journey = _one_journey(document, options.journey)
    cuts = _cuts(document, journey, options.improve)
    late_from: str | None = options.late_from
    if late_from is not None:
        late_from = find_by_name(late_from, phases_in_order(document, journey.id), "phases").id
    outcome = Simulator(document, journey.id).compare(cuts, late_from)
    if options.json:
        _print_json(
            {"journey": journey.title, "guesses": outcome.case.guesses, **outcome.as_json(options.entrants)}, out
        )
    else:
        print(f"{journey.title}\n{outcome_report(outcome, options.entrants)}", file=out)
    return DONE


def _check(options: argparse.Namespace, out: TextIO) -> int:
    document = _opened(options.file)
    journeys = [_one_journey(document, options.journey)] if options.journey else document.of(Journey)
    findings = [(journey.title, finding) for journey in journeys for finding in check(document, journey.id)]
    if options.json:
        kept = ("code", "severity", "message", "remedy", "subjects")
        _print_json([{"journey": title} | {key: getattr(found, key) for key in kept} for title, found in findings], out)
    else:
        for title, found in findings:
            where = f"{title}: " if len(journeys) > 1 else ""
            print(f"{found.severity}: {where}{found.message} {found.remedy}", file=out)
        if not findings:
            print("Nothing is wrong or doubtful.", file=out)
    return FINDINGS if any(found.severity is Severity.PROBLEM for _, found in findings) else DONE


def _import(options: argparse.Namespace, out: TextIO) -> int:
    _refuse_to_overwrite(options.output, options.force)
    if _is_same_file(options.output, options.file):
        raise CommandProblem(
            f"“{options.file.name}” would be replaced by the journey made of it; choose another -o file."
        )
    imported = _imported(options)
    _write(options.output, imported.elements)
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


def _new(options: argparse.Namespace, out: TextIO) -> int:
    _refuse_to_overwrite(options.output, options.force)
    document = new_journey(options.title or options.output.stem, options.template)
    _write(options.output, document.elements.values())
    print(f"Written to {options.output}.", file=out)
    return DONE


def _diff(options: argparse.Namespace, out: TextIO) -> int:
    found = differences(*(read_snapshot(path)[1] for path in (options.before, options.after)))
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
        _print_json({"summary": summary(found), **plain, "changed": changed, "told": told(found)}, out)
    else:
        print(*(told(found) or ["Nothing differs."]), sep="\n", file=out)
    return FINDINGS if found else DONE


def _merge(options: argparse.Namespace, out: TextIO) -> int:
    if not _is_same_file(options.output, options.mine):
        _refuse_to_overwrite(options.output, options.force)
    (_, base), (info, mine), (other, theirs) = (
        read_snapshot(path) for path in (options.base, options.mine, options.theirs)
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


def _is_same_file(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def _opened(path: Path) -> Document:
    _, elements = read_snapshot(path)
    return Document(elements)


def _one_journey(document: Document, title: str | None) -> Journey:
    journeys = document.of(Journey)
    if title is not None:
        return find_by_name(title, journeys, "journeys")
    if len(journeys) == 1:
        return journeys[0]
    if not journeys:
        raise CommandProblem("the file holds no journey; draw one in the window, or begin with the command “new”.")
    listed = ", ".join(f"“{journey.title}”" for journey in journeys)
    raise CommandProblem(f"the file holds {len(journeys)} journeys; choose {listed} with --journey.")


def _cuts(document: Document, journey: Journey, wanted: Sequence[tuple[str, float]]) -> dict[str, float]:
    places = [*touchpoints_in_order(document, journey.id), *phases_in_order(document, journey.id)]
    cuts: dict[str, float] = {}
    for name, fewer in wanted:
        place = find_by_name(name, places, "touchpoints and phases")
        if place.id in cuts:
            raise CommandProblem(f"{place.describe()} is to be improved twice; say it once.")
        _check_control(document, place)
        cuts[place.id] = -fewer
    return cuts


def _check_control(document: Document, place: Touchpoint | Phase) -> None:
    touchpoints = [place] if isinstance(place, Touchpoint) else cards_in(document, place.journey, place.id)
    if not touchpoints:
        raise CommandProblem(f"there is no touchpoint in {place.describe()}; improve another phase.")
    if not any(touchpoint.is_controllable for touchpoint in touchpoints):
        raise CommandProblem(f"{place.describe()} is beyond control, so no fix can act on it; improve another one.")


def _refuse_to_overwrite(path: Path, force: bool) -> None:
    if path.exists() and not force:
        raise CommandProblem(f"“{path.name}” is there already; choose another name, or add --force to replace it.")


def _write(path: Path, elements: Iterable[Element]) -> None:
    write_snapshot(path, ProjectInfo(random_id() + random_id(), program=PROGRAM), elements)


def _print_json(plain: object, out: TextIO) -> None:
    print(json.dumps(plain, ensure_ascii=False, allow_nan=False, indent=2), file=out)


def _improvement(text: str) -> tuple[str, float]:
    name, _, amount = text.rpartition("=")
    if not name.strip():
        raise argparse.ArgumentTypeError(f"“{text}” must look like “Welcome pack=30%”")
    return name.strip(), _share(amount)


def _failure(text: str) -> Quantity:
    return Quantity(_share(text), note="set at import")


def _share(text: str) -> float:
    plain = text.strip()
    try:
        share = float(plain[:-1]) / 100 if plain.endswith("%") else float(plain)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"“{plain}” must be a share such as 30% or 0.3")
    return share


def _positive(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0 < number <= 1e12:
        raise argparse.ArgumentTypeError(f"“{text}” must be a number above 0, such as 1000")
    return number
