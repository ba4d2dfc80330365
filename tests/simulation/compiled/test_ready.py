import subprocess
import sys
from collections.abc import Iterator

import numpy as np
import pytest

from tests.helpers.journeys import journey, random_journey
from workbench.simulation import observables
from workbench.simulation.compiled import engine as engines
from workbench.simulation.compiled.engine import Compiled
from workbench.simulation.compiled.ready import compiled, load, load_in_background
from workbench.simulation.exact import solve, solve_plainly
from workbench.simulation.factorising import factorise
from workbench.simulation.glass import glass
from workbench.simulation.irritation import irritation_in
from workbench.simulation.problems import LoopWithoutExit
from workbench.simulation.sensitivity import gradient_matrix
from workbench.simulation.structure import assemble
from workbench.simulation.variation import Variation, current, evaluate, parameters, varied


@pytest.fixture
def _not_ready() -> Iterator[None]:
    engines._shared.cache_clear()
    yield
    engines._shared.cache_clear()


def test_importing_the_engine_does_not_import_numba() -> None:
    program = (
        "import sys, workbench.simulation.run, workbench.simulation.variation\n"
        "from workbench.simulation.compiled import ready\n"
        "print(ready.compiled(), 'numba' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout.strip() == "None False"


@pytest.mark.usefixtures("_not_ready")
def test_the_compiled_engine_answers_once_it_has_been_loaded() -> None:
    assert compiled() is None
    load_in_background().join(timeout=300)
    assert isinstance(compiled(), Compiled)


@pytest.mark.usefixtures("_not_ready")
def test_everything_that_asks_gets_the_same_answers_before_and_after_loading() -> None:
    model = random_journey(4, influences=3)
    asked = [observables.breakdowns(4), observables.cost(4)]
    every = parameters(model)
    values = np.tile(current(model, every), (11, 1)) * np.random.default_rng(1).uniform(0.5, 1.0, (11, len(every)))

    def answers() -> list[np.ndarray]:
        chain = engines.weigh(assemble(model), model)
        return [
            solve(model).cost,
            *gradient_matrix(model, asked),
            evaluate(model, every, values, asked),
            factorise(chain).visits(chain.entry),
            glass(irritation_in(model), model.phase, 3).cost.sources,
        ]

    before = answers()
    load()
    for first, second in zip(before, answers(), strict=True):
        np.testing.assert_allclose(second, first, rtol=1e-12, atol=1e-12)


@pytest.mark.usefixtures("_not_ready")
def test_what_the_kernels_cannot_judge_is_judged_as_before() -> None:
    load()
    with pytest.raises(LoopWithoutExit, match="touchpoint 1"):
        solve(journey([{1: 0.5, 3: 0.5}, {2: 1.0}, {1: 1.0}]))
    model = random_journey(3)
    other = varied(model, [Variation("failure", 0)], np.array([0.0]))
    np.testing.assert_allclose(
        solve(model, assemble(other)).visits, solve_plainly(model, assemble(model)).visits, rtol=1e-12
    )


@pytest.mark.usefixtures("_not_ready")
def test_variants_with_a_loop_that_some_of_them_close_are_told_apart() -> None:
    load()
    model = journey([{1: 1.0}, {0: 0.5, 2: 0.5}], failure=[0.2, 0.2])
    asked = [observables.visits(2)]
    ways = [Variation("routing", 1), Variation("routing", 2)]
    assert evaluate(model, ways, np.array([[1.0, 1.0], [1.0, 3.0]]), asked)[:, 0] == pytest.approx([4.0, 8.0 / 3.0])
    with pytest.raises(LoopWithoutExit):
        evaluate(model, ways, np.array([[1.0, 1.0], [1.0, 0.0]]), asked)
