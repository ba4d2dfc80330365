"""What the worker processes are asked to do at length; elements travel, for a document has listeners."""

from collections.abc import Iterable, Mapping

from ui.tasks import Watcher
from workbench.domain.document import Document
from workbench.domain.elements import Element
from workbench.domain.improvements import Place
from workbench.domain.values import Quantity
from workbench.simulation.build import Case
from workbench.simulation.crowd.contrast import Contrast, contrast
from workbench.simulation.crowd.outcome import Walked, walk_outcome
from workbench.simulation.uncertainty.ranges import Ranges
from workbench.simulation.uncertainty.run import run
from workbench.simulation.uncertainty.tornado import Bar, tornado


def sampled(
    elements: Iterable[Element], journey: str, cuts: Mapping[Place, float | Quantity], seed: int, *, watcher: Watcher
) -> Ranges:
    """Return how sure the effect of a fix is, from many worlds."""
    return run(Document(elements), journey, cuts, seed=seed, progress=watcher.progress, cancelled=watcher.cancelled)


def swung(
    elements: Iterable[Element], journey: str, cuts: Mapping[Place, float | Quantity], *, watcher: Watcher
) -> tuple[Bar, ...]:
    """Return how far each uncertain number alone moves the effect of a fix."""
    return tornado(Document(elements), journey, cuts, cancelled=watcher.cancelled)


def contrasted(case: Case, cuts: Mapping[Place, float], customers: int, seed: int, *, watcher: Watcher) -> Contrast:
    """Return how simulated customers differ before and after a fix."""
    return contrast(case, cuts, customers, seed, cancelled=watcher.cancelled)


def walked(case: Case, cuts: Mapping[Place, float], customers: int, seed: int, *, watcher: Watcher) -> Walked:
    """Return what simulated customers say where the exact engine cannot."""
    return walk_outcome(case, cuts, customers, seed, cancelled=watcher.cancelled)
