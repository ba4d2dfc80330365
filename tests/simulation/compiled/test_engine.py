from dataclasses import asdict, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.journeys import benchmark_journey, fewer_failures, journey, random_journey, with_influences
from tests.helpers.rational import rational_visits
from workbench.simulation import observables
from workbench.simulation.chain import weigh
from workbench.simulation.comparison import compare
from workbench.simulation.compiled import engine as engines
from workbench.simulation.compiled.engine import Compiled
from workbench.simulation.exact import solve_plainly
from workbench.simulation.layout import flat
from workbench.simulation.model import JourneyModel, Routing
from workbench.simulation.sensitivity import gradient_matrix_plainly
from workbench.simulation.structure import assemble
from workbench.simulation.variation import EVENTS

SEEDS = st.integers(0, 10**6)
STEP = 1e-6


def _asked(model: JourneyModel) -> list[observables.Observable]:
    n = model.size
    return [observables.breakdowns(n), observables.cost(n), observables.completed(n), observables.churned(n)]


@settings(max_examples=40, deadline=None)
@given(seed=SEEDS, influences=st.integers(0, 4), open_zeros=st.booleans())
def test_both_engines_give_the_same_counts(engine: Compiled, seed: int, influences: int, open_zeros: bool) -> None:
    model = random_journey(seed, influences=influences)
    structure = assemble(model, open_zeros=open_zeros)

    found = engine.solve(model, structure)

    assert found is not None
    for name, counts in asdict(solve_plainly(model, structure)).items():
        np.testing.assert_allclose(getattr(found, name), counts, rtol=1e-12, atol=1e-14, err_msg=name)
    assert found.ends.sum() == pytest.approx(1.0, abs=1e-12)


@settings(max_examples=25, deadline=None)
@given(seed=SEEDS, open_zeros=st.booleans())
def test_both_engines_give_the_same_derivatives_unknown_ones_included(
    engine: Compiled, seed: int, open_zeros: bool
) -> None:
    model = replace(random_journey(seed, influences=3), retry=np.array([0.0, 0.2, 0.5, 0.0]))
    structure = assemble(model, open_zeros=open_zeros)

    found = engine.differentiate(model, structure, _asked(model))

    assert found is not None
    values, matrix = gradient_matrix_plainly(model, _asked(model), structure)
    np.testing.assert_allclose(found[0], values, rtol=1e-12)
    size = np.nanmax(np.abs(matrix), axis=1, keepdims=True)
    np.testing.assert_allclose(found[1] / size, matrix / size, rtol=1e-12, atol=1e-12)


@settings(max_examples=10, deadline=None)
@given(seed=SEEDS)
def test_derivatives_agree_with_central_differences(engine: Compiled, seed: int) -> None:
    model = random_journey(seed, influences=2)
    structure, asked, here = assemble(model, open_zeros=True), _asked(model), flat(model)
    found = engine.differentiate(model, structure, asked)
    assert found is not None
    # Routing and entry shares have to sum to one, so each varies alone only before it is scaled; those near a kink or
    # an end have one side only.
    free = np.flatnonzero((np.abs(here - np.round(here)) > 1e-4) & _varies_alone(model))
    nudged = np.concatenate([here[free] + STEP * side * np.eye(free.size) for side in (1.0, -1.0)])

    stuck, events = engine.count(model, structure, free, nudged, lambda _: None)

    up, down = np.split(events @ observables.stacked(asked).reshape(events.shape[1], -1), 2)
    assert not stuck.any()
    np.testing.assert_allclose(found[1][:, free], ((up - down) / (2 * STEP)).T, rtol=1e-5, atol=2e-6 * here.max())


def _varies_alone(model: JourneyModel) -> np.ndarray:
    from workbench.simulation.layout import PARAMETERS, starts

    begin = dict(zip(PARAMETERS, starts(model).tolist(), strict=False))
    alone = np.ones(flat(model).size, dtype=np.bool_)
    alone[begin["routing"] : begin["failure_demand"]] = False
    alone[begin["entry"] : begin["defection_cost"]] = False
    # Beyond certainty neither the factor nor the curve counts: a kink.
    near = np.abs(model.leave_factor[:, None] * model.leave - 1.0) < 1e-4
    alone[begin["leave_factor"] : begin["leave_factor"] + model.size] &= not near.any()
    return alone


@settings(max_examples=15, deadline=None)
@given(seed=SEEDS, smallness=st.integers(6, 16))
def test_loops_that_are_hardly_ever_left_keep_every_digit(engine: Compiled, seed: int, smallness: int) -> None:
    model = _hardly_ever_left(seed, 10.0**-smallness)
    structure = assemble(model)
    chain = weigh(structure, model)

    exact = rational_visits(chain)

    factors, found = engine.factorise(chain), engine.solve(model, structure)
    assert factors is not None
    assert found is not None
    np.testing.assert_allclose(factors.visits(chain.entry), exact, rtol=1e-13)
    by_touchpoint = np.bincount(structure.states.touchpoint, exact, model.size)
    np.testing.assert_allclose(found.visits, by_touchpoint, rtol=1e-13)


def _hardly_ever_left(seed: int, exit_share: float) -> JourneyModel:
    """Three touchpoints in a ring with shortcuts and memory, of which only the last one has a way out."""
    random = np.random.default_rng(seed)
    rows = [{1: 0.7, 2: 0.3}, {2: 0.6, 0: 0.4}, {0: 1.0 - exit_share, 3: exit_share}]
    model = journey(rows, failure=random.uniform(0.01, 0.4, 3).tolist(), levels=2, breakdown=0.2)
    return replace(
        model, severity=random.uniform(0.1, 1.9, 3), soothing=random.uniform(0.1, 0.9, 3), retry=random.uniform(0, 1, 3)
    )


def test_the_adjoint_of_a_hardly_left_loop_counts_the_same_visits(engine: Compiled) -> None:
    model = _hardly_ever_left(3, 1e-14)
    chain = weigh(assemble(model), model)
    factors = engine.factorise(chain)
    assert factors is not None
    worth = factors.values(np.ones((chain.structure.size, 2)))
    assert worth.shape == (chain.structure.size, 2)
    assert chain.entry @ worth[:, 1] == pytest.approx(sum(rational_visits(chain)), rel=1e-13)


def test_the_order_in_which_touchpoints_are_stated_changes_nothing(engine: Compiled) -> None:
    model = with_influences(benchmark_journey(n=20, phases=4, ways=45, influences=0), {(2, 7): 0.3, (4, 9): 0.2})
    order = np.random.default_rng(1).permutation(20)
    found, moved = (engine.solve(each, assemble(each)) for each in (model, _renumbered(model, order)))
    assert found is not None
    assert moved is not None
    np.testing.assert_allclose(moved.breakdowns, found.breakdowns[order], rtol=1e-12)
    np.testing.assert_allclose(moved.cost, found.cost[order], rtol=1e-12)


def _renumbered(model: JourneyModel, order: np.ndarray) -> JourneyModel:
    place = np.append(np.argsort(order), [model.size, model.size + 1])
    ptr, target, share = model.routing.ptr, model.routing.target, model.routing.share
    rows = [
        {int(place[t]): s for t, s in zip(target[a:b].tolist(), share[a:b].tolist(), strict=True)}
        for a, b in zip(ptr[order], ptr[order + 1], strict=True)
    ]
    by_touchpoint = (
        "phase", "entry", "failure", "severity", "soothing", "carry_over", "retry", "contact_cost", "recovery_cost",
        "contact_time", "recovery_time", "leave_factor",
    )  # fmt: skip
    return replace(
        model,
        routing=Routing.from_rows(rows),
        influence_source=place[model.influence_source],
        influence_target=place[model.influence_target],
        **{name: getattr(model, name)[order] for name in by_touchpoint},
    )


def test_without_memory_an_early_fix_changes_no_later_hazard(engine: Compiled) -> None:
    model = benchmark_journey(influences=0)
    flat_curves = {name: np.full(6, getattr(model, name).mean()) for name in ("breakdown", "leave", "silent")}
    forgetful = replace(model, carry_over=np.zeros(60), severity=np.zeros(60), soothing=np.zeros(60), **flat_curves)
    before, after = (engine.solve(each, assemble(each)) for each in (forgetful, fewer_failures(forgetful, 3)))
    assert before is not None
    assert after is not None
    split = compare(before, after, model.phase >= 6)
    assert abs(split.hazard) < 1e-15
    assert split.exposure != 0.0


def test_numbers_that_do_not_fit_are_left_to_the_plain_engine(engine: Compiled) -> None:
    model = random_journey(3)
    structure = assemble(replace(model, failure=np.zeros(4)))
    assert engine.solve(model, structure) is None
    assert engine.differentiate(model, structure, _asked(model)) is None
    assert engine.solve(random_journey(4), structure) is None


def test_a_loop_without_exit_is_left_to_the_plain_engine_which_names_it(engine: Compiled) -> None:
    model = journey([{1: 0.5, 3: 0.5}, {2: 1.0}, {1: 1.0}])
    assert engine.solve(model, assemble(model)) is None


def test_every_variant_is_counted_in_whichever_batch_it_falls(
    engine: Compiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "BATCH", 20)
    monkeypatch.setattr(engines, "_threads", lambda: 1)
    model, heard = random_journey(8), list[int]()
    values = np.random.default_rng(2).uniform(0.05, 0.5, (131, 2))

    stuck, events = engine.count(model, assemble(model), np.array([0, 2]), values, heard.append)

    assert not stuck.any()
    assert heard[-1] == 131
    for row in (0, 7, 19, 20, 130):
        failure = model.failure.copy()
        failure[[0, 2]] = values[row]
        alone = solve_plainly(replace(model, failure=failure), assemble(model))
        found = dict(zip(EVENTS, events[row].reshape(len(EVENTS), model.size), strict=True))
        for event in ("breakdowns", "cost", "time"):
            np.testing.assert_allclose(found[event], getattr(alone, event), rtol=1e-12)


def test_whoever_raises_on_progress_ends_the_work(engine: Compiled, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "BATCH", 8)
    monkeypatch.setattr(engines, "_threads", lambda: 1)
    model, heard = random_journey(8), list[int]()

    def stop(done: int) -> None:
        heard.append(done)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.count(model, assemble(model), np.array([0]), np.full((800, 1), 0.2), stop)
    assert heard == [8]
