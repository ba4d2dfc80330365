"""Someone else changes the project file before every save: `python -m tests.torture outsiders`.

It prints how many of the changes went unnoticed or were written over.  Most keep the size and the times of the file,
which then differs in nothing but its content.
"""

import os
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.helpers.documents import typical_elements
from tests.helpers.sessions import rename, workplace
from workbench.session import Session
from workbench.storage.problems import FileChangedOutside

Change = Callable[[Path, random.Random], None]


@dataclass
class Tally:
    """What became of the changes."""

    changes: int = 0
    unnoticed: int = 0
    written_over: int = 0


def change_again_and_again(changes: int, folder: Path, seed: int = 1) -> Tally:
    """Change the file of one project before each of its saves."""
    dice, tally = random.Random(seed), Tally()
    path = folder / "a.journey"
    session = Session.new(typical_elements(), workplace(folder))
    session.save_as(path)
    for number in range(changes):
        rename(session, "t1", str(number))
        ours = path.read_bytes()
        dice.choice(WAYS)(path, dice)
        theirs = path.read_bytes() if path.exists() else None
        tally.changes += 1
        try:
            session.save()
        except FileChangedOutside:
            tally.written_over += (path.read_bytes() if path.exists() else None) != theirs
        else:
            tally.unnoticed += 1
        path.write_bytes(ours)
        session.save()
    session.close()
    return tally


def alter(path: Path, dice: random.Random) -> None:
    """Alter one bit in place."""
    before = path.stat()
    data = bytearray(path.read_bytes())
    data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    path.write_bytes(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def replace(path: Path, dice: random.Random) -> None:
    """Put another file of that size and those times in its place."""
    before = path.stat()
    other = path.with_name("other")
    data = bytearray(path.read_bytes())
    place = dice.randrange(len(data) - 1)
    data[place], data[place + 1] = data[place + 1] ^ 1, data[place]
    other.write_bytes(data)
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(path)


def cut(path: Path, dice: random.Random) -> None:
    """Take away the end, as a sync client that was stopped does."""
    os.truncate(path, dice.randrange(path.stat().st_size))


def lengthen(path: Path, dice: random.Random) -> None:
    """Add a blank, which no reader would notice."""
    with path.open("ab") as file:
        file.write(b" " * dice.randint(1, 3))


def remove(path: Path, _: random.Random) -> None:
    """Take it away."""
    path.unlink()


WAYS: tuple[Change, ...] = (alter, alter, alter, replace, replace, cut, lengthen, remove)
