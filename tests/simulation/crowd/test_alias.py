import numpy as np
import pytest

from tests.helpers.journeys import journey, random_journey
from workbench.simulation.crowd import alias, lanes
from workbench.simulation.crowd.alias import means
from workbench.simulation.crowd.estimate import BATCHES
from workbench.simulation.exact import solve
from workbench.simulation.problems import LoopWithoutExit
from workbench.simulation.variation import Cancelled


@pytest.mark.parametrize("seed", range(8))
def test_means_lie_within_their_standard_errors_of_the_exact_answer(seed: int) -> None:
    model = random_journey(seed, influences=seed % 4)
    exact, walked = solve(model), means(model, 50_000, seed)
    off = np.abs(walked.result.visits - exact.visits)
    assert (off < 4.5 * walked.standard_errors(lambda result: result.visits) + 1e-12).all()


def test_every_customer_reaches_an_end() -> None:
    rows, cells = lanes.alias_table(np.array([0, 1, 2]), np.array([1, 0]), np.array([1.0, 1.0]))
    for customers in (1, 7, 8, 600, 5_000):
        assert lanes.visits(rows, cells, np.uint64(3), customers).tolist() == [customers, customers]


def test_threads_change_nothing() -> None:
    one, two = (means(random_journey(2), 5_000, 1, workers=workers) for workers in (1, 2))
    assert one.result.visits.tobytes() == two.result.visits.tobytes()


@pytest.mark.parametrize("seed", range(5))
def test_an_alias_table_holds_the_probabilities_it_was_made_of(seed: int) -> None:
    chance = np.random.default_rng(seed).exponential(size=9) ** 3
    target = np.arange(9)
    rows, cells = lanes.alias_table(np.array([0, 9]), target, chance)
    held = np.zeros(9)
    for cell in cells.tolist():
        below = (cell >> 32) / 2**32
        held[cell >> 16 & 0xFFFF] += below / 9
        held[cell & 0xFFFF] += (1 - below) / 9
    assert rows.tolist() == [9]
    assert np.abs(held - chance / chance.sum()).max() < 1e-9


def test_too_many_states_are_walked_by_customers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alias, "MOST_STATES", 10)
    model = random_journey(1)
    walked = means(model, 5_000, 1)
    error = walked.standard_error(lambda result: result.expected_visits)
    assert abs(walked.result.expected_visits - solve(model).expected_visits) < 4.5 * error


def test_progress_is_told_and_means_can_be_stopped() -> None:
    heard: list[int] = []
    assert means(journey([{1: 1.0}]), BATCHES - 1, 1, progress=heard.append).customers == BATCHES
    assert heard == list(range(1, BATCHES + 1))
    with pytest.raises(Cancelled):
        means(journey([{1: 1.0}]), BATCHES, 1, cancelled=lambda: True)


def test_a_loop_without_exit_is_refused() -> None:
    with pytest.raises(LoopWithoutExit):
        means(journey([{0: 1.0}]), 100, 1)
