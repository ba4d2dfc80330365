"""Earlier states of the project that is open: what is there, what they hold, and how one comes back."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial

from workbench.domain.changes import ChangeSet
from workbench.domain.differences import as_changes, differences
from workbench.domain.document import Cause
from workbench.domain.elements import Element
from workbench.project_document import ProjectDocument
from workbench.storage.project_file import ProjectFile
from workbench.storage.versions import Kind, Version
from workbench.storage.writer import ProjectWriter


class EarlierStates:
    """The versions of one session's project."""

    def __init__(
        self,
        document: ProjectDocument,
        file: ProjectFile,
        writer: ProjectWriter,
        clock: Callable[[], datetime],
    ) -> None:
        self._document, self._file, self._writer = document, file, writer
        self._clock = clock

    def versions(self) -> list[Version]:
        """Return the earlier states of this project that can be had back, the newest first."""
        return self._file.versions.versions(self._file.seen.info.uuid)

    def version(self, version: Version) -> list[Element]:
        """Return what a version holds; raises FileProblem."""
        return self._file.versions.read(version)

    def restore(self, version: Version, elements: Iterable[Element]) -> None:
        """Make the document what the version holds, as one undoable edit; what it is now is kept as a version."""
        mine = tuple(self._document.elements.values())
        changes = as_changes(differences(mine, elements))
        if not changes:
            return
        now = self._clock()
        label = f"Bring back the version of {version.when.astimezone():%d %B, %H:%M}"
        self._document.apply(ChangeSet(label, changes), Cause.EDIT)
        self._writer.attempt(
            partial(self._file.keep, mine, "Before an earlier version came back", now, Kind.BEFORE_RESTORE)
        )
