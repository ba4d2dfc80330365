"""What the worker process is asked about a whole document; elements travel, for a document has listeners."""

from collections.abc import Callable, Iterable, Mapping

from workbench.domain.document import Document
from workbench.domain.elements import Element
from workbench.simulation.build import Case
from workbench.simulation.crowd.outcome import Walked, walk_outcome
from workbench.simulation.uncertainty.ranges import Ranges
from workbench.simulation.uncertainty.run import run
from workbench.simulation.uncertainty.tornado import Bar, tornado

Cuts = Mapping[str, float]


def sampled(
    elements: Iterable[Element], journey: str, cuts: Cuts, seed: int, *, cancelled: Callable[[], bool]
) -> Ranges:
    """Return how sure the effect of a fix is, from many worlds."""
    return run(Document(elements), journey, cuts, seed=seed, cancelled=cancelled)


def swung(elements: Iterable[Element], journey: str, cuts: Cuts, *, cancelled: Callable[[], bool]) -> tuple[Bar, ...]:
    """Return how far each uncertain number alone moves the effect of a fix."""
    return tornado(Document(elements), journey, cuts, cancelled=cancelled)


def walked(case: Case, cuts: Cuts, customers: int, seed: int, *, cancelled: Callable[[], bool]) -> Walked:
    """Return what simulated customers say where the exact engine cannot."""
    return walk_outcome(case, cuts, customers, seed, cancelled=cancelled)
