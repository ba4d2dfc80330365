"""Kill a process that edits without pause, again and again: `python -m tests.torture stores` prints what was lost.

A child edits, undoes, redoes and saves by a fixed plan and tells on a pipe which edits were reported kept; the parent
kills it at a random moment and opens what it left.
"""

import contextlib
import itertools
import multiprocessing
import os
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

from tests.helpers.sessions import Notes
from workbench.domain.elements import Element, Journey
from workbench.session import Session, Workplace
from workbench.storage.problems import FileProblem
from workbench.storage.recovery import recoveries
from workbench.storage.store import read_snapshot

LONGEST_LIFE = 0.08
MOST_PENDING = 20
JOURNEYS = 5


@dataclass(slots=True)
class Tally:
    """What became of the killed children's work."""

    kills: int = 0
    kept: int = 0
    recovered: int = 0
    lost: int = 0
    unreadable: int = 0


def kill_again_and_again(kills: int, folder: Path, seed: int = 1) -> Tally:
    """Kill `kills` children, each with a project of its own in `folder`."""
    dice, tally = random.Random(seed), Tally()
    start = multiprocessing.get_context("spawn" if os.name == "nt" else "forkserver")
    if os.name != "nt":
        start.set_forkserver_preload([__name__])
    for number in range(kills):
        place = folder / str(number)
        place.mkdir()
        ours, theirs = start.Pipe(duplex=False)
        child = start.Process(target=edit_without_end, args=(place, theirs))
        child.start()
        theirs.close()
        ours.recv()
        time.sleep(dice.uniform(0, LONGEST_LIFE))
        child.kill()
        child.join()
        judge(place, max(told(ours), default=0), tally)
        ours.close()
        child.close()
    return tally


def workplace(folder: Path) -> Workplace:
    return Workplace(folder / "state", lambda: datetime.now(UTC))


def edit_without_end(folder: Path, pipe: Connection) -> None:
    """Do as `edit_and_tell` does, through `pipe`."""
    edit_and_tell(folder, pipe.send)


def edit_and_tell(folder: Path, tell: Callable[[int], None]) -> None:
    """Save a first project, tell 0, then work until killed and tell of each edit that is kept."""
    session = Session.new([Journey(id=str(number), title="0") for number in range(JOURNEYS)], workplace(folder))
    session.save_as(folder / "a.journey")
    notes = Notes()
    notes.kept = tell  # type: ignore[method-assign]
    session.subscribe(notes)
    tell(0)
    for serial in itertools.count(1):
        match serial % 7:
            case 5:
                session.history.undo()
            case 6:
                session.history.redo()
            case _:
                with session.document.edit("Count") as edit:
                    edit.update(str(serial % JOURNEYS), title=str(serial), notes="x" * (serial % 50) * 20)
        if serial % 11 == 0:
            session.begin_save()
        if session.pending > MOST_PENDING:
            session.keep().result()


def state_after(serial: int) -> dict[str, str]:
    """The title of each journey when the plan has come to `serial`."""
    titles = {str(number): "0" for number in range(JOURNEYS)}
    # an undo takes back the edit just before it, and the redo after it brings that back
    reached = serial - 1 if serial % 7 == 6 else serial
    for step in range(1, reached + 1):
        if step % 7 not in (5, 6):
            titles[str(step % JOURNEYS)] = str(step)
    return titles if serial % 7 != 5 else state_after(serial - 2)


def told(pipe: Connection) -> Iterator[int]:
    """All that the child said before it died."""
    with contextlib.suppress(EOFError, OSError):
        while True:
            yield pipe.recv()


def judge(folder: Path, kept: int, tally: Tally) -> None:
    """Open what the child left and count what is missing of the `kept` edits."""
    tally.kills += 1
    tally.kept += kept
    try:
        elements = read_snapshot(folder / "a.journey")[1]
        for found in recoveries(folder / "state"):
            session = Session.recover(found, workplace(folder))
            elements = list(session.document.elements.values())
            session.close(discard=True)
            tally.recovered += 1
    except FileProblem:
        tally.unreadable += 1
        return
    titles = titles_of(elements)
    # what was under way and not yet reported may have reached the disk too
    if not any(titles == state_after(serial) for serial in range(kept, kept + 3 * MOST_PENDING)):
        tally.lost += 1


def titles_of(elements: list[Element]) -> dict[str, str]:
    return {element.id: element.title for element in elements if isinstance(element, Journey)}
