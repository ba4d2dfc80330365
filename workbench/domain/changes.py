"""Everything that changes is a ChangeSet: what undo, the journal, the canvas, merging and version differences share."""

from collections.abc import Iterable
from dataclasses import dataclass

from workbench.domain.elements import Element
from workbench.domain.problems import IntegrityProblem


@dataclass(frozen=True, slots=True)
class Change:
    """One element before and after; None on one side means that it was added or removed.

    Raises IntegrityProblem if the two sides differ in id or kind: what refers to an element relies on both.
    """

    before: Element | None
    after: Element | None

    def __post_init__(self) -> None:
        if self.before is None or self.after is None:
            return
        if self.before.id != self.after.id or type(self.before) is not type(self.after):
            raise IntegrityProblem(
                f"{self.before.describe()} cannot become {self.after.describe()}: an element keeps its id and kind; "
                "add another one instead."
            )

    @property
    def id(self) -> str:
        """The element's id."""
        return self._either.id

    @property
    def kind(self) -> type[Element]:
        """The element's type."""
        return type(self._either)

    @property
    def inverse(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.after, self.before)

    @property
    def _either(self) -> Element:
        element = self.after if self.after is not None else self.before
        assert element is not None, "a change has at least one side"
        return element


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """All that one edit changed, under the name by which it can be undone."""

    label: str
    changes: tuple[Change, ...]

    @property
    def inverse(self) -> "ChangeSet":
        """The change set that takes this one back."""
        return ChangeSet(self.label, tuple(change.inverse for change in reversed(self.changes)))

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all elements touched."""
        return frozenset(change.id for change in self.changes)

    def touches(self, *kinds: type[Element]) -> bool:
        """Return whether any changed element is of one of `kinds`."""
        return any(issubclass(change.kind, kinds) for change in self.changes)


def condensed(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return at most one change an element, from its first state to its last; what changed nothing is left out."""
    whole: dict[str, Change] = {}
    for change in changes:
        earlier = whole.get(change.id)
        whole[change.id] = change if earlier is None else Change(earlier.before, change.after)
    return tuple(change for change in whole.values() if change.before != change.after)
