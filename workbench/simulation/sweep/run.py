"""Run a sweep: in parts that are always the same, whoever works on them."""

import warnings
from collections.abc import Callable, Generator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from workbench.simulation.arrays import Bools, Floats
from workbench.simulation.build import Case
from workbench.simulation.compiled.ready import compiled, load
from workbench.simulation.run import later
from workbench.simulation.sweep.design import Design
from workbench.simulation.sweep.measures import MEASURES, observables
from workbench.simulation.sweep.workers import WorkersProblem
from workbench.simulation.variation import Cancelled, evaluate

CHUNK: Final = 256
"""Scenarios in a part: few enough for many workers and to be done again, enough to pay for assembling the chain.
Sums are added up within a part, in one order everywhere."""

TRIES: Final = 4
"""So often work begins anew where a process of this machine was ended from outside."""

_ONE_BY_ONE: Final[dict[str, Any]] = {"return_as": "generator", "batch_size": 1}


@dataclass(frozen=True, slots=True, eq=False)
class Sweep:
    """Scenarios of one journey; `late`, bool[n], marks the touchpoints of the later phases."""

    case: Case
    design: Design
    late: Bools

    @classmethod
    def of(cls, case: Case, design: Design, late_from: str | None = None) -> "Sweep":
        """Count as later the phases from `late_from` on, or those after the last one changed.

        Raises ModelProblem for a phase that is not in the journey.
        """
        return cls(case, design, later(case, design.changed(), late_from))

    def parts(self) -> list["Sweep"]:
        """Return the sweep in parts, which do not depend on who works on them."""
        starts = range(0, self.design.size, CHUNK)
        return [Sweep(self.case, self.design.part(start, start + CHUNK), self.late) for start in starts]


def run(
    sweep: Sweep,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Floats:
    """Return the measures of every scenario per customer entering, float[m, MEASURES].

    Works in this process, or as the `workers` around the call say; the bytes are the same.  `progress` hears how many
    of how many scenarios are done; `cancelled` is asked in between.  Raises ModelProblem for a scenario that cannot
    run, WorkersProblem, and Cancelled.
    """
    _get_ready()
    found = np.empty((sweep.design.size, len(MEASURES)))
    done = 0
    with closing(_in_order(sweep.parts())) as answers:
        for answer in answers:
            found[done : done + answer.shape[0]] = answer
            done += answer.shape[0]
            if progress is not None:
                progress(done, sweep.design.size)
            if cancelled is not None and cancelled():
                raise Cancelled
    return found


def evaluated(part: Sweep) -> Floats:
    """Return the measures of the scenarios of a part, in this process, float[m, MEASURES]."""
    _get_ready()
    asked = observables(part.late)
    mixed = np.zeros((part.design.size, len(MEASURES)))
    for segment in part.case.segments:
        mixed += segment.share * evaluate(segment.model, *part.design.variants(segment.model), asked)
    return mixed


def _get_ready() -> None:
    """Load the compiled engine: the plain one agrees to twelve digits only, so all parts must use the same."""
    if compiled() is None:
        load()


def _in_order(parts: Sequence[Sweep]) -> Generator[Floats]:
    """Yield the answers in the order of the parts; what an ended process had at hand is done again."""
    from joblib import Parallel, delayed  # not needed by those who ask one question

    done = 0
    for left in reversed(range(TRIES)):
        answers: Any = Parallel(**_ONE_BY_ONE)(delayed(evaluated)(part) for part in parts[done:])
        try:
            for answer in answers:
                done += 1
                yield answer
        except BrokenProcessPool as error:
            if not left:
                raise WorkersProblem(
                    f"Processes that worked on the sweep were ended from outside {TRIES} times, "
                    "as a system does that runs out of memory: use fewer of them."
                ) from error
        else:
            return
        finally:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # joblib has a remark on every sweep that is cancelled
                answers.close()
