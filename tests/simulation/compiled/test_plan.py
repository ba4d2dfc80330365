import numpy as np
import pytest

from tests.helpers.journeys import benchmark_journey, random_journey, tangled_journey
from workbench.simulation.arrays import Ints
from workbench.simulation.compiled import plan as plans
from workbench.simulation.compiled.plan import Plan, plan_of
from workbench.simulation.model import JourneyModel
from workbench.simulation.structure import assemble


def _landings(plan: Plan, state: Ints) -> Ints:
    back = plan.moves.slot == plan.pattern.column.size
    return np.where(back, state, np.append(plan.pattern.column, 0)[plan.moves.slot])


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
    state = state[plan.moves.turn]
    landing = _landings(plan, state)
    planned = zip(plan.order[state], plan.moves.way, plan.order[landing], strict=True)
    assert sorted(planned) == sorted(stated)


def test_every_turn_departs_by_the_ways_that_it_moves_on() -> None:
    plan = plan_of(assemble(benchmark_journey(n=30, phases=4, ways=70, influences=3)))
    state = np.repeat(np.arange(plan.order.size), np.diff(plan.turns.ptr))
    turns, departures, moves = plan.turns, plan.departures, plan.moves
    landing = _landings(plan, state[moves.turn])
    for turn, departure in enumerate(turns.departure.tolist()):
        assert departures.touchpoint[departure] == plan.places.touchpoint[state[turn]]
        assert (departures.outcome[departure], departures.level[departure]) == (turns.outcome[turn], turns.level[turn])
        mine = moves.turn == turn
        shared = slice(departures.ptr[departure], departures.ptr[departure + 1])
        assert departures.way[shared].tolist() == moves.way[mine].tolist()
        assert departures.landing[shared].tolist() == landing[mine].tolist()
    assert departures.level.size < 0.7 * turns.level.size


def test_only_a_journey_whose_elimination_fills_in_is_swept() -> None:
    tangle, phases = assemble(tangled_journey(400)), assemble(benchmark_journey())
    assert (plan_of(tangle).swept, plan_of(phases).swept) == (True, False)
    swept, eliminated = plan_of(tangle), plan_of(tangle, eliminate=True)
    assert not eliminated.swept
    assert swept.pattern.column.size < 0.1 * eliminated.pattern.column.size


def test_counted_by_touchpoints_the_order_is_still_a_whole_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plans, "COUNTED_BY_STATE", 0)
    monkeypatch.setattr(plans, "LARGEST_TABLE", 0)
    structure = assemble(random_journey(3))
    assert sorted(plan_of(structure).order.tolist()) == list(range(structure.size))
