"""Small documents for tests, and what must hold of every document."""

from collections import Counter
from collections.abc import Iterator
from itertools import count
from typing import Any

from workbench.domain.document import Document, Published
from workbench.domain.elements import Department, Element, Journey, Phase, Touchpoint, Transition
from workbench.domain.graph import empty_graph, put
from workbench.domain.ids import NewId
from workbench.domain.owners import accountable
from workbench.domain.places import phases_in_order, touchpoints_in_order
from workbench.domain.relations import references
from workbench.domain.values import Quantity
from workbench.editing.outline import apply_outline
from workbench.editing.structure import set_fields

JOURNEY = "journey"


def counted_ids(prefix: str = "new") -> NewId:
    """Ids that are the same in every run."""
    numbers: Iterator[int] = count(1)
    return lambda: f"{prefix}-{next(numbers):06}"


def empty_journey() -> Document:
    return Document([Journey(id=JOURNEY, title="Moving house")], counted_ids())


def journey_of(*lines: str) -> Document:
    """A document of one journey, written as an outline."""
    document = empty_journey()
    apply_outline(document, JOURNEY, "\n".join(lines))
    return document


def fails(document: Document, touchpoint: str, chance: float) -> None:
    """State how often a touchpoint goes wrong."""
    set_fields(document, touchpoint, failure=Quantity(chance))


def named(document: Document, name: str) -> Touchpoint:
    """The one touchpoint of that name."""
    (found,) = [each for each in document.of(Touchpoint) if each.name == name]
    return found


def phase_named(document: Document, name: str) -> Phase:
    (found,) = [each for each in document.of(Phase) if each.name == name]
    return found


def department_named(document: Document, name: str) -> Department:
    (found,) = [each for each in document.of(Department) if each.name == name]
    return found


def way(document: Document, source: str, target: str) -> Transition:
    """The one transition between two touchpoints by name, or to "end"."""
    ends = {each.id: each.name for each in document.of(Touchpoint)}
    (found,) = [
        each
        for each in document.of(Transition)
        if ends[each.source] == source and ends.get(each.target, each.target) == target
    ]
    return found


def shares_of(document: Document, source: str) -> dict[str, float]:
    """By name of the target, the shares of all ways out of a touchpoint."""
    names = {each.id: each.name for each in document.of(Touchpoint)}
    own = named(document, source).id
    leaving = [each for each in document.of(Transition) if each.source == own]
    return {names.get(each.target, each.target): each.weight.value for each in leaving}


def heard(document: Document) -> list[Published]:
    """The list to which everything that `document` publishes from now on is added."""
    published: list[Published] = []
    document.subscribe(published.append)
    return published


def graph_content(graph: Any) -> tuple[dict[str, Element | None], dict[tuple[str, str, str], Element | None]]:
    """All nodes and edges with what they carry."""
    return dict(graph.nodes(data="value")), {edge[:3]: edge[3] for edge in graph.edges(keys=True, data="value")}


def assert_consistent(document: Document) -> None:
    """Compare graph and indexes with ones built afresh from the map, and follow every reference."""
    fresh = empty_graph()
    named_by: Counter[tuple[str, str]] = Counter()
    for element in document.elements.values():
        put(fresh, None, element)
        named_by.update((target, element.id) for _, target in references(element))
        assert document.get(type(element), element.id) is element
        for reference, target in references(element):
            assert isinstance(document.elements[target], reference.targets)
    assert graph_content(document.graph) == graph_content(fresh)
    assert sum(len(kind) for kind in document._kinds.values()) == len(document.elements)
    counted = {(target, holder): n for target, holders in document._referrers.items() for holder, n in holders.items()}
    assert counted == dict(named_by)


Meaning = tuple[list[tuple[str | None, str, str | None]], dict[tuple[int, int | None, str], float]]


def meaning(document: Document, journey: str) -> Meaning:
    """What an outline says of a journey: phase, name and owner of its touchpoints, and the shares between them."""
    touchpoints = touchpoints_in_order(document, journey)
    place: dict[str, int | None] = {each.id: index for index, each in enumerate(touchpoints)}
    phases = {each.id: each.name for each in phases_in_order(document, journey)}
    owners = [accountable(document, each.id) for each in touchpoints]
    rows = [
        (phases[each.phase] if each.phase else None, each.name, owner.name if owner else None)
        for each, owner in zip(touchpoints, owners, strict=True)
    ]
    ways = {
        (place[each.source] or 0, place.get(each.target), each.kind.value): each.weight.value
        for each in document.of(Transition)
        if each.source in place
    }
    return rows, ways
