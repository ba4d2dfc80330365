"""How sure the numbers on the screen are: a first range at once, the sampled one when the slider rests."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from ui.jobs import Jobs
from ui.live import LiveState
from ui.shell import remote
from ui.shell.quick_range import MOST_TOUCHPOINTS, FirstRange, QuickRange
from ui.tasks import Task
from workbench.domain.document import Document
from workbench.domain.improvements import Place, effects_in, scenario_with
from workbench.domain.values import Quantity
from workbench.simulation.build import Case
from workbench.simulation.compiled.ready import compiled
from workbench.simulation.crowd.outcome import Walked
from workbench.simulation.problems import ModelProblem
from workbench.simulation.uncertainty.ranges import Ranges
from workbench.simulation.uncertainty.tornado import Bar
from workbench.simulation.wording import Sureness

QUIET_MS: Final = 300
"""A fix that has rested for so long is worth sampling."""

AFTER_PAINT_MS: Final = 10
"""The bars come first: Qt asks a window to paint 5 ms after something has changed."""

CUSTOMERS: Final = 20_000
SEED: Final = 7

_RANGES: Final = "ranges"
_SWINGS: Final = "swings"
_WALK: Final = "walk"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about the fix in force: None or empty while it is not.

    `first` is the range of the change of late breakdowns to first order, `ranges` are the sampled ones, and `swings`
    tell how far single numbers move the effect, None while nobody has looked.
    """

    first: FirstRange | None = None
    ranges: Ranges | None = None
    swings: tuple[Bar, ...] | None = None

    @property
    def sureness(self) -> Sureness | None:
        """The best there is to say about the change of late breakdowns."""
        if self.ranges is None:
            return self.first.change if self.first else None
        late = self.ranges.change.late_breakdowns
        return Sureness(late.low, late.high, self.ranges.claim)


class RangeDesk(QObject):
    """Follows the fix in force; what it finds belongs to that fix and goes with the next one."""

    changed = Signal(object)  # Known
    walked = Signal(object)  # Walked
    refused = Signal(object)  # the ModelProblem

    def __init__(self, document: Document, journey: str, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._journey = journey
        self._jobs = jobs
        self._quick = QuickRange(document, journey)
        self._tasks: list[Task] = []
        self._case: Case | None = None
        self._cuts: dict[Place, float] = {}
        self._is_watched = False
        self._is_new = False
        self.known = Known()
        self._soon = QTimer(self, singleShot=True)
        self._quiet = QTimer(self, singleShot=True, interval=QUIET_MS)
        self._soon.timeout.connect(self._estimate)
        self._quiet.timeout.connect(self._sample)
        jobs.finished.connect(self._take)
        jobs.failed.connect(self._give_up)

    def close(self) -> None:
        """Hear no more answers, and let the work go."""
        self._soon.stop()
        self._quiet.stop()
        self._jobs.finished.disconnect(self._take)
        self._jobs.failed.disconnect(self._give_up)
        self._stop()

    def follow(self, state: LiveState, cuts: Mapping[Place, float]) -> None:
        """Take note of the fix in force; of the one before nothing is known any more.

        Once its numbers are on the screen, `begin` finds out how sure they are.
        """
        case = state.outcome.case if state.outcome else None
        if case is not self._case:
            self._quick.forget()
        elif cuts == self._cuts:
            return
        # until the new range is there, the one of the last move stands in: it is a few ms old
        stands_in = case is self._case and self._cuts.keys() == cuts.keys()
        self.known = Known(first=self._rough()) if stands_in else Known()
        self._stop()
        self._case, self._cuts = case, dict(cuts)
        self._soon.stop()
        self._quiet.stop()
        self._is_new = case is not None and not state.remark

    def begin(self) -> None:
        """Find out how sure the fix in force is, unless that has begun."""
        case, self._is_new = self._case if self._is_new else None, False
        if case is None:
            return
        if self._cuts:
            self._quiet.start()
        if case.model.size <= MOST_TOUCHPOINTS and (self._cuts or self._is_watched):
            self._soon.start(AFTER_PAINT_MS if self._cuts and compiled() is not None else QUIET_MS)

    def watch(self, watched: bool) -> None:
        """Take note of whether sliders are in sight, so that the first move of one need not wait."""
        self._is_watched = watched
        if watched and not self._cuts:
            self._is_new = self._case is not None
            self.begin()

    def ask_for_swings(self) -> None:
        """Find out how far single numbers move the effect of the fix in force, unless that is known."""
        if self._cuts and self._case is not None and self.known.swings is None:
            self.known = replace(self.known, swings=())
            elements = tuple(self._document.elements.values())
            self._begin(_SWINGS, remote.swung, elements, self._journey, self._effects())

    def walk(self, case: Case, cuts: Mapping[Place, float]) -> None:
        """Let simulated customers answer what the exact engine cannot."""
        self._stop()
        self._begin(_WALK, remote.walked, case, dict(cuts), CUSTOMERS, SEED)

    def _begin(self, topic: str, work: Callable[..., object], *arguments: object) -> None:
        task = Task(topic)
        self._tasks.append(task)
        self._jobs.begin(task, work, *arguments)

    def _stop(self) -> None:
        for task in self._tasks:
            task.stop()
        self._tasks.clear()

    def _effects(self) -> Mapping[Place, float | Quantity]:
        """Return the fix in force; a scenario says how sure its improvements are, a slider does not."""
        kept = scenario_with(self._document, self._journey, self._cuts)
        return effects_in(self._document, kept) if kept else self._cuts

    def _rough(self) -> FirstRange | None:
        known = self.known.ranges
        if known is None:
            return self.known.first
        change, exposure, hazard = (
            (each.low, each.high) for each in (known.change.late_breakdowns, known.exposure, known.hazard)
        )
        return FirstRange(Sureness(*change), exposure, hazard)

    def _estimate(self) -> None:
        first = self._quick.of(self._effects())
        if self._cuts and self.known.ranges is None:
            self.known = replace(self.known, first=first)
            self.changed.emit(self.known)

    def _sample(self) -> None:
        if self._cuts:
            elements = tuple(self._document.elements.values())
            self._begin(_RANGES, remote.sampled, elements, self._journey, self._effects(), SEED)

    def _take(self, token: object, answer: object) -> None:
        if not isinstance(token, Task) or token not in self._tasks:
            return
        if isinstance(answer, Ranges):
            self.known = replace(self.known, ranges=answer)
            self.changed.emit(self.known)
        elif token.topic == _SWINGS and isinstance(answer, tuple):
            self.known = replace(self.known, swings=answer)
            self.changed.emit(self.known)
        elif isinstance(answer, Walked):
            self.walked.emit(answer)

    def _give_up(self, token: object, fault: object) -> None:
        is_walk = isinstance(token, Task) and token in self._tasks and token.topic == _WALK
        if is_walk and isinstance(fault, ModelProblem):
            self.refused.emit(fault)
