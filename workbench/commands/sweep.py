"""Run many scenarios of a journey, here or on a cluster."""

import argparse
import json
import logging
import re
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Final, TextIO

from workbench.commands.choosing import PLACES, add_seed, as_count, phase_id, place_id, require_writable, write_result
from workbench.commands.common import DONE, Command, CommandProblem, add_file, as_positive, opened_journey, print_json
from workbench.commands.tables import aligned, short
from workbench.domain.document import Document
from workbench.domain.elements import Journey
from workbench.domain.parameters import TOUCHPOINT_PARAMETERS
from workbench.simulation.build import Case, build
from workbench.simulation.run import subject_of, subjects
from workbench.simulation.sweep.design import Axis, Design, Span
from workbench.simulation.sweep.measures import MEASURES
from workbench.simulation.sweep.run import Sweep, run
from workbench.simulation.sweep.table import Table
from workbench.simulation.sweep.workers import cluster, local

_STEPS: Final = 10
_SPAN: Final = re.compile(r"(?P<name>.*\S)\s*=\s*(?P<first>-?[\d.]+)%?\.\.(?P<last>-?[\d.]+)%(:(?P<steps>\d+))?")
_MORE_IS_BETTER: Final = frozenset({"soothing", "recovery_quality"})
_FORMATS: Final = (".csv", ".json")


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_file(parser)
    parser.add_argument(
        "--vary",
        metavar="NAME=0..50%:10",
        action="append",
        type=_span,
        required=True,
        help="improve a touchpoint or phase from nothing to half in ten steps; below zero it gets worse; repeated, "
        "every combination is run",
    )
    parser.add_argument(
        "--parameter",
        choices=TOUCHPOINT_PARAMETERS,
        default="failure",
        metavar="NAME",
        help=f"what is improved: {', '.join(TOUCHPOINT_PARAMETERS)} (failure)",
    )
    parser.add_argument("--samples", metavar="N", type=as_count, help="draw so many scenarios instead (Sobol points)")
    add_seed(parser)
    parser.add_argument("--late-from", metavar="PHASE", help="where the later phases begin (after the last change)")
    parser.add_argument(
        "--entrants", metavar="N", type=as_positive, default=1000.0, help="tell results per so many customers (1000)"
    )
    workers = parser.add_mutually_exclusive_group()
    workers.add_argument("--jobs", metavar="N", type=as_count, default=1, help="processes to use, 0 for all (1)")
    workers.add_argument("--scheduler", metavar="ADDRESS", help="run on a Dask cluster, such as tcp://10.0.0.7:8786")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="write the table to a .csv or .json file")
    parser.add_argument("--force", action="store_true", help="replace the file if it is there")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")


def _run(options: argparse.Namespace, out: TextIO) -> int:
    output: Path | None = options.output
    if output is not None:
        if output.suffix.lower() not in _FORMATS:
            raise CommandProblem(f"“{output.name}” must end in .csv or .json, so that its format is known.")
        require_writable(output, options.file, options.force)
    document, journey = opened_journey(options)
    case = build(document, journey.id)
    design = _design(options, document, journey, case)
    sweep = Sweep.of(case, design, phase_id(document, journey, options.late_from))
    with _workers(options):
        table = Table(sweep, run(sweep, progress=lambda done, total: _tell(options.err, done, total)))
    _show(table, options, out)
    return DONE


def _design(options: argparse.Namespace, document: Document, journey: Journey, case: Case) -> Design:
    axes: list[Axis] = []
    known = subjects(case)
    for name, _ in options.vary:
        subject = subject_of(known, place_id(document, journey, name))
        if not subject.rows:
            raise CommandProblem(f"nothing in “{subject.name}” is in our control; vary another of the {PLACES}.")
        if any(axis.rows == subject.rows for axis in axes):
            raise CommandProblem(f"“{subject.name}” is to vary twice; say it once.")
        axes.append(Axis(subject.name, subject.rows, options.parameter))
    sign = 1.0 if options.parameter in _MORE_IS_BETTER else -1.0
    spans = [Span(sign * span.first, sign * span.last, span.steps) for _, span in options.vary]
    if options.samples is not None:
        return Design.sampled(axes, spans, options.samples, options.seed)
    return Design.grid(axes, spans)


def _workers(options: argparse.Namespace) -> AbstractContextManager[None]:
    return local(options.jobs or -1) if options.scheduler is None else _quietly(options.scheduler)


@contextmanager
def _quietly(address: str) -> Generator[None]:
    """Use a cluster without the log in which Dask tells at length what one sentence says."""
    logging.disable(logging.CRITICAL)
    try:
        with cluster(address):
            yield
    finally:
        logging.disable(logging.NOTSET)


def _show(table: Table, options: argparse.Namespace, out: TextIO) -> None:
    output: Path | None = options.output
    if output is not None:
        is_csv = output.suffix.lower() == ".csv"
        plain = json.dumps(table.as_json(options.entrants), ensure_ascii=False, allow_nan=False, indent=1)
        write_result(output, table.as_csv(options.entrants) if is_csv else f"{plain}\n".encode())
    if options.json:
        print_json(table.as_json(options.entrants), out)
        return
    if output is None:
        print(*aligned(_cells(table, options.entrants)), "", sep="\n", file=out)
    print(table.sentence(options.entrants), file=out)
    if output is not None:
        print(f"Written to {output}.", file=out)


def _cells(table: Table, entrants: float) -> list[list[str]]:
    changing = len(table.sweep.design.axes)
    header = ["Scenario", *(short(axis.name) for axis in table.sweep.design.axes)]
    header += [name.replace("_", " ").capitalize() for name in MEASURES]
    rows = [
        [f"{number:.0f}", *(f"{100 * each:+.1f}%" for each in row[:changing]), *map(_number, row[changing:])]
        for number, *row in table.rows(entrants)
    ]
    return [header, *rows]


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 10_000 else f"{value:,.4g}"


def _tell(err: TextIO, done: int, total: int) -> None:
    if err.isatty():
        print(f"\r{done:,} of {total:,} scenarios", end="" if done < total else "\n", file=err, flush=True)


def _span(text: str) -> tuple[str, Span]:
    found = _SPAN.fullmatch(text.strip())
    try:
        first, last = (float(found[end]) / 100 for end in ("first", "last")) if found else (2.0, 2.0)
    except ValueError:
        first = last = 2.0
    steps = int(found["steps"] or _STEPS) if found else 0
    if found is None or steps < 1 or not max(first, last) <= 1:
        raise argparse.ArgumentTypeError(
            f"“{text}” must look like “Welcome pack=0..50%:10”, with at most 100% and at least one step"
        )
    return found["name"], Span(first, last, steps)


COMMAND: Final = Command("sweep", "run many scenarios of a journey, here or on a cluster", _add_options, _run)
