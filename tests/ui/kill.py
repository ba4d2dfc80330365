"""Kill the whole program again and again: `python -m tests.ui.kill 200` prints what was lost.

`tests.ui.victim` works in a window and tells of every edit.  It is killed at a random moment; then the project files
are opened, what else was left is brought back, and no edit may be missing that was kept.
"""

import argparse
import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from tests.helpers.projects import broadband, save_project
from tests.ui.mistakes import MISTAKES
from workbench.domain.elements import Element
from workbench.session import Session, Workplace
from workbench.storage.codec import record_of
from workbench.storage.problems import FileProblem
from workbench.storage.recovery import recoveries
from workbench.storage.store import read_snapshot

LONGEST_LIFE = 4.0
AT_A_TIME = 2
ROOT = Path(__file__).resolve().parents[2]


@dataclass(slots=True)
class Tally:
    """What became of the killed windows' work."""

    kills: int = 0
    edits: int = 0
    kept: int = 0
    opened: int = 0
    recovered: int = 0
    lost: int = 0
    unreadable: int = 0
    ended: int = 0

    def add(self, other: "Tally") -> None:
        for field in fields(self):
            setattr(self, field.name, getattr(self, field.name) + getattr(other, field.name))


@dataclass(slots=True)
class Tale:
    """What a child told of the session that was open last.

    `states` are the fingerprints of its document by serial; `discarded` says that the user was throwing work away when
    the child was killed; `sessions` and `edits` count all that there were before as well, and `kept_before` is what was
    kept of those.
    """

    states: dict[int, str]
    kept: int = 0
    discarded: bool = False
    sessions: int = 0
    edits: int = 0
    kept_before: int = 0

    @property
    def allowed(self) -> set[str]:
        """The states that may be found: none before the last one that was kept."""
        return {state for serial, state in self.states.items() if serial >= self.kept}


def kill_again_and_again(
    kills: int, folder: Path, seed: int = 1, mistake: str = "none", told: Callable[[Tally], None] = lambda _: None
) -> Tally:
    """Kill `kills` windows, each with a project of its own in `folder`; `told` hears the tally as it grows."""
    tally = Tally()
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        for one in pool.map(partial(_kill, folder, seed, mistake), range(kills)):
            tally.add(one)
            told(tally)
    return tally


def _kill(folder: Path, seed: int, mistake: str, number: int) -> Tally:
    dice, tally = random.Random(f"{seed} {number}"), Tally()
    place = folder / str(number)
    place.mkdir()
    save_project(place / "a.journey", broadband())
    child = start_child(place, dice.randrange(2**30), sys.maxsize, "--errands", "--mistake", mistake)
    assert child.stdout is not None
    first = child.stdout.readline()
    time.sleep(dice.uniform(0, LONGEST_LIFE))
    tally.ended = int(child.poll() is not None)
    child.kill()
    told = [first, *child.stdout.readlines()]
    child.wait()
    child.stdout.close()
    if tally.ended:
        tally.kills = 1
    else:
        judge(place, told, tally)
    return tally


def start_child(folder: Path, seed: int, gestures: int, *options: str) -> "subprocess.Popen[str]":
    """Start a program that works on `folder`/a.journey, makes so many gestures and then waits to be killed."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "JOURNEY_WORKBENCH_STATE": str(folder)}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.ui.victim", *options, str(folder), str(seed), str(gestures)],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip


def fingerprint(elements: Iterable[Element]) -> str:
    """The same for the same elements, in whatever order; short, so that no child ever waits for its pipe."""
    records = sorted(json.dumps([type(each).__name__, record_of(each)], sort_keys=True) for each in elements)
    return hashlib.sha256("\n".join(records).encode()).hexdigest()[:16]


def tale_of(told: Iterable[str]) -> Tale:
    """Return what the whole lines among `told` say; each names its session, as reports may come late."""
    tale = Tale({})
    for what, serial, state, session in (line.split() for line in told if line.endswith("\n")):
        if what == "begin":
            before = tale.kept_before + tale.kept
            tale = Tale({0: state}, sessions=int(session), edits=tale.edits, kept_before=before)
        elif int(session) != tale.sessions:
            continue
        elif what == "edit":
            tale.states[int(serial)] = state
            tale.edits += 1
        elif what == "kept":
            tale.kept = max(tale.kept, int(serial))
        elif what == "discard":
            tale.discarded = True
    return tale


def judge(folder: Path, told: Iterable[str], tally: Tally) -> None:
    """Open what the child left; it must be a state that the child was in, and none before the last one kept."""
    tale = tale_of(told)
    tally.kills += 1
    tally.edits += tale.edits
    tally.kept += tale.kept_before + tale.kept
    tally.opened += tale.sessions
    try:
        saved = [fingerprint(read_snapshot(path)[1]) for path in folder.glob("[!.]*.journey")]
        found = brought_back(folder / "state")
    except FileProblem:
        tally.unreadable += 1
        return
    tally.recovered += len(found)
    # what is offered is what the user goes on with, the latest first; else it must be in a file
    if not tale.allowed & set(found[:1] or saved) and not tale.discarded:
        tally.lost += 1


def brought_back(state_folder: Path) -> list[str]:
    """Bring back all that is offered, and return the fingerprints of it, the latest first."""
    found: list[str] = []
    for offer in recoveries(state_folder):
        session = Session.recover(offer, Workplace(state_folder, lambda: datetime.now(UTC)))
        found.append(fingerprint(session.document.elements.values()))
        session.close(discard=True)
    return found


def main() -> int:
    """Print the tally."""
    parser = argparse.ArgumentParser(description="Kill the program again and again.")
    parser.add_argument("kills", nargs="?", type=int, default=25)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mistake", choices=MISTAKES, default="none", help="put a mistake into the program")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        begun = time.perf_counter()
        result = kill_again_and_again(given.kills, Path(scratch), given.seed, given.mistake)
        sys.stdout.write(f"{result}, seed {given.seed}, in {time.perf_counter() - begun:.1f} s\n")
    return int(result.lost + result.unreadable + result.ended > 0)


if __name__ == "__main__":
    sys.exit(main())
