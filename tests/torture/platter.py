"""What may be on a disk after the power was cut, given the calls that came before.

What was written and not synced may be there, be missing, be torn at a sector, read as zeros, or read as what a removed
file left in the same blocks.  Names that were not synced with their folder may be the old or the new ones: the first
few of them on a disk that keeps their order, any of them on one that does not.
"""

from collections import defaultdict
from enum import Enum
from itertools import pairwise
from pathlib import PurePosixPath
from random import Random

from tests.torture.recording import Emptied, FolderSynced, Named, Naming, Operation, Removed, Synced, Writing, Wrote

SECTOR = 512
FOLDER = 0

Files = dict[str, bytes]


class Order(Enum):
    """In which order a disk writes what it was not asked to sync."""

    KEPT = "ordered"
    FREE = "reordered"


class Platter:
    """The disk at one moment of a run: what it has promised, and what it has only been given."""

    def __init__(self) -> None:
        self._names: dict[str, int] = {}
        self._namings: list[Naming] = []
        self._promised: defaultdict[int, bytes] = defaultdict(bytes)
        self._writings: defaultdict[int, list[Writing]] = defaultdict(list)
        self._now: dict[str, int] = {}
        self._left: list[bytes] = []

    def take(self, operation: Operation) -> None:
        """Go on by one call."""
        match operation:
            case Wrote(inode) | Emptied(inode):
                self._writings[inode].append(operation)
            case Synced(inode):
                self._promised[inode] = self._written(inode)
                del self._writings[inode]
            case FolderSynced(folder):
                here = [each for each in self._namings if _folder_of(each.path) == folder]
                for naming in here:
                    _rename(self._names, naming)
                    self._namings.remove(naming)
            case Named(path) | Removed(path):
                before = self._now.get(path)
                if before:
                    self._left.append(self._written(before))
                _rename(self._now, operation)
                self._namings.append(operation)

    def cut(self, dice: Random, order: Order) -> Files:
        """Return the files that may be found after a cut at this moment."""
        names = dict(self._names)
        for naming in self._surviving(dice, order):
            _rename(names, naming)
        files = {path: inode for path, inode in names.items() if inode != FOLDER and _reachable(path, names)}
        return {path: self._found(inode, dice, order) for path, inode in files.items()}

    def _surviving(self, dice: Random, order: Order) -> list[Naming]:
        if order is Order.KEPT:
            return self._namings[: dice.randint(0, len(self._namings))]
        return [naming for naming in self._namings if dice.random() < 0.5]

    def _written(self, inode: int) -> bytes:
        data = self._promised[inode]
        for writing in self._writings[inode]:
            data = _after(data, writing)
        return data

    def _found(self, inode: int, dice: Random, order: Order) -> bytes:
        data, waiting = self._promised[inode], self._writings[inode]
        whole = dice.randint(0, len(waiting))
        for writing in waiting[:whole]:
            data = _after(data, writing)
        rest = waiting[whole:]
        begun = rest[:1] if order is Order.KEPT else [each for each in rest if dice.random() < 0.75]
        for writing in begun:
            if isinstance(writing, Wrote):
                data = _after(data, Wrote(inode, writing.offset, self._torn(writing, dice, order)))
        return data

    def _torn(self, writing: Wrote, dice: Random, order: Order) -> bytes:
        """What a disk may hold of a write that it had begun."""
        left = dice.choice(self._left) if self._left and dice.random() < 0.5 else b""
        end = writing.offset + len(writing.data)
        instead = left.ljust(end, b"\0")[writing.offset : end]
        first = SECTOR - writing.offset % SECTOR
        bounds = [0, *range(first, len(writing.data), SECTOR), len(writing.data)]
        reached = dice.randrange(len(bounds))
        if order is Order.KEPT and not left and dice.random() < 0.5:
            return writing.data[: bounds[reached]]
        sectors = [slice(begin, until) for begin, until in pairwise(bounds)]
        there = [number < reached if order is Order.KEPT else dice.random() < 0.5 for number in range(len(sectors))]
        return b"".join(
            (writing.data if is_there else instead)[part] for part, is_there in zip(sectors, there, strict=True)
        )


def _after(data: bytes, writing: Writing) -> bytes:
    if isinstance(writing, Emptied):
        return b""
    padded = data.ljust(writing.offset, b"\0")
    return padded[: writing.offset] + writing.data + padded[writing.offset + len(writing.data) :]


def _rename(names: dict[str, int], naming: Naming) -> None:
    if isinstance(naming, Removed):
        names.pop(naming.path, None)
        return
    names[naming.path] = naming.inode
    if naming.gone is not None:
        names.pop(naming.gone, None)


def _folder_of(path: str) -> str:
    return PurePosixPath(path).parent.as_posix()


def _reachable(path: str, names: dict[str, int]) -> bool:
    folder = _folder_of(path)
    return folder == "." or (folder in names and _reachable(folder, names))
