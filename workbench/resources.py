"""Where the program's own files lie: icons, themes, templates and samples."""

import sys
from pathlib import Path

import resources


def resource_path(*parts: str) -> Path:
    """Path of one resource, in a checkout, an installed wheel or a frozen program.

    Raises FileNotFoundError with the path when there is no such file, because that is a broken installation.
    """
    path = _root().joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(f"The program’s own file {path} is missing. Install the program again.")
    return path


def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    if isinstance(frozen, str):
        return Path(frozen) / "resources"
    # without importlib.resources, which is slow to import and of use only for what is no file
    return Path(resources.__path__[0])
