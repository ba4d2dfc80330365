"""What can go wrong between the program and the disk; every message says what, where and how to mend it."""

import errno
from enum import Enum
from pathlib import Path
from typing import Final

_CAUSES: Final = {
    errno.ENOSPC: "the disk is full; free some space",
    errno.EDQUOT: "your share of the disk is used up; free some space",
    errno.EFBIG: "the disk allows no file of this size",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "the file or its folder is read-only for you, or another program holds it",
    errno.EPERM: "the file or its folder is protected",
    errno.EBUSY: "another program holds the file",
    errno.ENOENT: "its folder is gone",
    errno.ENOTDIR: "its folder is gone",
    errno.EISDIR: "there is a folder of that name",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EIO: "the disk reports a fault",
    errno.ENODEV: "the disk has been removed",
    errno.ENXIO: "the disk has been removed",
}


class StorageProblem(Exception):
    """The disk and the program do not agree."""


class FileProblem(StorageProblem):
    """A file that cannot be read, or read completely; the open document is unchanged."""


class DamagedFileProblem(FileProblem):
    """A file that is there, and whose content is not that of a project, or not any more."""

    @property
    def cause(self) -> str:
        """What is wrong with it, as a sentence that leaves the remedy to whoever knows a better one."""
        said, semicolon, _ = str(self).rpartition("; ")
        return f"{said}." if semicolon else str(self)


class NewerFileProblem(FileProblem):
    """A file of a version of this program that does not exist yet where this one runs."""


class SaveProblem(StorageProblem):
    """Something is in memory that is not on the disk yet."""


class Found(Enum):
    """What stands where the project file was; each value a sentence about the file of that name."""

    CHANGED = (
        "“{name}” has been changed by someone else since it was last read here, so it was not saved over. "
        "Put the two together, save over it, or choose another name with Save As."
    )
    GONE = (
        "“{name}” is not where it was: it, or the disk that it was on, has been moved, renamed or removed. "
        "Bring it back, save it there anew, or choose another place with Save As."
    )
    FOLDER = "In the place of “{name}” there is a folder of that name now. Choose another name with Save As."
    UNREADABLE = (
        "“{name}” cannot be read any more, so nobody can tell whether someone else has changed it. "
        "Save again when it can, or choose another place with Save As."
    )


class FileChangedOutside(SaveProblem):
    """The project file is not the one that was last read or written here; it was left as it is."""

    def __init__(self, path: Path, found: Found, cause: OSError | None = None) -> None:
        why = "" if cause is None else f" The cause: {cause_of(cause)}."
        super().__init__(found.value.format(name=path.name) + why)
        self.found = found


class FileHeld(SaveProblem):
    """Someone else has the project file open, and nobody has said to work on it anyway."""


class SaveRefused(SaveProblem):
    """The file is there to be looked at only; what is in memory belongs under another name."""


class StaleComparison(StorageProblem):
    """The document has changed since it was compared with the file."""


def cause_of(error: OSError) -> str:
    """Return in words why the system refused."""
    known = _CAUSES.get(error.errno) if error.errno is not None else None
    return known or f"the system says “{error.strerror or error}”"


def not_saved(path: Path, error: OSError) -> SaveProblem:
    """Return the problem of a project file that could not be replaced and is as it was before."""
    return SaveProblem(
        f"“{path.name}” could not be saved: {cause_of(error)}. "
        "The file itself is whole and unchanged; save again then, or under another name."
    )


def not_confirmed(path: Path, error: OSError) -> SaveProblem:
    """Return the problem of a file that was replaced without the disk's word that it will survive a power cut."""
    return SaveProblem(
        f"“{path.name}” was written, but the disk did not confirm it: {cause_of(error)}. Save once more, or elsewhere."
    )


def not_kept(error: OSError) -> SaveProblem:
    """Return the problem of edits that could not be added to the journal."""
    return SaveProblem(
        f"Your last edits are in memory only, for they cannot be kept on this computer: {cause_of(error)}. "
        "Save the project; until then it is tried again every few seconds."
    )
