"""Power cuts on a real file system: `python -m tests.torture.power 150` prints how many lost something.

A child edits without pause on a disk image; the file system is shut down as by a pulled plug, so that whatever it had
not written is gone; then it is mounted again and opened.  Needs root, Linux and loop devices.
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
from multiprocessing.connection import Connection
from pathlib import Path

from tests.storage.kill import Tally as Loss
from tests.storage.kill import edit_and_tell, judge, told
from tests.torture.places import mounted, system, why_no_mounts
from tests.torture.tally import Tally, run_alone

CASES = 150

_LONGEST_LIFE = 0.25
_SIZES = {"ext4": "64M", "xfs": "400M"}
_FORCED = {"ext4": "-F", "xfs": "-f"}
# the number of the call is that of _IOR('X', 125, __u32) for both; 2 asks for no flush of the file system's journal
_SHUT_DOWN = 0x8004587D
_NO_FLUSH = struct.pack("I", 2)


def ext4(cuts: int, folder: Path) -> Tally:
    """Cut the power of an ext4 disk so many times."""
    return power_cuts("ext4", cuts, folder)


def xfs(cuts: int, folder: Path) -> Tally:
    """Cut the power of an xfs disk so many times."""
    return power_cuts("xfs", cuts, folder)


def power_cuts(kind: str, cuts: int, folder: Path, seed: int = 7) -> Tally:
    """Cut the power of a disk with a file system of that kind."""
    tally = Tally(f"power cuts, {kind}")
    tally.skipped = why_not(kind)
    if tally.skipped:
        return tally
    image, dice, loss = folder / "image", random.Random(seed), Loss()
    system("truncate", "-s", _SIZES[kind], image)
    system(f"mkfs.{kind}", "-q", _FORCED[kind], image)
    for number in range(cuts):
        disk, place = folder / "disk", folder / "disk" / str(number)
        with mounted(disk, "-o", "loop", image):
            kept = _edited_until_the_cut(disk, place, dice.uniform(0, _LONGEST_LIFE))
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
    """Edit, and tell what is kept only as long as the disk still answers.

    A sync that runs into the cut may return as if nothing had happened; a real cut would have taken the program too.
    """

    def tell(serial: int) -> None:
        with contextlib.suppress(OSError):
            os.close(os.open(folder / "a.journey", os.O_RDONLY))
            pipe.send(serial)

    edit_and_tell(folder, tell)


def _edited_until_the_cut(disk: Path, place: Path, life: float) -> int:
    """Return the last edit that was told to be kept."""
    import fcntl  # not on Windows, where this rig does not run

    place.mkdir()
    os.sync()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=edit_while_there_is_power, args=(place, theirs))
    child.start()
    theirs.close()
    ours.recv()
    time.sleep(life)
    descriptor = os.open(disk, os.O_RDONLY)
    fcntl.ioctl(descriptor, _SHUT_DOWN, _NO_FLUSH)
    os.close(descriptor)
    child.kill()
    child.join()
    with contextlib.closing(ours):
        return max(told(ours), default=0)


def main(argv: list[str]) -> int:
    """Run alone on ext4, then on xfs."""
    return max(run_alone(rig, argv, CASES, in_memory=False) for rig in (ext4, xfs))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
