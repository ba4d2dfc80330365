"""The law of a visit once more, as loops over all states and a dense matrix: slow, plain, and apart from the engine."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from math import floor

import numpy as np

from workbench.simulation.model import JourneyModel, Routing

State = tuple[int, frozenset[int], int]


@dataclass
class Visit:
    """What one visit in one state may come to; `moves` holds (probability, next touchpoint, flags, level)."""

    failing: float
    breaking: float
    leaving: float
    silent: float = 0.0
    moves: list[tuple[float, int, frozenset[int], int]] = field(default_factory=list)


def _row(routing: Routing, i: int) -> list[tuple[int, float]]:
    part = slice(int(routing.ptr[i]), int(routing.ptr[i + 1]))
    return list(zip(routing.target[part].tolist(), routing.share[part].tolist(), strict=True))


def _steps(mean: float) -> list[tuple[int, float]]:
    return [(floor(mean), 1 - (mean - floor(mean))), (floor(mean) + 1, mean - floor(mean))]


def _branches(model: JourneyModel, i: int, k: int, p: float) -> Iterator[tuple[str, float, int]]:
    """Name, probability and level of everything that keeps the customer."""
    for step, chance in _steps(float(model.soothing[i])):
        yield "success", (1 - p) * chance, max(0, k - step)
    for step, chance in _steps(float(model.severity[i])):
        yield "failure", p * (1 - model.breakdown[k]) * chance, min(model.levels, k + step)
    leave = min(1.0, float(model.leave_factor[i] * model.leave[k]))
    yield "recovery", p * model.breakdown[k] * (1 - leave), int(model.recovered_level[k])


def visit(model: JourneyModel, state: State) -> Visit:
    """Follow one visit through all it may come to."""
    i, flags, k = state
    calm = (1 - model.failure[i]) * (1 - model.carry_over[i] * k / model.levels)
    pairs = zip(model.influence_source, model.influence_target, model.influence_strength, strict=True)
    for source, target, strength in pairs:
        calm *= 1 - strength if target == i and int(source) in flags else 1
    p = 1 - calm
    breaking = p * model.breakdown[k]
    made = Visit(p, breaking, breaking * min(1.0, float(model.leave_factor[i] * model.leave[k])))
    for name, chance, level in _branches(model, i, k, p):
        made.silent += chance * model.silent[level]
        stays = chance * (1 - model.silent[level])
        after = flags | {i} if name == "failure" else flags - {i}
        if name == "failure":
            made.moves.append((stays * model.retry[i], i, after, level))
            stays *= 1 - model.retry[i]
        demand = _row(model.failure_demand, i) if name != "success" else []
        made.moves += [(stays * share, target, after, level) for target, share in demand]
        rest = 1 - sum(share for _, share in demand)
        made.moves += [(stays * rest * share, target, after, level) for target, share in _row(model.routing, i)]
    return made


@dataclass
class DenseAnswer:
    """Expected counts per touchpoint, summed over all states."""

    visits: np.ndarray
    failures: np.ndarray
    breakdowns: np.ndarray
    defections: np.ndarray
    silent_leaves: np.ndarray
    give_ups: np.ndarray
    finishes: np.ndarray


def dense_answer(model: JourneyModel) -> DenseAnswer:
    """Solve over every touchpoint, every set of flags and every level, reached or not."""
    senders = sorted(set(model.influence_source.tolist()))
    sets = [
        frozenset(s for s, on in zip(senders, bits, strict=True) if on) for bits in product((0, 1), repeat=len(senders))
    ]
    states: list[State] = [(i, s, k) for i in range(model.size) for s in sets for k in range(model.levels + 1)]
    index = {state: row for row, state in enumerate(states)}
    transitions = np.zeros((len(states), len(states)))
    answer = DenseAnswer(*np.zeros((7, model.size)))
    seen = [visit(model, state) for state in states]
    ending = np.zeros((len(states), 2))
    for row, made in enumerate(seen):
        for chance, target, flags, level in made.moves:
            if target < model.size:
                transitions[row, index[target, flags & set(senders), level]] += chance
            else:
                ending[row, target - model.size] += chance
    entry = np.zeros(len(states))
    for i, share in enumerate(model.entry):
        entry[index[i, frozenset(), 0]] = share
    visits = np.linalg.solve((np.eye(len(states)) - transitions).T, entry)
    for row, (state, made) in enumerate(zip(states, seen, strict=True)):
        i, x = state[0], visits[row]
        answer.visits[i] += x
        answer.failures[i] += x * made.failing
        answer.breakdowns[i] += x * made.breaking
        answer.defections[i] += x * made.leaving
        answer.silent_leaves[i] += x * made.silent
        answer.finishes[i] += x * ending[row, 0]
        answer.give_ups[i] += x * ending[row, 1]
    return answer
