"""Verbs that keep what lies on the map from being changed by accident."""

from collections.abc import Sequence

from workbench.domain.document import Document
from workbench.domain.locks import Lockable


def lockable(document: Document, element_ids: Sequence[str]) -> list[Lockable]:
    """Return those of the elements that can be locked at all."""
    found = (document.elements.get(each) for each in dict.fromkeys(element_ids))
    return [element for element in found if isinstance(element, Lockable)]


def set_locked(document: Document, element_ids: Sequence[str], locked: bool) -> int:
    """Lock touchpoints, notes and frames, or unlock them, in one step; return how many were not so before.

    Other elements are passed over: a line stays with the cards that it joins.
    """
    altered = [each for each in lockable(document, element_ids) if each.locked is not locked]
    what = altered[0].describe() if len(altered) == 1 else f"{len(altered)} things"
    with document.edit(f"{'Lock' if locked else 'Unlock'} {what}") as edit:
        for each in altered:
            edit.update(each.id, locked=locked)
    return len(altered)
