"""Memory that was needed for a moment only."""

import ctypes
import sys
from typing import Any, Final

# names and numbers of glibc's malloc.h
_TRIM_THRESHOLD: Final = -1
_MMAP_THRESHOLD: Final = -3
_ARENA_MAX: Final = -8
_LARGE: Final = 1 << 20
_SPARE: Final = 1 << 20


def give_back() -> None:
    """Hand memory that is free back to the system, where the C library keeps it for later.

    glibc keeps what the engine needs while it reads a journey: some 5 KB for each touchpoint, twice what the map takes.
    """
    if (trim := _call("malloc_trim")) is not None:
        trim(0)


def share_one_heap() -> None:
    """Let all threads use one heap, where the C library gives every thread one of its own that falls apart by itself.

    Only one thread works at a time, so that none waits for another.  What is larger than a megabyte, such as a
    window's picture, stays out of it; once it has been there, small things lie down in its place and keep it.  A day's
    work keeps some 20 MB less.
    """
    if (choose := _call("mallopt")) is not None:
        choose(_ARENA_MAX, 1)
        choose(_MMAP_THRESHOLD, _LARGE)
        # a fixed threshold there makes this one small, and the heap would be cut and grown at every solve
        choose(_TRIM_THRESHOLD, _SPARE)


def _call(name: str) -> Any:
    """Return a function of glibc's, or None where there is no such thing."""
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
