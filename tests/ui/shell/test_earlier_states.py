from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from tests.helpers.program import Dialogs
from tests.helpers.sessions import crash, ended, rename, workplace
from ui.controls.look import Look
from ui.dialogs.recovered import RecoveredDialog
from ui.dialogs.versions import VersionsDialog
from ui.disk import Disk
from ui.shell.earlier_states import bring_version_back, compared, look_at_recovery, version_entries
from workbench.domain.differences import differences
from workbench.domain.elements import Touchpoint
from workbench.session import Session
from workbench.storage.recovery import Recovery, recoveries
from workbench.storage.versions import Kind, Version

NOW = datetime(2026, 5, 4, 13, tzinfo=UTC)


@pytest.fixture
def session(file: Path, tmp_path: Path) -> Iterator[Session]:
    """Opened, saved once with “Second bill”, and then renamed to “Third bill”."""
    opened = Session.open(file, workplace(tmp_path))
    rename(opened, "bill", "Second bill")
    opened.save()
    rename(opened, "bill", "Third bill")
    opened.keep().result()
    yield opened
    opened.close(discard=True)


def name(session: Session) -> str:
    return session.document.get(Touchpoint, "bill").name


def test_versions_are_told_by_when_what_and_how() -> None:
    version = Version(datetime(2024, 1, 10, 12, tzinfo=UTC), "Added “Chat bot”", Kind.SAVED, "d", Path("1.version"))
    entry = version_entries([version], NOW)[0]
    assert entry.when.startswith("10 January 2024, ")
    assert (entry.key, entry.what, entry.how, entry.problem) == (version, "Added “Chat bot”", "saved by you", "")


def test_a_damaged_version_is_told_with_the_reason() -> None:
    entry = version_entries([Version(NOW, "", Kind.UNREADABLE, "", Path("1.version"))], NOW)[0]
    assert entry.problem == "Its file is damaged and cannot be read."


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.UNREADABLE])
def test_every_kind_of_version_has_its_words(kind: Kind) -> None:
    assert version_entries([Version(NOW, "x", kind, "d", Path("1.version"))], NOW)[0].how


def test_a_version_comes_back_as_one_step(session: Session, disk: Disk, look: Look, dialogs: Dialogs) -> None:
    def choose(dialog: VersionsDialog) -> bool:
        return dialog.chosen is not None

    dialogs.work.append(choose)
    assert bring_version_back(session, disk, look, NOW).startswith("today ")
    assert name(session) == "Second bill"
    session.history.undo()
    assert name(session) == "Third bill"


def test_waving_the_versions_away_changes_nothing(session: Session, disk: Disk, look: Look, dialogs: Dialogs) -> None:
    dialogs.work.append(lambda _: False)
    assert bring_version_back(session, disk, look, NOW) == ""
    assert name(session) == "Third bill"


def test_the_dialog_tells_what_has_changed_since_a_version(
    session: Session, disk: Disk, look: Look, dialogs: Dialogs, qtbot: QtBot
) -> None:
    seen: list[list[str]] = []

    def read(dialog: VersionsDialog) -> bool:
        qtbot.waitUntil(lambda: dialog.difference.list.count() > 0)
        seen.append([dialog.difference.list.item(row).text() for row in range(dialog.difference.list.count())])
        return False

    dialogs.work.append(read)
    bring_version_back(session, disk, look, NOW)
    assert seen == [["Renamed “Second bill” to “Third bill”"]]


def test_differences_are_shown_in_words_and_as_a_picture(session: Session, look: Look) -> None:
    before = [*session.document.elements.values()]
    rename(session, "pack", "Welcome letter")
    comparison = compared(differences(before, session.document.elements.values()), look)
    assert list(comparison.sentences) == ["Renamed “Welcome pack” to “Welcome letter”"]
    assert comparison.picture(QSize(400, 240), 1.0).size() == QSize(400, 240)


@pytest.fixture
def recovery(file: Path, tmp_path: Path) -> Recovery:
    """One edit that a crash has left behind."""
    place = workplace(tmp_path)
    lost = Session.open(file, place)
    rename(lost, "bill", "Second bill")
    crash(lost)
    return recoveries(place.state_folder, ended)[0]


@pytest.mark.parametrize("wished", ["later", "discard", "recover"])
def test_a_recovery_is_looked_at_before_anything_becomes_of_it(
    wished: str, recovery: Recovery, disk: Disk, look: Look, dialogs: Dialogs
) -> None:
    def decide(dialog: RecoveredDialog) -> bool:
        assert dialog.difference.list.item(0).text() == "Renamed “First bill” to “Second bill”"
        {"later": dialog.later, "discard": dialog.throw_away, "recover": dialog.get_back}[wished].click()
        return True

    dialogs.work.append(decide)
    assert look_at_recovery(recovery, disk, look, NOW) == wished
    assert recovery.journal.exists()


def test_a_recovery_without_its_base_can_only_be_left_or_thrown_away(
    recovery: Recovery, disk: Disk, look: Look, dialogs: Dialogs, tmp_path: Path
) -> None:
    def decide(dialog: RecoveredDialog) -> bool:
        assert dialog.get_back.isHidden()
        return False

    dialogs.work.append(decide)
    assert look_at_recovery(replace(recovery, journal=tmp_path / "gone.journal"), disk, look, NOW) == "later"
