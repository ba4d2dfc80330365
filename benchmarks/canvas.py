"""How the map keeps up with the hand: `python -m benchmarks.canvas` prints times beside those of a plain scene.

A round runs either map once at each size, each in a process of its own; a ratio compares two runs of the same round,
and the table gives medians over the rounds.  BENCHMARK_PLATFORM=xcb shows real windows, as `xvfb-run` wants them.
"""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Protocol

import psutil

os.environ["QT_QPA_PLATFORM"] = os.environ.get("BENCHMARK_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from benchmarks import _canvas_app, _canvas_naive
from benchmarks._canvas_journeys import Plan, elements, plan
from benchmarks._table import Row, at_most, show
from workbench.domain.document import Document
from workbench.domain.places import CARD_HEIGHT, CARD_WIDTH, COLUMN_PITCH, ROW_PITCH

WIDTH, HEIGHT = 1600, 900
SIZES = (1000, 5000, 20_000)
ROUNDS = 3
FRAMES = 60
FRAME_MS = 16.7
SCENARIO_SECONDS = 1.5
SETTLE_SECONDS = 60.0
LARGEST, ZOOM_STEPS = 1.5, 20
MAPS = ("naive", "app")
# largest share of the plain scene's time, by size
GOALS = {
    "pan": {1000: 1 / 8, 5000: 1 / 8, 20_000: 1 / 15},
    "zoom": {1000: 1 / 8, 5000: 1 / 8, 20_000: 1 / 60},
    "drag": {1000: 1 / 3, 5000: 1 / 3, 20_000: 1 / 10},
    "build": {5000: 1 / 2},
    "hit": {5000: 1 / 10},
    "whole": {5000: 1 / 2},
    "memory": {20_000: 1 / 5},
}
WORDS = {
    "build": ("build", "ms"),
    "first": ("first picture", "ms"),
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


class Canvas(Protocol):
    """What the rig asks of a map."""

    @property
    def widget(self) -> QWidget:
        """What is shown in a window of its own."""
        ...

    def show_at(self, scale: float, x: float, y: float) -> None:
        """Show a place on the map in the middle, so large."""
        ...

    def pan(self, dx: int, dy: int) -> None:
        """Drag the map by pixels."""
        ...

    def begin_drag(self, card: int) -> None:
        """Take hold of a card."""
        ...

    def drag(self, card: int, dx: float, dy: float) -> None:
        """Move it by map units."""
        ...

    def end_drag(self, card: int) -> None:
        """Let it go."""
        ...

    def hit(self, x: int, y: int) -> bool:
        """Return whether a thing lies under a pixel."""
        ...

    def is_settled(self) -> bool:
        """Return whether nothing is left to be painted later."""
        ...


@dataclass(frozen=True, slots=True)
class Rig:
    """Does to a map what a hand would, and takes the time until the event loop has nothing left of it."""

    application: QApplication
    canvas: Canvas
    middle: tuple[float, float]

    def flush(self) -> None:
        """Let everything happen that is due."""
        self.application.processEvents()
        if self.application.platformName() == "xcb":
            self.application.sync()  # pyright: ignore[reportAttributeAccessIssue]

    def settle(self) -> None:
        """Wait until all is painted."""
        end = perf_counter() + SETTLE_SECONDS
        self.flush()
        while not self.canvas.is_settled() and perf_counter() < end:
            self.flush()

    def frames(self, act: Callable[[int], None], most: int = FRAMES) -> list[float]:
        """Return what acting again and again takes each time, in ms."""
        taken: list[float] = []
        end = perf_counter() + SCENARIO_SECONDS
        while len(taken) < most and (perf_counter() < end or len(taken) < 5):
            begun = perf_counter()
            act(len(taken))
            self.flush()
            taken.append(1e3 * (perf_counter() - begun))
        return taken

    def pans(self) -> list[float]:
        """Pan to and fro at 100 %."""
        self.canvas.show_at(1.0, *self.middle)
        self.settle()
        return self.frames(lambda at: self.canvas.pan(_zigzag(at, 13), _zigzag(at + 7, 9)))

    def zooms(self, smallest: float) -> list[float]:
        """Zoom from the whole map to 150 % and back."""
        up = [smallest * (LARGEST / smallest) ** (step / ZOOM_STEPS) for step in range(ZOOM_STEPS + 1)]
        scales = [*up, *reversed(up)]
        self.canvas.show_at(smallest, *self.middle)
        self.settle()
        return self.frames(lambda at: self.canvas.show_at(scales[at], *self.middle), len(scales))

    def drags(self, card: int) -> list[float]:
        """Drag a card to and fro at 100 %, and let it go."""
        self.canvas.show_at(1.0, *self.middle)
        self.settle()
        self.canvas.begin_drag(card)
        self.canvas.drag(card, 8, 8)
        self.flush()
        taken = self.frames(lambda at: self.canvas.drag(card, _zigzag(at, 7), _zigzag(at + 7, 5)))
        self.canvas.end_drag(card)
        self.settle()
        return taken

    def hits(self) -> list[float]:
        """Ask what lies under pixels all over the window."""
        self.canvas.show_at(1.0, *self.middle)
        self.settle()
        taken: list[float] = []
        for at in range(300):
            begun = perf_counter()
            self.canvas.hit(20 + 37 * at % (WIDTH - 40), 120 + 53 * at % (HEIGHT - 160))
            taken.append(1e3 * (perf_counter() - begun))
        return taken


def measure(name: str, touchpoints: int) -> dict[str, float]:
    """Measure one map at one size."""
    application = QApplication([])
    drawn = plan(touchpoints)
    document = Document(elements(drawn))
    memory = psutil.Process().memory_info
    before, begun = memory().rss, perf_counter()
    is_naive = name == "naive"
    canvas: Canvas = _canvas_naive.Canvas(drawn) if is_naive else _canvas_app.Canvas(document, application)
    found = {"build": 1e3 * (perf_counter() - begun)}
    width, height = COLUMN_PITCH * drawn.phases, ROW_PITCH * drawn.rows
    rig = Rig(application, canvas, _middle(drawn)[1])
    canvas.widget.resize(WIDTH, HEIGHT)
    canvas.widget.show()
    rig.flush()
    found["first"] = 1e3 * (perf_counter() - begun)
    smallest = min(WIDTH / width, HEIGHT / height)
    canvas.show_at(smallest, width / 2, height / 2)
    rig.settle()
    found["whole"] = 1e3 * (perf_counter() - begun)
    found["memory"] = (memory().rss - before) / 1024 / touchpoints
    for what, taken in (
        ("pan", rig.pans()),
        ("zoom", rig.zooms(smallest)),
        ("drag", rig.drags(_middle(drawn)[0])),
        ("hit", rig.hits()),
    ):
        found[what] = statistics.median(taken)
        found[f"{what} p95"] = sorted(taken)[int(0.95 * (len(taken) - 1))]
    return found


def main(argv: list[str]) -> int:
    """Print a table for the sizes in `argv`, or for all; with `--one MAP SIZE`, one measurement as JSON."""
    if argv[:1] == ["--one"]:
        sys.stdout.write(json.dumps(measure(argv[1], int(argv[2]))) + "\n")
        sys.stdout.flush()
        # no time is spent on taking 100,000 items apart
        os._exit(0)
    for size in map(int, argv) if argv else SIZES:
        rounds = [{name: _in_a_process(name, size) for name in MAPS} for _ in range(ROUNDS)]
        show(f"{size:,} touchpoints", rows(size, rounds))
    return 0


def _in_a_process(name: str, size: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.canvas", "--one", name, str(size)]
    ran = subprocess.run(command, cwd=Path(__file__).parent.parent, stdout=subprocess.PIPE, check=True, text=True)
    return json.loads(ran.stdout.splitlines()[-1])


def rows(size: int, rounds: list[dict[str, dict[str, float]]]) -> Iterator[Row]:
    """What the map takes, beside what the plain scene takes in the same round."""
    for key, (words, unit) in WORDS.items():
        naive, app = (statistics.median(each[name][key] for each in rounds) for name in MAPS)
        ratio = statistics.median(each["app"][key] / each["naive"][key] for each in rounds)
        goal = GOALS.get(key, {}).get(size)
        share = f"1/{1 / ratio:.1f}" if ratio < 1 else f"{ratio:.1f}"
        told = f"plain scene {naive:.3f} {unit}, {share} of it"
        if goal is not None:
            yield Row(words, f"{app:.3f} {unit}", f"≤ 1/{1 / goal:.0f} of a plain scene", ratio <= goal, told)
        elif key.endswith("p95"):
            yield at_most(words, app, FRAME_MS, unit, told)
        else:
            yield Row(words, f"{app:.3f} {unit}", note=told)


def _middle(drawn: Plan) -> tuple[int, tuple[float, float]]:
    """A touchpoint in the middle of the map that four to six lines join, and its middle."""
    counts = [0] * drawn.touchpoints
    for one, other in drawn.lines:
        counts[one] += 1
        counts[other] += 1

    def off(at: int) -> float:
        x, y = drawn.spot(at)
        return abs(x - drawn.phases / 2) + abs(y - drawn.rows / 2) + (0 if 4 <= counts[at] <= 6 else 1000)

    chosen = min(range(drawn.touchpoints), key=off)
    x, y = drawn.spot(chosen)
    return chosen, (12 + COLUMN_PITCH * x + CARD_WIDTH / 2, ROW_PITCH * y + CARD_HEIGHT / 2)


def _zigzag(at: int, step: int) -> int:
    return step if at // 15 % 2 == 0 else -step


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
