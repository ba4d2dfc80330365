"""What an import costs once Qt is there."""

import builtins
import importlib


def use_own_import() -> None:
    """Put the interpreter's own import back in the place of the one that comes with Qt for Python.

    Qt's reads the source of every module imported after it, for two features of Qt for Python that might be asked for
    there, and keeps what it read.  The program uses neither: without that, numpy, scipy and networkx come in three
    quarters of the time and take 30 MB less.
    """
    importlib.import_module("PySide6.QtCore")
    own = getattr(builtins, "__orig_import__", None)
    if own is not None:
        builtins.__import__ = own
