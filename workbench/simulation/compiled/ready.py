"""The one place that decides whether the compiled engine answers, and that makes it ready.

Importing this module does not import numba.
"""

import os
import pathlib
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.simulation.compiled.engine import Compiled


def compiled() -> "Compiled | None":
    """Return the compiled engine where its kernels have been loaded in this process, else None: ask scipy."""
    module = sys.modules.get("workbench.simulation.compiled.engine")
    engine = getattr(module, "engine", None)
    return engine() if engine is not None else None


def load(folder: pathlib.Path | None = None) -> None:
    """Make the compiled engine ready: half a second with machine code kept in `folder`, half a minute without.

    By default the code is kept in the folder of NUMBA_CACHE_DIR, or else in the user's cache folder.
    """
    if folder is not None:
        # numba reads it once, when it is imported.
        os.environ["NUMBA_CACHE_DIR"] = str(folder)
    from workbench.simulation.compiled.engine import warm_up  # numba takes half a second to import

    warm_up()


def load_in_background(folder: pathlib.Path | None = None) -> threading.Thread:
    """Start a thread that makes the compiled engine ready; the program can end before it is done."""
    thread = threading.Thread(target=load, args=(folder,), name="kernels", daemon=True)
    thread.start()
    return thread
