"""The few calls by which this package changes a disk, in one place where a test can stand between."""

import errno
import os
import sys
from pathlib import Path
from typing import Final, Protocol

NEW_FILE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
"""How a file is opened that must not be there yet."""

_READ_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
_CANNOT_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EBADF, errno.ENOTTY}


class FileSystem(Protocol):
    """What is asked of the system; the module `os` is one."""

    def open(self, path: Path, flags: int, mode: int = 0o777, /) -> int:
        """As `os.open`."""
        ...

    def write(self, fd: int, data: memoryview, /) -> int:
        """As `os.write`."""
        ...

    def fsync(self, fd: int, /) -> None:
        """As `os.fsync`."""
        ...

    def close(self, fd: int, /) -> None:
        """As `os.close`."""
        ...

    def chmod(self, path: Path, mode: int, /) -> None:
        """As `os.chmod`."""
        ...

    def replace(self, source: Path, target: Path, /) -> None:
        """As `os.replace`."""
        ...

    def unlink(self, path: Path, /) -> None:
        """As `os.unlink`."""
        ...

    def makedirs(self, path: Path, mode: int = 0o777, exist_ok: bool = False, /) -> None:
        """As `os.makedirs`."""
        ...

    def access(self, path: Path, mode: int, /) -> bool:
        """As `os.access`."""
        ...


def write_all(files: FileSystem, descriptor: int, data: bytes) -> None:
    """Write all of `data`, however little the system takes at a time."""
    rest = memoryview(data)
    while rest:
        taken = files.write(descriptor, rest)
        if taken == 0:
            raise OSError(errno.EIO, "the disk takes nothing more")
        rest = rest[taken:]


if sys.platform == "darwin":
    import fcntl

    def sync(files: FileSystem, descriptor: int) -> None:
        """Return once what was written would survive a power cut."""
        files.fsync(descriptor)
        try:
            # there fsync ends in the memory of the drive, which has the same plug
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
        except OSError as error:
            if error.errno not in _CANNOT_SYNC:
                raise

else:

    def sync(files: FileSystem, descriptor: int) -> None:
        """Return once what was written would survive a power cut."""
        files.fsync(descriptor)


def sync_folder(files: FileSystem, folder: Path) -> None:
    """Make renames and removals in `folder` survive a power cut, where the system can promise that at all."""
    if os.name == "nt":
        return
    descriptor = files.open(folder, _READ_FOLDER)
    try:
        sync(files, descriptor)
    except OSError as error:
        # some network file systems know no such call; their own promise is all there is
        if error.errno not in _CANNOT_SYNC:
            raise
    finally:
        files.close(descriptor)


def private_folder(files: FileSystem, folder: Path) -> None:
    """Make `folder` where it is missing, and let nobody but its owner in."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    files.makedirs(folder, 0o700, True)
    # a folder that a power cut takes back takes all with it that was synced inside
    for each in reversed(missing):
        sync_folder(files, each.parent)
    if os.name != "nt" and folder.stat().st_mode & 0o077:
        files.chmod(folder, 0o700)


def remove_if_there(files: FileSystem, path: Path) -> None:
    """Remove the file `path`; that it is gone already is as good."""
    try:
        files.unlink(path)
    except FileNotFoundError:
        return
