"""Kill the whole program again and again: `python -m tests.ui.kill 100` prints what was lost.

A child shows the real window, without a display, and works in it with real keys and a real pointer.  It tells every
edit as it is made and every edit as the window learns that it is kept.  The parent kills it at a random moment, brings
back what it left, and looks whether any edit is missing that was kept.
"""

import hashlib
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.helpers.projects import broadband, save_project
from workbench.domain.elements import Element
from workbench.session import Session, Workplace
from workbench.storage.codec import record_of
from workbench.storage.problems import FileProblem
from workbench.storage.recovery import recoveries
from workbench.storage.store import read_snapshot

LONGEST_LIFE = 3.0
ROOT = Path(__file__).resolve().parents[2]


@dataclass(slots=True)
class Tally:
    """What became of the killed windows' work."""

    kills: int = 0
    edits: int = 0
    kept: int = 0
    recovered: int = 0
    lost: int = 0
    unreadable: int = 0


def kill_again_and_again(kills: int, folder: Path, seed: int = 1) -> Tally:
    """Kill `kills` windows, each with a project of its own in `folder`."""
    dice, tally = random.Random(seed), Tally()
    for number in range(kills):
        place = folder / str(number)
        place.mkdir()
        save_project(place / "a.journey", broadband())
        child = start_child(place, dice.randrange(2**30), sys.maxsize)
        assert child.stdout is not None
        first = child.stdout.readline()
        time.sleep(dice.uniform(0, LONGEST_LIFE))
        assert child.poll() is None, "the program has ended by itself"
        child.kill()
        told = [first, *child.stdout.readlines()]
        child.wait()
        child.stdout.close()
        judge(place, told, tally)
    return tally


def start_child(folder: Path, seed: int, gestures: int) -> "subprocess.Popen[str]":
    """Start a program that works on `folder`/a.journey, makes so many gestures and then waits to be killed."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "JOURNEY_WORKBENCH_STATE": str(folder)}
    command = [sys.executable, "-m", __name__ if __name__ != "__main__" else "tests.ui.kill", "--child"]
    return subprocess.Popen(
        [*command, str(folder), str(seed), str(gestures)],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip


def fingerprint(elements: Iterable[Element]) -> str:
    """The same for the same elements, in whatever order."""
    records = sorted(json.dumps([type(each).__name__, record_of(each)], sort_keys=True) for each in elements)
    return hashlib.sha256("\n".join(records).encode()).hexdigest()


def judge(folder: Path, told: list[str], tally: Tally) -> None:
    """Open what the child left; it must be a state that the child was in, and none before the last one kept."""
    lines = [line.split() for line in told if line.endswith("\n")]
    states = {int(serial): state for what, serial, state in lines if what == "edit"}
    kept = max(int(serial) for what, serial, _ in lines if what == "kept")
    tally.kills += 1
    tally.edits += max(states)
    tally.kept += kept
    try:
        elements = read_snapshot(folder / "a.journey")[1]
        for found in recoveries(folder / "state"):
            session = Session.recover(found, Workplace(folder / "state", lambda: datetime.now(UTC)))
            elements = list(session.document.elements.values())
            session.close(discard=True)
            tally.recovered += 1
    except FileProblem:
        tally.unreadable += 1
        return
    if fingerprint(elements) not in {state for serial, state in states.items() if serial >= kept}:
        tally.lost += 1


def work_without_end(folder: Path, seed: int, gestures: int) -> None:
    """Show the window and make random gestures, telling each edit before it can reach the disk."""
    from PySide6.QtTest import QTest

    from tests.ui.gestures import gesture
    from ui.app import make_application, make_window

    application = make_application(sys.argv[:1])
    window = make_window(application)
    window.show()
    window.open_file(folder / "a.journey")
    workspace = window.workspace
    assert workspace is not None
    session, document = workspace.session, workspace.document

    def tell(what: str, serial: int) -> None:
        sys.stdout.write(f"{what} {serial} {fingerprint(document.elements.values())}\n")
        sys.stdout.flush()

    # before the session hears of it, and so before its thread can write it down
    document._listeners.insert(0, lambda _: tell("edit", session.serial + 1))
    workspace.session_bridge.kept_edits.connect(lambda serial: tell("kept", serial))
    tell("edit", 0)
    tell("kept", 0)
    dice = random.Random(seed)
    for _ in range(gestures):
        window.activateWindow()
        gesture(window, dice)
        QTest.qWait(dice.choice((0, 0, 5, 30)))
    while session.pending:
        QTest.qWait(5)
    tell("idle", session.serial)
    application.exec()


def main(arguments: list[str]) -> None:
    """Be the child, or kill children and print the tally."""
    if arguments[:1] == ["--child"]:
        work_without_end(Path(arguments[1]), int(arguments[2]), int(arguments[3]))
        return
    with tempfile.TemporaryDirectory() as scratch:
        begun = time.perf_counter()
        result = kill_again_and_again(int(arguments[0]) if arguments else 25, Path(scratch), seed=time.time_ns())
        sys.stdout.write(f"{result} in {time.perf_counter() - begun:.1f} s\n")


if __name__ == "__main__":
    main(sys.argv[1:])
