"""What differs between two states of a project, element by element and field by field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache

from workbench.domain.changes import Change
from workbench.domain.elements import Element
from workbench.domain.problems import IntegrityProblem


@dataclass(frozen=True, slots=True)
class Changed:
    """One element that is in both states, and the names of the fields that differ."""

    before: Element
    after: Element
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """What was added, removed and changed on the way from the state `before` to the state `after`, both by id.

    The three are disjoint, but for an id that stands for another kind of thing afterwards: removed and added.
    """

    before: Mapping[str, Element]
    after: Mapping[str, Element]
    added: tuple[Element, ...]
    removed: tuple[Element, ...]
    changed: tuple[Changed, ...]

    def __bool__(self) -> bool:
        """Return whether anything differs."""
        return bool(self.added or self.removed or self.changed)


def differences(before: Iterable[Element], after: Iterable[Element]) -> Differences:
    """Compare two states by id; the order of the elements does not matter."""
    old = {element.id: element for element in before}
    new = {element.id: element for element in after}
    return Differences(
        old,
        new,
        added=tuple(element for element in new.values() if type(old.get(element.id)) is not type(element)),
        removed=tuple(element for element in old.values() if type(new.get(element.id)) is not type(element)),
        changed=tuple(
            Changed(element, other, _differing(element, other))
            for element in old.values()
            if type(other := new.get(element.id)) is type(element) and other is not None and other != element
        ),
    )


def as_changes(found: Differences) -> tuple[Change, ...]:
    """Return the changes that `Document.apply` takes to carry a document from the one state to the other.

    Raises IntegrityProblem where an id stands for another kind of thing afterwards.
    """
    kept = found.before.keys() & {element.id for element in found.added}
    if kept:
        element = found.before[min(kept)]
        other = found.after[element.id].describe()
        raise IntegrityProblem(
            f"{element.describe()} and {other} have the same id “{element.id}”; give one of them another."
        )
    return (
        *(Change(each.before, each.after) for each in found.changed),
        *(Change(element, None) for element in reversed(found.removed)),
        *(Change(None, element) for element in found.added),
    )


@cache
def field_names(kind: type[Element]) -> tuple[str, ...]:
    """Return the fields of a kind of element that can change, in the order in which they are declared."""
    return tuple(field.name for field in fields(kind) if field.name != "id")


def _differing(before: Element, after: Element) -> tuple[str, ...]:
    return tuple(name for name in field_names(type(before)) if getattr(before, name) != getattr(after, name))
