import pytest

from tests.helpers.builders import JOURNEY, fails, named
from tests.helpers.memory import remembering
from ui.shell.quick_range import QuickRange
from workbench.domain.document import Document
from workbench.domain.improvements import Place
from workbench.simulation.build import build
from workbench.simulation.run import Simulator


@pytest.fixture
def document() -> Document:
    return remembering()


def test_the_range_lies_around_what_the_simulator_says(document: Document) -> None:
    cuts: dict[Place, float] = {named(document, "Contract").id: -0.3}
    split = Simulator(build(document, JOURNEY)).compare(cuts).split
    said = QuickRange(document, JOURNEY).of(cuts)
    assert said is not None
    ends = (said.change.low, said.change.high), said.exposure, said.hazard
    for (low, high), value in zip(ends, (split.delta, split.exposure, split.hazard), strict=True):
        assert low < value < high
        assert (low + high) / 2 == pytest.approx(value)
    assert said.change.carries is None


def test_another_fix_has_another_later(document: Document) -> None:
    quick = QuickRange(document, JOURNEY)
    cuts: list[dict[Place, float]] = [{named(document, name).id: -0.3} for name in ("Contract", "Delivery", "Contract")]
    first, _, again = (quick.of(each) for each in cuts)
    assert first == again
    assert first == QuickRange(document, JOURNEY).of(cuts[0])


def test_a_changed_journey_is_read_again_once_it_is_told(document: Document) -> None:
    quick = QuickRange(document, JOURNEY)
    cuts: dict[Place, float] = {named(document, "Contract").id: -0.3}
    before = quick.of(cuts)
    fails(document, named(document, "Offer").id, 0.4)
    assert quick.of(cuts) == before
    quick.forget()
    assert quick.of(cuts) != before


def test_a_journey_that_cannot_run_has_no_range(document: Document) -> None:
    assert QuickRange(document, "elsewhere").of({}) is None
