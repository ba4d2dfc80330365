"""The sheet of keys lists gestures first, then every shortcut given, and leaves what fits."""

import re
from functools import partial

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.controls.look import Look
from ui.controls.text import as_on_keyboard
from ui.dialogs.keys import GESTURES, ROWS, KeysDialog, sheet

GROUPS = (("Edit", [("Ctrl+Z", "Undo"), ("Ctrl+Y, Ctrl+Shift+Z", "Redo")]), ("View", [("H", "Heat & <glow>")]))


@pytest.fixture
def dialog(look: Look, qtbot: QtBot) -> KeysDialog:
    made = KeysDialog(look, GROUPS)
    qtbot.addWidget(made)
    made.show()
    return made


def shown(dialog: KeysDialog) -> list[str]:
    return [label.text().replace("\u2060", "") for label in dialog.findChildren(QLabel) if label.isVisible()]


def test_gestures_and_shortcuts_stand_on_one_sheet(dialog: KeysDialog) -> None:
    texts = shown(dialog)
    assert {"Edit", "Ctrl+Z", "Undo", "View", "H"} <= set(texts)
    assert all(key in texts and what in texts for key, what in (*GESTURES, *ROWS))


def test_typing_leaves_what_fits_with_its_heading(dialog: KeysDialog) -> None:
    dialog.line.setText("undo")
    texts = shown(dialog)
    assert {"Edit", "Ctrl+Z", "Undo"} <= set(texts)
    assert not {"View", "H", "On the map"} & set(texts)


def test_a_key_is_found_by_itself(dialog: KeysDialog) -> None:
    dialog.line.setText("ctrl+shift+z")
    assert "Redo" in shown(dialog)
    assert "Undo" not in shown(dialog)


def test_where_nothing_fits_that_is_said(dialog: KeysDialog) -> None:
    dialog.line.setText("xylophone")
    assert any(text.startswith("No key fits") for text in shown(dialog))
    dialog.line.setText("")
    assert not any(text.startswith("No key fits") for text in shown(dialog))


def test_the_sheet_names_the_keys_of_the_keyboard_at_hand(
    look: Look, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.dialogs.keys.as_on_keyboard", partial(as_on_keyboard, platform="darwin"))
    made = KeysDialog(look, GROUPS)
    qtbot.addWidget(made)
    page = sheet(made.groups)
    assert "⌘Y, ⌘⇧Z" in page
    assert "⌥+arrows" in page
    assert not {"Ctrl", "Alt+", "Shift+"} & set(re.findall(r"Ctrl|Alt\+|Shift\+", page))


def test_the_printed_sheet_holds_every_key_as_plain_text(dialog: KeysDialog) -> None:
    page = sheet(dialog.groups)
    assert "Ctrl+Y, Ctrl+Shift+Z" in page
    assert "Heat &amp; &lt;glow&gt;" in page
    assert all(f"<h2>{title}</h2>" in page for title, _ in dialog.groups)
