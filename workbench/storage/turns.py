"""Programs that change one folder, one after the other."""

import os
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_TRIES: Final = 100
_PAUSE: Final = 0.01

if sys.platform == "win32":

    @contextmanager
    def taking_turns(folder: Path) -> Generator[None]:
        """Do nothing: Windows knows no locks on folders, and a file that is held there cannot be replaced anyway."""
        del folder
        yield

else:
    import fcntl

    @contextmanager
    def taking_turns(folder: Path, tries: int = _TRIES, pause: Callable[[float], None] = time.sleep) -> Generator[None]:
        """Let no other process of this program in while the block runs, where the file system can promise that.

        Between comparing a file and replacing it there must be nobody else.  The lock ends with the process; who holds
        it for more than a second has been stopped and is not waited for.
        """
        try:
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError:
            yield
            return
        try:
            _wait(descriptor, tries, pause)
            yield
        finally:
            os.close(descriptor)

    def _wait(descriptor: int, tries: int, pause: Callable[[float], None]) -> None:
        for _ in range(tries):
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pause(_PAUSE)
            except OSError:
                # some network file systems know no such lock
                return
            else:
                return
