"""Two processes on one file: `python -m tests.torture writers` prints how many edits were lost.

In every other round the second process works on although it was told who has the file; both then put together what they
find whenever it has changed.  In the rounds between it stops at once, as a polite person would.
"""

import multiprocessing
import os
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Barrier
from pathlib import Path

from workbench.domain.elements import Journey
from workbench.session import Session, Workplace
from workbench.storage.locks import FileLock, HeldBy, Locked, this_holder
from workbench.storage.problems import FileChangedOutside, FileHeld
from workbench.storage.store import read_snapshot

SAVE_EVERY = 5

START = multiprocessing.get_context("spawn" if os.name == "nt" else "forkserver")
if os.name != "nt":
    START.set_forkserver_preload([__name__])


@dataclass
class Tally:
    """What the rig counts; `held_up` writers stopped when they heard who had the file."""

    rounds: int = 0
    edits: int = 0
    lost: int = 0
    held_up: int = 0
    merges: int = 0


@dataclass(frozen=True)
class Done:
    """What one writer did."""

    edits: int
    held_up: bool
    merges: int


def write_together(rounds: int, edits: int, folder: Path) -> Tally:
    """Let two writers loose on one file, round after round, and count what is missing in the end."""
    tally = Tally()
    for number in range(rounds):
        path = folder / str(number) / "a.journey"
        path.parent.mkdir()
        begun = Session.new([Journey(id="j", title="Trip")], workplace(path, "first"))
        begun.save_as(path)
        begun.close()
        barrier = START.Barrier(2)
        pipes = [START.Pipe(duplex=False) for _ in "ab"]
        writers = [
            START.Process(target=write, args=(path, name, edits, bool(number % 2), barrier, pipe[1]))
            for name, pipe in zip("ab", pipes, strict=True)
        ]
        for writer in writers:
            writer.start()
        done = [pipe[0].recv() for pipe in pipes]
        for writer in writers:
            writer.join()
        found = {element.id for element in read_snapshot(path)[1]}
        expected = {f"{name}{n}" for name, one in zip("ab", done, strict=True) for n in range(one.edits)}
        tally.rounds += 1
        tally.edits += len(expected)
        tally.lost += len(expected - found)
        tally.held_up += sum(one.held_up for one in done)
        tally.merges += sum(one.merges for one in done)
    return tally


def write(path: Path, name: str, edits: int, stubborn: bool, barrier: Barrier, pipe: Connection) -> None:
    """Make `edits` edits and save every few; say in the end how many of them should be in the file."""
    session = Session.open(path, workplace(path, name))
    barrier.wait(30)
    made = merges = 0
    held_up = False
    while made < edits and not held_up:
        with session.document.edit("Add") as edit:
            edit.add(Journey(id=f"{name}{made}", title=str(made)))
        session.keep().result()
        held_up = isinstance(session.sharing.lock_state, HeldBy) and not stubborn
        made += 0 if held_up else 1
        if not held_up and (made % SAVE_EVERY == 0 or made == edits):
            merges += save(session)
    session.close(discard=held_up)
    pipe.send(Done(made, held_up, merges))


def save(session: Session) -> int:
    """Save whatever it takes without losing anything, and return how often the file had been changed meanwhile."""
    merges = 0
    while True:
        try:
            session.save()
        except FileHeld:
            session.sharing.lock_anyway().result()
        except FileChangedOutside:
            merges += 1
            session.sharing.take_merged(session.sharing.outside(), {})
        else:
            return merges


def workplace(path: Path, name: str) -> Workplace:
    return Workplace(path.parent / f"state-{name}", lambda: datetime.now(UTC))


@contextmanager
def living_holder(path: Path) -> Generator[None]:
    """Let another process hold the lock of `path` while the block runs."""
    holder = _holder(path)
    try:
        yield
    finally:
        holder.kill()
        holder.join()


def killed_holder(path: Path) -> None:
    """Leave beside `path` the lock of a process that was killed."""
    with living_holder(path):
        pass


def _holder(path: Path) -> BaseProcess:
    ours, theirs = START.Pipe(duplex=False)
    holder = START.Process(target=_hold, args=(path, theirs))
    holder.start()
    assert ours.recv()
    return holder


def _hold(path: Path, pipe: Connection) -> None:
    state = FileLock(path, this_holder("0.1.0", "another")).take(datetime.now(UTC))
    pipe.send(isinstance(state, Locked))
    time.sleep(600)
