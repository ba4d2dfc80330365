import numpy as np
import pytest

from tests.helpers.journeys import benchmark_journey, random_journey
from workbench.simulation.compiled import plan as plans
from workbench.simulation.compiled.plan import plan_of
from workbench.simulation.model import JourneyModel
from workbench.simulation.structure import assemble


@pytest.mark.parametrize("model", [random_journey(3), benchmark_journey(n=30, phases=4, ways=70, influences=3)])
def test_a_plan_holds_every_state_turn_and_arc_of_the_structure_once(model: JourneyModel) -> None:
    structure = assemble(model)
    plan = plan_of(structure)
    assert sorted(plan.order.tolist()) == list(range(structure.size))
    assert plan.places.touchpoint.tolist() == structure.states.touchpoint[plan.order].tolist()
    arcs, branches = structure.arcs, structure.branches
    inside = np.flatnonzero(arcs.landing < structure.size)
    stated = zip(branches.state[arcs.branch[inside]], arcs.way[inside], arcs.landing[inside], strict=True)
    state = np.repeat(np.arange(structure.size), np.diff(plan.turns.ptr))
    state = np.repeat(state, np.diff(plan.moves.ptr))
    planned = zip(plan.order[state], plan.moves.way, plan.order[plan.moves.landing], strict=True)
    assert sorted(planned) == sorted(stated)
    lies = plan.moves.slot >= 0
    assert plan.pattern.column[plan.moves.slot[lies]].tolist() == plan.moves.landing[lies].tolist()
    assert state[~lies].tolist() == plan.moves.landing[~lies].tolist()


def test_counted_by_touchpoints_the_order_is_still_a_whole_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plans, "COUNTED_BY_STATE", 0)
    monkeypatch.setattr(plans, "LARGEST_TABLE", 0)
    structure = assemble(random_journey(3))
    assert sorted(plan_of(structure).order.tolist()) == list(range(structure.size))
