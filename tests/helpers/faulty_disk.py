"""A disk that refuses: the calls of `os` that storage makes, each of which can be told to fail."""

import errno
import os
from collections import Counter
from pathlib import Path

FAULTS = {
    errno.ENOSPC: "full",
    errno.EROFS: "read-only",
    errno.EACCES: "read-only",
    errno.ENOENT: "folder is gone",
    errno.EIO: "fault",
    errno.EBUSY: "another program",
    errno.EFBIG: "no file of this size",
}
"""What can go wrong, and a word that the message must hold."""


class FaultyDisk:
    """The module `os` until `fail` is called; `calls` counts what was asked of it."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self._faults: dict[str, list[int]] = {}

    def fail(self, call: str, number: int, times: int = 1) -> None:
        """Refuse the next `times` of `call` with the error `number`."""
        self._faults[call] = [number] * times

    def mend(self) -> None:
        """Refuse nothing any more."""
        self._faults.clear()

    def open(self, path: Path, flags: int, mode: int = 0o777, /) -> int:
        self._answer("open")
        return os.open(path, flags, mode)

    def write(self, fd: int, data: memoryview, /) -> int:
        self._answer("write")
        # a third at a time, as a nearly full disk would
        return os.write(fd, data[: max(1, len(data) // 3)])

    def fsync(self, fd: int, /) -> None:
        self._answer("fsync")
        os.fsync(fd)

    def close(self, fd: int, /) -> None:
        os.close(fd)
        self._answer("close")

    def chmod(self, path: Path, mode: int, /) -> None:
        self._answer("chmod")
        os.chmod(path, mode)

    def replace(self, source: Path, target: Path, /) -> None:
        self._answer("replace")
        os.replace(source, target)

    def unlink(self, path: Path, /) -> None:
        self._answer("unlink")
        os.unlink(path)

    def makedirs(self, path: Path, mode: int = 0o777, exist_ok: bool = False, /) -> None:
        self._answer("makedirs")
        os.makedirs(path, mode, exist_ok)

    def access(self, path: Path, mode: int, /) -> bool:
        self.calls["access"] += 1
        return not self._faults.get("access") and os.access(path, mode)

    def _answer(self, call: str) -> None:
        self.calls[call] += 1
        waiting = self._faults.get(call)
        if waiting:
            number = waiting.pop()
            raise OSError(number, os.strerror(number))
