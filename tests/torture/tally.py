"""What a rig counted, and how it says so."""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

IN_MEMORY = Path("/dev/shm")


@dataclass(slots=True)
class Tally:
    """How many cases a rig went through and what was bad about some; `note` is what else is worth knowing."""

    name: str
    cases: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    note: str = ""
    skipped: str = ""
    seconds: float = 0.0

    @property
    def bad(self) -> int:
        return self.faults.total()

    def row(self) -> str:
        """One line of the table."""
        if self.skipped:
            return f"{self.name:<22} skipped: {self.skipped}"
        faults = "; ".join(f"{count} x {fault}" for fault, count in (+self.faults).most_common(5))
        remarks = "; ".join(part for part in (self.note, faults) if part)
        return f"{self.name:<22} {self.cases:>7,} {self.bad:>5,} {self.seconds:>8.1f}  {remarks}".rstrip()


HEADING = f"{'rig':<22} {'cases':>7} {'bad':>5} {'seconds':>8}"

Rig = Callable[[int, Path, int], Tally]
"""What goes through so many cases in a folder, with that seed for all that is random."""

SEED = 3


def timed(rig: Rig, cases: int, in_memory: bool = True, seed: int = SEED) -> Tally:
    """Run `rig` in a folder of its own, in memory where there is such a place and the rig does not want a real disk."""
    parent = IN_MEMORY if in_memory and IN_MEMORY.is_dir() else None
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory(dir=parent) as scratch:
        tally = rig(cases, Path(scratch), seed)
    tally.seconds = time.perf_counter() - begun
    return tally


def run_alone(rig: Rig, argv: list[str], cases: int, in_memory: bool = True) -> int:
    """Run `rig` with the cases and the seed that `argv` names; print the tally and return the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("cases", nargs="?", type=int, default=cases)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args(argv)
    tally = timed(rig, given.cases, in_memory, given.seed)
    sys.stdout.write(f"seed {given.seed}\n{HEADING}\n{tally.row()}\n")
    return 1 if tally.bad else 0
