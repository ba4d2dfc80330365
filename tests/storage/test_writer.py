"""The writer keeps edits and saves in the order in which they come, and tells what has become of them."""

import errno
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest
from typing_extensions import override

from tests.helpers.faulty_disk import FaultyDisk
from workbench.domain.changes import Change, ChangeSet
from workbench.domain.document import Cause, Published
from workbench.domain.elements import Journey
from workbench.storage.journal import Entry, JournalHeader, read_journal
from workbench.storage.journal_file import JournalFile
from workbench.storage.problems import SaveProblem
from workbench.storage.processes import Process
from workbench.storage.store import ProjectInfo, read_snapshot
from workbench.storage.writer import ProjectWriter, Reports, Save

TRIP = Journey(id="j", title="Trip")
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


class Slow(FaultyDisk):
    """A disk that waits at its next sync until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting, self.go = Event(), Event()
        self.go.set()

    @override
    def fsync(self, fd: int, /) -> None:
        self.waiting.set()
        assert self.go.wait(10)
        super().fsync(fd)


class Desk:
    """A writer with all that it writes to and reports to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.disk = Slow()
        self.kept: list[int] = []
        self.problems: list[str] = []
        self.saves: list[int] = []
        reports = Reports(self.kept.append, lambda problem: self.problems.append(str(problem)), self._saved)
        self.writer = ProjectWriter(self.journal(0), reports, self.disk)

    def journal(self, generation: int) -> JournalFile:
        header = JournalHeader("uuid", "Trip", None, generation, "", "", Process(1, "host"))
        return JournalFile(self.folder / f"uuid-{generation}", header, [TRIP], self.disk)

    def save(self, generation: int, serial: int) -> Save:
        info, path = ProjectInfo("uuid", generation), self.folder / "a.journey"
        return Save(path, info, (TRIP,), serial, lambda _: self.journal(generation), NOON)

    def serials(self, generation: int) -> list[int]:
        return [entry.serial for entry in read_journal(self.folder / f"uuid-{generation}.journal").entries]

    def settle(self) -> None:
        """Wait for what was asked for without asking for more."""
        self.writer._thread.submit(int).result()

    def _saved(self, save: Save, written: ProjectInfo) -> None:
        assert written.digest
        self.saves.append(save.serial)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.disk.go.set()
    desk.writer.close(remove_journal=False)


def entry(serial: int) -> Entry:
    added = Change(None, Journey(id=f"new{serial}", title="Trip"))
    return Entry(serial, datetime(2026, 5, 4, tzinfo=UTC), Published(ChangeSet("Add", (added,)), Cause.EDIT))


def test_an_edit_is_kept_and_reported(desk: Desk) -> None:
    desk.writer.append(entry(1))
    desk.settle()
    assert desk.kept == [1]
    assert desk.serials(0) == [1]


def test_nobody_waits_for_the_disk_and_what_queues_up_shares_a_sync(desk: Desk) -> None:
    desk.disk.go.clear()
    desk.writer.append(entry(1))
    assert desk.disk.waiting.wait(10)
    for serial in range(2, 50):
        desk.writer.append(entry(serial))
    assert desk.kept == []
    desk.disk.go.set()
    desk.settle()
    assert desk.kept == [1, 49]
    assert desk.serials(0) == list(range(1, 50))


def test_edits_that_come_while_a_save_waits_go_to_the_journal_after_it(desk: Desk) -> None:
    desk.disk.go.clear()
    desk.writer.append(entry(1))
    assert desk.disk.waiting.wait(10)
    desk.writer.append(entry(2))
    saving = desk.writer.save(desk.save(1, serial=2))
    desk.writer.append(entry(3))
    desk.disk.go.set()
    saving.result()
    desk.settle()
    assert desk.saves == [2]
    assert desk.kept[-1] == 3
    assert desk.serials(1) == [3]
    assert not (desk.folder / "uuid-0.journal").exists()


def test_a_save_that_fails_leaves_the_journal_and_all_edits_in_it(desk: Desk) -> None:
    desk.writer.append(entry(1))
    desk.settle()
    desk.disk.fail("replace", errno.ENOSPC)
    with pytest.raises(SaveProblem, match="the disk is full"):
        desk.writer.save(desk.save(1, serial=1)).result()
    desk.writer.append(entry(2))
    desk.settle()
    assert desk.serials(0) == [1, 2]
    assert desk.saves == []
    assert len(desk.problems) == 1


def test_a_failing_journal_is_reported_once_and_tried_again_at_the_next_edit(desk: Desk) -> None:
    desk.disk.fail("open", errno.ENOSPC, times=2)
    for serial in (1, 2):
        desk.writer.append(entry(serial))
        desk.settle()
    desk.disk.mend()
    desk.writer.append(entry(3))
    desk.settle()
    assert len(desk.problems) == 1
    assert desk.kept == [3]
    assert desk.serials(0) == [1, 2, 3]


def test_a_problem_that_comes_back_is_reported_again(desk: Desk) -> None:
    for serial in (1, 3):
        desk.writer.append(entry(serial))
        desk.settle()
        desk.disk.fail("write", errno.EIO)
        desk.writer.append(entry(serial + 1))
        desk.settle()
    assert desk.kept == [1, 3]
    assert len(desk.problems) == 2


def test_a_save_keeps_what_the_journal_could_not(desk: Desk) -> None:
    desk.disk.fail("makedirs", errno.EACCES, times=99)
    desk.writer.append(entry(1))
    desk.writer.save(desk.save(1, serial=1)).result()
    assert desk.kept == [1]
    assert read_snapshot(desk.folder / "a.journey")[1] == [TRIP]


@pytest.mark.parametrize("remove", [True, False])
def test_closing_waits_for_all_edits_and_removes_the_journal_if_asked(tmp_path: Path, remove: bool) -> None:
    desk = Desk(tmp_path)
    desk.writer.append(entry(1))
    desk.writer.close(remove_journal=remove)
    assert (tmp_path / "uuid-0.journal").exists() is not remove


def test_a_journal_of_another_process_is_taken_over(desk: Desk) -> None:
    desk.writer.append(entry(1))
    desk.settle()
    found = read_journal(desk.folder / "uuid-0.journal")
    header = JournalHeader("uuid", "Mine now", None, 0, "", found.header.base, Process(2, "host"))
    desk.writer.take_over(JournalFile(desk.folder / "uuid-0", header, None, desk.disk, found.lines)).result()
    assert read_journal(desk.folder / "uuid-0.journal").header.title == "Mine now"
    assert desk.serials(0) == [1]


def test_a_fault_that_nobody_awaits_is_logged_without_its_text(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    def fail(*_: object) -> None:
        raise KeyError("what a client wrote")

    desk.writer._reports = Reports(fail, fail, fail)
    desk.writer.append(entry(1))
    desk.settle()
    (record,) = caplog.records
    assert record.getMessage().startswith("KeyError in fail, line")
    assert "client" not in caplog.text


def test_a_task_is_done_after_everything_asked_for_before(desk: Desk) -> None:
    desk.writer.append(entry(1))
    assert desk.writer.run(lambda: list(desk.kept)).result() == [1]


def test_a_journal_that_could_not_be_removed_is_removed_after_the_next_save(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def keep_journals(path: Path) -> None:
        if path.suffix == ".journal":
            raise PermissionError(errno.EACCES, "held by a virus scanner")
        path.unlink()

    desk.writer.append(entry(1))
    desk.settle()
    with monkeypatch.context() as patched:
        patched.setattr(desk.disk, "unlink", keep_journals)
        desk.writer.save(desk.save(1, serial=1)).result()
    assert (desk.folder / "uuid-0.journal").exists()
    desk.writer.save(desk.save(2, serial=1)).result()
    assert not (desk.folder / "uuid-0.journal").exists()


def test_a_problem_met_while_taking_a_journal_over_is_told_at_the_next_edit(desk: Desk) -> None:
    header = JournalHeader("uuid", "Trip", None, 5, "", "", Process(2, "host"))
    desk.disk.fail("open", errno.ENOSPC, times=99)
    desk.writer.take_over(JournalFile(desk.folder / "uuid-5", header, [TRIP], desk.disk)).result()
    assert desk.problems == []
    desk.writer.append(entry(1))
    desk.settle()
    assert len(desk.problems) == 1
    assert desk.kept == []


def test_an_attempt_that_fails_is_reported(desk: Desk) -> None:
    def fail() -> None:
        raise SaveProblem("The disk is full.")

    desk.writer.attempt(fail).result()
    assert desk.problems == ["The disk is full."]
