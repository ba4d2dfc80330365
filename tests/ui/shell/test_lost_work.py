"""What is said of work that a crash left behind, and what can be wished for it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.controls.look import Look
from ui.shell.lost_work import banner_of
from ui.shell.start_cards import Wish
from workbench.storage.recovery import Recovery


def recovery(**changes: object) -> Recovery:
    values: dict[str, object] = {
        "journal": Path("a.journal"), "uuid": "1", "title": "Moving house", "path": Path("a.journey"), "edits": 3,
        "last": datetime(2026, 5, 4, 12, tzinfo=UTC), "readable": True, "file_changed": False,
    }  # fmt: skip
    return Recovery(**(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "said", "buttons"),
    [
        ({}, "3 changes made after the last save", ["discard", "look", "recover"]),
        ({"edits": 1}, "We kept 1 change made", ["discard", "look", "recover"]),
        ({"path": None}, "never saved to a file", ["discard", "look", "recover"]),
        ({"file_changed": True}, "not the one they were made on", ["discard", "look", "recover"]),
        ({"readable": False}, "cannot be had back", ["discard"]),
    ],
)
def test_what_was_left_behind_is_told_as_it_is(
    look: Look, qtbot: QtBot, changes: dict[str, object], said: str, buttons: list[str]
) -> None:
    lost, wishes = recovery(**changes), list[Wish]()
    banner = banner_of(lost, look, wishes.append)
    qtbot.addWidget(banner)
    assert said in " ".join(label.text() for label in banner.findChildren(QLabel))
    assert list(banner.buttons) == buttons
    for button in banner.buttons.values():
        button.click()
    assert wishes == [Wish(each, lost) for each in buttons]
