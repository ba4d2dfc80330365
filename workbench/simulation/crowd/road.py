"""A journey as walkers read it: thresholds for their draws instead of probabilities."""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from workbench.simulation.arrays import Floats, Ints
from workbench.simulation.crowd.luck import BITS, Words, thresholds, touchpoint_words
from workbench.simulation.model import JourneyModel, Routing

NOWHERE: Final = -1
"""The target of a draw beyond the shares of a row."""

GUIDE_BITS: Final = 5
"""A draw's first bits point to the first way it can still mean (Chen and Asau, On generating random variates from an
empirical distribution, AIIE Transactions 6, 1974); with 32 cells hardly any search remains in rows of usual length."""


class Fork(NamedTuple):
    """Ways in compressed rows; way w is taken by the draws below `below[w]` that the ways before it leave.

    Every row ends at 2**53, and `guide[row, cell]` is the first way for draws whose highest bits are `cell`.
    """

    guide: npt.NDArray[np.int32]
    below: Words
    target: Ints


class Road(NamedTuple):
    """Everything a walker needs, for n touchpoints and K irritation levels; thresholds in 1 / 2**53.

    `risk` and `calm` (the probability itself that nothing fails) leave influences out, which `hits` adds:
    `hit_source` and `hit_calm` (one minus the strength) in compressed rows by target. `whole` and `part` are the levels
    and the chance of one more, by success and failure. The last row of `routing` are the entries.
    """

    words: Words
    entry_word: np.uint64
    phase: Ints
    levels: int
    risk: Words
    calm: Floats
    hits: Ints
    hit_source: Ints
    hit_calm: Floats
    breakdown: Words
    leave: Words
    silent: Words
    retry: Words
    whole: Ints
    part: Words
    recovered: Ints
    routing: Fork
    demand: Fork
    contact_cost: Floats
    recovery_cost: Floats
    contact_time: Floats
    recovery_time: Floats


def survey(model: JourneyModel) -> Road:
    """Lay out a journey for walkers."""
    top = model.levels + 1.0
    steps = np.minimum(np.stack([model.soothing, model.severity]), top)
    irritation = np.arange(model.levels + 1) / model.levels
    hitting = np.argsort(model.influence_target, kind="stable")
    failing = model.failure[:, None]
    risk = failing + (1.0 - failing) * (model.carry_over[:, None] * irritation)
    return Road(
        words=touchpoint_words(model.names),
        entry_word=touchpoint_words([""])[0],
        phase=model.phase.astype(np.int64),
        levels=model.levels,
        risk=thresholds(risk),
        calm=(1.0 - failing) * (1.0 - model.carry_over[:, None] * irritation),
        hits=_pointers(np.bincount(model.influence_target, minlength=model.size)),
        hit_source=model.influence_source[hitting],
        hit_calm=1.0 - model.influence_strength[hitting],
        breakdown=thresholds(model.breakdown),
        leave=thresholds(model.leave_probability()),
        silent=thresholds(model.silent),
        retry=thresholds(model.retry),
        whole=np.floor(steps).astype(np.int64),
        part=thresholds(steps - np.floor(steps)),
        recovered=model.recovered_level.astype(np.int64),
        routing=_fork(_with_entries(model)),
        demand=_fork(_with_rest(model.failure_demand)),
        contact_cost=model.contact_cost,
        recovery_cost=model.recovery_cost,
        contact_time=model.contact_time,
        recovery_time=model.recovery_time,
    )


def _pointers(counts: Ints) -> Ints:
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)


def _with_entries(model: JourneyModel) -> Routing:
    """Append the entries as one more row."""
    routing, entries = model.routing, np.flatnonzero(model.entry)
    ptr = np.append(routing.ptr, routing.ptr[-1] + entries.size)
    target = np.concatenate([routing.target, entries])
    return Routing(ptr, target, np.concatenate([routing.share, model.entry[entries]]))


def _with_rest(routing: Routing) -> Routing:
    """Append to every row a way to nowhere that takes what its shares leave."""
    behind, rest = routing.ptr[1:], np.maximum(0.0, 1.0 - routing.row_sums())
    # A full row may sum to a hair below one; its last way then takes what would lead nowhere.
    rest[rest < 1e-9] = 0.0
    target = np.insert(routing.target, behind, NOWHERE)
    return Routing(routing.ptr + np.arange(routing.ptr.size), target, np.insert(routing.share, behind, rest))


def _fork(routing: Routing) -> Fork:
    below = np.zeros(routing.share.size, dtype=np.uint64)
    guide = np.zeros((routing.ptr.size - 1, 2**GUIDE_BITS), dtype=np.int32)
    cells = np.arange(2**GUIDE_BITS, dtype=np.uint64) << np.uint64(BITS - GUIDE_BITS)
    for row, (first, behind) in enumerate(zip(routing.ptr[:-1], routing.ptr[1:], strict=True)):
        if first == behind:
            raise ValueError(f"Row {row} has no way: give every row at least one.")
        share = routing.share[first:behind]
        total = np.cumsum(share)
        below[first:behind] = thresholds(total / total[-1])
        below[first + np.flatnonzero(share)[-1] : behind] = np.uint64(2**BITS)
        guide[row] = first + np.searchsorted(below[first:behind], cells, "right")
    return Fork(guide, below, routing.target.astype(np.int64))
