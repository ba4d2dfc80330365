"""The rig: makes one random event after the other, and looks now and then whether everything is still whole."""

import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Final

from PySide6.QtCore import QTimer

from tests.torture.monkey.examination import examine
from tests.torture.monkey.hands import Step, gesture
from tests.torture.monkey.mistakes import MISTAKES
from tests.torture.monkey.stage import Stage
from tests.torture.monkey.watch import LONGEST_STALL, Watch, resident_mb
from tests.torture.tally import SEED, Tally
from ui.app import make_application
from workbench.state_folder import STATE_VARIABLE

EVENTS: Final = 60_000
_WARM: Final = 5_000
_EXAMINED_EVERY: Final = 1_000
_GROWTH_MB: Final = 50.0
_COLD_GROWTH_MB: Final = 90.0
"""What a run that is too short to warm up may take: views and caches that are made once."""

_TURNS_OF_A_STEP: Final = 8
"""A step whose own handling lets the event loop turn more often has opened a loop of its own, such as a dialog's."""

_SLOWEST: Final = 8
_DEEPEST: Final = 4
_RESCUED_AFTER_MS: Final = 5_000
_PATIENCE: Final = 12
"""So many gestures are made in a dialog or a menu; then it is closed."""


class Monkey:
    """Plays from inside the event loop, so that dialogs and drags, which have one of their own, are played in too."""

    def __init__(self, stage: Stage, watch: Watch, events: int, seed: int, first: int = 0) -> None:
        self._stage = stage
        self._watch = watch
        self._events = events
        self._first = first
        self._steps = steps_of(seed, first)
        self._warm = min(_WARM, events // 3)
        self._depth = self._turns = self._covered = 0
        self._idle_looks = 0
        self._cover: object = None
        self._due: deque[tuple[int, Callable[[], None]]] = deque(self._plan())
        self.resident: list[float] = []
        self.curve: list[float] = []

    def play(self) -> None:
        """Return when all events are made."""
        self._watch.resume()
        self._turn_again()
        rescue = QTimer()
        rescue.timeout.connect(self._rescue)
        rescue.start(_RESCUED_AFTER_MS)
        self._stage.application.exec()
        rescue.stop()
        self._watch.pause()

    def _plan(self) -> list[tuple[int, Callable[[], None]]]:
        every = min(_EXAMINED_EVERY, max(1, self._events // 3))
        plan = [(at, self._examine) for at in range(every, self._events + 1, every)]
        plan += [(self._warm, self._weigh), (self._events, self._weigh)]
        return sorted(plan, key=lambda each: each[0])

    def _turn_again(self) -> None:
        QTimer.singleShot(0, self._turn)

    def _rescue(self) -> None:
        """Begin again where an exception on its way through Qt has swallowed the next turn."""
        # one look without a turn is what a long examination leaves behind
        self._idle_looks += 1
        if self._idle_looks > 1:
            self._turn_again()

    def _turn(self) -> None:
        self._idle_looks = 0
        if self._depth == 0 and not self._due and self._watch.events >= self._events:
            self._stage.application.exit()
            return
        self._turn_again()
        if self._watch.is_paused:
            return
        self._beat()
        self._turns += 1
        if self._stage.window.disk.is_waited_for or (self._depth and self._turns < _TURNS_OF_A_STEP):
            return
        self._depth += 1
        try:
            self._act()
        finally:
            self._depth -= 1
            self._turns = 0
            self._beat()

    def _beat(self) -> None:
        if self._stage.window.isVisible():
            self._watch.beat()
        else:
            # whoever has closed the window need not watch the worker end
            self._watch.resume()

    def _act(self) -> None:
        self._turns = 0
        is_due = bool(self._due) and self._watch.events >= self._due[0][0]
        if is_due and self._depth == 1 and self._stage.top is self._stage.window:
            self._watch.pause()
            self._due.popleft()[1]()
            self._watch.resume()
        elif is_due or self._depth > _DEEPEST or self._is_covered_for_long():
            self._stage.clear()
        else:
            step = next(self._steps)
            self._watch.note(step.told)
            step.do(self._stage)
        if self._depth == 1:
            self._stage.tidy_up()

    def _is_covered_for_long(self) -> bool:
        """Whether the same menu or dialog has been there for a while."""
        top = self._stage.top
        self._covered = self._covered + 1 if top is self._cover and top is not self._stage.window else 0
        self._cover = top
        return self._covered > _PATIENCE

    def _examine(self) -> None:
        for fault in examine(self._stage, self._watch):
            self._watch.fault(fault)
        self.curve.append(resident_mb())

    def _weigh(self) -> None:
        """Weigh the program while no journey is open."""
        self._stage.leave()
        self.resident.append(resident_mb())
        self._stage.open_own()


def monkey(
    events: int,
    folder: Path,
    seed: int = SEED,
    first: int = 0,
    mistake: str = "none",
    longest_stall: float = LONGEST_STALL,
    log: int | None = None,
) -> Tally:
    """Make `events` events from the `first` on, in a process of its own."""
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", STATE_VARIABLE: str(folder / "state")}
    application = make_application(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    tally = Tally("random events")
    watch = Watch(sys.stderr.write, seed, longest_stall, log)
    with MISTAKES[mistake](), watch.watching():
        stage = Stage(application, folder, Random(seed))
        player = Monkey(stage, watch, events, seed, first)
        player.play()
        stage.end()
        application.shutdown()
    before, after = player.resident
    if after - before > (_GROWTH_MB if events >= 2 * _WARM else _COLD_GROWTH_MB):
        watch.fault(f"{after - before:.0f} MB more than at the beginning")
    tally.cases, tally.faults = watch.events, watch.faults
    tally.note = _note(watch, player.curve, after - before)
    return tally


def _note(watch: Watch, curve: Sequence[float], growth: float) -> str:
    slowest = sorted(watch.slow.items(), key=lambda each: each[1], reverse=True)[:_SLOWEST]
    paused = ", ".join(f"{kind} {pause}" for kind, pause in slowest) or "nothing"
    weights = " ".join(f"{each:.0f}" for each in curve)
    return f"slowest: {paused}; memory {weights} MB, in the end {growth:+.0f}"


def steps_of(seed: int, first: int) -> Iterator[Step]:
    """Yield the steps of one gesture after the other, each with dice of its own, from the `first` step on."""
    number = made = 0
    while True:
        for step in gesture(Random(f"{seed} {number}")):
            if made >= first:
                yield step
            made += 1
        number += 1
