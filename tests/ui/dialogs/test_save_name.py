"""The name of a file to write: fit for every system, and never another file's by accident."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.program import Dialogs
from ui.controls.look import Look
from ui.dialogs.save_name import ask_save_path, file_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Who pays: you/us?", "Who pays you us"),
        ("  a\tb\n", "a b"),
        ("Café über 9", "Café über 9"),
        ("...", "Journey"),
        ("", "Journey"),
        ("x" * 300, "x" * 80),
        ("𐌰" * 80, "𐌰" * 50),
        ("ग्राहक यात्रा", "ग्राहक यात्रा"),
        ("Cafe\u0301", "Café"),
        ("Con", "Con journey"),
        ("aux.the second", "aux journey.the second"),
        ("COM1", "COM1 journey"),
        ("Contract", "Contract"),
        ("Silicon", "Silicon"),
    ],
)
def test_a_title_becomes_a_name(title: str, name: str) -> None:
    assert file_name(title) == name


@given(st.text())
def test_no_title_gives_a_name_that_leads_elsewhere(title: str) -> None:
    name = file_name(title)
    assert name
    assert len(name) <= 80 + len(" journey")
    assert len(name.encode()) <= 220
    assert not set(name) & set('/\\:*?"<>|\0')
    assert not name.startswith(".")
    assert not name.endswith((".", " "))


@pytest.mark.parametrize(
    ("typed", "taken", "asked"),
    [("new", "new.png", False), ("New.PNG", "New.PNG", False), ("old", "old.png", True), ("old.png", "old.png", False)],
)
def test_the_ending_is_added_and_only_then_is_there_something_to_ask(
    look: Look, dialogs: Dialogs, tmp_path: Path, typed: str, taken: str, asked: bool
) -> None:
    (tmp_path / "old.png").touch()
    dialogs.choose_file(tmp_path / typed)
    dialogs.answers = ["replace"]
    assert ask_save_path(look, "Export", tmp_path, "Pictures (*.png)", ".png") == tmp_path / taken
    assert dialogs.titles == (["Replace “old.png”?"] if asked else [])


def test_nothing_chosen_is_nothing(look: Look, dialogs: Dialogs, tmp_path: Path) -> None:
    dialogs.choose_file(None)
    assert ask_save_path(look, "Export", tmp_path, "Pictures (*.png)", ".png") is None
