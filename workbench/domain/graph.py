"""The journey as a networkx graph, kept in step with the document.

Nodes are touchpoint ids and END; edges are transition and influence ids.  Each carries its frozen element as `value`.
"""

from collections.abc import Container
from typing import TYPE_CHECKING, Final

import networkx as nx

from workbench.domain.elements import Element, Influence, Touchpoint, Transition
from workbench.domain.ids import END
from workbench.domain.vocabulary import TransitionKind

if TYPE_CHECKING:
    from workbench.domain.document import Document

    JourneyGraph = nx.MultiDiGraph[str]
    WaysGraph = nx.DiGraph[str]
else:
    JourneyGraph = nx.MultiDiGraph
    WaysGraph = nx.DiGraph

_ALL_KINDS: Final = frozenset(TransitionKind)


def empty_graph() -> JourneyGraph:
    """Return a graph that holds END alone."""
    graph: JourneyGraph = nx.MultiDiGraph()
    graph.add_node(END)
    return graph


def put(graph: JourneyGraph, before: Element | None, after: Element | None) -> None:
    """Carry one change over into `graph`; elements that are neither node nor edge leave it as it is.

    Changes may come in any order: an edge may arrive before its ends and leave after them.
    """
    element = after if after is not None else before
    if isinstance(element, Touchpoint):
        if after is not None:
            graph.add_node(element.id, value=after)
        else:
            del graph.nodes[element.id]["value"]
            _drop_unless_used(graph, element.id)
        return
    if isinstance(before, Transition | Influence):
        graph.remove_edge(before.source, before.target, before.id)
        _drop_unless_used(graph, before.source)
        _drop_unless_used(graph, before.target)
    if isinstance(after, Transition | Influence):
        graph.add_edge(after.source, after.target, after.id, value=after)


def _drop_unless_used(graph: JourneyGraph, node: str) -> None:
    if node in graph and node != END and "value" not in graph.nodes[node] and not graph.degree(node):
        graph.remove_node(node)


def ways_taken(document: "Document", kinds: Container[TransitionKind] = _ALL_KINDS) -> WaysGraph:
    """Return touchpoints and END with a way wherever any customer takes a transition of `kinds`.

    It is made anew at each call: whoever asks what can be reached needs no graph kept in step with the document, which
    takes a tenth of a second at 5,000 touchpoints and as much memory as the map.
    """
    ways: WaysGraph = nx.DiGraph()
    ways.add_node(END)
    ways.add_nodes_from(each.id for each in document.of(Touchpoint))
    ways.add_edges_from(
        (each.source, each.target) for each in document.of(Transition) if each.kind in kinds and each.weight.value > 0
    )
    return ways
