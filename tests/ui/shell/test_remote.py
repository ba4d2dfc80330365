import pytest

from tests.helpers.builders import JOURNEY, named
from tests.helpers.memory import remembering
from ui.shell import remote
from ui.tasks import CELLS, Task, Watcher
from workbench.simulation.build import build
from workbench.simulation.uncertainty.run import SAMPLES
from workbench.simulation.variation import Cancelled


def watched(stopped: bool = False) -> Watcher:
    cells, task = [0] * CELLS, Task("any")
    task.begin(cells, 1)
    if stopped:
        task.stop()
    return Watcher(cells, 1)


def test_elements_alone_are_enough_to_answer_for_a_document() -> None:
    document = remembering()
    cuts = {named(document, "Contract").id: -0.5}
    elements = tuple(document.elements.values())
    ranges = remote.sampled(elements, JOURNEY, cuts, 7, watcher=watched())
    assert (ranges.seed, ranges.samples) == (7, SAMPLES)
    bars = remote.swung(elements, JOURNEY, cuts, watcher=watched())
    assert bars == tuple(sorted(bars, key=lambda bar: -bar.reach))
    walked = remote.walked(build(document, JOURNEY), cuts, 100, 7, watcher=watched())
    assert (walked.seed, walked.customers) == (7, 100)
    found = remote.contrasted(build(document, JOURNEY), cuts, 50, 7, watcher=watched())
    assert (found.seed, found.customers, len(found.of("time"))) == (7, 50, 2)


def test_work_that_nobody_wants_any_more_ends() -> None:
    document = remembering()
    cuts = {named(document, "Contract").id: -0.5}
    with pytest.raises(Cancelled):
        remote.sampled(tuple(document.elements.values()), JOURNEY, cuts, 7, watcher=watched(stopped=True))
