"""Programs killed at any moment: `python -m tests.torture.kills 1000` kills the storage, then as many windows.

The storage alone edits without pause; the window is worked in with real keys and a real pointer.
"""

import sys
from pathlib import Path

from tests.storage.kill import kill_again_and_again as kill_stores
from tests.torture.tally import SEED, Tally, run_alone
from tests.ui.kill import kill_again_and_again as kill_windows

STORES = 1000
WINDOWS = 200


def stores(cases: int, folder: Path, seed: int = SEED) -> Tally:
    """Kill so many processes that edit without end."""
    found = kill_stores(cases, folder, seed)
    tally = Tally("kill -9, storage", found.kills, note=f"{found.kept:,} edits kept, {found.recovered:,} recoveries")
    tally.faults.update({"kept edits lost": found.lost, "unreadable": found.unreadable})
    return tally


def windows(cases: int, folder: Path, seed: int = SEED) -> Tally:
    """Kill so many programs with a window."""
    found = kill_windows(cases, folder, seed)
    told = f"{found.kept:,} of {found.edits:,} edits kept in {found.opened:,} sessions, {found.recovered:,} recoveries"
    tally = Tally("kill -9, window", found.kills, note=told)
    faults = {"kept edits lost": found.lost, "unreadable": found.unreadable, "ended by itself": found.ended}
    tally.faults.update(faults)
    return tally


def main(argv: list[str]) -> int:
    """Run both alone."""
    return max(run_alone(stores, argv, STORES, in_memory=False), run_alone(windows, argv, WINDOWS, in_memory=False))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
