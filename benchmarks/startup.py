"""How soon the window is there: `python -m benchmarks.startup` prints times beside those of a bare window and of peers.

A time is that from just before the process is made to the first paint of a main window; cases take turns, files are
warm, and a ratio compares two runs of the same round.  BENCHMARK_PLATFORM=xcb shows real windows.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks._peers import interpreter
from benchmarks._rounds import Effort
from benchmarks._table import Row, at_most, show
from ui.warmup import HEAVY

ROOT: Final = Path(__file__).parents[1]
PAINTED: Final = "benchmarks._first_paint"
SLOWEST_BARE: Final = 1.6
SLOWEST_LATE: Final = 1.1
LONGEST_STEP_MS: Final = 100
PEER_GOALS: Final = {"orange-canvas": 1 / 2, "novelWriter": 1 / 7}


@dataclass(frozen=True, slots=True)
class Case:
    """One program: its interpreter, what it is told, and what has to be said by which Qt."""

    python: str
    arguments: Sequence[str]
    qt: str = "PySide6"
    settings: dict[str, str] = field(default_factory=dict[str, str])

    def times(self, state: Path) -> dict[str, float]:
        """Return the ms until each thing that the program told."""
        platform = os.environ.get("BENCHMARK_PLATFORM", "offscreen")
        chosen = {"QT_QPA_PLATFORM": platform, "BENCHMARK_QT": self.qt, "JOURNEY_WORKBENCH_STATE": str(state)}
        environment = {**os.environ, **chosen, **self.settings}
        # without compiled files every start would compile everything
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        begun = time.monotonic()
        command = [self.python, "-m", PAINTED, *self.arguments]
        ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
        told = (line.split() for line in ran.stdout.splitlines() if line.startswith("TOLD "))
        return {what: 1e3 * (float(at) - (begun if is_moment == "at" else 0.0)) for _, what, is_moment, at in told}


def cases() -> dict[str, Case]:
    """Every program that can be started here."""
    found = {
        "bare": Case(sys.executable, ["bare"]),
        "ours": Case(sys.executable, ["ours"]),
        "ours, all at once": Case(sys.executable, ["eager"]),
        "ours, all afterwards": Case(sys.executable, ["lazy"]),
    }
    if interpreter("orange").exists():
        flags = ["orangecanvas.main:main", "--no-welcome", "--no-splash"]
        found["orange-canvas"] = Case(str(interpreter("orange")), flags, "PyQt6", {"QT_API": "pyqt6"})
    if interpreter("novel").exists():
        found["novelWriter"] = Case(str(interpreter("novel")), ["novelwriter:main"], "PyQt6")
    return found


def rows(rounds: int) -> Iterator[Row]:
    """S1 to S3; the first round only warms the files."""
    known = cases()
    taken: dict[str, list[dict[str, float]]] = {name: [] for name in known}
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(rounds + 1):
            for name, case in known.items():
                found = case.times(Path(folder) / name)
                if turn:
                    taken[name].append(found)
    ours, bare = _of(taken["ours"], "paint"), _of(taken["bare"], "paint")
    told = f"bare {median(bare):.0f} ms, ours {median(ours):.0f} ms"
    yield at_most("S1 first paint to a bare window's", _ratio(ours, bare), SLOWEST_BARE, "times", told)
    for peer, goal in PEER_GOALS.items():
        if not taken.get(peer) or not all("paint" in each for each in taken[peer]):
            yield Row(f"S2 first paint to that of {peer}", "–", note="not to be started here; run `make bench`")
            continue
        theirs = _of(taken[peer], "paint")
        yield at_most(
            f"S2 first paint to that of {peer}", _ratio(ours, theirs), goal, "times", f"theirs {median(theirs):.0f} ms"
        )
    late, eager = _of(taken["ours, all afterwards"], "ready"), _of(taken["ours, all at once"], "paint")
    told = f"{median(late):.0f} ms, window with all at once {median(eager):.0f} ms"
    yield at_most("S3 all libraries there, to all before the window", _ratio(late, eager), SLOWEST_LATE, "times", told)
    longest, busiest = (median(_of(taken["ours, all afterwards"], each)) for each in ("longest", "busiest"))
    told = f"of which {busiest:.0f} ms of a processor, at most"
    yield at_most("S3 longest time that the window is held", longest, LONGEST_STEP_MS, "ms", told)


def _of(taken: list[dict[str, float]], what: str) -> list[float]:
    return [each[what] for each in taken]


def _ratio(some: list[float], others: list[float]) -> float:
    return median(one / other for one, other in zip(some, others, strict=True))


def main() -> int:
    """Measure and print."""
    effort = Effort.asked_for(__doc__ or "")
    show(f"start-up; afterwards come {len(HEAVY)} libraries", rows(effort.rounds))
    return 0


if __name__ == "__main__":
    sys.exit(main())
