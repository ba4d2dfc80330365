"""Run benchmarks, each in a process of its own: `python -m benchmarks [--quick] [NAME …]`."""

import argparse
import subprocess
import sys
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent
ENGINE: Final = ("engine", "walkers", "uncertainty", "memory")
"""Those that compare the engine with its targets and peers."""

QUICK: Final = (*ENGINE, "startup")
"""Those that know `--quick`."""

LONGEST: Final = 3600.0
"""Seconds after which a benchmark is given up, so that one that hangs keeps out no other."""


def main(argv: list[str]) -> int:
    """Return 0 if every benchmark came to its end."""
    known = sorted(path.stem for path in FOLDER.glob("[!_]*.py"))
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="How long things take.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which; by default all of {', '.join(known)}")
    parser.add_argument(
        "--quick", action="store_true", help="by default those of the engine only, one short round each"
    )
    options = parser.parse_args(argv)
    if unknown := [name for name in options.names if name not in known]:
        parser.error(f"there is no benchmark “{unknown[0]}”; choose from {', '.join(known)}")
    rest = [] if options.quick else [name for name in known if name not in ENGINE]
    names = options.names or [*ENGINE, *rest]
    return max(status(name, quick=options.quick) for name in names)


def status(name: str, *, quick: bool, longest: float = LONGEST) -> int:
    """Run one benchmark and return its exit status; 1 says that it was given up."""
    command = [sys.executable, "-m", f"benchmarks.{name}", *(["--quick"] if quick and name in QUICK else [])]
    try:
        return abs(subprocess.run(command, cwd=FOLDER.parent, timeout=longest).returncode)
    except subprocess.TimeoutExpired:
        sys.stderr.write(f"{name} was given up after {longest:,.0f} s.\n")
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
