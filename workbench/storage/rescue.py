"""What this computer still holds of a project whose file is damaged."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from workbench.domain.elements import Element
from workbench.storage.problems import DamagedFileProblem, FileProblem
from workbench.storage.processes import is_running
from workbench.storage.recovery import IsRunning, Recovery, recoveries
from workbench.storage.store import parse_snapshot
from workbench.storage.versions import FOLDER, Version, VersionStore

_UUID: Final = re.compile(rb'"uuid"\s*:\s*"([0-9A-Za-z-]{1,64})"')
_ABOUT_THEN: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Rescue:
    """The damaged file at `path`, its SHA-256 and when it was `written`, and what there is of its project elsewhere.

    `last` is the newest version that can be read, `elements` what it holds; `recovery` are changes that were never
    saved.
    """

    path: Path
    cause: str
    digest: str
    written: datetime
    uuid: str
    last: Version
    elements: tuple[Element, ...]
    recovery: Recovery | None

    def told(self, when: str) -> str:
        """Return what is wrong, and what can be had instead; `when` is the time of the last version in words."""
        text = f"{self.cause} The last version kept on this computer is from {when}{self._before}."
        if self.last.label:
            text += f" What it changed: {self.last.label}."
        if self.recovery is not None:
            many = "1 change" if self.recovery.edits == 1 else f"{self.recovery.edits:,} changes"
            text += f" {many} made after the last save can be had back too."
        return text

    @property
    def _before(self) -> str:
        """How much older than the file the version is."""
        gap = self.written - self.last.when
        if gap <= -_ABOUT_THEN:
            return ", later than the file itself"
        return f", {_long(gap)} before the file was last written" if gap >= _ABOUT_THEN else ", as it was last saved"


def find_rescue(
    problem: DamagedFileProblem, path: Path, state_folder: Path, running: IsRunning = is_running
) -> Rescue | None:
    """Return what there is instead of the file at `path`, None if this computer has never saved that project.

    A damaged file may not tell any more which project it is, so it is known by where it lies as well.
    """
    try:
        data, written = path.read_bytes(), datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError:
        return None
    store, left = VersionStore(state_folder / FOLDER), recoveries(state_folder, running)
    for uuid in _candidates(data, path, store):
        found = _newest_readable(store, uuid)
        if found is not None:
            recovery = next((each for each in left if each.uuid == uuid and each.readable), None)
            digest = hashlib.sha256(data).hexdigest()
            return Rescue(path, problem.cause, digest, written, uuid, *found, recovery)
    return None


def kept_versions(path: Path, state_folder: Path) -> list[Version]:
    """Return the versions of the project whose file is, or was, at `path`, the newest first."""
    try:
        data = path.read_bytes()
    except OSError:
        data = b""
    store = VersionStore(state_folder / FOLDER)
    lists = (store.versions(uuid) for uuid in _candidates(data, path, store))
    return next((versions for versions in lists if versions), [])


def damaged_content(path: Path) -> str:
    """Return the SHA-256 of the file at `path` if it is there and damaged, else nothing."""
    try:
        data = path.read_bytes()
    except OSError:
        return ""
    try:
        parse_snapshot(data, path.name)
    except DamagedFileProblem:
        return hashlib.sha256(data).hexdigest()
    except FileProblem:
        return ""
    return ""


def _candidates(data: bytes, path: Path, store: VersionStore) -> Iterable[str]:
    known = set(store.projects())
    named = [match.decode() for match in _UUID.findall(data)]
    return dict.fromkeys([*(uuid for uuid in named if uuid in known), *store.projects_at(path)])


def _newest_readable(store: VersionStore, uuid: str) -> tuple[Version, tuple[Element, ...]] | None:
    for version in store.versions(uuid):
        if version.readable:
            try:
                return version, tuple(store.read(version))
            except FileProblem:
                continue
    return None


def _long(gap: timedelta) -> str:
    minutes = round(gap.total_seconds() / 60)
    for many, one in ((24 * 60, "day"), (60, "hour")):
        if minutes >= 2 * many:
            return f"{minutes // many} {one}s"
    return "1 minute" if minutes == 1 else f"{minutes} minutes"
