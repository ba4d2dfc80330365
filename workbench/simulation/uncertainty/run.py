"""How sure the answer is, asked of a whole document: what the window's worker and the command line call."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypedDict

import numpy as np

from workbench.domain.document import Document
from workbench.domain.improvements import Place
from workbench.domain.values import Quantity
from workbench.simulation.arrays import Floats, Ints
from workbench.simulation.run import late_name
from workbench.simulation.uncertainty.fixes import late_rows, resolve
from workbench.simulation.uncertainty.inputs import Inputs, collect
from workbench.simulation.uncertainty.ranges import Measured, Range, Ranges
from workbench.simulation.uncertainty.sampling import normal_scores
from workbench.simulation.uncertainty.shares import first_order, ranked
from workbench.simulation.uncertainty.worlds import Cancel, Evaluation, Worlds
from workbench.simulation.wording import Cut

SAMPLES: Final = 1024
_TOLLS: Final = frozenset({"contact_cost", "recovery_cost", "defection_cost", "contact_time", "recovery_time"})
"""What customers cost does not move them: these numbers have no share in breakdowns, not even by chance."""

_BATCH_NUMBERS: Final = 4_000_000
_MOST_IN_BATCH: Final = 4096


def run(
    document: Document,
    journey: str,
    cuts: Mapping[Place, float | Quantity],
    late_from: str | None = None,
    *,
    samples: int = SAMPLES,
    seed: int = 0,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Cancel | None = None,
) -> Ranges:
    """Return what changes of numbers of touchpoints or phases come to when every uncertain number varies.

    Baseline and scenario meet the same worlds, so that `change` is the range of the difference, not the difference of
    ranges.  `progress` hears how many of how many worlds are done.  Same seed, same bytes.  Raises ModelProblem for a
    place that is not in the journey, a journey that cannot run or a number of samples that makes no sense, and
    Cancelled.
    """
    inputs = collect(document, journey)
    fixes = resolve(inputs.case, cuts)
    late = late_rows(inputs.case, fixes, late_from)
    inputs = inputs.with_changes(fixes)
    scores = normal_scores(len(inputs.inputs), samples, seed)
    evaluation = Evaluation(inputs, fixes, late)
    stated, worlds = _in_all(evaluation, inputs, scores, progress, cancelled)
    acting = [column for column, each in enumerate(inputs.inputs) if each.parameter not in _TOLLS]
    shares = first_order(scores[:, acting], _asked(worlds))
    return Ranges(
        fixes=tuple(Cut(fix.name, fix.change.value, fix.parameter) for fix in fixes),
        late=late_name(inputs.case, late),
        samples=scores.shape[0],
        seed=seed,
        baseline=Measured.over(stated.baseline[0], worlds.baseline),
        scenario=Measured.over(stated.scenario[0], worlds.scenario),
        change=Measured.over(stated.scenario[0] - stated.baseline[0], worlds.scenario - worlds.baseline),
        **_split(stated, worlds),
        shares=ranked([inputs.inputs[column] for column in acting], shares),
        together=float(shares.sum()),
    )


def _in_all(
    evaluation: Evaluation,
    inputs: Inputs,
    scores: Floats,
    progress: Callable[[int, int], None] | None,
    cancelled: Cancel | None,
) -> tuple[Worlds, Worlds]:
    """Run the world in which everything is as stated, and those with these scores, in their order."""
    order = evaluation.in_turn(scores)
    parts: list[Worlds] = []
    for batch, done in _batches(order, evaluation.width):
        values = inputs.at(scores[batch])
        parts.append(evaluation.run(values if parts else np.vstack([inputs.likely, values]), cancelled))
        if progress is not None:
            progress(done, scores.shape[0])
    every = Worlds.joined(parts)
    return every.taken(np.zeros(1, dtype=np.int64)), every.taken(1 + np.argsort(order))


def _asked(worlds: Worlds) -> Floats:
    """Return the change of late breakdowns, float[m], or the breakdowns themselves where nothing changes them."""
    change = worlds.scenario[:, 0] - worlds.baseline[:, 0]
    return change if change.any() else worlds.baseline[:, 0]


class _Split(TypedDict):
    exposure: Range
    hazard: Range
    twin_hazard: Range
    carried: Range


def _split(stated: Worlds, worlds: Worlds) -> _Split:
    def over(value: Floats, each: Floats) -> Range:
        return Range.over(float(value[0]), each)

    return {
        "exposure": over(stated.split[:, 0], worlds.split[:, 0]),
        "hazard": over(stated.split[:, 1], worlds.split[:, 1]),
        "twin_hazard": over(stated.split[:, 2], worlds.split[:, 2]),
        "carried": over(stated.split[:, 1] - stated.split[:, 2], worlds.split[:, 1] - worlds.split[:, 2]),
    }


def _batches(order: Ints, width: int) -> Iterator[tuple[Ints, int]]:
    size = int(np.clip(_BATCH_NUMBERS // max(width, 1), 1, _MOST_IN_BATCH))
    for start in range(0, order.size, size):
        batch = order[start : start + size]
        yield batch, start + batch.size
