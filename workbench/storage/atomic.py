"""Files that are always whole: either as they were or as they were to be."""

import contextlib
import errno
import os
import re
import sys
import time
import zlib
from collections.abc import Callable, Generator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from workbench.storage.filesystem import NEW_FILE, FileSystem, remove_if_there, sync, sync_folder, write_all
from workbench.storage.problems import not_confirmed, not_saved
from workbench.storage.processes import exists, this_host

TRIES: Final = 10 if os.name == "nt" else 1
_PAUSE = 0.5
_ABANDONED_AFTER: Final = timedelta(days=1)
_TEMPORARY: Final = re.compile(r"\.~(?!lock\.).*\.(?P<host>[0-9a-f]{8})\.(?P<pid>[0-9]{1,10})")


class UnconfirmedError(OSError):
    """The file was replaced, but its folder could not be made to survive a power cut."""


@contextlib.contextmanager
def saving(path: Path) -> Generator[None]:
    """Turn what the system refuses while the project file `path` is written into a SaveProblem."""
    try:
        yield
    except UnconfirmedError as error:
        raise not_confirmed(path, error) from error
    except OSError as error:
        raise not_saved(path, error) from error


def write_atomically(path: Path, data: bytes, files: FileSystem = os) -> None:
    """Make `data` the content of `path`, which at every moment is whole.

    A link is followed and stays; a new file is readable by its owner only, a replaced one keeps its mode.  A rename
    would replace a write-protected file too, so that is asked first.  Raises OSError; the file is then as it was,
    except after UnconfirmedError.
    """
    target = Path(os.path.realpath(path))
    mode = target.stat().st_mode & 0o777 if target.exists() else None
    if mode is not None and not files.access(target, os.W_OK):
        raise _write_protected(target)
    temporary = temporary_beside(target)
    try:
        _write_new(temporary, data, mode, files)
        replace_patiently(temporary, target, files)
    except BaseException:
        with contextlib.suppress(OSError):
            remove_if_there(files, temporary)
        raise
    try:
        sync_folder(files, target.parent)
    except OSError as error:
        raise UnconfirmedError(error.errno, error.strerror) from error


def replace_patiently(
    source: Path,
    target: Path,
    files: FileSystem = os,
    tries: int = TRIES,
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """Rename `source` to `target`.

    On Windows it fails while a virus scanner or a sync client holds the target, so it is tried for five seconds there.
    """
    for left in reversed(range(tries)):
        try:
            files.replace(source, target)
        except PermissionError:
            if not left:
                raise
            pause(_PAUSE)
        else:
            return


def temporary_beside(target: Path) -> Path:
    """Return where this process writes what is to become `target`."""
    return target.with_name(f"{_stem(target.name)}.{_host()}.{os.getpid()}")


def sweep_temporaries(folder: Path, name: str, now: datetime, files: FileSystem = os) -> None:
    """Remove what crashes left in `folder` of writing the file `name`, or any file if that is empty.

    A process of another machine that shares the folder may still be writing, so its files stay for a day.
    """
    start = f"{_stem(name)}." if name else ".~"
    for path in folder.glob(".~*"):
        named = _TEMPORARY.fullmatch(path.name)
        if named is None or not path.name.startswith(start):
            continue
        with contextlib.suppress(OSError):
            is_ours = named["host"] == _host()
            old = now.timestamp() - path.stat().st_mtime > _ABANDONED_AFTER.total_seconds()
            if old or (is_ours and not exists(int(named["pid"]))):
                files.unlink(path)


def _stem(name: str) -> str:
    # the cut leaves room for the longest name a folder can hold, at four bytes a character
    return f".~{name[:48]}"


def _host() -> str:
    return f"{zlib.crc32(this_host().encode()):08x}"


def _write_protected(path: Path) -> OSError:
    # whether the disk or the file is at fault decides what the user can do about it
    if sys.platform != "win32" and os.statvfs(path).f_flag & os.ST_RDONLY:
        return OSError(errno.EROFS, "the disk is read-only", str(path))
    return PermissionError(errno.EACCES, "the file is read-only", str(path))


def _write_new(path: Path, data: bytes, mode: int | None, files: FileSystem) -> None:
    remove_if_there(files, path)
    descriptor = files.open(path, NEW_FILE, 0o600)
    try:
        write_all(files, descriptor, data)
        sync(files, descriptor)
    finally:
        files.close(descriptor)
    if mode is not None:
        files.chmod(path, mode)
