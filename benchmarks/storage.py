"""How long it takes until an edit is kept: `python -m benchmarks.storage` prints a table.

The same edits go to TinyDB's own storage, which writes the whole file at each.  Disk times depend on the disk: set
TMPDIR to choose one.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Semaphore

import numpy as np
from tinydb import TinyDB

from benchmarks._table import Row, at_least, at_most, show
from workbench.domain.elements import Element, Journey, Touchpoint, Transition
from workbench.session import Session, Workplace
from workbench.storage.journal import read_journal
from workbench.storage.problems import SaveProblem
from workbench.storage.processes import Process
from workbench.storage.recovery import recoveries

TOUCHPOINTS = 5000
EDITS = 2000
LINES = 10_000
STOCK_EDITS = 40


class Kept:
    """A session listener that lets one wait for the next edit to be kept."""

    def __init__(self) -> None:
        self._arrived = Semaphore(0)

    def wait(self) -> None:
        """Return when the next edit is kept."""
        self._arrived.acquire()

    def kept(self, serial: int) -> None:
        """Let the one who waits go on."""
        del serial
        self._arrived.release()

    def failed(self, problem: SaveProblem) -> None:
        """Give up: what is measured here is a disk that works."""
        raise problem

    def saved(self, path: Path) -> None:
        """Do nothing, for nothing is saved here."""


def journey(touchpoints: int) -> list[Element]:
    """Return a chain of so many touchpoints."""
    points = [Touchpoint(id=f"t{n}", journey="j", name=f"Step {n}", y=float(n)) for n in range(touchpoints)]
    ways = [Transition(id=f"w{n}", source=f"t{n}", target=f"t{n + 1}") for n in range(touchpoints - 1)]
    return [Journey(id="j", title="Long"), *points, *ways]


def workplace(folder: Path) -> Workplace:
    """Return a workplace whose journals lie in `folder`."""
    return Workplace(folder / "state", lambda: datetime.now(UTC))


def edits(folder: Path, count: int) -> Iterator[Row]:
    """Edit one touchpoint after the other, each as soon as the one before is kept."""
    session, listener = Session.open(folder / "a.journey", workplace(folder)), Kept()
    session.subscribe(listener)
    calling, keeping = np.empty(count), np.empty(count)
    for n in range(count):
        begun = time.perf_counter()
        with session.document.edit("Rename") as edit:
            edit.update(f"t{n % TOUCHPOINTS}", name=f"Step {n} of {count}")
        calling[n] = time.perf_counter() - begun
        listener.wait()
        keeping[n] = time.perf_counter() - begun
    session.close(discard=True)
    median, slow = np.percentile(keeping * 1e3, [50, 99])
    yield Row("an edit until it is kept, median", f"{median:.2f} ms")
    yield at_most("an edit until it is kept, 99 %", slow, 50, "ms")
    yield Row("an edit in the calling thread, median", f"{np.median(calling) * 1e3:.3f} ms")
    yield at_most("an edit in the calling thread, longest", calling.max() * 1e3, 16, "ms")
    stock = stock_edits(folder, STOCK_EDITS)
    yield Row("the same edit by TinyDB's own storage, median", f"{stock:.1f} ms")
    yield at_least("TinyDB's own storage, times as slow", stock / median, 50, "x")


def stock_edits(folder: Path, count: int) -> float:
    """Return the median milliseconds of an edit of the same file by the storage that TinyDB brings along."""
    taken = np.empty(count)
    with TinyDB(folder / "a.journey", encoding="utf-8") as database:
        table = database.table("touchpoints")
        for n in range(count):
            begun = time.perf_counter()
            table.update({"name": f"Step {n} of {count}"}, doc_ids=[n + 1])
            taken[n] = time.perf_counter() - begun
    return float(np.median(taken)) * 1e3


def opening(folder: Path, lines: int) -> Row:
    """Leave a journal of so many lines behind and bring it back."""
    session = Session.open(folder / "a.journey", workplace(folder))
    for n in range(lines):
        with session.document.edit("Rename") as edit:
            edit.update(f"t{n % TOUCHPOINTS}", name=f"Step {n} again")
    session.close()
    begun = time.perf_counter()
    (found,) = recoveries(folder / "state", _none_is_running)
    recovered = Session.recover(found, workplace(folder))
    taken = time.perf_counter() - begun
    assert len(read_journal(found.journal).entries) == lines
    recovered.close(discard=True)
    return at_most(f"opening with a journal of {lines:,} lines", taken, 2, "s")


def _none_is_running(_process: Process) -> bool:
    return False


def main(argv: list[str]) -> int:
    """Measure with as many edits as `argv` says, else EDITS, and print the table."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        session = Session.new(journey(TOUCHPOINTS), workplace(folder))
        session.save_as(folder / "a.journey")
        session.close()
        size = (folder / "a.journey").stat().st_size
        last = opening(folder, LINES)
        title = f"{TOUCHPOINTS:,} touchpoints, {size / 1e6:.2f} MB, in {folder.parent}"
        show(title, [*edits(folder, int(argv[0]) if argv else EDITS), last])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
