"""The networkx graph beside the map."""

import networkx as nx

from tests.helpers.builders import empty_journey, journey_of, named, way
from workbench.domain.elements import Touchpoint, Transition
from workbench.domain.graph import empty_graph, put
from workbench.domain.ids import END
from workbench.editing.structure import influence, set_fields

A = Touchpoint(id="a", journey="j", name="A")
LOOP = Transition(id="w", source="a", target="a")


def test_nodes_and_edges_carry_their_elements() -> None:
    document = journey_of("P > A", "> B -> end")
    transition = way(document, "A", "B")
    assert document.graph.nodes[transition.source]["value"] is named(document, "A")
    assert document.graph.edges[transition.source, transition.target, transition.id]["value"] is transition
    assert nx.has_path(document.graph, transition.source, END)


def test_an_update_reaches_the_graph() -> None:
    document = journey_of("P > A")
    assert document.graph
    after = set_fields(document, named(document, "A").id, name="New")
    assert document.graph.nodes[after.id]["value"] is after


def test_an_influence_beside_a_transition_is_an_edge_of_its_own() -> None:
    document = journey_of("P > A", "> B")
    transition = way(document, "A", "B")
    pair = influence(document, transition.source, transition.target)
    assert set(document.graph[transition.source][transition.target]) == {transition.id, pair.id}


def test_the_end_is_there_without_anything_else() -> None:
    assert list(empty_journey().graph) == [END]


def test_an_edge_may_arrive_before_its_node_and_leave_after_it() -> None:
    graph = empty_graph()
    put(graph, None, LOOP)
    put(graph, None, A)
    put(graph, A, None)
    assert graph.has_edge("a", "a", "w")
    put(graph, LOOP, None)
    assert list(graph) == [END]


def test_what_is_neither_node_nor_edge_leaves_the_graph_alone() -> None:
    document = empty_journey()
    graph = empty_graph()
    for element in document.elements.values():
        put(graph, None, element)
    assert list(graph) == [END]
