"""Where the program begins: a command goes to the command line, everything else opens the window."""

import argparse
import gc
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ui.imports import use_own_import
from ui.surroundings import advice, has_display, missing_packages
from workbench.samples import SAMPLE_KEYS, contradictions, samples

if TYPE_CHECKING:
    from workbench.domain.document import Document
    from workbench.pictures import PictureChoice


def main() -> int:
    """Run with the arguments of this process and return its exit status."""
    if getattr(sys, "frozen", False):
        # the worker process of a frozen program is this program once more
        from multiprocessing import freeze_support

        freeze_support()
    return run(sys.argv[1:])


def run(arguments: Sequence[str]) -> int:
    """Open the window where there is no argument, or one that can only be a file; else obey the command.

    What follows is imported here because the window can do without numpy, and a command without Qt, to begin with.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # a terminal that lacks a character must not stop the answer
            stream.reconfigure(errors="backslashreplace")
    if arguments[:1] == ["sample"]:
        return _show_sample(arguments[1:])
    if _opens_window(arguments):
        return _open_window(Path(arguments[0]) if arguments else None)
    from workbench.cli import main as obey

    return obey(arguments, sys.stdout, sys.stderr, _draw)


def _draw(document: "Document", journey: str, choice: "PictureChoice", chosen: Sequence[str]) -> bytes:
    missing = missing_packages(display=False)
    if missing:
        from workbench.pictures import PictureProblem

        raise PictureProblem(advice(missing))
    use_own_import()
    from ui.without_display import draw_without_display

    return draw_without_display(document, journey, choice, chosen)


def _opens_window(arguments: Sequence[str]) -> bool:
    if not arguments:
        return True
    is_file = bool(Path(arguments[0]).suffix) or Path(arguments[0]).name != arguments[0]
    return is_file and len(arguments) == 1 and not arguments[0].startswith("-")


def _open_window(file: Path | None, copy: bool = False) -> int:
    # nothing that is made for the first picture is garbage before that is there
    gc.disable()
    try:
        missing = missing_packages(display=True)
        if missing:
            return _refuse(advice(missing))
        if not has_display(os.environ) and not _is_tried_out():
            return _refuse("There is no display to open a window on; the commands in --help work without one.")
        use_own_import()
        from ui.app import run as open_window

        return open_window(file, copy) if copy else open_window(file)
    finally:
        gc.enable()


def _is_tried_out() -> bool:
    """Whether somebody asked for a platform without a display on purpose, as tests do."""
    return "QT_QPA_PLATFORM" in os.environ


def _show_sample(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="journey-workbench sample",
        description="Open one of the samples; without a display, write its results into a folder instead.",
    )
    offered = {sample.key: sample for sample in (*samples(), *contradictions())}
    parser.add_argument("key", nargs="?", default=SAMPLE_KEYS[0], choices=offered, help="which sample")
    parser.add_argument("-o", "--output", type=Path, default=Path("run-output"), help="folder for the results")
    options = parser.parse_args(arguments)
    sample = offered[options.key]
    if has_display(os.environ):
        return _open_window(sample.path, copy=True)
    missing = missing_packages(display=False)
    if missing:
        return _refuse(advice(missing))
    use_own_import()
    from ui.without_display import run_without_display

    return run_without_display(sample.path, options.output)


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"journey-workbench: {sentence}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
