"""All rigs at full length, two at a time, as one table: `make torture` or `python -m tests.torture --seed 7`."""

import argparse
import multiprocessing
import sys
import time
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass

from tests.torture import crashes, damage, failures, kills, mutants, others, power, refusals
from tests.torture.monkey.rig import EVENTS, monkey
from tests.torture.tally import HEADING, SEED, Rig, Tally, timed

AT_A_TIME = 2
SIGN_OF_LIFE = 60.0


@dataclass(frozen=True, slots=True)
class Torment:
    """A rig, how many cases it goes through and whether it may work in memory."""

    rig: Rig
    cases: int
    in_memory: bool = True

    @property
    def name(self) -> str:
        return self.rig.__name__


# the longest first, so that nothing long is left to do alone
TORMENTS = (
    Torment(monkey, EVENTS),
    Torment(kills.windows, kills.WINDOWS, in_memory=False),
    Torment(failures.failures, failures.CASES),
    Torment(kills.stores, kills.STORES, in_memory=False),
    Torment(power.ext4, power.EXT4, in_memory=False),
    Torment(power.xfs, power.XFS, in_memory=False),
    Torment(power.idle, power.IDLE, in_memory=False),
    Torment(others.merges, others.MERGES),
    Torment(others.writers, others.ROUNDS, in_memory=False),
    Torment(others.outsiders, others.CHANGES),
    Torment(refusals.refusals, refusals.LEVELS),
    Torment(mutants.mutants, len(mutants.MUTANTS)),
    Torment(crashes.crashes, crashes.CASES),
    Torment(damage.damage, damage.FLIPS),
)


def torture(torments: Sequence[Torment], seed: int) -> list[Tally]:
    """Run each in a process of its own, tell on the standard error how far it is, and return what they counted."""
    begun = time.perf_counter()

    def say(what: str) -> None:
        sys.stderr.write(f"{time.perf_counter() - begun:7.0f} s  {what}\n")
        sys.stderr.flush()

    # limits and users that a rig takes on are those of its whole process, so none serves twice
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(AT_A_TIME, spawn, max_tasks_per_child=1) as pool:
        names: dict[Future[Tally], str] = {
            pool.submit(timed, each.rig, each.cases, each.in_memory, seed): each.name for each in torments
        }
        left = set(names)
        while left:
            done, left = wait(left, SIGN_OF_LIFE, FIRST_COMPLETED)
            for one in done:
                say(one.result().row())
            if not done:
                say(f"{', '.join(name for one, name in names.items() if one in left)} still to come")
    return [one.result() for one in names]


def main() -> int:
    """Print the table and return 1 if anything was bad."""
    parser = argparse.ArgumentParser(description="Do to the program what life does to disks.")
    parser.add_argument("rigs", nargs="*", metavar="rig", help=", ".join(each.name for each in TORMENTS))
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--share", type=float, default=1.0, help="of the cases; 0.01 is a hundredth of them")
    given = parser.parse_args()
    chosen = [each for each in TORMENTS if not given.rigs or each.name in given.rigs]
    shares = [Torment(each.rig, max(1, round(each.cases * given.share)), each.in_memory) for each in chosen]
    sys.stdout.write(f"seed {given.seed}\n")
    tallies = torture(shares, given.seed)
    rows = "\n".join(tally.row() for tally in tallies)
    sys.stdout.write(f"{HEADING}\n{rows}\n")
    return 1 if any(tally.bad for tally in tallies) else 0


if __name__ == "__main__":
    sys.exit(main())
