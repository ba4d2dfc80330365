"""Files that are always whole: either as they were or as they were to be."""

import contextlib
import errno
import os
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Final

from workbench.storage.filesystem import FileSystem, remove_if_there, sync_folder, write_all
from workbench.storage.problems import not_confirmed, not_saved

TRIES: Final = 10 if os.name == "nt" else 1
_PAUSE = 0.5
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


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
        raise PermissionError(errno.EACCES, "the file is read-only", str(target))
    # the cut leaves room for the longest name a folder can hold, at four bytes a character
    temporary = target.with_name(f".~{target.name[:48]}.{os.getpid()}")
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


def _write_new(path: Path, data: bytes, mode: int | None, files: FileSystem) -> None:
    remove_if_there(files, path)
    descriptor = files.open(path, _NEW, 0o600)
    try:
        write_all(files, descriptor, data)
        files.fsync(descriptor)
    finally:
        files.close(descriptor)
    if mode is not None:
        files.chmod(path, mode)
