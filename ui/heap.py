"""Memory that was needed for a moment only."""

import ctypes
import sys


def give_back() -> None:
    """Hand memory that is free back to the system, where the C library keeps it for later.

    glibc keeps what the engine needs while it reads a journey: some 5 KB for each touchpoint, twice what the map takes.
    """
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)) is not None:
        trim(0)
