"""Earlier states of a project, compressed, in the user's own state folder."""

import contextlib
import hashlib
import json
import os
import zlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from workbench.domain.elements import Element
from workbench.domain.problems import DomainProblem
from workbench.domain.text import clean_text
from workbench.storage.atomic import sweep_temporaries, write_atomically
from workbench.storage.checked_lines import checked_line, content_of
from workbench.storage.filesystem import FileSystem, private_folder, remove_if_there
from workbench.storage.problems import FileProblem, SaveProblem, cause_of
from workbench.storage.store import ProjectInfo, content_bytes, parse_snapshot

FORMAT: Final = "journey-workbench-version"
SUFFIX: Final = ".version"
FOLDER: Final = "versions"
"""The folder of all versions inside the state folder."""

LATEST: Final = 20
HOURLY_FOR: Final = timedelta(days=7)

_LONGEST_HEADER = 4096
_LONGEST_LABEL = 200
_PLACES = "places.json"
_MOST_PLACES = 8
_NEVER = datetime.fromtimestamp(0, UTC)


class Kind(StrEnum):
    """Why a version was kept."""

    SAVED = "saved"
    AUTOSAVED = "autosaved"
    BEFORE_MERGE = "before-merge"
    BEFORE_RESTORE = "before-restore"
    OUTSIDE = "outside"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Version:
    """One earlier state, kept at `when`; `label` says what had changed, `digest` is the SHA-256 of its content.

    Of one whose file is damaged only the path is known, and when the file was written.
    """

    when: datetime
    label: str
    kind: Kind
    digest: str
    path: Path

    @property
    def readable(self) -> bool:
        """Whether its first line and its length are in order."""
        return self.kind is not Kind.UNREADABLE


class VersionStore:
    """The versions of all projects, each project's in a folder of its own; the same content is kept once."""

    def __init__(self, folder: Path, files: FileSystem = os) -> None:
        self._folder = folder
        self._files = files

    def versions(self, uuid: str) -> list[Version]:
        """Return the versions of a project, the newest first, damaged ones among them.

        Raises FileProblem where their folder cannot be read.
        """
        try:
            found = [_version_at(path) for path in (self._folder / uuid).glob(f"[!.]*{SUFFIX}")]
        except OSError as error:
            raise FileProblem(
                f"The earlier versions cannot be listed: {cause_of(error)}. The project itself is not affected."
            ) from error
        return sorted((one for one in found if one), key=lambda one: (one.when, one.path.name), reverse=True)

    def _listed(self, uuid: str) -> list[Version]:
        """Return the versions of a project as far as they can be seen, for questions to which none is an answer too."""
        try:
            return self.versions(uuid)
        except FileProblem:
            return []

    def read(self, version: Version) -> list[Element]:
        """Return the elements of a version.

        Raises FileProblem.
        """
        name = f"version of {version.when.astimezone():%d %B, %H:%M}"
        try:
            _, _, body = version.path.read_bytes().partition(b"\n")
            data = zlib.decompress(body)
        except OSError as error:
            raise FileProblem(f"The {name} cannot be read: {cause_of(error)}. Choose another one.") from error
        except zlib.error:
            data = b""
        if hashlib.sha256(data).hexdigest() != version.digest:
            raise FileProblem(f"The {name} is damaged and cannot be read. Choose another one.")
        return parse_snapshot(data, name)[1]

    def with_content(self, info: ProjectInfo, other: ProjectInfo) -> list[Element] | None:
        """Return the newest state that both `info` and `other` are or grew out of, None if none is kept."""
        for version in self._listed(info.uuid):
            if version.readable and info.descends_from(version.digest) and other.descends_from(version.digest):
                with contextlib.suppress(FileProblem):
                    return self.read(version)
        return None

    def note_place(self, uuid: str, path: Path) -> None:
        """Remember that the project's file lies at `path`, for a damaged file may not tell which project it is."""
        place, known = _place(path), self.places(uuid)
        if known[:1] == [place]:
            return
        places = [place, *(each for each in known if each != place)][:_MOST_PLACES]
        # without it nothing is lost but the way from a damaged file to its versions
        with contextlib.suppress(OSError):
            private_folder(self._files, self._folder)
            private_folder(self._files, self._folder / uuid)
            write_atomically(self._folder / uuid / _PLACES, json.dumps(places).encode(), self._files)

    def projects(self) -> list[str]:
        """Return the uuids of all projects that have versions here."""
        try:
            return sorted(folder.name for folder in self._folder.glob("*") if folder.is_dir())
        except OSError:
            return []

    def projects_at(self, path: Path) -> list[str]:
        """Return the uuids of the projects whose file was last seen at `path`, the latest of them first."""
        found = [uuid for uuid in self.projects() if _place(path) in self.places(uuid)]
        latest = {uuid: max((version.when for version in self._listed(uuid)), default=_NEVER) for uuid in found}
        return sorted(found, key=latest.__getitem__, reverse=True)

    def places(self, uuid: str) -> list[str]:
        """Return where the project's file has been, the last place first."""
        try:
            found: Any = json.loads(self._folder.joinpath(uuid, _PLACES).read_bytes())
        except (OSError, ValueError, RecursionError):
            return []
        return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []

    def holds(self, info: ProjectInfo, elements: Iterable[Element]) -> bool:
        """Return whether just this content is kept already."""
        digest = info.content or hashlib.sha256(_content(info, elements)).hexdigest()
        return any(version.digest == digest for version in self._listed(info.uuid))

    def keep(self, info: ProjectInfo, elements: Iterable[Element], label: str, when: datetime, kind: Kind) -> Version:
        """Keep a state of the project that `info` names, and thin out its versions.

        Content that is kept already becomes the newest version, and remains one saved by hand if it was.  Raises
        SaveProblem.
        """
        return self.keep_file(info.uuid, _content(info, elements), label, when, kind)

    def keep_file(self, uuid: str, data: bytes, label: str, when: datetime, kind: Kind) -> Version:
        """Do as `keep` does with the bytes of a project file, sound or not."""
        digest = hashlib.sha256(data).hexdigest()
        listed = self._listed(uuid)
        known = [version for version in listed if version.readable]
        same = [version for version in known if version.digest == digest]
        if any(version.kind is Kind.SAVED for version in same):
            kind = Kind.SAVED
        if same and same[0] is known[0] and same[0].kind is kind:
            return same[0]
        folder = self._folder / uuid
        stamp = f"{when.astimezone(UTC):%Y%m%dT%H%M%S.%f}-{digest[:16]}{SUFFIX}"
        version = Version(when, clean_text(label)[:_LONGEST_LABEL], kind, digest, folder / stamp)
        try:
            private_folder(self._files, self._folder)
            private_folder(self._files, folder)
            write_atomically(version.path, _file_of(version, data), self._files)
        except OSError as error:
            raise SaveProblem(
                f"This version of the project could not be kept: {cause_of(error)}. The project itself is not affected."
            ) from error
        # one too many does no harm
        with contextlib.suppress(OSError):
            self._thin_out(version, listed, same)
        return version

    def _thin_out(self, newest: Version, before: Iterable[Version], same: Collection[Version]) -> None:
        """Remove what need not be kept of the newest version and those `before`, among them the `same` ones."""
        sweep_temporaries(newest.path.parent, "", newest.when, self._files)
        left = [newest, *(version for version in before if version not in same)]
        stay = {version.path for version in thinned(left, newest.when)}
        for path in {version.path for version in (newest, *before)} - stay:
            remove_if_there(self._files, path)


def thinned(versions: Iterable[Version], now: datetime) -> list[Version]:
    """Return the versions to keep, the newest first.

    These are the last LATEST, the newest of each hour of the last HOURLY_FOR, and the last one that was saved by hand.
    Damaged ones count for nothing and go when that time is over.
    """
    oldest = now - HOURLY_FOR
    newest_first = sorted(versions, key=lambda version: (version.when, version.path.name), reverse=True)
    sound = [version for version in newest_first if version.readable]
    stay = {version.path for version in sound[:LATEST]}
    stay.update(version.path for version in newest_first if not version.readable and version.when > oldest)
    hours: dict[datetime, Version] = {}
    for version in sound:
        if version.when > oldest:
            hours.setdefault(version.when.astimezone(UTC).replace(minute=0, second=0, microsecond=0), version)
    stay.update(version.path for version in hours.values())
    by_hand = next((version.path for version in sound if version.kind is Kind.SAVED), None)
    return [version for version in newest_first if version.path in stay or version.path == by_hand]


def _content(info: ProjectInfo, elements: Iterable[Element]) -> bytes:
    # without its generation, so that the same content is the same whenever it was saved
    try:
        return content_bytes(info.uuid, elements)
    except DomainProblem as problem:
        raise SaveProblem(f"This version of the project could not be kept. {problem}") from problem


def _place(path: Path) -> str:
    return os.path.realpath(path)


def _file_of(version: Version, data: bytes) -> bytes:
    body = zlib.compress(data)
    header = {
        "format": FORMAT,
        "when": version.when.isoformat(),
        "label": version.label,
        "kind": version.kind.value,
        "digest": version.digest,
        "length": len(body),
    }
    return checked_line(json.dumps(header).encode()) + body


def _version_at(path: Path) -> Version | None:
    """Return what the first line of a version says; None where there is no file any more."""
    try:
        written = path.stat()
        with path.open("rb") as file:
            line = file.readline(_LONGEST_HEADER)
    except FileNotFoundError:
        return None
    except OSError:
        return Version(datetime.fromtimestamp(0, UTC), "", Kind.UNREADABLE, "", path)
    found = _header_in(line)
    if found is not None and len(line) + found["length"] == written.st_size:
        return Version(
            datetime.fromisoformat(found["when"]), found["label"], Kind(found["kind"]), found["digest"], path
        )
    return Version(datetime.fromtimestamp(written.st_mtime, UTC), "", Kind.UNREADABLE, "", path)


def _header_in(line: bytes) -> dict[str, Any] | None:
    found = content_of(line)
    return found if found is not None and found.get("format") == FORMAT and found["kind"] in set(Kind) else None
