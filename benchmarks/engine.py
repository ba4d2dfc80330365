"""The exact engine, alone and beside exact peers: `python -m benchmarks.engine`."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Final

import numpy as np

from benchmarks._journeys import large, small, write_chain
from benchmarks._peers import Peer
from benchmarks._rounds import Effort, in_rounds, once, repeated, times
from benchmarks._table import Row, at_least, at_most, show
from tests.helpers.greps import SUCCESS, greps_changed
from tests.helpers.journeys import journey
from tests.helpers.rational import rational_visits
from workbench.simulation import observables
from workbench.simulation.chain import weigh
from workbench.simulation.compiled.ready import load
from workbench.simulation.exact import solve, solve_plainly
from workbench.simulation.model import JourneyModel
from workbench.simulation.observables import Observable
from workbench.simulation.sensitivity import gradient_matrix
from workbench.simulation.structure import assemble

PEERS: Final = {"splu": 10.0, "KLU": 2.0, "Storm": 2.0, "Storm, 1e-13": 1.0, "Storm, visits": 2.0, "PyDTMC": 2.0}
"""How many times as long each is to take at least."""

TANGLED: Final = dict.fromkeys(PEERS, 0.67)
"""The same where an elimination would fill in: nobody is to be more than 1.5 times as quick."""

SMALLEST_EXITS: Final = (1e-6, 1e-10, 1e-14, 1e-16)


def twenty(model: JourneyModel) -> list[Observable]:
    """Breakdowns in each phase and nine totals."""
    n = model.size
    per_phase = [observables.breakdowns_at(model.phase == one) for one in range(len(model.phase_names))]
    kinds = ("breakdowns", "visits", "failures", "completed", "defected", "churned", "cost")
    totals = [getattr(observables, kind)(n) for kind in kinds]
    return [*per_phase, *totals, *(observables.breakdowns_at(model.phase >= first) for first in (3, 6))]


def alone(effort: Effort) -> Iterator[Row]:
    """The answer and all its derivatives while a slider moves, and after a change of the map."""
    works: dict[str, tuple[str, float, Callable[[], object]]] = {
        "T1": ("60 touchpoints: answer and every derivative", 0.10, _all_in(small(), 1)),
        "T1b": ("60 touchpoints: 20 answers and their derivatives", 0.6, _all_in(small(), 20)),
        "T2": ("60 touchpoints, 6 influences: the same for one", 0.5, _all_in(small(influences=6), 1)),
        "T3": ("1,981 touchpoints: answer and every derivative", 4.0, _all_in(large(), 1)),
        "T3b": ("1,981 touchpoints: answer after a new transition", 50.0, _after_edit(large())),
    }
    found = in_rounds(
        {key: lambda do=do: repeated(do, effort.seconds) for key, (*_, do) in works.items()}, effort.rounds
    )
    for key, (what, limit, _) in works.items():
        yield at_most(what, 1e3 * median(found[key]), limit, "ms", _best(found[key]))


def _best(seconds: list[float]) -> str:
    return f"best round {1e3 * min(seconds):.3g} ms"


def _all_in(model: JourneyModel, count: int) -> Callable[[], object]:
    structure, asked = assemble(model), twenty(model)[:count]
    return lambda: gradient_matrix(model, asked, structure)


def _after_edit(model: JourneyModel) -> Callable[[], object]:
    return lambda: solve(model, assemble(model))


def beside_peers(effort: Effort, model: JourneyModel, slower_by: Mapping[str, float]) -> Iterator[Row]:
    """The expected breakdowns of one journey: ours from the model's numbers on, the peers' from a finished matrix."""
    structure = assemble(model)
    expected = float(solve(model, structure).breakdowns.sum())
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        path = Path(folder) / "chain.npz"
        write_chain(model, path)
        peers = {each: stack.enter_context(Peer("solvers", each, path)) for each in PEERS}
        answers: dict[str, float] = {}
        works: dict[str, Callable[[], float]] = {
            "ours": lambda: repeated(lambda: solve(model, structure), effort.seconds)
        }
        for each, peer in peers.items():
            if not peer.refusal:
                works[each] = lambda peer=peer: _asked(peer, effort.seconds, answers)
        found = in_rounds(works, effort.rounds)
    yield Row("ours", f"{1e3 * median(found['ours']):,.3g} ms", note=f"{structure.size:,} states")
    for each, peer in peers.items():
        if peer.refusal:
            yield Row(each, "–", note=peer.refusal)
            continue
        slower, off = times(found[each], found["ours"]), abs(answers[each] / expected - 1.0)
        told = f"{1e3 * median(found[each]):,.3g} ms; version {peer.version}; answers differ by {off:.0e}"
        yield at_least(f"{each}, times as long as ours", slower, slower_by[each], "x", told)


def _asked(peer: Peer, seconds: float, answers: dict[str, float]) -> float:
    told = peer.ask(seconds)
    answers[peer.name] = told["breakdowns"]
    return told["seconds"]


def accuracy() -> Iterator[Row]:
    """Loops that are hardly ever left, beside the same chain in exact fractions, and what others have published."""
    for exit_share in SMALLEST_EXITS:
        model = _ring(exit_share)
        structure = assemble(model)
        chain = weigh(structure, model)
        exact = np.bincount(chain.structure.states.touchpoint, rational_visits(chain), model.size)
        for kernels, found in (("", solve(model)), (", before there are kernels", solve_plainly(model, structure))):
            off = float(np.abs(found.visits / exact - 1.0).max())
            what = f"a loop left once in {1 / exit_share:.0e} laps{kernels}: relative error"
            yield Row(what, f"{off:.1e}", "≤ 1e-13", off <= 1e-13)
    off = max(abs(solve(greps_changed(step)).completed - success) for step, success in enumerate(SUCCESS))
    yield Row(f"{len(SUCCESS)} published points of GrepS: largest difference", f"{off:.1e}", "≤ 2e-06", off <= 2e-6)


def _ring(exit_share: float) -> JourneyModel:
    rows = [{1: 0.7, 2: 0.3}, {2: 0.6, 0: 0.4}, {0: 1.0 - exit_share, 3: exit_share}]
    model = journey(rows, failure=[0.1, 0.2, 0.05], levels=2, breakdown=0.2)
    return replace(model, severity=np.full(3, 0.7), soothing=np.full(3, 0.4), retry=np.full(3, 0.3))


def main() -> None:
    """Measure and print."""
    effort = Effort.asked_for(main.__module__)
    loading = once(load)
    show("The exact engine", [Row("kernels loaded or compiled", f"{loading:.1f} s"), *alone(effort), *accuracy()])
    show("One solve beside exact peers, 60 touchpoints", beside_peers(effort, small(), PEERS))
    show("One solve beside exact peers, 1,981 touchpoints", beside_peers(effort, large(), PEERS))
    show("The same with every way rewired at random", beside_peers(effort, large(rewired=True), TANGLED))


if __name__ == "__main__":
    main()
