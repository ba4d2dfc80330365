"""Power cuts on a disk that is simulated: `python -m tests.torture.crashes 20000` prints how many states were bad.

A recording disk lists every call of one run of the plan; after each of them the power is cut in many ways, and what a
user finds at the next start must lie between the last edit that was said to be kept and the one under way.
"""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.torture.plan import Content, Made, Run, Told, content_after, offered
from tests.torture.platter import Files, Order, Platter
from tests.torture.recording import RecordingDisk
from tests.torture.tally import SEED, Tally, run_alone
from workbench.session import Workplace
from workbench.storage.problems import FileProblem

CASES = 20_000


@dataclass(frozen=True, slots=True)
class Cut:
    """One disk state, and the edits between which it must lie."""

    files: Files
    kept: int
    made: int


def crashes(cases: int, folder: Path, seed: int = SEED, until_bad: bool = False) -> Tally:
    """Build and open about `cases` states, half of them of a disk that keeps the order of names."""
    disk = RecordingDisk(folder)
    run = Run(folder, disk, disk.note)
    run.follow()
    run.end()
    judge = Judge(folder, run)
    each = -(-cases // (len(Order) * len(disk.log)))
    tally = Tally("simulated power cuts")
    for order in Order:
        dice = Random(seed)
        for cut in cuts(disk, dice, order, each):
            tally.cases += 1
            tally.faults.update(judge.faults(cut))
            if until_bad and tally.bad:
                return tally
    tally.note = f"{len(disk.log)} calls, {judge.distinct:,} states differ"
    return tally


def cuts(disk: RecordingDisk, dice: Random, order: Order, each: int) -> Iterator[Cut]:
    """Yield `each` states after every call."""
    platter, kept, made = Platter(), 0, 0
    for entry in disk.log:
        match entry:
            case Told(number):
                kept = number
            case Made(number):
                made = number
            case _:
                platter.take(entry)
        for _ in range(each):
            yield Cut(platter.cut(dice, order), kept, made)


class Judge:
    """Puts disk states in `folder`, where the run took place, and opens them as the next start would."""

    def __init__(self, folder: Path, run: Run) -> None:
        self._folder = folder
        self._path = run.path
        self._place = run.place
        self._states = run.states
        self._known: dict[frozenset[tuple[str, bytes]], Content | None] = {}

    @property
    def distinct(self) -> int:
        """How many states were not like one seen before."""
        return len(self._known)

    def faults(self, cut: Cut) -> list[str]:
        """Return what is bad about a state, nothing where all is well."""
        key = frozenset(cut.files.items())
        if key not in self._known:
            self._known[key] = self._opened(cut.files)
        content = self._known[key]
        if content is None:
            return ["unreadable"]
        if content in self._states[cut.kept : cut.made + 1]:
            return []
        return ["kept edits lost" if content in self._states[: cut.kept] else "a state that never was"]

    def _opened(self, files: Files) -> Content | None:
        for path in self._folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        for name, data in files.items():
            path = self._folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return opened(self._path, self._place)


def opened(path: Path, place: Workplace) -> Content | None:
    """Return what the next start finds, None where it can read nothing or offers what it cannot bring back."""
    try:
        return content_after(path, place) if all(each.readable for each in offered(place)) else None
    except FileProblem:
        return None


def main(argv: list[str]) -> int:
    """Run alone."""
    return run_alone(crashes, argv, CASES)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
