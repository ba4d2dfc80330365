"""Sweeps for tests, and a small cluster on the loopback to run them on."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tests.helpers.journeys import benchmark_journey, random_journey
from tests.helpers.portfolios import case_of
from workbench.simulation.build import Case, Segment
from workbench.simulation.sweep.design import Axis, Design, Span
from workbench.simulation.sweep.run import Sweep


def mixed_case() -> Case:
    """Two kinds of customer, the second of which is twice as easily annoyed."""
    model = random_journey(5)
    hasty = replace(model, severity=2 * model.severity)
    return replace(case_of(model), segments=(Segment("", 0.6, model), Segment("hasty", 0.4, hasty, severity=2.0)))


def small_sweep(scenarios: int, touchpoints: int | None = None) -> Sweep:
    """So many scenarios of a small journey, or of one with so many touchpoints that a worker is busy for a while."""
    case = mixed_case() if touchpoints is None else case_of(benchmark_journey(touchpoints, ways=3 * touchpoints))
    axes = [Axis("first", (0,)), Axis("second", (1,), "severity")]
    design = Design.sampled(axes, [Span(0, -1), Span(0, 1)], scenarios, 3)
    return Sweep.of(case, design.part(0, scenarios))


@contextmanager
def cluster_of(workers: int, folder: Path, *more: str) -> Iterator[tuple[str, dict[str, int]]]:
    """A scheduler's address and the process id of each of its workers, which take `more` options; all are killed."""
    from distributed import Client

    address = f"tcp://127.0.0.1:{free_port()}"
    running = [_dask(folder, "scheduler", "--host", "127.0.0.1", "--port", address.rpartition(":")[2])]
    try:
        options = ("--nthreads", "1", "--no-nanny", "--host", "127.0.0.1", *more)
        running += [_dask(folder, "worker", address, *options) for _ in range(workers)]
        with Client(address, timeout=30, set_as_default=False) as client:
            if workers:
                client.wait_for_workers(workers, timeout=30)
            pids = client.run(os.getpid)
        yield address, pids
    finally:
        for process in running:
            process.kill()
        for process in running:
            process.wait()


def free_port() -> int:
    """A port of the loopback that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _dask(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL
    command = [sys.executable, "-m", "distributed.cli." + f"dask_{arguments[0]}", *arguments[1:], "--no-dashboard"]
    return subprocess.Popen(command, cwd=folder, stdin=quiet, stdout=quiet, stderr=quiet)
