"""A disk that writes down what is asked of it, as the power-cut rig has to know it."""

import os
from dataclasses import dataclass
from pathlib import Path

from tests.torture.plan import Mark


@dataclass(frozen=True, slots=True)
class Named:
    """The name `path` stands for `inode` from now on, and `gone`, if any, for nothing; inode 0 is a folder."""

    path: str
    inode: int
    gone: str | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """The name `path` stands for nothing any more."""

    path: str


@dataclass(frozen=True, slots=True)
class Wrote:
    """The file `inode` holds `data` from `offset` on."""

    inode: int
    offset: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Emptied:
    """The file `inode` holds nothing any more."""

    inode: int


@dataclass(frozen=True, slots=True)
class Synced:
    """The disk has promised what the file `inode` holds."""

    inode: int


@dataclass(frozen=True, slots=True)
class FolderSynced:
    """The disk has promised the names in the folder `path`."""

    path: str


Naming = Named | Removed
Writing = Wrote | Emptied
Operation = Naming | Writing | Synced | FolderSynced


class RecordingDisk:
    """The module `os`, with the log of what it changed below `root`; what the user was told is noted in between."""

    def __init__(self, root: Path) -> None:
        self.log: list[Operation | Mark] = []
        self._root = root
        self._inodes: dict[str, int] = {}
        self._last = 0
        self._files: dict[int, int] = {}
        self._folders: dict[int, str] = {}

    def note(self, mark: Mark) -> None:
        """Note what the user has done or was told."""
        self.log.append(mark)

    def open(self, path: Path, flags: int, mode: int = 0o777, /) -> int:
        descriptor = os.open(path, flags, mode)
        name = self._name(path)
        if path.is_dir():
            self._folders[descriptor] = name
            return descriptor
        if name not in self._inodes:
            self._last += 1
            self._inodes[name] = self._last
            self.log.append(Named(name, self._last))
        elif flags & os.O_TRUNC:
            self.log.append(Emptied(self._inodes[name]))
        self._files[descriptor] = self._inodes[name]
        return descriptor

    def write(self, fd: int, data: memoryview, /) -> int:
        at_end = flags_of(fd) & os.O_APPEND
        offset = os.fstat(fd).st_size if at_end else os.lseek(fd, 0, os.SEEK_CUR)
        # in pieces, as a disk takes them
        taken = os.write(fd, data[:1500])
        self.log.append(Wrote(self._files[fd], offset, bytes(data[:taken])))
        return taken

    def fsync(self, fd: int, /) -> None:
        if fd in self._folders:
            self.log.append(FolderSynced(self._folders[fd]))
        else:
            self.log.append(Synced(self._files[fd]))

    def close(self, fd: int, /) -> None:
        os.close(fd)
        self._folders.pop(fd, None)
        self._files.pop(fd, None)

    def chmod(self, path: Path, mode: int, /) -> None:
        os.chmod(path, mode)

    def replace(self, source: Path, target: Path, /) -> None:
        os.replace(source, target)
        inode = self._inodes.pop(self._name(source))
        self._inodes[self._name(target)] = inode
        self.log.append(Named(self._name(target), inode, self._name(source)))

    def unlink(self, path: Path, /) -> None:
        os.unlink(path)
        del self._inodes[self._name(path)]
        self.log.append(Removed(self._name(path)))

    def makedirs(self, path: Path, mode: int = 0o777, exist_ok: bool = False, /) -> None:
        missing = [each for each in (path, *path.parents) if not each.exists()]
        os.makedirs(path, mode, exist_ok)
        self.log.extend(Named(self._name(each), 0) for each in reversed(missing))

    def access(self, path: Path, mode: int, /) -> bool:
        return os.access(path, mode)

    def _name(self, path: Path) -> str:
        return path.relative_to(self._root).as_posix()


def flags_of(descriptor: int) -> int:
    """Return the flags that a file was opened with."""
    import fcntl  # not on Windows, where this rig does not run

    return fcntl.fcntl(descriptor, fcntl.F_GETFL)
