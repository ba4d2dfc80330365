"""Several verbs as one step: they are tried on a copy, and their changes taken over when none was refused."""

from collections.abc import Callable
from typing import TypeVar

from workbench.domain.changes import Change, ChangeSet, condensed
from workbench.domain.document import Cause, Document, Published

T = TypeVar("T")


def in_one_step(document: Document, label: str, act: Callable[[Document], T]) -> T:
    """Let `act` work on a copy of the document, take over what it changed as one edit, and return what it returns.

    Whatever it raises leaves the document unchanged; where it changes nothing there is no edit.
    """
    copy = document.copy()
    changes: list[Change] = []

    def note(published: Published) -> None:
        changes.extend(published.changes.changes)

    copy.subscribe(note)
    result = act(copy)
    whole = condensed(changes)
    if whole:
        document.apply(ChangeSet(label, whole), Cause.EDIT)
    return result
