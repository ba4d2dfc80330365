import os
import signal
import sys
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from tests.helpers.sweeps import mixed_case, small_sweep
from workbench.simulation.build import improved_case
from workbench.simulation.compiled import engine
from workbench.simulation.exact import solve_case
from workbench.simulation.run import later
from workbench.simulation.sweep import run as running
from workbench.simulation.sweep.design import Axis, Design, Span
from workbench.simulation.sweep.run import CHUNK, Sweep, evaluated, run
from workbench.simulation.sweep.workers import WorkersProblem, local
from workbench.simulation.variation import Cancelled

# whichever test comes first may have to wait for all kernels to be compiled
pytestmark = pytest.mark.timeout(900)


@pytest.fixture
def processes() -> Iterator[Callable[[], list[int]]]:
    """Tells which worker processes there are; they end with the test."""
    from joblib.externals.loky import reusable_executor

    yield lambda: sorted(reusable_executor._executor._processes)
    reusable_executor._executor.shutdown(wait=True, kill_workers=True)


def test_every_scenario_is_the_exact_answer_for_all_kinds_of_customer() -> None:
    sweep = small_sweep(5)
    found, case = run(sweep), sweep.case
    for row, (first, second) in zip(found, sweep.design.changes.tolist(), strict=True):
        changes = [(0, "failure", first), (1, "severity", second)]
        result = solve_case(improved_case(case, changes))
        assert row[1] == pytest.approx(result.breakdowns.sum(), rel=1e-11)
        assert row[0] == pytest.approx(result.breakdowns[sweep.late].sum(), rel=1e-11)
        assert row[2:5] == pytest.approx([result.completed, result.defected, result.churned], rel=1e-11)


def test_later_are_the_phases_after_the_last_change_or_those_asked_for() -> None:
    case = mixed_case()
    design = Design.grid([Axis("first", (0,))], [Span(0, -1)])
    assert Sweep.of(case, design).late.tolist() == later(case, {0}, None).tolist()
    assert Sweep.of(case, design, "phase 0").late.all()


@pytest.mark.parametrize("threads", [1, 7])
def test_parts_and_threads_change_no_byte(monkeypatch: pytest.MonkeyPatch, threads: int) -> None:
    sweep = small_sweep(2 * CHUNK + 3)
    parts = sweep.parts()
    assert [part.design.size for part in parts] == [CHUNK, CHUNK, 3]
    expected = run(sweep)
    monkeypatch.setattr(engine, "_threads", lambda: threads)
    assert np.concatenate([evaluated(part) for part in parts]).tobytes() == expected.tobytes()


def test_progress_is_heard_and_work_can_be_cancelled() -> None:
    heard: list[tuple[int, int]] = []
    sweep = small_sweep(CHUNK + 1)
    run(sweep, progress=lambda done, total: heard.append((done, total)))
    assert heard == [(CHUNK, CHUNK + 1), (CHUNK + 1, CHUNK + 1)]
    with pytest.raises(Cancelled):
        run(sweep, cancelled=lambda: True)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_process_changes_no_byte(processes: Callable[[], list[int]]) -> None:
    sweep = small_sweep(4 * CHUNK, touchpoints=120)
    killed: list[int] = []

    def kill_one(done: int, total: int) -> None:
        if not killed:
            killed.append(processes()[0])
            os.kill(killed[0], signal.SIGKILL)

    with local(2):
        found = run(sweep, progress=kill_one)
        assert killed[0] not in processes()
        with pytest.raises(Cancelled):
            run(sweep, cancelled=lambda: True)
        assert found.tobytes() == run(sweep).tobytes()
    assert found.tobytes() == run(sweep).tobytes()


def test_processes_that_are_killed_again_and_again_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    from concurrent.futures.process import BrokenProcessPool

    begun: list[int] = []

    def broken(part: Sweep) -> None:
        begun.append(part.design.size)
        raise BrokenProcessPool

    monkeypatch.setattr(running, "evaluated", broken)
    with pytest.raises(WorkersProblem, match="ended from outside 4 times"):
        run(small_sweep(3))
    assert begun == [3] * 4
