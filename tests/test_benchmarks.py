"""What the engine is compared with obeys the same law; peers that need nothing but numpy and scipy show it."""

import sys
from pathlib import Path

import pytest

from benchmarks.__main__ import FOLDER, QUICK, status
from benchmarks._journeys import for_walking, large, small, write_chain, write_law
from benchmarks._peers import Peer
from benchmarks._table import at_least, at_most
from benchmarks.engine import twenty
from benchmarks.walkers import FURTHEST, Sums, asked
from workbench.simulation.exact import solve


@pytest.fixture
def _peers_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let peers run in the environment of the tests."""
    monkeypatch.setenv("PEERS", sys.prefix)


@pytest.mark.usefixtures("_peers_here")
def test_a_walking_peer_estimates_what_the_engine_computes(tmp_path: Path) -> None:
    write_law(for_walking(), tmp_path / "law.npz")
    exact, sums = solve(for_walking()), Sums()
    with Peer("walkers", "lists and bisect", tmp_path / "law.npz") as peer:
        asked(peer, 3_000, sums)
    assert sums.customers == 3_000
    assert sums.off(float(exact.breakdowns.sum()), exact.completed) < FURTHEST
    assert sums.off(float(exact.breakdowns.sum()) * 1.5, exact.completed) > FURTHEST


@pytest.mark.usefixtures("_peers_here")
def test_a_solving_peer_gives_the_same_answer_as_the_engine(tmp_path: Path) -> None:
    write_chain(small(influences=2), tmp_path / "chain.npz")
    with Peer("solvers", "splu", tmp_path / "chain.npz") as peer:
        told = peer.ask(0.0)
    assert told["breakdowns"] == pytest.approx(solve(small(influences=2)).breakdowns.sum(), rel=1e-12)


@pytest.mark.usefixtures("_peers_here")
def test_a_peer_that_is_not_installed_says_so(tmp_path: Path) -> None:
    write_chain(small(), tmp_path / "chain.npz")
    with Peer("solvers", "KLU", tmp_path / "chain.npz") as peer:
        assert "PyKLU" in peer.refusal
        assert peer.ask(1.0) == {}


def test_without_their_environment_peers_say_how_to_make_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEERS", str(tmp_path / "nowhere"))
    with Peer("solvers", "splu", tmp_path) as peer:
        assert peer.refusal == "no environment at nowhere: run `make bench`"


@pytest.mark.parametrize("rewired", [False, True])
def test_the_large_journey_has_all_of_its_channels_and_an_end(rewired: bool) -> None:
    model = large(rewired)
    assert model.size == 1 + 33 * 60
    assert (model.phase[1:] >= model.phase[:-1]).all()
    assert solve(model).ends.sum() == pytest.approx(1.0)


def test_twenty_questions_are_twenty() -> None:
    assert len(twenty(small())) == 20


def test_a_figure_is_judged_by_its_target() -> None:
    assert (at_most("a", 0.1, 0.1, "ms").reached, at_most("a", 0.11, 0.1, "ms").reached) == (True, False)
    assert (at_least("a", 10.0, 10.0, "x").reached, at_least("a", 9.9, 10.0, "x").reached) == (True, False)


def test_a_benchmark_that_hangs_is_given_up_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert status("engine", quick=True, longest=0.01) == 1
    assert capsys.readouterr().err == "engine was given up after 0 s.\n"


def test_those_that_know_a_quick_form_are_there() -> None:
    assert [each for each in QUICK if not (FOLDER / f"{each}.py").is_file()] == []
