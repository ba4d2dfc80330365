"""Places where writing is refused: small disks, limits, write protection, folders and disks that are gone."""

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

_NOBODY = 65534
_PAGE = 4096
_FIT_FOR_ALL = 0o755


def why_no_mounts() -> str:
    """Return why no disk can be mounted here, nothing where it can."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return "only root can mount"
    if shutil.which("mount") is None or shutil.which("umount") is None:
        return "mount is not installed"
    return ""


def system(*command: str | Path) -> None:
    """Run a command that must succeed.

    Raises CalledProcessError.
    """
    subprocess.run([str(part) for part in command], check=True, capture_output=True)


def _unmount(place: Path) -> None:
    # only what is unmounted in earnest is read from the disk anew; a moment's business is waited for
    for _ in range(100):
        if subprocess.run(["umount", place], capture_output=True, check=False).returncode == 0:
            return
        time.sleep(0.02)
    system("umount", "-l", place)


@contextlib.contextmanager
def mounted(place: Path, *how: str | Path) -> Generator[Path]:
    """Mount something at `place` while the block runs."""
    place.mkdir(parents=True, exist_ok=True)
    system("mount", *how, place)
    try:
        yield place
    finally:
        _unmount(place)


def small_disk(place: Path, kilobytes: int) -> AbstractContextManager[Path]:
    """Mount a disk of so many kilobytes in memory."""
    return mounted(place, "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs")


@contextlib.contextmanager
def filled(disk: Path, left: int) -> Generator[None]:
    """Leave so many bytes of `disk` free while the block runs."""
    ballast = disk / "ballast"
    # what a disk says is free is an estimate, so it is filled to the brim and then relieved
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(bytes(_PAGE)):
            pass
    os.truncate(ballast, max(0, ballast.stat().st_size - left))
    try:
        yield
    finally:
        ballast.unlink()


@contextlib.contextmanager
def no_file_longer(limit: int) -> Generator[None]:
    """Let no file of this process grow beyond `limit` bytes while the block runs."""
    import resource  # not on Windows, where this rig does not run

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextlib.contextmanager
def as_anybody() -> Generator[Path]:
    """Be an ordinary user, for modes do not bind root, with a folder to work in."""
    with tempfile.TemporaryDirectory() as scratch:
        if os.geteuid() != 0:
            yield Path(scratch)
            return
        os.chown(scratch, _NOBODY, _NOBODY)
        os.setresuid(_NOBODY, _NOBODY, 0)
        try:
            yield Path(scratch)
        finally:
            os.setresuid(0, 0, 0)


@contextlib.contextmanager
def with_mode(path: Path, mode: int) -> Generator[None]:
    """Give `path` other permissions while the block runs."""
    before = path.stat().st_mode & 0o777
    path.chmod(mode)
    try:
        yield
    finally:
        path.chmod(before)


@contextlib.contextmanager
def read_only(disk: Path) -> Generator[None]:
    """Mount `disk` read-only while the block runs."""
    system("mount", "-o", "remount,ro", disk)
    try:
        yield
    finally:
        system("mount", "-o", "remount,rw", disk)


@contextlib.contextmanager
def without(folder: Path) -> Generator[None]:
    """Remove `folder` and all in it, and make it anew, empty, when the block ends."""
    shutil.rmtree(folder)
    try:
        yield
    finally:
        folder.mkdir(_FIT_FOR_ALL)


@contextlib.contextmanager
def pulled(stick: Path, content: Path) -> Generator[None]:
    """Unmount `stick`, however busy, and mount its `content` there again when the block ends."""
    system("umount", "-l", stick)
    try:
        yield
    finally:
        system("mount", "--bind", content, stick)


class Tripwire:
    """The module `os`, which does something at the `at`-th call made of it once it is set."""

    def __init__(self, at: int) -> None:
        self.sprung = False
        self._left = at
        self._action: Callable[[], None] | None = None

    def set(self, action: Callable[[], None] | None) -> None:
        """Do this when the time comes; None takes it back."""
        self._action = action

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            if self._action is not None and not self.sprung:
                self._left -= 1
                if self._left == 0:
                    self.sprung = True
                    self._action()
            return getattr(os, name)(*arguments)

        return call


@contextlib.contextmanager
def pulled_midway(stick: Path, content: Path, wire: Tripwire) -> Generator[None]:
    """Unmount `stick` at a call of the block that `wire` chooses, and mount its `content` again when the block ends."""
    wire.set(lambda: system("umount", "-l", stick))
    try:
        yield
    finally:
        wire.set(None)
        if wire.sprung:
            system("mount", "--bind", content, stick)
