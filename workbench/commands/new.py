"""Make a journey from a template."""

import argparse
from typing import Final, TextIO

from workbench.commands.common import DONE, Command, add_output, refuse_to_overwrite, write
from workbench.templates import DEFAULT_TEMPLATE, TEMPLATE_KEYS, new_journey


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--template", choices=TEMPLATE_KEYS, default=DEFAULT_TEMPLATE, help=f"default: {DEFAULT_TEMPLATE}"
    )
    parser.add_argument("--title", help="what to call the journey (default: as the file)")
    add_output(parser)


def _run(options: argparse.Namespace, out: TextIO) -> int:
    refuse_to_overwrite(options.output, options.force)
    document = new_journey(options.title or options.output.stem, options.template)
    write(options.output, document.elements.values())
    print(f"Written to {options.output}.", file=out)
    return DONE


COMMAND: Final = Command("new", "make a journey from a template", _add_options, _run)
