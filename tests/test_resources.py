import sys
from pathlib import Path

import pytest

from workbench.resources import resource_path


def test_the_tokens_are_found_beside_the_code() -> None:
    assert resource_path("themes", "tokens.json").is_file()


def test_a_missing_resource_names_its_path() -> None:
    with pytest.raises(FileNotFoundError, match="nothing\\.svg"):
        resource_path("icons", "nothing.svg")


def test_a_frozen_program_looks_where_it_was_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / "here.txt").write_text("x")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource_path("here.txt") == tmp_path / "resources" / "here.txt"
