"""The journeys that engines are compared on, and the files in which peers get them."""

from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
from scipy.sparse import csr_matrix, identity

from tests.helpers.journeys import benchmark_journey, journey
from workbench.simulation.arrays import Ints
from workbench.simulation.chain import weigh
from workbench.simulation.model import JourneyModel, Routing
from workbench.simulation.structure import assemble

PER_LANE: Final = 60
LANES: Final = 33
HAND_OFF: Final = 0.08
"""So many ways of a lane lead over to the next phase of another one."""

_BY_TOUCHPOINT: Final = (
    *("failure", "severity", "soothing", "carry_over", "retry"),
    *("contact_cost", "recovery_cost", "contact_time", "recovery_time"),
)


def small(influences: int = 0) -> JourneyModel:
    """60 touchpoints in 11 phases, 150 ways, 28 visits a customer, five levels."""
    return benchmark_journey(influences=influences)


def large(rewired: bool = False) -> JourneyModel:
    """1,981 touchpoints: 33 channels beside one another behind one entry, with hand-offs between them.

    Rewired, every way leads to any touchpoint of the phase that it led to and of the same direction: the worst case for
    an elimination.
    """
    random = np.random.default_rng(3)
    lanes = [benchmark_journey(PER_LANE, seed=100 + lane, influences=0) for lane in range(LANES)]
    first = lanes[0]
    lane, place = (each.ravel() for each in np.mgrid[0:LANES, 0:PER_LANE])
    phase = np.concatenate([each.phase for each in lanes])
    order = np.lexsort((place, lane, phase))
    row = np.empty(order.size, dtype=np.int64)
    row[order] = np.arange(1, order.size + 1)
    ways: list[dict[int, float]] = [{} for _ in range(order.size + 1)]
    ways[0] = {int(row[each * PER_LANE]): 1.0 / LANES for each in range(LANES)}
    phase = np.concatenate([[0], phase[order]])
    for number, each in enumerate(lanes):
        _join(ways, each.routing, row[number * PER_LANE : (number + 1) * PER_LANE], phase, random, rewired)
    numbers = {name: np.concatenate([getattr(each, name) for each in lanes])[order] for name in _BY_TOUCHPOINT}
    return replace(
        journey(ways, levels=first.levels),
        phase=phase,
        phase_names=first.phase_names,
        **{name: np.concatenate([[0.0], values]) for name, values in numbers.items()},
        **{name: getattr(first, name) for name in ("breakdown", "leave", "silent", "recovered_level")},
        defection_cost=first.defection_cost,
    )


def _join(
    ways: list[dict[int, float]], lane: Routing, row: Ints, phase: Ints, random: np.random.Generator, rewired: bool
) -> None:
    """Add the ways of one lane, whose touchpoints get these rows, to those of all."""
    for source, target, share in zip(lane.sources().tolist(), lane.target.tolist(), lane.share.tolist(), strict=True):
        start, end = int(row[source]), len(ways)
        if target < row.size:
            end = int(row[target])
            if rewired:
                alike = np.flatnonzero(phase == phase[end])
                alike = alike[(alike > start) == (end > start)]
                end = int(random.choice(alike[alike > 0]))
            elif phase[end] > phase[start] and random.random() < HAND_OFF:
                end = int(random.choice(np.flatnonzero(phase == phase[end])))
        ways[start][end] = ways[start].get(end, 0.0) + share


def for_walking() -> JourneyModel:
    """The small journey with whole steps of irritation in four levels and no influences, as anybody can program it."""
    model, kept = small(), [0, 1, 2, 4, 5]
    curves = {name: getattr(model, name)[kept] for name in ("breakdown", "leave", "silent")}
    drop = np.maximum(np.arange(5) - 2, 0)
    return replace(model, levels=4, severity=np.ones(model.size), recovered_level=drop, **curves)


def write_chain(model: JourneyModel, path: Path) -> None:
    """Write the absorbing chain of a journey for the exact peers."""
    chain = weigh(assemble(model), model)
    within = csr_matrix(identity(chain.structure.size) - chain.matrix())
    np.savez(
        path,
        data=np.maximum(within.data, 0.0),
        indices=within.indices,
        indptr=within.indptr,
        ending=chain.exits(),
        entry=chain.entry,
        reward=chain.breaking,
    )


def write_law(model: JourneyModel, path: Path) -> None:
    """Write the law of a visit for peers that let customers walk."""
    as_they_are = ("failure", "soothing", "carry_over", "retry", "breakdown", "silent")
    np.savez(
        path,
        ptr=model.routing.ptr,
        target=model.routing.target,
        share=model.routing.share,
        leave=model.leave_probability(),
        **{name: getattr(model, name) for name in as_they_are},
        recovered=model.recovered_level,
    )
