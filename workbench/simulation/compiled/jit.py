"""How kernels are compiled, and where their machine code is kept between two runs of the program."""

import functools
import hashlib
import os
import pathlib
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

import numba
from numba.core import config

_settings: Any = config
"""Numba fills this module when it is imported, which no type checker sees."""


def kernel(function: Callable[..., Any]) -> Any:
    """Compile a function on its first call; it runs without the interpreter's lock and divides as numpy does.

    Machine code is kept in the folder of NUMBA_CACHE_DIR, else in the user's cache folder; without one it is made anew
    by every process.
    """
    usual = _settings.CACHE_LOCATOR_CLASSES
    _settings.CACHE_LOCATOR_CLASSES = f"{__name__}.{KernelFolder.__name__}"
    try:
        cached = KernelFolder.beside(pathlib.Path(function.__code__.co_filename), 0) is not None
        return numba.njit(nogil=True, error_model="numpy", cache=cached)(function)
    finally:
        _settings.CACHE_LOCATOR_CLASSES = usual


def inner(function: Callable[..., Any]) -> Any:
    """Compile a function that only kernels call: without the entrance from Python, which takes half a second each."""
    compiler: Any = numba.njit
    return compiler(nogil=True, error_model="numpy", no_cpython_wrapper=True, no_cfunc_wrapper=True)(function)


@dataclass(frozen=True, slots=True)
class KernelFolder:
    """A place for machine code, apart for every state of the sources of all kernels beside one another.

    Of numba's own locators none serves: those for source files do not see a change in a kernel that another one calls,
    and refuse a program whose sources are packed away.  Numba asks for the methods by these names.
    """

    folder: pathlib.Path
    stamp: str
    line: int

    @classmethod
    def from_function(cls, py_func: Any, py_file: str) -> Self | None:
        """Return the place for one kernel, or None where nothing can be written."""
        return cls.beside(pathlib.Path(py_file), py_func.__code__.co_firstlineno)

    @classmethod
    def beside(cls, source: pathlib.Path, line: int) -> Self | None:
        """Return the place for the kernels of one source folder, or None where nothing can be written."""
        stamp = _stamp(source.parent)
        found = cls(_root() / stamp, stamp, line)
        return found if found.is_writable() else None

    def is_writable(self) -> bool:
        """Tell whether the folder is there, or can be made, and takes files."""
        try:
            self.ensure_cache_path()
        except OSError:
            return False
        return True

    def ensure_cache_path(self) -> None:
        """Make the folder; raises OSError where it cannot be written."""
        self.folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=self.folder).close()

    def get_cache_path(self) -> str:
        """Return the folder."""
        return str(self.folder)

    def get_source_stamp(self) -> str:
        """Return what changes with the sources."""
        return self.stamp

    def get_disambiguator(self) -> str:
        """Return what tells kernels of the same name apart."""
        return str(self.line)


def _root() -> pathlib.Path:
    named = os.environ.get("NUMBA_CACHE_DIR")
    if named:
        return pathlib.Path(named)
    home = pathlib.Path.home()
    if sys.platform == "win32":
        caches = pathlib.Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
    elif sys.platform == "darwin":
        caches = home / "Library" / "Caches"
    else:
        caches = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return caches / "journey-workbench" / "kernels"


@functools.cache
def _stamp(folder: pathlib.Path) -> str:
    """Return a digest of all sources in a folder; in a packed program its own file stands for them."""
    digest = hashlib.sha256(f"{folder} {sys.version} {numba.__version__}".encode())
    sources = sorted(folder.glob("*.py"))
    for source in sources:
        digest.update(source.read_bytes())
    if not sources:
        program = os.stat(sys.executable)
        digest.update(f"{program.st_size} {program.st_mtime_ns}".encode())
    return digest.hexdigest()[:16]
