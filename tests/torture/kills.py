"""Processes killed at any moment: `python -m tests.torture.kills 1000` prints how many lost something."""

import sys
from pathlib import Path

from tests.storage.kill import kill_again_and_again
from tests.torture.tally import Tally, run_alone

CASES = 1000


def kills(cases: int, folder: Path) -> Tally:
    """Kill so many processes that edit without end."""
    found = kill_again_and_again(cases, folder)
    tally = Tally("kill -9", found.kills, note=f"{found.kept:,} edits kept, {found.recovered:,} recoveries")
    tally.faults.update({"kept edits lost": found.lost, "unreadable": found.unreadable})
    return tally


def main(argv: list[str]) -> int:
    """Run alone."""
    return run_alone(kills, argv, CASES, in_memory=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
