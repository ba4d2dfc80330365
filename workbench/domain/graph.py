"""The journey as a networkx graph, kept in step with the document.

Nodes are touchpoint ids and END; edges are transition and influence ids.  Each carries its frozen element as `value`.
"""

from typing import TYPE_CHECKING

import networkx as nx

from workbench.domain.elements import Element, Influence, Touchpoint, Transition
from workbench.domain.ids import END

if TYPE_CHECKING:
    JourneyGraph = nx.MultiDiGraph[str]
else:
    JourneyGraph = nx.MultiDiGraph


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
