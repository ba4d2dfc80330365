"""One map of elements by id, the graph beside it, and the one way to change both."""

from collections import defaultdict
from collections.abc import Callable, Collection, Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from workbench.domain.changes import Change, ChangeSet, condensed
from workbench.domain.elements import Element, Touchpoint
from workbench.domain.ids import END, NewId, random_id
from workbench.domain.locks import refuse_if_locked
from workbench.domain.nesting import ring_at, told_ring
from workbench.domain.problems import EditProblem, IntegrityProblem
from workbench.domain.relations import Reference, named_by, references

if TYPE_CHECKING:
    from workbench.domain.graph import JourneyGraph

E = TypeVar("E", bound=Element)


class Cause(Enum):
    """Why a change set was published."""

    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"
    REPLAY = "replay"
    MERGE = "merge"


@dataclass(frozen=True, slots=True)
class Published:
    """A change set that has just become part of the document."""

    changes: ChangeSet
    cause: Cause


Listener = Callable[[Published], None]


class Edit:
    """The open edit: every call changes the document at once, and all of it is taken back if the block raises."""

    def __init__(self, document: "Document") -> None:
        self._document = document
        self._changes: list[Change] = []
        self._open = True

    @property
    def changes(self) -> tuple[Change, ...]:
        """What has changed so far, one change an element."""
        return condensed(self._changes)

    def add(self, element: E) -> E:
        """Add `element` and return it.

        Raises IntegrityProblem if its id is taken or reserved.
        """
        _check_id(element, self._document.elements)
        self._put(Change(None, element))
        return element

    def update(self, element_id: str, **fields: Any) -> Element:
        """Replace fields of the element `element_id` and return what it is now.

        Raises KeyError if there is no such element, TypeError for a field that it lacks, ValueProblem for a bad value,
        LockedProblem for a field that its lock keeps.
        """
        before = self._document.elements[element_id]
        after = replace(before, **fields)
        refuse_if_locked(before, after)
        self._put(Change(before, after))
        return after

    def remove(self, element_id: str) -> None:
        """Remove the element `element_id`; whatever refers to it must be gone or changed before the edit ends.

        Raises KeyError if there is no such element, LockedProblem if it is locked.
        """
        before = self._document.elements[element_id]
        refuse_if_locked(before, None)
        self._put(Change(before, None))

    def close(self) -> None:
        """Refuse any further change."""
        self._open = False

    def take_back(self) -> None:
        """Undo everything that this edit did."""
        for change in reversed(self._changes):
            self._document.put_unchecked(change.inverse)
        self._changes.clear()

    def _put(self, change: Change) -> None:
        if not self._open:
            raise EditProblem("This edit is closed; open another.")
        self._changes.append(change)
        self._document.put_unchecked(change)


@dataclass(frozen=True, slots=True)
class _Held:
    """The elements of a document by id and by kind, and for every id how often which elements name it."""

    elements: dict[str, Element] = field(default_factory=dict[str, Element])
    kinds: defaultdict[type[Element], dict[str, Element]] = field(default_factory=lambda: defaultdict(dict))
    referrers: defaultdict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))

    def copy(self) -> "_Held":
        """Return the same in other maps; the elements themselves never change."""
        kinds = {kind: dict(alike) for kind, alike in self.kinds.items()}
        referrers = {named: dict(counts) for named, counts in self.referrers.items()}
        return _Held(dict(self.elements), defaultdict(dict, kinds), defaultdict(dict, referrers))


class Document:
    """All elements of one project.

    `elements` is the whole map, `of(kind)` the elements of one kind in the order in which they were added, `graph` the
    touchpoints and what joins them.  Changes happen in `edit` blocks or come as whole change sets to `apply`.
    """

    def __init__(self, elements: Iterable[Element] = (), new_id: NewId = random_id, held: _Held | None = None) -> None:
        self.new_id = new_id
        self._held = held or _Held()
        self._elements, self._kinds, self._referrers = self._held.elements, self._held.kinds, self._held.referrers
        self._graph: JourneyGraph | None = None
        self._listeners: list[Listener] = []
        self._editing = False
        changes: list[Change] = []
        for element in elements:
            _check_id(element, self._elements)
            changes.append(Change(None, element))
            self.put_unchecked(changes[-1])
        self._check(changes)

    def copy(self) -> "Document":
        """Return a document of the same elements, which changes for itself and to which nobody listens.

        It takes a tenth of the time in which a document is made of the elements one by one.
        """
        return Document(new_id=self.new_id, held=self._held.copy())

    @property
    def elements(self) -> Mapping[str, Element]:
        """Every element by id, read-only."""
        return MappingProxyType(self._elements)

    @property
    def graph(self) -> "JourneyGraph":
        """The journey graph; read it, never change it."""
        # imported on first use: networkx takes longer to import than a window takes to open
        from workbench.domain import graph as graphs

        if self._graph is None:
            self._graph = graphs.empty_graph()
            for element in self._elements.values():
                graphs.put(self._graph, None, element)
        return self._graph

    def of(self, kind: type[E]) -> list[E]:
        """Return the elements of `kind` in the order in which they were added."""
        return list(self._kinds[kind].values())  # pyright: ignore[reportReturnType]

    def get(self, kind: type[E], element_id: str) -> E:
        """Return the element `element_id`.

        Raises KeyError if there is none of that kind.
        """
        return self._kinds[kind][element_id]  # pyright: ignore[reportReturnType]

    def find(self, kind: type[E], element_id: str | None) -> E | None:
        """Return the element `element_id`, or None if there is none of that kind."""
        return self._kinds[kind].get(element_id) if element_id else None  # pyright: ignore[reportReturnType]

    def referrers(self, element_id: str, kind: type[E]) -> list[E]:
        """Return the elements of `kind` that name `element_id` in any field."""
        elements, holders = self._elements, self._referrers.get(element_id, ())
        return [element for holder in holders if isinstance(element := elements[holder], kind)]

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after every published change set, until the returned function is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @contextmanager
    def edit(self, label: str) -> Generator[Edit]:
        """Open an edit that can be undone under `label`.

        Raises EditProblem inside another edit, IntegrityProblem if the block leaves a dangling reference; whatever is
        raised in the block takes all of it back.
        """
        if self._editing:
            raise EditProblem(f"“{label}” was begun inside another edit.")
        self._editing = True
        edit = Edit(self)
        try:
            yield edit
            changes = edit.changes
            self._check(changes)
        except BaseException:
            edit.take_back()
            raise
        finally:
            edit.close()
            self._editing = False
        if changes:
            self._publish(Published(ChangeSet(label, changes), Cause.EDIT))

    def apply(self, changes: ChangeSet, cause: Cause) -> None:
        """Take over a whole change set whose `before` states are those of this document, and publish it.

        Raises IntegrityProblem, and changes nothing, if they are not or if a reference would dangle.
        """
        if self._editing:
            raise EditProblem(f"“{changes.label}” was applied inside an edit.")
        for change in changes.changes:
            if self._elements.get(change.id) != change.before:
                raise IntegrityProblem(f"“{changes.label}” does not fit: {change.id} has changed in between.")
            if change.before is None and change.after is not None:
                _check_id(change.after, self._elements)
        done: list[Change] = []
        try:
            for change in changes.changes:
                self.put_unchecked(change)
                done.append(change)
            self._check(done)
        except BaseException:
            for change in reversed(done):
                self.put_unchecked(change.inverse)
            raise
        self._publish(Published(changes, cause))

    def put_unchecked(self, change: Change) -> None:
        """Carry one change into the map, the indexes and the graph; for edits and `apply` only."""
        before, after = change.before, change.after
        if after is not None:
            self._elements[after.id] = after
            self._kinds[type(after)][after.id] = after
        self._index(change.id, before, after)
        if after is None:
            del self._elements[change.id]
            del self._kinds[change.kind][change.id]
        if self._graph is not None:
            from workbench.domain import graph as graphs

            graphs.put(self._graph, before, after)

    def _index(self, holder: str, before: Element | None, after: Element | None) -> None:
        gone = [] if before is None else named_by(before)
        new = [] if after is None else named_by(after)
        if gone == new:
            return
        # counted up before down, so that an element that is changed keeps its place among the referrers
        for named in new:
            counts = self._referrers[named]
            counts[holder] = counts.get(holder, 0) + 1
        for named in gone:
            counts = self._referrers[named]
            counts[holder] -= 1
            if counts[holder] == 0:
                del counts[holder]

    def _check(self, changes: Collection[Change]) -> None:
        for change in changes:
            element = self._elements.get(change.id)
            if element is None:
                holders = self._referrers.get(change.id)
                if holders:
                    holder = self._elements[next(iter(holders))]
                    raise IntegrityProblem(f"{holder.describe()} still refers to what would be removed; remove it too.")
                continue
            for reference, named in references(element):
                self._check_reference(element, reference, named)
        self._check_nesting(changes)

    def _check_nesting(self, changes: Iterable[Change]) -> None:
        present = (self._elements.get(change.id) for change in changes)
        opening = [each for each in present if isinstance(each, Touchpoint)]
        ring = ring_at(self._elements, opening)
        if ring is not None:
            raise IntegrityProblem(told_ring(ring, self._elements.get(ring.detail or "")))

    def _check_reference(self, element: Element, reference: Reference, named: str) -> None:
        target = self._elements.get(named)
        if not isinstance(target, reference.targets):
            wanted = " or ".join(kind.__name__.lower() for kind in reference.targets)
            found = "is not there" if target is None else f"is {target.describe()}"
            raise IntegrityProblem(
                f"{element.describe()}: its {reference.field} “{named}” {found}; it must name a {wanted}."
            )

    def _publish(self, published: Published) -> None:
        for listener in tuple(self._listeners):
            # one that an earlier listener has taken off the list hears no more
            if listener in self._listeners:
                listener(published)


def _check_id(element: Element, taken: Mapping[str, Element]) -> None:
    if element.id in taken or element.id in ("", END):
        raise IntegrityProblem(f"The id “{element.id}” of {element.describe()} is taken; give it another.")
