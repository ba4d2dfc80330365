import numpy as np
import pytest

from tests.helpers.builders import JOURNEY, named
from tests.helpers.memory import remembering, with_two_personas
from workbench.domain.improvements import Aspect
from workbench.simulation.build import build
from workbench.simulation.crowd.contrast import contrast
from workbench.simulation.crowd.rows import TIME
from workbench.simulation.problems import ModelProblem
from workbench.simulation.variation import Cancelled


def test_before_and_after_have_the_same_bins_and_whole_shares() -> None:
    document = with_two_personas(remembering())
    found = contrast(build(document, JOURNEY), {named(document, "Contract").id: -0.8}, 400, 1)
    assert len(found.baseline) == len(found.scenario)
    for before, after in zip(found.baseline, found.scenario, strict=True):
        assert before.measure == after.measure
        assert np.array_equal(before.edges, after.edges)
        assert after.share.sum() + after.beyond == pytest.approx(1.0)


def test_shorter_contacts_move_the_time_and_nothing_else() -> None:
    document = remembering()
    cuts = {Aspect(named(document, "Contract").id, "contact_time"): -0.5}
    found = contrast(build(document, JOURNEY), cuts, 400, 1)
    moved = {
        before.measure.kind
        for before, after in zip(found.baseline, found.scenario, strict=True)
        if before.mean != after.mean
    }
    assert moved == {TIME}
    before, after = found.of(TIME)
    assert after.mean < before.mean
    assert after.share.sum() + after.beyond == pytest.approx(1.0)


@pytest.mark.parametrize("change", [{}, {"Contract": 0.0}])
def test_what_changes_nothing_is_walked_once(change: dict[str, float]) -> None:
    document = remembering()
    cuts = {named(document, name).id: by for name, by in change.items()}
    found = contrast(build(document, JOURNEY), {**cuts}, 100, 1)
    assert not found.scenario
    assert len(found.of(TIME)) == 1


def test_it_can_be_stopped_and_refuses_what_it_does_not_know() -> None:
    case = build(remembering(), JOURNEY)
    with pytest.raises(Cancelled):
        contrast(case, {}, 100, 1, cancelled=lambda: True)
    with pytest.raises(ModelProblem, match="neither a touchpoint nor a phase"):
        contrast(case, {"nowhere": -0.5}, 100, 1)
