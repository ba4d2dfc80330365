"""Mistakes that can be put into the program, for the kill rig must find each of them."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any
from unittest.mock import patch

from workbench.domain.document import Cause
from workbench.storage.journal import Entry
from workbench.storage.journal_file import JournalFile
from workbench.storage.writer import ProjectWriter


def told_before_it_is_written() -> AbstractContextManager[Any]:
    """Say of each edit at once that it is kept, and write it with the next one."""

    def lag(writer: ProjectWriter) -> None:
        *early, late = writer._unkept
        writer._reports.kept(late.serial)
        writer._journal.append(early)
        writer._unkept[:] = [late]

    return patch.object(ProjectWriter, "_append", lag)


def undo_is_not_written() -> AbstractContextManager[Any]:
    """Say of what is undone that it is kept, and write nothing."""
    append = JournalFile.append

    def skip(file: JournalFile, entries: Sequence[Entry]) -> None:
        append(file, [entry for entry in entries if entry.published.cause is not Cause.UNDO])

    return patch.object(JournalFile, "append", skip)


MISTAKES: dict[str, Callable[[], AbstractContextManager[Any]]] = {
    "none": nullcontext,
    "told-before-written": told_before_it_is_written,
    "undo-not-written": undo_is_not_written,
}
