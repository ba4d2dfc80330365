"""Who does the work of a sweep: processes of this machine, or a Dask cluster somebody else has started."""

import asyncio
import sys
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib import metadata
from typing import Any, Final

PATIENCE: Final = 8.0
"""Seconds that a scheduler has to answer, and to name a worker."""


class WorkersProblem(Exception):
    """Nobody can do the work: the message says who, why, and how to mend it."""


@contextmanager
def local(jobs: int = 1) -> Generator[None]:
    """Let sweeps inside run in so many processes of this machine, -1 for one a processor, 1 for this one.

    A packed program always works in its own process: another one of it would be another window.
    """
    from joblib import parallel_config  # not needed by those who ask one question

    if getattr(sys, "frozen", False):
        jobs = 1
    with parallel_config(backend="loky", n_jobs=jobs, inner_max_num_threads=1):
        yield


@contextmanager
def cluster(address: str, patience: float = PATIENCE) -> Generator[None]:
    """Let sweeps inside run on the workers of a Dask scheduler, such as "tcp://10.0.0.7:8786".

    The workers need this program in the same version, and run what they are sent: connect to schedulers of your own
    only.  With NUMBA_NUM_THREADS=1 in their surroundings they use no more threads than Dask gives them.  Raises
    WorkersProblem where Dask is not installed, the scheduler does not answer, or its workers fail or differ.
    """
    try:
        from distributed import Client, KilledWorker  # an extra; it takes a second to import
        from distributed.client import FutureCancelledError
        from distributed.comm.core import CommClosedError
        from joblib import parallel_config
    except ImportError:
        raise WorkersProblem(
            'A cluster needs Dask, which is not installed: run pip install "journey-workbench[cluster]".'
        ) from None
    _say_hello(address, patience)
    client = Client(address, timeout=patience, set_as_default=False)
    try:
        _require_same_program(client, address)
        with parallel_config(backend="dask", client=client):
            yield
    except (KilledWorker, FutureCancelledError, CommClosedError) as error:
        raise WorkersProblem(
            f"The cluster at {address} gave up on a part of the sweep: "
            "see whether its scheduler runs and its workers have enough memory, and run the sweep again."
        ) from error
    except ImportError as error:
        raise WorkersProblem(
            f"The workers of {address} lack a module ({error.name}): install journey-workbench on them as it is here."
        ) from error
    finally:
        client.close(timeout=patience)


def program_here() -> str:
    """Return which program runs, and its version; workers are asked the same."""
    return f"journey-workbench {metadata.version('journey-workbench')}"


def _require_same_program(client: Any, address: str) -> None:
    """Raise WorkersProblem where a worker is of another version, whose numbers may differ."""
    answers = client.run(program_here, on_error="return").values()
    # whoever lacks the program, or is too old to know the question, answers with an error
    there = {each if isinstance(each, str) else "a journey-workbench that does not answer, or none" for each in answers}
    if others := sorted(there - {program_here()}):
        raise WorkersProblem(
            f"The workers of {address} run {', '.join(others)}, and this is {program_here()}: "
            "install the same version on all of them."
        )


def _say_hello(address: str, patience: float) -> None:
    """Raise WorkersProblem where no scheduler answers in time or it has no workers.

    A Dask client would wait for ever where something accepts the connection and then says nothing.
    """
    # a thread of its own, as the caller may live in an event loop, which cannot run another
    with ThreadPoolExecutor(1) as thread:
        try:
            identity = thread.submit(asyncio.run, asyncio.wait_for(_identity(address), patience)).result()
        except (OSError, ValueError, MemoryError) as error:
            # out of memory is what Dask runs where it takes a web server's answer for a length
            raise WorkersProblem(
                f"No scheduler answers at {address}: start one with “dask scheduler”, "
                "give the address that it prints, and see that no firewall is between."
            ) from error
    if not identity["workers"]:
        raise WorkersProblem(f"The scheduler at {address} has no workers: start some with “dask worker {address}”.")


async def _identity(address: str) -> dict[str, Any]:
    from distributed.core import rpc  # see cluster

    async with rpc(address) as scheduler:
        identity: Any = await scheduler.identity()
        return identity
