"""Where the program keeps journals and versions, for the window and the command line alike."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

NAME: Final = "Journey Workbench"
STATE_VARIABLE: Final = "JOURNEY_WORKBENCH_STATE"
"""Names another folder for settings and journals, for portable installations and for tests."""


def state_folder(
    environment: Mapping[str, str] = os.environ, platform: str = sys.platform, home: Path | None = None
) -> Path:
    """Return the folder of this user's journals and versions, which need not be there yet."""
    named = environment.get(STATE_VARIABLE)
    if named:
        return Path(named) / "state"
    return _local_data(environment, platform, home or Path.home()) / NAME / "state"


def _local_data(environment: Mapping[str, str], platform: str, home: Path) -> Path:
    if platform == "darwin":
        return home / "Library" / "Application Support"
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local")
    named = environment.get("XDG_DATA_HOME", "")
    # the specification has a relative one ignored
    return Path(named) if named.startswith("/") else home / ".local" / "share"
