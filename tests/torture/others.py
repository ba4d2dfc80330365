"""What other people do to the same project: `python -m tests.torture.others` prints what was lost by it.

Two processes write one file, somebody changes the file before each save, and two states of one document are merged.
"""

import sys
import traceback
from pathlib import Path

from tests.domain.merges import merge_again_and_again
from tests.storage.outside import change_again_and_again
from tests.storage.two_writers import write_together
from tests.torture.tally import SEED, Tally, run_alone

ROUNDS = 20
CHANGES = 1000
MERGES = 10_000

_EDITS = 200


def writers(rounds: int, folder: Path, _seed: int = SEED) -> Tally:
    """Let two processes edit one file so many times; the cases are their edits."""
    found = write_together(rounds, _EDITS, folder)
    note = f"{found.rounds} rounds, {found.held_up} stopped when told who has the file, {found.merges:,} merges"
    tally = Tally("two processes", found.edits, note=note)
    tally.faults["edits lost"] = found.lost
    # in every other round one of the two is polite
    tally.faults["not told who has the file"] = -(-rounds // 2) - found.held_up
    return tally


def outsiders(changes: int, folder: Path, seed: int = SEED) -> Tally:
    """Change the file so many times between two saves."""
    found = change_again_and_again(changes, folder, seed)
    tally = Tally("changes from outside", found.changes)
    tally.faults.update({"unnoticed": found.unnoticed, "written over": found.written_over})
    return tally


def merges(cases: int, _folder: Path, seed: int = SEED) -> Tally:
    """Merge so many pairs of states."""
    tally = Tally("merges")
    try:
        found = merge_again_and_again(cases, seed)
    except AssertionError as fault:
        tally.cases = 1
        broken = traceback.extract_tb(fault.__traceback__)[-1]
        tally.faults[f"a merge is wrong, {broken.name}: {broken.line}"] += 1
        return tally
    tally.cases = found.merges
    tally.faults["edits lost"] = found.lost
    tally.note = f"{found.one_sided:,} one-sided and {found.both_sided:,} both-sided changes, {found.clean:,} clean"
    return tally


def main(argv: list[str]) -> int:
    """Run all three alone."""
    rigs = ((writers, ROUNDS, False), (outsiders, CHANGES, True), (merges, MERGES, True))
    return max(run_alone(rig, argv, cases, in_memory) for rig, cases, in_memory in rigs)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
