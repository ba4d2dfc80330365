"""Does to a map what a hand would, whoever painted it and with whichever Qt: takes no Qt for itself."""

import json
import os
import statistics
import sys
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Any, Protocol

import psutil

from benchmarks._canvas_journeys import Plan
from workbench.domain.places import CARD_HEIGHT, CARD_WIDTH, COLUMN_PITCH, ROW_PITCH

WIDTH, HEIGHT = 1600, 900
FRAMES = 60
SCENARIO_SECONDS = 1.5
SETTLE_SECONDS = 60.0
REST_SECONDS = 0.3
LARGEST, ZOOM_STEPS = 1.5, 20
HITS = 300


class Canvas(Protocol):
    """What the rig asks of a map."""

    def show(self, width: int, height: int) -> None:
        """Show the map in this size, in whatever window it lies."""
        ...

    def show_all(self, scale: float, x: float, y: float) -> None:
        """Show the whole map, for which it has to be so large and this place in the middle."""
        ...

    def show_at(self, scale: float, x: float, y: float) -> None:
        """Show a place on the map in the middle, so large."""
        ...

    def zoom(self, scale: float, x: float, y: float) -> None:
        """Zoom to a scale by a hand's own way; the place stays in the middle."""
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
        """Return whether all of the map that shows is painted as it shall be."""
        ...

    def is_complete(self) -> bool:
        """Return whether all that was put off for the map is there too."""
        ...


@dataclass(frozen=True, slots=True)
class Rig:
    """A map under a hand; takes the time until the event loop has nothing left of what the hand did."""

    application: Any
    canvas: Canvas
    middle: tuple[float, float]

    def flush(self) -> None:
        """Let everything happen that is due."""
        self.application.processEvents()
        if self.application.platformName() == "xcb":
            self.application.sync()

    def settle(self) -> None:
        """Wait until all is painted."""
        end = perf_counter() + SETTLE_SECONDS
        self.flush()
        while not self.canvas.is_settled() and perf_counter() < end:
            self.flush()

    def complete(self) -> None:
        """Wait until nothing is left of opening."""
        end = perf_counter() + SETTLE_SECONDS
        while not self.canvas.is_complete() and perf_counter() < end:
            self.flush()
        self.settle()

    def rest(self) -> None:
        """Look at what there is before doing the next thing, as people do."""
        self.settle()
        end = perf_counter() + REST_SECONDS
        while perf_counter() < end:
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
        self.rest()
        return self.frames(lambda at: self.canvas.pan(_zigzag(at, 13), _zigzag(at + 7, 9)))

    def zooms(self, smallest: float) -> list[float]:
        """Zoom from the whole map to 150 % and back."""
        up = [smallest * (LARGEST / smallest) ** (step / ZOOM_STEPS) for step in range(ZOOM_STEPS + 1)]
        scales = [*up, *reversed(up)]
        self.canvas.show_at(smallest, *self.middle)
        self.rest()
        return self.frames(lambda at: self.canvas.zoom(scales[at], *self.middle), len(scales))

    def drags(self, card: int) -> list[float]:
        """Drag a card to and fro at 100 %, and let it go."""
        self.canvas.show_at(1.0, *self.middle)
        self.rest()
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
        self.rest()
        taken: list[float] = []
        for at in range(HITS):
            begun = perf_counter()
            self.canvas.hit(20 + at * 37 % (WIDTH - 60), 120 + at * 53 % (HEIGHT - 160))
            taken.append(1e3 * (perf_counter() - begun))
        return taken


def measured(application: Any, make: Callable[[], Canvas], drawn: Plan) -> dict[str, float]:
    """Return what one map takes: medians in ms, p95 of what has to keep up with a hand, KB a touchpoint.

    The map is whole when all of it is sharp; memory, and whatever a hand does, is measured when nothing is left to be
    opened either.
    """
    memory = psutil.Process().memory_info
    before, begun = memory().rss, perf_counter()
    canvas = make()
    found = {"build": 1e3 * (perf_counter() - begun)}
    card, middle = _in_the_middle(drawn)
    rig = Rig(application, canvas, middle)
    canvas.show(WIDTH, HEIGHT)
    rig.flush()
    found["first"] = 1e3 * (perf_counter() - begun)
    width, height = COLUMN_PITCH * drawn.phases, ROW_PITCH * drawn.rows
    smallest = min(WIDTH / width, HEIGHT / height)
    canvas.show_all(smallest, width / 2, height / 2)
    rig.settle()
    found["whole"] = 1e3 * (perf_counter() - begun)
    rig.complete()
    found["memory"] = (memory().rss - before) / 1024 / drawn.touchpoints
    for what, taken in (
        ("pan", rig.pans()),
        ("zoom", rig.zooms(smallest)),
        ("drag", rig.drags(card)),
        ("hit", rig.hits()),
    ):
        found[what] = statistics.median(taken)
        found[f"{what} p95"] = sorted(taken)[int(0.95 * (len(taken) - 1))]
    return found


def tell(found: dict[str, float]) -> None:
    """Print one measurement as JSON and end at once: taking 100,000 items apart would take longer than measuring."""
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()
    os._exit(0)


def _in_the_middle(drawn: Plan) -> tuple[int, tuple[float, float]]:
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
