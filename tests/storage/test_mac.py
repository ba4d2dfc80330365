"""What is done otherwise on a Mac, as far as that can be shown elsewhere: by a stand-in for the system."""

import errno
import os
import plistlib
import socket
import sys
from pathlib import Path

import pytest

from tests.helpers.elsewhere import made_on
from workbench.storage import filesystem, processes

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a Mac is played on Linux")

FULL_SYNC = 51


class Drive:
    """Answers the call that empties the memory of a drive, with an error if it has a number."""

    def __init__(self, error: int = 0) -> None:
        self._error = error
        self.emptied: list[int] = []

    def fcntl(self, descriptor: int, command: int) -> None:
        assert command == FULL_SYNC
        if self._error:
            raise OSError(self._error, os.strerror(self._error))
        self.emptied.append(descriptor)


def synced(drive: Drive, patch: pytest.MonkeyPatch, path: Path) -> int:
    patch.setattr("fcntl.fcntl", drive.fcntl)
    patch.setattr("fcntl.F_FULLFSYNC", FULL_SYNC, raising=False)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT)
    try:
        made_on("darwin", filesystem, patch).sync(os, descriptor)
    finally:
        os.close(descriptor)
    return descriptor


def test_what_is_synced_has_left_the_memory_of_the_drive(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    drive = Drive()
    assert drive.emptied == [synced(drive, monkeypatch, tmp_path / "a")]


def test_a_share_that_has_no_such_memory_is_no_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    synced(Drive(errno.ENOTSUP), monkeypatch, tmp_path / "a")
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        synced(Drive(errno.EIO), monkeypatch, tmp_path / "a")


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where a Mac keeps its names, and nothing there yet."""
    place = tmp_path / "preferences.plist"
    monkeypatch.setattr(socket, "gethostname", lambda: "dhcp-17.office")
    return place


def host(named: Path, patch: pytest.MonkeyPatch) -> str:
    there = made_on("darwin", processes, patch)
    patch.setattr(there, "_NETWORK", named)
    return there.this_process().host


def test_a_mac_has_the_same_name_in_every_network(monkeypatch: pytest.MonkeyPatch, named: Path) -> None:
    named.write_bytes(plistlib.dumps({"System": {"Network": {"HostNames": {"LocalHostName": "Annas-Mac"}}}}))
    assert host(named, monkeypatch) == "Annas-Mac"


@pytest.mark.parametrize("content", [None, b"", b"<plist><di", b"bplist00", plistlib.dumps([]), plistlib.dumps({})])
def test_a_mac_that_does_not_say_it_has_the_name_of_its_network(
    monkeypatch: pytest.MonkeyPatch, named: Path, content: bytes | None
) -> None:
    if content is not None:
        named.write_bytes(content)
    assert host(named, monkeypatch) == "dhcp-17.office"
