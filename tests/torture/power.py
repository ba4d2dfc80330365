"""Power cuts on a real file system: `python -m tests.torture.power 150` prints how many lost something.

A child edits on a disk image, without pause or once before a rest; the file system is shut down as by a pulled plug, so
that whatever it had not written is gone; then it is mounted again and opened.  Needs root, Linux and loop devices.
"""

import contextlib
import multiprocessing
import os
import random
import shutil
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from tests.storage.kill import Tally as Loss
from tests.storage.kill import edit_and_tell, judge, told, workplace
from tests.torture.crashes import opened
from tests.torture.places import mounted, system, why_no_mounts
from tests.torture.tally import SEED, Tally, run_alone
from workbench.domain.elements import Journey
from workbench.session import Session

EXT4 = 150
XFS = 60
IDLE = 8

RESTS = (0.5, 2.0, 4.0, 12.0)
"""Seconds between the last edit and the cut; what a disk has not been told to write it writes within some ten."""

_LONGEST_LIFE = 0.25
_LONG, _SHORT = "x" * 60_000, "short"
_SIZES = {"ext4": "64M", "xfs": "400M"}
_FORCED = {"ext4": "-F", "xfs": "-f"}
# the number of the call is that of _IOR('X', 125, __u32) for both; 2 asks for no flush of the file system's journal
_SHUT_DOWN = 0x8004587D
_NO_FLUSH = struct.pack("I", 2)


Work = Callable[[Path, Connection], None]
"""What a child does in a folder, telling each edit that is kept."""


def ext4(cuts: int, folder: Path, seed: int = SEED) -> Tally:
    """Cut the power of an ext4 disk so many times."""
    return power_cuts("ext4", cuts, folder, seed)


def xfs(cuts: int, folder: Path, seed: int = SEED) -> Tally:
    """Cut the power of an xfs disk so many times."""
    return power_cuts("xfs", cuts, folder, seed)


def idle(cuts: int, folder: Path, _seed: int = SEED) -> Tally:
    """Cut the power so many times while nobody has done anything since a project became shorter."""
    tally = Tally("power cuts at rest", skipped=why_not("ext4"))
    if tally.skipped:
        return tally
    image = _image("ext4", folder)
    for number in range(cuts):
        disk, place = folder / "disk", folder / "disk" / str(number)
        with mounted(disk, "-o", "loop", image):
            # every other time the project is saved as well
            work = (shorten, shorten_and_save)[number % 2]
            told_of = _done_until_the_cut(disk, place, work, RESTS[number // 2 % len(RESTS)])
        with mounted(disk, "-o", "loop", image):
            tally.cases += 1
            found = opened(place / "a.journey", workplace(place))
            if told_of != 1:
                tally.faults["not kept before the cut"] += 1
            elif found is None or [getattr(each, "goal", "") for each in found.values()] != [_SHORT]:
                tally.faults["unreadable" if found is None else "kept edits lost"] += 1
    return tally


def power_cuts(kind: str, cuts: int, folder: Path, seed: int = SEED) -> Tally:
    """Cut the power of a disk with a file system of that kind."""
    tally = Tally(f"power cuts, {kind}", skipped=why_not(kind))
    if tally.skipped:
        return tally
    image, dice, loss = _image(kind, folder), random.Random(seed), Loss()
    for number in range(cuts):
        disk, place = folder / "disk", folder / "disk" / str(number)
        with mounted(disk, "-o", "loop", image):
            kept = _done_until_the_cut(disk, place, edit_while_there_is_power, dice.uniform(0, _LONGEST_LIFE))
        with mounted(disk, "-o", "loop", image):
            judge(place, kept, loss)
            shutil.rmtree(place)
    tally.cases, tally.note = loss.kills, f"{loss.kept:,} edits kept, {loss.recovered:,} recoveries"
    tally.faults.update({"kept edits lost": loss.lost, "unreadable": loss.unreadable})
    return tally


def why_not(kind: str) -> str:
    """Return why there can be no such cuts here, nothing where there can."""
    if shutil.which(f"mkfs.{kind}") is None:
        return f"mkfs.{kind} is not installed"
    if why_no_mounts():
        return why_no_mounts()
    found = subprocess.run(["losetup", "-f"], capture_output=True, check=False)
    return "" if found.returncode == 0 else "there is no loop device"


def edit_while_there_is_power(folder: Path, pipe: Connection) -> None:
    """Edit without end."""
    edit_and_tell(folder, lambda serial: _tell(folder, pipe, serial))


def shorten(folder: Path, pipe: Connection) -> None:
    """Make a saved project much shorter by one edit, tell 1 when it is kept, and do nothing more."""
    _shortened(folder)
    _tell(folder, pipe, 1)
    time.sleep(2 * max(RESTS))


def shorten_and_save(folder: Path, pipe: Connection) -> None:
    """Do as `shorten` does, and save before that is told."""
    _shortened(folder).save()
    _tell(folder, pipe, 1)
    time.sleep(2 * max(RESTS))


def _shortened(folder: Path) -> Session:
    session = Session.new([Journey(id="j", title="Trip", goal=_LONG)], workplace(folder))
    session.save_as(folder / "a.journey")
    with session.document.edit("Shorten") as edit:
        edit.update("j", goal=_SHORT)
    session.keep().result()
    return session


def _tell(folder: Path, pipe: Connection, serial: int) -> None:
    """Tell what is kept only as long as the disk still answers.

    A sync that runs into the cut may return as if nothing had happened; a real cut would have taken the program too.
    """
    with contextlib.suppress(OSError):
        os.close(os.open(folder / "a.journey", os.O_RDONLY))
        pipe.send(serial)


def _image(kind: str, folder: Path) -> Path:
    image = folder / "image"
    system("truncate", "-s", _SIZES[kind], image)
    system(f"mkfs.{kind}", "-q", _FORCED[kind], image)
    return image


def _done_until_the_cut(disk: Path, place: Path, work: Work, life: float) -> int:
    """Let a child work until `life` seconds after it first told something; return the last edit told to be kept."""
    import fcntl  # not on Windows, where this rig does not run

    place.mkdir()
    os.sync()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=work, args=(place, theirs))
    child.start()
    theirs.close()
    first = ours.recv()
    time.sleep(life)
    descriptor = os.open(disk, os.O_RDONLY)
    fcntl.ioctl(descriptor, _SHUT_DOWN, _NO_FLUSH)
    os.close(descriptor)
    child.kill()
    child.join()
    with contextlib.closing(ours):
        return max(told(ours), default=first)


def main(argv: list[str]) -> int:
    """Run all alone: ext4, xfs, and ext4 at rest."""
    rigs = ((ext4, EXT4), (xfs, XFS), (idle, IDLE))
    return max(run_alone(rig, argv, cases, in_memory=False) for rig, cases in rigs)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
