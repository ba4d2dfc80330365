"""Markov chains from files as journeys in which nothing fails."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from tests.helpers.journeys import journey
from workbench.simulation.model import JourneyModel

Chain = Mapping[int, Mapping[int, float]]


def read_transitions(path: Path) -> dict[int, dict[int, float]]:
    """Read rows (from, to, probability) with a header line, comma or blank separated."""
    rows: dict[int, dict[int, float]] = {}
    with path.open(newline="") as file:
        lines = csv.reader(file, delimiter="," if path.suffix == ".csv" else " ")
        for source, target, probability in (line for number, line in enumerate(lines) if number >= _header(path)):
            rows.setdefault(int(source), {})[int(target)] = float(probability)
    return rows


def _header(path: Path) -> int:
    return 1 if path.suffix == ".csv" else 2


def read_states(path: Path) -> list[dict[str, str]]:
    """Read one record of labels and rewards a state."""
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def chain_journey(chain: Chain, reached: Iterable[int], start: int = 0) -> JourneyModel:
    """A journey that finishes on reaching one of these states and gives up in any other absorbing one."""
    goal = set(reached)
    absorbing = {state for state, row in chain.items() if set(row) == {state}}
    inner = sorted(set(chain) - goal - absorbing)
    position = {state: i for i, state in enumerate(inner)}
    rows: list[dict[int, float]] = []
    for state in inner:
        row: dict[int, float] = {}
        for target, probability in chain[state].items():
            place = len(inner) if target in goal else position.get(target, len(inner) + 1)
            row[place] = row.get(place, 0.0) + probability
        rows.append(row)
    entry = (np.array(inner) == start).astype(np.float64)
    return replace(journey(rows), entry=entry, names=tuple(f"state {state}" for state in inner))
