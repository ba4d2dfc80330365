"""Modules come as quickly with Qt as without."""

import builtins
import importlib
import linecache
import sys
from pathlib import Path

import pytest

from ui.imports import use_own_import


def test_the_source_of_what_is_imported_later_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builtins, "__import__", builtins.__import__)
    monkeypatch.syspath_prepend(tmp_path)
    read = tmp_path / "read_once.py"
    read.write_text("")
    (tmp_path / "imports_it.py").write_text("import read_once\n")
    use_own_import()
    importlib.import_module("imports_it")
    assert sys.modules["read_once"].__file__ == str(read)
    assert str(read) not in linecache.cache


def test_where_qt_has_put_nothing_in_its_place_import_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(builtins, "__orig_import__", raising=False)
    before = builtins.__import__
    use_own_import()
    assert builtins.__import__ is before
