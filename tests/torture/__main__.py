"""All rigs at full length, one after the other, as a table: `make torture` or `python -m tests.torture`."""

import sys
from dataclasses import dataclass

from tests.torture.crashes import CASES as CUTS
from tests.torture.crashes import crashes
from tests.torture.damage import FLIPS, damage
from tests.torture.failures import CASES as FAILURES
from tests.torture.failures import failures
from tests.torture.kills import CASES as KILLS
from tests.torture.kills import kills
from tests.torture.mutants import MUTANTS, mutants
from tests.torture.power import CASES as POWER_CUTS
from tests.torture.power import ext4, xfs
from tests.torture.refusals import LEVELS, refusals
from tests.torture.tally import HEADING, Rig, timed


@dataclass(frozen=True, slots=True)
class Torment:
    """A rig, how many cases it goes through and whether it may work in memory."""

    rig: Rig
    cases: int
    in_memory: bool = True


TORMENTS = (
    Torment(crashes, CUTS),
    Torment(mutants, len(MUTANTS)),
    Torment(failures, FAILURES),
    Torment(damage, FLIPS),
    Torment(refusals, LEVELS),
    Torment(ext4, POWER_CUTS, in_memory=False),
    Torment(xfs, POWER_CUTS, in_memory=False),
    Torment(kills, KILLS, in_memory=False),
)


def main() -> int:
    """Print the table row by row and return 1 if anything was bad."""
    sys.stdout.write(f"{HEADING}\n")
    bad = 0
    for torment in TORMENTS:
        tally = timed(torment.rig, torment.cases, torment.in_memory)
        bad += tally.bad
        sys.stdout.write(f"{tally.row()}\n")
        sys.stdout.flush()
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
