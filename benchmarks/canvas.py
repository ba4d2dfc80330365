"""How the map keeps up with the hand: `python -m benchmarks.canvas [SIZE …]` prints times beside those of others.

A round runs each map once at each size, each in a process of its own; a ratio compares two runs of the same round, and
the table gives medians over the rounds.  The plain scene runs at every size, the peers of `peers/` at 1,000.
BENCHMARK_PLATFORM=xcb shows real windows, as `xvfb-run` wants them.
"""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = os.environ.get("BENCHMARK_PLATFORM", "offscreen")

from benchmarks._peers import environment, interpreter
from benchmarks._table import Row, at_most, show

SIZES = (1000, 5000, 20_000)
ROUNDS = 3
FRAME_MS = 16.7
OURS = "app"
OWN = ("naive", OURS)
PEERS = {"orange": "orange-canvas-core", "nodes": "NodeGraphQt"}
PEERS_SIZE = 1000
# largest share of the plain scene's time, by size
GOALS = {
    "pan": {1000: 1 / 8, 5000: 1 / 8, 20_000: 1 / 15},
    "zoom": {1000: 1 / 8, 5000: 1 / 8, 20_000: 1 / 60},
    "zoom p95": {5000: 1 / 12},
    "drag": {1000: 1 / 3, 5000: 1 / 3, 20_000: 1 / 10},
    "build": {5000: 1 / 2},
    "hit": {5000: 1 / 10},
    "whole": {5000: 1 / 2},
    "memory": {20_000: 1 / 5},
}
# and of orange-canvas-core's
PEER_GOALS = {"first": 1 / 100, "pan": 1 / 6, "zoom": 1 / 15, "drag": 1 / 10}
MOST_GROWTH = 1.5
WORDS = {
    "build": ("build", "ms"),
    "first": ("build and first picture", "ms"),
    "whole": ("open until all is sharp", "ms"),
    "pan": ("pan at 100 %", "ms"),
    "pan p95": ("pan at 100 %, 95 %", "ms"),
    "zoom": ("zoom", "ms"),
    "zoom p95": ("zoom, 95 %", "ms"),
    "drag": ("drag at 100 %", "ms"),
    "drag p95": ("drag at 100 %, 95 %", "ms"),
    "hit": ("hit test", "ms"),
    "memory": ("memory a touchpoint", "KB"),
}
Found = dict[str, float]
Round = dict[str, Found]


def main(argv: list[str]) -> int:
    """Print a table for the sizes in `argv`, or for all."""
    rounds: dict[int, list[Round]] = {}
    for size in map(int, argv) if argv else SIZES:
        rounds[size] = [_round(size) for _ in range(ROUNDS)]
        show(f"{size:,} touchpoints", rows(size, rounds[size]))
        if size == PEERS_SIZE:
            for peer, name in PEERS.items():
                show(f"{size:,} touchpoints, beside {name}", peer_rows(peer, rounds[size]))
    if {SIZES[0], SIZES[-1]} <= rounds.keys():
        show("growth", growth(rounds[SIZES[0]], rounds[SIZES[-1]]))
    return 0


def rows(size: int, rounds: list[Round]) -> Iterator[Row]:
    """What the map takes, beside what the plain scene takes in the same round."""
    for key, (words, unit) in WORDS.items():
        naive, app = (statistics.median(each[name][key] for each in rounds) for name in OWN)
        told = f"plain scene {naive:.3f} {unit}, {_share(_ratio(key, 'naive', rounds))} of it"
        if (goal := GOALS.get(key, {}).get(size)) is not None:
            yield _beside(words, app, unit, _ratio(key, "naive", rounds), goal, "a plain scene", told)
        elif key.endswith("p95"):
            yield at_most(words, app, FRAME_MS, unit, told)
        else:
            yield Row(words, f"{app:.3f} {unit}", note=told)


def peer_rows(peer: str, rounds: list[Round]) -> Iterator[Row]:
    """What the map takes, beside what somebody else's takes in the same round."""
    if any(peer not in each for each in rounds):
        yield Row("all", "–", note=f"not installed in {environment(peer).name}: run `make bench`")
        return
    for key in ("build", "first", "pan", "zoom", "drag"):
        words, unit = WORDS[key]
        theirs, app = (statistics.median(each[name][key] for each in rounds) for name in (peer, OURS))
        ratio = _ratio(key, peer, rounds)
        told = f"theirs {theirs:.3f} {unit}, {_share(ratio)} of it"
        if peer == "orange" and key in PEER_GOALS:
            yield _beside(words, app, unit, ratio, PEER_GOALS[key], "theirs", told)
        else:
            yield Row(words, f"{app:.3f} {unit}", note=told)


def growth(few: list[Round], many: list[Round]) -> Iterator[Row]:
    """How much longer the largest map takes than the smallest."""
    ratio = statistics.median(more[OURS]["pan"] / less[OURS]["pan"] for less, more in zip(few, many, strict=True))
    yield at_most(f"pan at {SIZES[-1]:,} to pan at {SIZES[0]:,}", ratio, MOST_GROWTH, "times")


def _round(size: int) -> Round:
    command = [sys.executable, "-m", "benchmarks._canvas_one"]
    found = {name: _in_a_process([*command, name, str(size)]) for name in OWN}
    for peer in PEERS if size == PEERS_SIZE else ():
        if interpreter(peer).exists():
            found[peer] = _in_a_process([str(interpreter(peer)), "-m", f"benchmarks.peers.canvas_{peer}", str(size)])
    return {name: each for name, each in found.items() if each}


def _in_a_process(command: list[str]) -> Found:
    """What the measurement says, or nothing where it could not be made."""
    ran = subprocess.run(command, cwd=Path(__file__).parent.parent, stdout=subprocess.PIPE, text=True)
    told = [line for line in ran.stdout.splitlines() if line.startswith("{")]
    return json.loads(told[-1]) if told else {}


def _ratio(key: str, other: str, rounds: list[Round]) -> float:
    return statistics.median(each[OURS][key] / each[other][key] for each in rounds)


def _share(ratio: float) -> str:
    return f"1/{1 / ratio:.1f}" if ratio < 1 else f"{ratio:.1f}"


def _beside(words: str, app: float, unit: str, ratio: float, goal: float, of: str, told: str) -> Row:
    return Row(words, f"{app:.3f} {unit}", f"≤ 1/{1 / goal:.0f} of {of}", ratio <= goal, told)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
