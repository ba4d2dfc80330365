"""Tables of transitions: one row a way from a touchpoint to the next, with a share or a count."""

from collections import defaultdict
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

import networkx as nx

from workbench.domain.ids import NewId, random_id
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Origin
from workbench.exchange.journey import Flow, ImportedJourney, counted, draw
from workbench.exchange.names import MOST_TOUCHPOINTS, Names
from workbench.exchange.problems import quoted
from workbench.exchange.table import USUAL_LIMITS, Limits, Table, open_table

_TOLERANCE = 1e-9
_LARGEST_WEIGHT = 1e12

_Rows = Mapping[int, Mapping[int, float]]


def read_transitions(
    path: Path,
    *,
    source: str,
    target: str,
    weight: str,
    start: str | None = None,
    failure: Quantity | None = None,
    new_id: NewId = random_id,
    limits: Limits = USUAL_LIMITS,
) -> ImportedJourney:
    """Read the table whose columns bear these names; rows that name the same two touchpoints add up.

    Where no touchpoint's weights add up to more than 1 they are shares, and what is missing to 1 leaves the journey;
    else they are counts and taken in proportion.  A touchpoint that leads nowhere, or only to itself, is an end.
    Everybody begins at `start`, or at the first source in the table.  Raises ImportProblem.
    """
    table = open_table(path, limits)
    names = Names(table, MOST_TOUCHPOINTS)
    weights = _read(table, names, source, target, weight)
    first = _start(table, names, start)
    size = len(names.listed)
    are_shares = max((sum(row.values()) for row in weights.values()), default=0.0) <= 1 + _TOLERANCE
    ways = _shares_to_one(weights, path.name) if are_shares else _counts_in_proportion(weights, path.name)
    flow = Flow(names.listed, ways, {first: 1.0}, _positions(weights, first, size), _arrivals(weights, size))
    leaving = sum(target is None for _, target in ways)
    counts = {"touchpoints": size, "transitions": len(ways) - leaving, "ends": size - len(weights)}
    remarks = [f"The journey begins at {quoted(names.listed[first])}{'' if start else ', the first in the table'}."]
    if leaving:
        remarks.append(f"At {counted(leaving, 'touchpoints')} the shares add up to less than 1; the rest leaves there.")
    if not are_shares:
        remarks.append("Some weights add up to more than 1, so they were read as counts.")
    return ImportedJourney(tuple(draw(flow, path, failure, new_id)), counts, tuple(remarks))


def _read(table: Table, names: Names, source: str, target: str, weight: str) -> _Rows:
    """Return the summed weights by source and target, without zeros and touchpoints that lead only to themselves."""
    weights: defaultdict[int, defaultdict[int, float]] = defaultdict(lambda: defaultdict(float))
    for line, cells in table.rows(source, target, weight):
        one, other = names.number(cells[0], source, line), names.number(cells[1], target, line)
        value = table.number(cells[2], weight, line)
        if not 0 <= value <= _LARGEST_WEIGHT:
            cause = f"the column “{weight}” holds {quoted(cells[2])}, which is neither a share nor a count"
            raise table.problem(cause, f"give a number from 0 to {_LARGEST_WEIGHT:,.0f}", line)
        if value:
            weights[one][other] += value
    return {number: row for number, row in sorted(weights.items()) if row.keys() != {number}}


def _start(table: Table, names: Names, start: str | None) -> int:
    if start is None:
        return 0
    found = names.find(" ".join(start.split()))
    if found is None:
        near = get_close_matches(start, names.listed, 1)
        remedy = f"the nearest is {quoted(near[0])}" if near else "write it as in the table"
        raise table.problem(f"no touchpoint is called “{start}”", remedy)
    return found


def _shares_to_one(weights: _Rows, file: str) -> dict[tuple[int, int | None], Quantity]:
    ways: dict[tuple[int, int | None], Quantity] = {}
    for source, row in weights.items():
        total = sum(row.values())
        for target, share in row.items():
            ways[source, target] = Quantity(share / max(total, 1.0), Origin.EXPERT, note=f"from {file}")
        if total < 1 - _TOLERANCE:
            ways[source, None] = Quantity(1 - total, Origin.EXPERT, note=f"what is missing to 1 in {file}")
    return ways


def _counts_in_proportion(weights: _Rows, file: str) -> dict[tuple[int, int | None], Quantity]:
    ways: dict[tuple[int, int | None], Quantity] = {}
    for source, row in weights.items():
        total = sum(row.values())
        for target, count in row.items():
            note = f"{count:,g} of {total:,g} in {file}"
            ways[source, target] = Quantity(count / total, Origin.LOG, note=note, sample=round(total))
    return ways


def _positions(weights: _Rows, start: int, size: int) -> list[float]:
    """Return the fewest steps from `start` to each touchpoint over the most; what cannot be reached comes last."""
    graph: nx.DiGraph[int] = nx.DiGraph([(source, target) for source, row in weights.items() for target in row])
    graph.add_node(start)
    steps: dict[int, int] = nx.single_source_shortest_path_length(graph, start)
    longest = max(max(steps.values()), 1)
    return [steps.get(number, longest) / longest for number in range(size)]


def _arrivals(weights: _Rows, size: int) -> list[float]:
    arrivals = [0.0] * size
    for row in weights.values():
        for target, share in row.items():
            arrivals[target] += share
    return arrivals
