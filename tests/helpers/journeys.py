"""Journeys made for the tests of the simulation."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from workbench.simulation.arrays import Floats, Ints
from workbench.simulation.model import JourneyModel, Routing, faultless


def journey(
    rows: Sequence[Mapping[int, float]],
    *,
    failure: Sequence[float] | None = None,
    levels: int = 1,
    breakdown: float = 0.0,
    leave: float = 0.0,
) -> JourneyModel:
    """A journey without memory that starts at touchpoint 0; row targets n and n + 1 finish and give up."""
    n = len(rows)
    curve = np.ones(levels + 1)
    return replace(
        faultless([f"touchpoint {i}" for i in range(n)], rows, (np.arange(n) == 0).astype(np.float64)),
        phase=np.arange(n, dtype=np.int64),
        phase_names=tuple(f"phase {i}" for i in range(n)),
        failure=np.array(failure if failure is not None else np.zeros(n), dtype=np.float64),
        levels=levels,
        breakdown=breakdown * curve,
        leave=leave * curve,
        silent=0.0 * curve,
        recovered_level=np.zeros(levels + 1, dtype=np.int64),
    )


def _phase_ways(random: np.random.Generator, phase: Ints, phases: int, wanted: int) -> list[dict[int, float]]:
    """Draw a spine of forward ways, then forward and backward ways until `wanted` have been placed."""
    n = phase.size
    members = [np.flatnonzero(phase == h) for h in range(phases)]
    ways: list[dict[int, float]] = [{i + 1: random.uniform(1, 2)} for i in range(n)]
    ways[n - 2][n] = 0.5
    placed = n + 1
    while placed <= wanted:
        i = int(random.integers(n))
        if random.random() < 0.14:
            stay_inside = random.random() > 0.25 or phase[i] == 0
            earlier = members[phase[i]][members[phase[i]] < i] if stay_inside else members[phase[i] - 1]
            if not earlier.size:
                continue
            j, weight = int(random.choice(earlier)), random.uniform(0.1, 0.4)
        else:
            last = int(members[min(phase[i] + 1, phases - 1)][-1])
            if last <= i:
                continue
            j, weight = int(random.integers(i + 1, last + 1)), random.uniform(0.3, 1.2)
        if j not in ways[i]:
            ways[i][j] = weight
            placed += 1
    return ways


def _influence_pairs(random: np.random.Generator, n: int, wanted: int) -> dict[tuple[int, int], float]:
    pairs: dict[tuple[int, int], float] = {}
    while len(pairs) < wanted:
        source = int(random.integers(0, n - 8))
        target = int(source + random.integers(2, min(9, n - source)))
        if (source, target) not in pairs:
            pairs[source, target] = float(random.uniform(0.1, 0.4))
    return pairs


def benchmark_journey(
    n: int = 60, phases: int = 11, ways: int = 150, seed: int = 7, influences: int = 4
) -> JourneyModel:
    """The journey of the contradiction cases: phases in order, a seventh of the ways lead back, five levels."""
    random = np.random.default_rng(seed)
    phase = np.sort(np.arange(n) * phases // n)
    rows = _phase_ways(random, phase, phases, ways)
    irritation = np.arange(6) / 5
    times = np.random.default_rng([seed, 1]).uniform([[1], [10]], [[20], [60]], (2, n))
    model = replace(
        journey([{j: w / sum(row.values()) for j, w in row.items()} for row in rows], levels=5),
        phase=phase,
        phase_names=tuple(f"phase {h}" for h in range(phases)),
        failure=random.beta(2, 16, n),
        severity=random.uniform(0.6, 1.8, n),
        soothing=random.uniform(0.05, 0.45, n),
        carry_over=random.uniform(0.05, 0.25, n),
        retry=random.uniform(0.1, 0.5, n),
        recovery_cost=random.uniform(5, 60, n),
        contact_cost=random.uniform(0.5, 5, n),
        defection_cost=200.0,
        breakdown=0.02 + 0.58 / (1 + np.exp(-(irritation - 0.6) / 0.12)),
        leave=0.10 + 0.35 * irritation,
        silent=0.0005 + 0.0195 * irritation**2,
        recovered_level=np.maximum(np.arange(6) - 2, 0),
        contact_time=times[0],
        recovery_time=times[1],
    )
    pairs = _influence_pairs(random, n, influences)
    return with_influences(model, pairs)


def tangled_journey(touchpoints: int) -> JourneyModel:
    """From every touchpoint two ways anywhere, back as well as on: an elimination fills in."""
    random = np.random.default_rng(3)
    rows: list[dict[int, float]] = []
    for _ in range(touchpoints):
        rows.append({int(random.integers(touchpoints)): 0.35, touchpoints: 0.4})
        somewhere = int(random.integers(touchpoints))
        rows[-1][somewhere] = rows[-1].get(somewhere, 0.0) + 0.25
    model = journey(rows, failure=random.uniform(0.05, 0.3, touchpoints).tolist(), levels=3, breakdown=0.3)
    return replace(
        model,
        severity=np.full(touchpoints, 0.7),
        soothing=np.full(touchpoints, 0.4),
        carry_over=np.full(touchpoints, 0.1),
    )


def with_influences(model: JourneyModel, pairs: Mapping[tuple[int, int], float]) -> JourneyModel:
    """The journey with these influences of one touchpoint's failure on another's."""
    return replace(
        model,
        influence_source=np.array([a for a, _ in pairs], dtype=np.int64),
        influence_target=np.array([b for _, b in pairs], dtype=np.int64),
        influence_strength=np.array(list(pairs.values()), dtype=np.float64),
    )


def fewer_failures(model: JourneyModel, last_phase: int, cut: float = 0.5) -> JourneyModel:
    """The journey with failures in the phases up to `last_phase` cut by this share."""
    return replace(model, failure=np.where(model.phase <= last_phase, (1 - cut) * model.failure, model.failure))


def _split_shares(random: np.random.Generator, targets: Floats, total: float) -> dict[int, float]:
    weight = random.uniform(0.1, 1.0, len(targets))
    return {int(t): float(total * w / weight.sum()) for t, w in zip(targets, weight, strict=True)}


def random_journey(seed: int, *, n: int = 4, levels: int = 3, influences: int = 2) -> JourneyModel:
    """A small journey in which everything that the law knows can happen, loops and ways out in silence included."""
    random = np.random.default_rng(seed)
    rows = [
        _split_shares(random, np.union1d(random.choice(n + 2, int(random.integers(1, 4)), replace=False), [i + 1]), 1.0)
        for i in range(n)
    ]
    demand = [
        _split_shares(random, random.choice(n + 2, int(random.integers(0, 3)), replace=False), random.uniform(0.2, 0.9))
        for _ in range(n)
    ]
    entry = random.uniform(0.0, 1.0, n) * (random.random(n) < 0.5)
    entry[0] += 0.1
    pairs = {(int(random.integers(n)), int(random.integers(n))): random.uniform(0.1, 0.6) for _ in range(influences)}
    model = replace(
        journey(rows, levels=levels),
        phase=np.sort(random.integers(0, 3, n)),
        phase_names=("before", "during", "after"),
        entry=entry / entry.sum(),
        failure_demand=Routing.from_rows(demand),
        failure=random.uniform(0.02, 0.5, n),
        severity=random.uniform(0.0, levels * 0.8, n),
        soothing=random.uniform(0.0, 1.6, n),
        carry_over=random.uniform(0.0, 0.4, n),
        retry=random.uniform(0.0, 0.6, n),
        contact_cost=random.uniform(0.5, 5.0, n),
        recovery_cost=random.uniform(5.0, 60.0, n),
        leave_factor=random.uniform(0.3, 2.5, n),
        breakdown=np.sort(random.uniform(0.05, 0.8, levels + 1)),
        leave=np.sort(random.uniform(0.05, 0.7, levels + 1)),
        silent=np.sort(random.uniform(0.0, 0.2, levels + 1)),
        recovered_level=random.integers(0, levels + 1, levels + 1),
        contact_time=random.uniform(0.5, 20.0, n),
        recovery_time=random.uniform(5.0, 60.0, n),
        defection_cost=200.0,
    )
    return with_influences(model, pairs)
