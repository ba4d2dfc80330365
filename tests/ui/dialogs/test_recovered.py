from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.dialogs.comparing import comparison
from ui.controls.look import Look
from ui.dialogs.recovered import RecoveredDialog
from workbench.storage.recovery import Recovery

NOW = datetime(2026, 11, 21, 15, 2, tzinfo=UTC)
FOUND = Recovery(
    journal=Path("1.journal"),
    uuid="1",
    title="Permit office",
    path=Path("permit.journey"),
    edits=14,
    last=datetime(2024, 1, 10, 12, tzinfo=UTC),
    readable=True,
    file_changed=False,
)


def shown(recovery: Recovery, look: Look, qtbot: QtBot) -> RecoveredDialog:
    made = RecoveredDialog(recovery, comparison("Added “Chat bot”") if recovery.readable else None, NOW, look)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("recovery", "told"),
    [
        (FOUND, "14 changes made after “permit.journey” was last saved, the last 10 January 2024, "),
        (replace(FOUND, path=None, edits=1), "1 change that never reached a file, the last 10 January 2024, "),
        (replace(FOUND, file_changed=True), "14 changes, the last 10 January 2024, "),
    ],
)
def test_it_says_from_when_and_how_many_edits(recovery: Recovery, told: str, look: Look, qtbot: QtBot) -> None:
    assert shown(recovery, look, qtbot).told.text().startswith(told)


def test_it_says_when_the_file_is_not_the_one_the_changes_were_made_on(look: Look, qtbot: QtBot) -> None:
    dialog = shown(replace(FOUND, file_changed=True), look, qtbot)
    assert "“permit.journey” is not the file they were made on; it stays as it is." in dialog.told.text()


def test_it_shows_what_getting_them_back_would_change(look: Look, qtbot: QtBot) -> None:
    assert shown(FOUND, look, qtbot).difference.list.item(0).text() == "Added “Chat bot”"


def test_the_main_button_gets_them_back(look: Look, qtbot: QtBot) -> None:
    dialog = shown(FOUND, look, qtbot)
    qtbot.mouseClick(dialog.get_back, Qt.MouseButton.LeftButton)
    assert dialog.answer == "recover"


def test_throwing_away_needs_its_own_button(look: Look, qtbot: QtBot) -> None:
    dialog = shown(FOUND, look, qtbot)
    qtbot.mouseClick(dialog.throw_away, Qt.MouseButton.LeftButton)
    assert dialog.answer == "discard"


def test_escape_leaves_it_for_later(look: Look, qtbot: QtBot) -> None:
    dialog = shown(FOUND, look, qtbot)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert (dialog.answer, dialog.isVisible()) == ("later", False)


def test_enter_gets_them_back_and_never_throws_away(look: Look, qtbot: QtBot) -> None:
    dialog = shown(FOUND, look, qtbot)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.answer == "recover"


def test_what_cannot_be_read_cannot_be_had_back(look: Look, qtbot: QtBot) -> None:
    dialog = shown(replace(FOUND, readable=False), look, qtbot)
    assert not dialog.get_back.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.answer == "later"
