"""Where the program begins: a command goes to the command line, everything else opens the window."""

import io
import sys
from collections.abc import Sequence
from pathlib import Path


def main() -> int:
    """Run with the arguments of this process and return its exit status."""
    return run(sys.argv[1:])


def run(arguments: Sequence[str]) -> int:
    """Open the window where there is no argument, or one that can only be a file; else obey the command.

    What follows is imported here because the window can do without numpy, and a command without Qt, to begin with.
    """
    if _opens_window(arguments):
        from ui.app import run as open_window

        return open_window(Path(arguments[0]) if arguments else None)
    from workbench.cli import main as obey

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # a terminal that lacks a character must not stop the answer
            stream.reconfigure(errors="backslashreplace")
    return obey(arguments, sys.stdout, sys.stderr)


def _opens_window(arguments: Sequence[str]) -> bool:
    if not arguments:
        return True
    first = arguments[0]
    is_file = bool(Path(first).suffix) or any(mark in first for mark in "/\\")
    return is_file and len(arguments) == 1 and not first.startswith("-")


if __name__ == "__main__":
    sys.exit(main())
