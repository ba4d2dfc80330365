"""Numbers that others have published, and small chains from textbooks and model checkers."""

import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.helpers.greps import DROP_OUT, SUCCESS, greps, greps_changed
from tests.helpers.journeys import journey
from tests.helpers.markov import chain_journey, read_states, read_transitions
from workbench.simulation.exact import solve


@pytest.mark.parametrize(("step", "published"), list(enumerate(SUCCESS)))
def test_the_greps_success_curve(step: int, published: float) -> None:
    # Value iteration stops early, so that every published value lies below the exact one.
    assert 0.0 <= solve(greps_changed(step)).completed - published < 2e-6


@pytest.mark.parametrize(("stage", "published"), list(enumerate([0.51515, 0.62963, 0.70833, 0.80952])))
def test_the_greps_stage_values(stage: int, published: float) -> None:
    model = replace(greps(DROP_OUT), entry=np.eye(4)[stage])
    assert solve(model).completed == pytest.approx(published, abs=5.1e-6)


@pytest.mark.parametrize(
    ("stage", "reached", "lost", "published"),
    [(0, 33, 6, 6.18186), (1, 27, 3, 3.7777), (2, 24, 3, 4.24998), (3, 21, 4, 6.47624)],
)
def test_the_greps_pain_points_ranked_by_lost_users(stage: int, reached: int, lost: int, published: float) -> None:
    """By each way out of a stage, the customers who take it times the change of their chance to succeed."""
    chances = [solve(replace(greps(DROP_OUT), entry=np.eye(4)[each])).completed for each in range(4)]
    here, onward = [*chances, 1.0][stage : stage + 2]
    # Theirs are sums over some thirty customers of chances printed with five digits.
    assert lost * here + (reached - lost) * (onward - here) == pytest.approx(published, abs=33 * 5e-6)


@pytest.mark.parametrize(
    ("last", "margins", "published"), [(0.05, [36, -4, -4, -4], 64.25), (0.01, [36, -4, -4, 0], 65.7)]
)
def test_the_lifetime_value_of_pfeifer_and_carraway(last: float, margins: list[int], published: float) -> None:
    """Journal of Interactive Marketing 14(2), 2000: repurchase .3, .2, .15, .05 by recency, margin 40, mailing 4."""
    model = journey([{0: 0.3, 1: 0.7}, {0: 0.2, 2: 0.8}, {0: 0.15, 3: 0.85}, {0: last, 4: 1 - last}])
    assert solve(replace(model, contact_cost=np.array(margins, dtype=float))).cost.sum() == pytest.approx(
        published, abs=5.1e-3
    )


@pytest.mark.parametrize(("recency", "value"), list(enumerate([52.3196, 5.5538, 1.2508, -1.8200])))
def test_the_same_discounted_by_a_fifth_a_period(recency: int, value: float) -> None:
    """Money that comes a period later counts as if one customer in six had gone meanwhile."""
    rows = [{0: 0.3, 1: 0.7}, {0: 0.2, 2: 0.8}, {0: 0.15, 3: 0.85}, {0: 0.05, 4: 0.95}]
    discounted = [{end: share / 1.2 for end, share in row.items() if end < 4} for row in rows]
    model = journey([{**row, 4: 1 - sum(row.values())} for row in discounted])
    model = replace(model, contact_cost=np.array([36.0, -4.0, -4.0, -4.0]), entry=np.eye(4)[recency])
    assert solve(model).cost.sum() == pytest.approx(value, abs=5.1e-5)


@pytest.mark.parametrize(("start", "paid", "bad"), [(0, 0.95, 0.05), (1, 0.87, 0.13)])
def test_the_receivables_of_uc_limited(start: int, paid: float, bad: float) -> None:
    model = journey([{0: 0.5, 1: 0.2, 2: 0.3}, {0: 0.3, 1: 0.1, 2: 0.5, 3: 0.1}])
    result = solve(replace(model, entry=np.eye(2)[start]))
    assert (result.completed, result.churned) == (pytest.approx(paid, abs=5e-3), pytest.approx(bad, abs=5e-3))


@pytest.mark.parametrize(("removed", "published"), [(None, 0.8), (1, 0.2), (2, 0.4)])
def test_the_removal_effects_of_the_attribution_example(removed: int | None, published: float) -> None:
    """Paths search > sale (2), mailing > sale, search > mailing > sale, search > nothing; removal leads to nothing."""
    rows: list[dict[int, float]] = [{1: 0.8, 2: 0.2}, {2: 0.25, 3: 0.5, 4: 0.25}, {3: 1.0}]
    if removed is not None:
        rows[removed] = {4: 1.0}
    assert solve(journey(rows)).completed == pytest.approx(published, abs=1e-15)


def test_the_knuth_yao_die_takes_eleven_thirds_flips() -> None:
    rows = [
        {1: 0.5, 2: 0.5},
        {3: 0.5, 4: 0.5},
        {5: 0.5, 6: 0.5},
        {1: 0.5, 7: 0.5},
        {7: 1.0},
        {7: 1.0},
        {2: 0.5, 7: 0.5},
    ]
    assert solve(journey(rows)).expected_visits == pytest.approx(11 / 3, abs=1e-14)


@pytest.mark.parametrize("face", range(1, 7))
def test_each_face_of_the_die_file_has_a_sixth(shared_data: Path, face: int) -> None:
    chain = read_transitions(shared_data / "markov" / "prism_dice.tra")
    result = solve(chain_journey(chain, [6 + face]))
    assert result.completed == pytest.approx(1 / 6, abs=1e-14)
    assert result.expected_visits == pytest.approx(11 / 3, abs=1e-14)


@pytest.mark.parametrize(
    ("name", "label", "published"),
    [
        ("brp_N16_MAX2", "(s = 5)", 4.233334437734179e-4),
        ("brp_N16_MAX2", "((s = 5) & (srep = 2))", 2.6453089120221642e-5),
        ("crowds_R3_C5", "(observe0 > 1)", 0.05296253509523565),
        ("leader_sync_3_2", "elected", 1.0),
    ],
)
def test_benchmark_models_reach_their_label(shared_data: Path, name: str, label: str, published: float) -> None:
    chain = read_transitions(shared_data / "markov" / f"{name}.transitions.csv")
    states = read_states(shared_data / "markov" / f"{name}.states.csv")
    model = chain_journey(chain, [int(state["state"]) for state in states if state[label] == "1"])
    assert solve(model).completed == pytest.approx(published, rel=1e-9)


def test_leader_election_takes_four_thirds_rounds(shared_data: Path) -> None:
    chain = read_transitions(shared_data / "markov" / "leader_sync_3_2.transitions.csv")
    states = read_states(shared_data / "markov" / "leader_sync_3_2.states.csv")
    elected = [int(state["state"]) for state in states if state["elected"] == "1"]
    model = chain_journey(chain, elected)
    reward = {f"state {state['state']}": float(state["reward:num_rounds"]) for state in states}
    model = replace(model, contact_cost=np.array([reward[name] for name in model.names]))
    assert solve(model).cost.sum() == pytest.approx(4 / 3, rel=1e-9)


def _textbook(shared_data: Path, name: str) -> tuple[dict[str, Any], dict[int, dict[int, float]], list[str]]:
    entries = json.loads((shared_data / "markov" / "textbook_chains.json").read_text(encoding="utf-8"))
    entry = next(entry for entry in entries if entry["name"].startswith(name))
    chain = {
        i: {j: float(Fraction(value)) for j, value in enumerate(row) if Fraction(value)}
        for i, row in enumerate(entry["P"])
    }
    return entry, chain, entry["states"]


@pytest.mark.parametrize("name", ["Drunkard", "Craps"])
def test_textbook_chains_are_absorbed_as_printed(shared_data: Path, name: str) -> None:
    entry, chain, states = _textbook(shared_data, name)
    for start, absorbed in entry["absorption"].items():
        for end, published in absorbed.items():
            model = chain_journey(chain, [states.index(end)], start=states.index(start))
            result = solve(model)
            assert result.completed == pytest.approx(float(Fraction(published)), abs=1e-12)
            assert result.expected_visits == pytest.approx(float(Fraction(entry["expected_steps"][start])), abs=1e-12)


@pytest.mark.parametrize("home", range(3))
def test_the_land_of_oz_has_the_printed_recurrence_times(shared_data: Path, home: int) -> None:
    """The mean time to come back is one step and the mean time from there to the first return."""
    entry, chain, states = _textbook(shared_data, "Land of Oz")
    away = {start: solve(chain_journey(chain, [home], start=start)).expected_visits for start in chain if start != home}
    returned = 1.0 + sum(share * away.get(target, 0.0) for target, share in chain[home].items())
    assert returned == pytest.approx(float(str(entry["mean_recurrence"][states[home]])), abs=1e-12)


@pytest.mark.parametrize("chain", ["#5", "#20", "#24", "#30"])
def test_expected_visits_are_the_fundamental_matrices_of_another_program(shared_data: Path, chain: str) -> None:
    """PyDTMC's own fixtures: row by row what it expects of absorbing chains, to eight decimals."""
    fixtures = json.loads((shared_data / "markov" / "pydtmc_fixtures_properties.json").read_text(encoding="utf-8"))
    entry = next(each for each in fixtures if each["id"] == chain)
    rows = {i: {j: share for j, share in enumerate(row) if share} for i, row in enumerate(entry["p"])}
    transient = [i for i, row in rows.items() if set(row) != {i}]
    absorbing = next(i for i, row in rows.items() if set(row) == {i})
    for start, visits in zip(transient, entry["fundamental_matrix"], strict=True):
        assert solve(chain_journey(rows, [absorbing], start=start)).visits == pytest.approx(visits, abs=5.1e-9)
