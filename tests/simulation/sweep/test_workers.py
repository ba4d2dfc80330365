import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.helpers.sweeps import cluster_of, free_port, small_sweep
from workbench.simulation.sweep import workers
from workbench.simulation.sweep.run import run
from workbench.simulation.sweep.workers import WorkersProblem, cluster, local, program_here

# whichever test comes first may have to wait for all kernels to be compiled
pytestmark = pytest.mark.timeout(900)

needs_dask = pytest.mark.skipif(
    find_spec("distributed") is None, reason="the extra “cluster” (dask, distributed) is not installed"
)


def refusal(address: str, patience: float = 1.0) -> str:
    with pytest.raises(WorkersProblem) as found, cluster(address, patience):
        pass
    return str(found.value)


@contextmanager
def listening(answer: bytes) -> Iterator[str]:
    """Somebody who takes connections, says this and keeps the line open."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        lines: list[socket.socket] = []

        def serve() -> None:
            while True:
                try:
                    line, _ = server.accept()
                except OSError:
                    return
                lines.append(line)
                line.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"tcp://127.0.0.1:{server.getsockname()[1]}"
        server.shutdown(socket.SHUT_RDWR)
        thread.join()
        for line in lines:
            line.close()


@needs_dask
def test_nobody_at_the_address_is_told_with_the_remedy() -> None:
    address = f"tcp://127.0.0.1:{free_port()}"
    message = refusal(address)
    assert message.startswith(f"No scheduler answers at {address}: start one with “dask scheduler”")
    assert message.count(". ") == 0


@needs_dask
@pytest.mark.parametrize("address", ["nonsense", "pigeon://coop:1"])
def test_an_address_that_is_none_is_told_alike(address: str) -> None:
    assert f"No scheduler answers at {address}" in refusal(address)


@needs_dask
@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n"], ids=["silent", "web server"])
def test_somebody_else_at_the_address_is_no_scheduler(answer: bytes) -> None:
    with listening(answer) as address:
        begun = time.monotonic()
        assert "No scheduler answers" in refusal(address)
        assert time.monotonic() - begun < 10


def test_without_dask_the_extra_to_install_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert 'pip install "journey-workbench[cluster]"' in refusal("tcp://127.0.0.1:8786")


def test_a_packed_program_works_in_its_own_process(monkeypatch: pytest.MonkeyPatch) -> None:
    from joblib import Parallel, delayed

    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with local(2):
        assert Parallel()([delayed(os.getpid)()]) == [os.getpid()]


@needs_dask
@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_cluster_that_loses_a_worker_returns_the_bytes_of_this_machine(tmp_path: Path) -> None:
    from distributed import Client

    sweep = small_sweep(2000, touchpoints=120)
    here, killed = run(sweep), list[str]()
    with cluster_of(2, tmp_path) as (address, pids):

        def kill_a_busy_one(done: int, total: int) -> None:
            if killed or done == total:
                return
            with Client(address, timeout=10, set_as_default=False) as client:
                busy = [worker for worker, tasks in client.processing().items() if tasks]
            killed.extend(busy[:1])
            os.kill(pids[busy[0]], signal.SIGKILL)

        with cluster(address):
            there = run(sweep, progress=kill_a_busy_one)
    assert len(killed) == 1
    assert there.tobytes() == here.tobytes()


@needs_dask
@pytest.mark.slow
def test_workers_of_another_version_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with cluster_of(1, tmp_path) as (address, _):
        theirs = program_here()
        monkeypatch.setattr(workers, "metadata", SimpleNamespace(version=lambda _: "0.0.1"))
        message = refusal(address, 5)
    assert f"run {theirs}, and this is journey-workbench 0.0.1: install the same version" in message


@needs_dask
@pytest.mark.slow
def test_workers_without_this_program_are_told_what_to_install(tmp_path: Path) -> None:
    hiding = ("--preload", "import sys; sys.modules['workbench.simulation'] = None")
    with cluster_of(1, tmp_path, *hiding) as (address, _):
        assert f"or none, and this is {program_here()}: install the same version" in refusal(address, 5)


@needs_dask
@pytest.mark.slow
def test_a_scheduler_without_workers_says_how_to_start_some(tmp_path: Path) -> None:
    with cluster_of(0, tmp_path) as (address, _):
        assert f"“dask worker {address}”" in refusal(address, 5)
