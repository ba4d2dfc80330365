"""What is done otherwise on Windows, as far as that can be shown elsewhere: by a stand-in for the system's calls."""

import ctypes
import errno
import os
import socket
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from typing_extensions import override

from tests.helpers.elsewhere import made_on
from tests.helpers.faulty_disk import FaultyDisk
from workbench.storage import atomic, processes, turns
from workbench.storage.filesystem import sync_folder
from workbench.storage.processes import Process

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there the real calls are tested")

STILL_ACTIVE = 259


class Kernel:
    """Windows’ calls about processes: those in `running` run, those in `ended` can be asked but have ended."""

    def __init__(self, running: dict[int, int], ended: set[int]) -> None:
        self._running = running
        self._ended = ended
        self.open_handles: list[int] = []

    def OpenProcess(self, _access: int, _inherit: bool, pid: int) -> int:
        if pid not in self._running and pid not in self._ended:
            return 0
        self.open_handles.append(pid)
        return pid

    def GetExitCodeProcess(self, handle: int, code: object) -> int:
        code._obj.value = STILL_ACTIVE if handle in self._running else 1  # type: ignore[attr-defined]
        return 1

    def GetProcessTimes(self, handle: int, created: object, *_others: object) -> int:
        if handle not in self._running:
            return 0
        created._obj.value = self._running[handle]  # type: ignore[attr-defined]
        return 1

    def CloseHandle(self, handle: int) -> None:
        self.open_handles.remove(handle)


def on_windows(module: ModuleType, patch: pytest.MonkeyPatch) -> ModuleType:
    """Return a second `module`, made as Windows would make it."""
    return made_on("win32", module, patch)


@pytest.fixture
def kernel(monkeypatch: pytest.MonkeyPatch) -> Kernel:
    made = Kernel({7: 1234}, {8})
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=made), raising=False)
    return made


@pytest.mark.parametrize(("pid", "runs"), [(7, True), (8, False), (9, False)])
def test_a_process_runs_if_it_has_no_exit_code_yet(
    kernel: Kernel, monkeypatch: pytest.MonkeyPatch, pid: int, runs: bool
) -> None:
    assert on_windows(processes, monkeypatch).exists(pid) is runs
    assert kernel.open_handles == []


@pytest.mark.parametrize(("born", "runs"), [("1234", True), ("1233", False), ("", False)])
def test_a_later_process_of_the_same_number_is_told_by_when_it_was_made(
    kernel: Kernel, monkeypatch: pytest.MonkeyPatch, born: str, runs: bool
) -> None:
    there = on_windows(processes, monkeypatch)
    assert there.is_running(Process(7, socket.gethostname(), born)) is runs
    assert kernel.open_handles == []


def test_nobody_waits_for_a_turn_for_there_are_no_locks_on_folders(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    there = on_windows(turns, monkeypatch)
    with there.taking_turns(tmp_path), there.taking_turns(tmp_path / "gone"):
        assert list(tmp_path.iterdir()) == []


class WindowsDisk(FaultyDisk):
    """Opens no folder and refuses to replace what others hold, for a while."""

    def __init__(self, held: int) -> None:
        super().__init__()
        self.fail("replace", errno.EACCES, held)

    @override
    def open(self, path: Path, flags: int, mode: int = 0o777, /) -> int:
        if path.is_dir():
            raise PermissionError(errno.EACCES, "Access is denied", str(path))
        return super().open(path, flags, mode)


def test_folders_are_not_synced_where_they_cannot_be(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    disk = WindowsDisk(0)
    with pytest.raises(PermissionError):
        sync_folder(disk, tmp_path)
    monkeypatch.setattr(os, "name", "nt")
    sync_folder(disk, tmp_path)
    assert disk.calls["fsync"] == 0


@pytest.mark.parametrize(("held", "is_written"), [(0, True), (9, True), (10, False)])
def test_a_file_that_a_virus_scanner_holds_is_tried_for_so_long_and_never_harmed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, held: int, is_written: bool
) -> None:
    target, new = tmp_path / "a.journey", tmp_path / "new"
    target.write_bytes(b"old")
    new.write_bytes(b"new")
    with monkeypatch.context() as patch:
        patch.setattr(os, "name", "nt")
        tries = on_windows(atomic, patch).TRIES
    try:
        atomic.replace_patiently(new, target, WindowsDisk(held), tries, pause=lambda _: None)
    except PermissionError:
        assert not is_written
    assert target.read_bytes() == (b"new" if is_written else b"old")
