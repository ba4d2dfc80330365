"""The rig alone: `python -m tests.torture.monkey 60000 --seed 3`; --from begins amid the same row."""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from tests.torture.monkey.mistakes import MISTAKES
from tests.torture.monkey.rig import EVENTS, monkey
from tests.torture.monkey.watch import LONGEST_STALL
from tests.torture.tally import HEADING, SEED


def main() -> int:
    """Print the tally and return 1 if anything was bad."""
    parser = argparse.ArgumentParser(description="Do to the window whatever hands can do.")
    parser.add_argument("events", nargs="?", type=int, default=EVENTS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--from", dest="first", type=int, default=0, help="the number of the first event to make")
    parser.add_argument("--stall", type=float, default=LONGEST_STALL, help="how long the window may stand still, in s")
    parser.add_argument("--mistake", choices=MISTAKES, default="none", help="put a mistake into the program")
    parser.add_argument("--log", type=Path, help="where to write each event down before it is made")
    given = parser.parse_args()
    log = os.open(given.log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC) if given.log else None
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        tally = monkey(given.events, Path(scratch), given.seed, given.first, given.mistake, given.stall, log)
    tally.seconds = time.perf_counter() - begun
    sys.stdout.write(f"seed {given.seed}\n{HEADING}\n{tally.row()}\n")
    sys.stdout.flush()
    return 1 if tally.bad else 0


if __name__ == "__main__":
    sys.exit(main())
