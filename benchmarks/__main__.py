"""Run benchmarks, each in a process of its own: `python -m benchmarks [--quick] [NAME …]`."""

import argparse
import subprocess
import sys
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent
ENGINE: Final = ("engine", "walkers", "uncertainty", "memory")
"""Those that compare the engine with its targets and peers, and know `--quick`."""


def main(argv: list[str]) -> int:
    """Return 0 if every benchmark came to its end."""
    known = sorted(path.stem for path in FOLDER.glob("[!_]*.py"))
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="How long things take.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which; by default all of {', '.join(known)}")
    parser.add_argument("--quick", action="store_true", help="only those of the engine, one short round each")
    options = parser.parse_args(argv)
    if unknown := [name for name in options.names if name not in known]:
        parser.error(f"there is no benchmark “{unknown[0]}”; choose from {', '.join(known)}")
    rest = [] if options.quick else [name for name in known if name not in ENGINE]
    names = options.names or [*ENGINE, *rest]
    quick = ["--quick"] if options.quick else []
    ended = [subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *quick], cwd=FOLDER.parent) for name in names]
    return max((each.returncode for each in ended), default=0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
