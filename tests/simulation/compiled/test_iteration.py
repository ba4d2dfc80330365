"""Small journeys are swept here too: any elimination counts as one that fills in."""

from collections.abc import Iterator
from dataclasses import asdict, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.journeys import journey, random_journey, tangled_journey
from tests.helpers.rational import rational_visits
from workbench.simulation import observables
from workbench.simulation.chain import weigh
from workbench.simulation.compiled import engine as engines
from workbench.simulation.compiled import plan as plans
from workbench.simulation.compiled.engine import Compiled
from workbench.simulation.compiled.plan import Plan, plan_of
from workbench.simulation.exact import solve_plainly
from workbench.simulation.layout import PARAMETERS
from workbench.simulation.model import JourneyModel
from workbench.simulation.sensitivity import gradient_matrix_plainly
from workbench.simulation.structure import Structure, assemble

SEEDS = st.integers(0, 10**6)


@pytest.fixture(scope="module", autouse=True)
def _tangled() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plans, "TANGLED", -1)
        yield


@pytest.fixture
def eliminated(monkeypatch: pytest.MonkeyPatch) -> list[Structure]:
    """The structures whose sweeps did not come to rest."""
    found: list[Structure] = []

    def noted(structure: Structure, *, eliminate: bool = False) -> Plan:
        if eliminate:
            found.append(structure)
        return plan_of(structure, eliminate=eliminate)

    monkeypatch.setattr(engines, "plan_of", noted)
    return found


def _asked(model: JourneyModel) -> list[observables.Observable]:
    return [observables.breakdowns(model.size), observables.cost(model.size), observables.completed(model.size)]


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, influences=st.integers(0, 4), single=st.booleans())
def test_sweeps_and_scipy_give_the_same_counts_and_derivatives(
    engine: Compiled, seed: int, influences: int, single: bool
) -> None:
    model = random_journey(seed, influences=influences)
    structure, asked = assemble(model), _asked(model)[: 1 if single else 3]

    found, derived = engine.solve(model, structure), engine.differentiate(model, structure, asked)

    assert found is not None
    assert derived is not None
    for name, counts in asdict(solve_plainly(model, structure)).items():
        np.testing.assert_allclose(getattr(found, name), counts, rtol=1e-12, atol=1e-14, err_msg=name)
    values, matrix = gradient_matrix_plainly(model, asked, structure)
    size = np.nanmax(np.abs(matrix), axis=1, keepdims=True)
    np.testing.assert_allclose(derived[0], values, rtol=1e-12)
    np.testing.assert_allclose(derived[1] / size, matrix / size, rtol=1e-12, atol=1e-12)


def test_a_tangle_of_many_loops_comes_to_rest(engine: Compiled, eliminated: list[Structure]) -> None:
    model = tangled_journey(60)
    structure = assemble(model)
    found, plain = engine.solve(model, structure), solve_plainly(model, structure)
    assert found is not None
    assert not eliminated
    np.testing.assert_allclose(found.visits, plain.visits, rtol=1e-12)
    np.testing.assert_allclose(found.cost, plain.cost, rtol=1e-12)


@settings(max_examples=25, deadline=None)
@given(exit_share=st.floats(-16.0, -0.1).map(lambda digits: 10.0**digits), failure=st.floats(0.01, 0.4))
def test_every_entry_is_right_however_rarely_a_loop_is_left(
    engine: Compiled, exit_share: float, failure: float
) -> None:
    model = _ring(exit_share, failure)
    structure = assemble(model)
    exact = np.bincount(structure.states.touchpoint, rational_visits(weigh(structure, model)), model.size)
    found = engine.solve(model, structure)
    assert found is not None
    np.testing.assert_allclose(found.visits, exact, rtol=5e-14)


@pytest.mark.parametrize(("exit_share", "rests"), [(0.5, True), (1e-3, False)])
def test_an_elimination_follows_where_sweeps_do_not_come_to_rest(
    engine: Compiled, eliminated: list[Structure], exit_share: float, rests: bool
) -> None:
    model = _ring(exit_share, 0.2)
    structure = assemble(model)
    found = engine.differentiate(model, structure, _asked(model))
    assert found is not None
    np.testing.assert_allclose(found[0], gradient_matrix_plainly(model, _asked(model), structure)[0], rtol=1e-12)
    assert eliminated == ([] if rests else [structure])


def _ring(exit_share: float, failure: float) -> JourneyModel:
    rows = [{1: 0.7, 2: 0.3}, {2: 0.6, 0: 0.4}, {0: 1.0 - exit_share, 3: exit_share}]
    model = journey(rows, failure=[failure] * 3, levels=2, breakdown=0.2)
    return replace(model, severity=np.full(3, 0.7), soothing=np.full(3, 0.4), retry=np.full(3, 0.3))


def test_rewards_below_zero_are_left_to_an_elimination(engine: Compiled, eliminated: list[Structure]) -> None:
    model = random_journey(5)
    structure, profit = assemble(model), replace(observables.completed(4), cost=np.full(4, -1.0))
    found = engine.differentiate(model, structure, [profit])
    assert found is not None
    np.testing.assert_allclose(found[0], gradient_matrix_plainly(model, [profit], structure)[0], rtol=1e-12)
    assert eliminated == [structure]


def test_variants_that_do_not_come_to_rest_are_eliminated_with_their_neighbours(
    engine: Compiled, eliminated: list[Structure]
) -> None:
    model = _ring(0.5, 0.2)
    structure = assemble(model)
    last = int(np.flatnonzero(model.routing.target == 3)[0])
    exits = np.array([0.5] * 9 + [1e-3])
    back = 1.0 - exits
    begin = plan_of(structure).start[PARAMETERS.index("routing")]
    columns = begin + np.array([last - 1, last])

    stuck, events = engine.count(model, structure, columns, np.column_stack([back, exits]), lambda _: None)

    assert not stuck.any()
    assert eliminated == [structure]
    for row in (0, 8, 9):
        alone = solve_plainly(_ring(exits[row], 0.2), structure)
        np.testing.assert_allclose(events[row, :3], alone.visits, rtol=1e-12)


def test_a_closed_loop_is_left_to_the_plain_engine(engine: Compiled) -> None:
    model = journey([{1: 0.5, 3: 0.5}, {2: 1.0}, {1: 1.0}])
    assert engine.solve(model, assemble(model)) is None
