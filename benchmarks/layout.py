"""Tidying up against Graphviz's dot: processor time, and crossings of straight lines: `python -m benchmarks.layout`."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from statistics import median
from time import process_time
from typing import Final

import numpy as np

from benchmarks._flow_graphs import PHASES, FlowGraph, real_ones, sheet_of, with_hidden_order, without_order
from benchmarks._table import Row, show
from tests.helpers.crossings import crossings
from workbench.layout.arrays import Floats
from workbench.layout.slots import slots_of
from workbench.layout.tidying import tidied

Laid = tuple[float, Floats]

_ROWS: Final = (
    ("L3", "60, hidden order", with_hidden_order, 60, range(101, 111)),
    ("L1", "1,000, hidden order", with_hidden_order, 1_000, range(101, 106)),
    ("L2", "5,000, hidden order", with_hidden_order, 5_000, range(101, 102)),
    ("  ", "60, no order", without_order, 60, range(101, 111)),
    ("L4", "1,000, no order", without_order, 1_000, range(101, 106)),
)
_GOALS: Final = {
    "L1": "≤ 1/3, crossings ≤ 1.0",
    "L2": "≤ 1/20, crossings ≤ 1.0",
    "L3": "≤ 100 ms, crossings ≤ 1.05",
    "L4": "crossings ≤ 1.1",
}


def ours(graph: FlowGraph, tallest: int | None) -> Laid:
    """Return the processor ms of tidying, and where the middles of the cards lie; `tallest` as in `tidied`."""
    sheet = sheet_of(graph)
    begun = process_time()
    spots = tidied(sheet, tallest)
    taken = (process_time() - begun) * 1e3
    found = {spot.id: (spot.x, spot.y) for spot in spots}
    points = np.array([found.get(card.id, (card.x, card.y)) for card in sheet.cards])
    points[:, 0] += slots_of(sheet, tallest).lefts[sheet.columns]
    by_node = np.empty_like(points)
    by_node[[int(card.id) for card in sheet.cards]] = points
    return taken, by_node


def dots(graph: FlowGraph) -> Laid:
    """Return the ms of processor that dot takes with phases as ranks, its start included, and where nodes lie."""
    begun = _of_children()
    done = subprocess.run(["dot", "-Tplain"], input=_dot_text(graph), capture_output=True, text=True, check=True)
    taken = (_of_children() - begun) * 1e3
    points = np.zeros((len(graph.phases), 2))
    for line in done.stdout.splitlines():
        kind, *words = line.split()
        if kind == "node" and words[0].isdigit():
            points[int(words[0])] = float(words[1]), float(words[2])
    return taken, points


def _of_children() -> float:
    """The seconds of processor of all processes that have been started and have ended."""
    # a module of Unix alone
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _dot_text(graph: FlowGraph) -> str:
    phases = range(max(graph.phases, default=0) + 1)
    lines = ['digraph { rankdir=LR; node [shape=box, width=1.8, height=0.6, fixedsize=true, label=""];']
    lines.append(" -> ".join(f"p{phase}" for phase in phases) + " [style=invis];")
    for phase in phases:
        members = "; ".join(str(node) for node, own in enumerate(graph.phases) if own == phase)
        lines.append(f"{{ rank=same; p{phase}; {members} }}")
    lines.extend(f"{source} -> {target};" for source, target in graph.ways)
    return "\n".join([*lines, "}"])


def _compared(what: str, graphs: list[FlowGraph], lay: Callable[[FlowGraph], Laid], goal: str = "") -> Row:
    """Medians of the times, of the ratio of neighbours in time, and of the ratio of crossings."""
    ends = [np.array(graph.ways, np.int64) for graph in graphs]
    rounds = [(lay(graph), dots(graph)) for graph in graphs]
    own, peers = [first for first, _ in rounds], [second for _, second in rounds]
    times = [peer[0] / mine[0] for mine, peer in rounds]
    counts = [
        ((crossings(mine[1], way) + 1) / (crossings(peer[1], way) + 1))
        for (mine, peer), way in zip(rounds, ends, strict=True)
    ]
    told = (
        f"dot {median(each[0] for each in peers):,.0f} ms, 1/{median(times):.1f} of it; "
        f"crossings {median(counts):.2f} (worst {max(counts):.2f})"
    )
    return Row(what, f"{median(each[0] for each in own):,.0f} ms", goal, note=told)


def rows() -> Iterator[Row]:
    """One kind of graph after the other; every ratio is of two runs that were neighbours in time."""
    ours(with_hidden_order(1_000, 1), 1_000)  # what is imported on first use is no layout time
    for key, name, make, size, seeds in _ROWS:
        graphs = [make(size, seed) for seed in seeds]
        yield _compared(f"{key} {name}", graphs, lambda graph: ours(graph, len(graph.phases)), _GOALS.get(key, ""))
    files = [with_hidden_order(1_000, seed) for seed in range(101, 104)]
    yield _compared("   1,000, in files", files, lambda graph: ours(graph, None))
    found = real_ones()
    if not found:
        yield Row("   real flow graphs", "–", note="skipped: no ../shared/data beside the project")
    for name, graph in found.items():
        yield _compared(f"   {name}", [graph], lambda graph: ours(graph, None))


def main() -> int:
    """Measure and print."""
    if shutil.which("dot") is None:
        sys.stdout.write("Skipped: Graphviz's dot is not installed.\n")
        return 0
    show(f"{PHASES} phases as columns; crossings as a share of dot's, one added to both", rows())
    return 0


if __name__ == "__main__":
    sys.exit(main())
