"""Flow graphs to lay out: made ones of any size, and real ones from the files beside the project, read just enough."""

import csv
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

import networkx as nx

from workbench.domain.places import ROW_PITCH
from workbench.exchange.phases import propose_phases
from workbench.layout.sheet import Card, Line, Sheet

DATA: Final = Path(__file__).parents[2] / "shared" / "data"
PHASES: Final = 11

Pairs = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class FlowGraph:
    """Nodes by number, the phase of each, and the ways between them."""

    phases: Sequence[int]
    ways: Pairs


def with_hidden_order(size: int, seed: int) -> FlowGraph:
    """A journey whose nodes lead to those near them in an order that nobody told; an eighth skips a phase."""
    randomness = random.Random(seed)
    phases = [number * PHASES // size for number in range(size)]
    members = [[each for each in range(size) if phases[each] == phase] for phase in range(PHASES)]
    for each in members:
        randomness.shuffle(each)
    share = {node: (place + 0.5) / len(each) for each in members for place, node in enumerate(each)}
    ways: set[tuple[int, int]] = set()
    for node in range(size):
        for _ in range(randomness.choices((1, 2, 3), (55, 30, 15))[0]):
            goal = min(PHASES - 1, phases[node] + randomness.choices((1, 2, 3), (85, 12, 3))[0])
            if goal != phases[node]:
                crowd = members[goal]
                wish = int(share[node] * len(crowd) + randomness.gauss(0, 1.2 + 0.01 * len(crowd)))
                ways.add((node, crowd[min(len(crowd) - 1, max(0, wish))]))
    return FlowGraph(phases, sorted(ways))


def without_order(size: int, seed: int) -> FlowGraph:
    """A journey whose nodes lead anywhere in the next phases."""
    randomness = random.Random(seed)
    phases = [number * PHASES // size for number in range(size)]
    members = [[each for each in range(size) if phases[each] == phase] for phase in range(PHASES)]
    ways = {
        (node, randomness.choice(members[min(PHASES - 1, phases[node] + randomness.choice((1, 1, 1, 2)))]))
        for node in range(size)
        if phases[node] < PHASES - 1
        for _ in range(randomness.choice((1, 1, 2, 3)))
    }
    return FlowGraph(phases, sorted(ways))


def real_ones() -> dict[str, FlowGraph]:
    """Every flow graph that lies beside the project, by name; none where the folder is missing."""
    found: dict[str, FlowGraph] = {}
    for path in sorted((DATA / "bpmn").glob("*.bpmn")):
        found[path.stem] = _phased(_bpmn_ways(path))
    for path in sorted((DATA / "mermaid").glob("*.md")):
        found[path.stem] = _phased(_mermaid_ways(path))
    receipt = DATA / "event-logs" / "receipt.csv"
    if receipt.exists():
        found["receipt log"] = _phased(_log_ways(receipt))
    return {name: graph for name, graph in found.items() if len(graph.ways) > 3}


def sheet_of(graph: FlowGraph) -> Sheet:
    """The graph as a map, its cards stacked by number."""
    order = sorted(range(len(graph.phases)), key=lambda node: (graph.phases[node], node))
    number = {node: place for place, node in enumerate(order)}
    rows: Counter[int] = Counter()
    cards: list[Card] = []
    for node in order:
        phase = graph.phases[node]
        cards.append(Card(str(node), phase, 0, 0.0, rows[phase] * ROW_PITCH, is_fixed=False))
        rows[phase] += 1
    lines = sorted((number[source], number[target]) for source, target in graph.ways)
    return Sheet(tuple(cards), tuple(Line(source, target, 1.0, leads=True) for source, target in lines))


def _phased(ways: Iterable[tuple[str, str]]) -> FlowGraph:
    """Give every node a phase, as an import does: by its distance from the beginnings."""
    graph: nx.DiGraph[str] = nx.DiGraph((one, other) for one, other in ways if one != other)
    names = list(graph)
    begins = [node for node in names if not graph.in_degree(node)] or names[:1]
    distance: dict[str, int] = nx.multi_source_dijkstra_path_length(graph, set(begins)) if begins else {}
    longest = max(distance.values(), default=1) or 1
    position = [distance.get(name, longest) / longest for name in names]
    proposed = propose_phases(names, position, [1.0] * len(names))
    phase = {member: number for number, each in enumerate(proposed) for member in each.members}
    number = {name: place for place, name in enumerate(names)}
    pairs = sorted((number[one], number[other]) for one, other in graph.edges)
    return FlowGraph([phase[place] for place in range(len(names))], pairs)


def _bpmn_ways(path: Path) -> list[tuple[str, str]]:
    flows = (each for each in ElementTree.parse(path).iter() if each.tag.rpartition("}")[2] == "sequenceFlow")
    return [(each.get("sourceRef", ""), each.get("targetRef", "")) for each in flows]


def _mermaid_ways(path: Path) -> list[tuple[str, str]]:
    way = re.compile(r"(\w+)\s*(?:[\[({].*?[\])}]+)?\s*--+>(?:\|[^|]*\|)?\s*(\w+)")
    return [found.groups() for found in map(way.search, path.read_text("utf-8").splitlines()) if found]  # pyright: ignore


def _log_ways(path: Path) -> list[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        events = list(csv.DictReader(file))
    cases: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for event in events:
        cases[event["case:concept:name"]].append((event["time:timestamp"], event["concept:name"]))
    follows: dict[tuple[str, str], None] = {}
    for case in cases.values():
        activities = [activity for _, activity in sorted(case, key=lambda each: each[0])]
        follows |= dict.fromkeys(pairwise(activities))
    return list(follows)
