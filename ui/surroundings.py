"""What the window needs of the machine: a display, and system libraries that no Python package can bring."""

import importlib
import os
import sys
from collections.abc import Mapping
from typing import Final

ALWAYS: Final[Mapping[str, str]] = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libX11.so.6": "libx11-6",
}
"""Shared libraries that Qt loads even without a display, and the Debian packages that hold them."""

FOR_A_DISPLAY: Final[Mapping[str, str]] = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}
"""What an X display needs on top."""


def has_display(variables: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Return whether a window can be shown to anybody."""
    if variables.get("QT_QPA_PLATFORM", "").split(":")[0] in ("offscreen", "minimal"):
        return False
    if not platform.startswith("linux"):
        return True
    return bool(variables.get("DISPLAY") or variables.get("WAYLAND_DISPLAY"))


def missing_packages(display: bool, platform: str = sys.platform) -> list[str]:
    """Return the Debian packages whose libraries cannot be loaded here; other systems bring their own."""
    if not platform.startswith("linux"):
        return []
    # whoever has loaded Qt has all that it always needs; to try each library takes longer
    wanted = {} if has_qt() else dict(ALWAYS)
    if display and os.environ.get("DISPLAY"):
        wanted |= FOR_A_DISPLAY
    return sorted(package for library, package in wanted.items() if not _loads(library))


def has_qt() -> bool:
    """Return whether Qt can be loaded, and load it."""
    try:
        importlib.import_module("PySide6.QtWidgets")
    except ImportError:
        return False
    return True


def advice(packages: list[str]) -> str:
    """Return one sentence that says what to install."""
    listed = " ".join(packages)
    return f"Some system libraries are missing; install them with “sudo apt-get install {listed}” and start again."


def _loads(library: str) -> bool:
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
