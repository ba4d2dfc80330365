"""A disk that fails at every call: `python -m tests.torture.failures` prints how many cases were bad.

The plan is followed once for each call that it makes, each kind of failure, and once each with a failure that passes
and one that lasts.  Nothing may be lost or unreadable, the user must be told, the next edit must be kept once the disk
is well again, and a file whose sync has failed is never written again.
"""

import errno
import os
import sys
from collections.abc import Callable
from enum import Enum
from itertools import product
from pathlib import Path
from random import Random
from typing import TypeVar

from tests.torture.crashes import opened
from tests.torture.plan import Run, offered
from tests.torture.tally import SEED, Tally, run_alone

CASES = 10_000

R = TypeVar("R")


class Kind(Enum):
    """What a call may do instead of what it should: an error number, or worse."""

    FAULT = errno.EIO
    FULL = errno.ENOSPC
    FORBIDDEN = errno.EACCES
    BUSY = errno.EBUSY
    DONE_AND_DENIED = "fails after it has done its work"
    SHORT = "takes less than it was given"
    DEATH = "never comes back"


class FailingDisk:
    """The module `os` up to its `at`-th call, which fails; if it `lasts`, so do all later ones of that name.

    `hit` is the name of that call; `reused` says that a file was written again after its sync had failed.
    """

    def __init__(self, at: int, kind: Kind, lasts: bool) -> None:
        self.calls = 0
        self.hit = ""
        self.reused = False
        self._at = at
        self._kind = kind
        self._lasts = lasts
        self._well = False
        self._paths: dict[int, Path] = {}
        self._spoiled: set[Path] = set()

    def mend(self) -> None:
        """Fail no more."""
        self._well = True

    def open(self, path: Path, flags: int, mode: int = 0o777, /) -> int:
        self.reused |= path in self._spoiled and not flags & os.O_EXCL
        self._spoiled.discard(path)
        descriptor = self._do("open", lambda: os.open(path, flags, mode))
        self._paths[descriptor] = path
        return descriptor

    def write(self, fd: int, data: memoryview, /) -> int:
        self.reused |= self._paths[fd] in self._spoiled
        if not self._fails("write"):
            return os.write(fd, data)
        half = data[: max(1, len(data) // 2)]
        if self._kind is Kind.SHORT:
            return os.write(fd, half)
        if self._is_hit_now and self._kind in (Kind.DONE_AND_DENIED, Kind.DEATH):
            os.write(fd, half)
        raise self._error()

    def fsync(self, fd: int, /) -> None:
        path = self._paths[fd]
        try:
            self._do("fsync", lambda: os.fsync(fd))
        except OSError:
            if not path.is_dir():
                self._spoiled.add(path)
            raise

    def close(self, fd: int, /) -> None:
        # whatever it says, a descriptor is closed afterwards
        os.close(fd)
        self._paths.pop(fd)
        self._do("close", lambda: None)

    def chmod(self, path: Path, mode: int, /) -> None:
        self._do("chmod", lambda: os.chmod(path, mode))

    def replace(self, source: Path, target: Path, /) -> None:
        self._do("replace", lambda: os.replace(source, target))
        self._spoiled.discard(target)

    def unlink(self, path: Path, /) -> None:
        self._do("unlink", lambda: os.unlink(path))
        self._spoiled.discard(path)

    def makedirs(self, path: Path, mode: int = 0o777, exist_ok: bool = False, /) -> None:
        self._do("makedirs", lambda: os.makedirs(path, mode, exist_ok))

    def access(self, path: Path, mode: int, /) -> bool:
        return self._do("access", lambda: os.access(path, mode))

    @property
    def _is_hit_now(self) -> bool:
        return self.calls == self._at

    @property
    def _is_dead(self) -> bool:
        return self._kind is Kind.DEATH and bool(self.hit) and not self._well

    def _do(self, name: str, call: Callable[[], R]) -> R:
        if not self._fails(name):
            return call()
        if self._kind is Kind.DONE_AND_DENIED:
            call()
        raise self._error()

    def _fails(self, name: str) -> bool:
        self.calls += 1
        if self._well or (self._kind is Kind.SHORT and name != "write"):
            return False
        if self._is_hit_now:
            self.hit = name
            return True
        return self._is_dead or (self._lasts and self.hit == name)

    def _error(self) -> OSError:
        number = self._kind.value if isinstance(self._kind.value, int) else errno.EIO
        return OSError(number, os.strerror(number))


def failures(cases: int, folder: Path, seed: int = SEED, until_bad: bool = False) -> Tally:
    """Go through `cases` of all cases, chosen at random where there are more."""
    disk = FailingDisk(0, Kind.FAULT, lasts=False)
    (folder / "whole").mkdir()
    Run(folder / "whole", disk).follow()
    every = list(product(range(1, disk.calls + 1), Kind, (False, True)))
    tally = Tally("failing calls", note=f"{disk.calls} calls")
    for number, (at, kind, lasts) in enumerate(Random(seed).sample(every, min(cases, len(every)))):
        place = folder / str(number)
        place.mkdir()
        disk = FailingDisk(at, kind, lasts)
        faults = faults_of(place, disk, dies=kind is Kind.DEATH)
        if disk.hit:
            tally.cases += 1
            tally.faults.update(f"{fault} ({kind.name.lower()} at {disk.hit})" for fault in faults)
        if until_bad and tally.bad:
            break
    return tally


def faults_of(folder: Path, disk: FailingDisk, dies: bool) -> list[str]:
    """Follow the plan on `disk` and return what is bad about the outcome."""
    run = Run(folder, disk)
    run.follow()
    faults = [] if dies or not run.unreported else ["untold"]
    least = run.kept_number
    if not dies:
        disk.mend()
        run.do("d z")
        if run.session.pending:
            faults.append("the next edit is not kept")
        least = run.number
    content = opened(run.path, run.place)
    if content not in run.states[least:]:
        faults.append("unreadable" if content is None else "kept edits lost")
    run.do("save")
    if not dies and offered(run.place):
        faults.append("what is saved is offered as if it were not")
    if disk.reused:
        faults.append("a file was written on after its sync had failed")
    run.end()
    return faults


def main(argv: list[str]) -> int:
    """Run alone."""
    return run_alone(failures, argv, CASES)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
