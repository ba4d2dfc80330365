"""The places visited, to be walked back and forth like pages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from ui.canvas.frame import Frame
from workbench.domain.improvements import Place

MOST_VISITS: Final = 100
_NO_CUTS: Final[Mapping[Place, float]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Visit:
    """A journey as it was looked at: what was selected, which part showed, and the fix in force."""

    journey: str
    selected: tuple[str, ...] = ()
    frame: Frame | None = None
    cuts: Mapping[Place, float] = field(default_factory=lambda: _NO_CUTS)


class Visits:
    """Where somebody has been since the project was opened; going anywhere new forgets what lay ahead."""

    def __init__(self) -> None:
        self._before: list[Visit] = []
        self._ahead: list[Visit] = []

    def can_go_back(self, exists: Callable[[str], bool]) -> bool:
        """Return whether there is a place behind whose journey still exists."""
        return any(exists(visit.journey) for visit in reversed(self._before))

    def can_go_forward(self, exists: Callable[[str], bool]) -> bool:
        """Return whether there is a place ahead whose journey still exists."""
        return any(exists(visit.journey) for visit in reversed(self._ahead))

    def leave(self, here: Visit) -> None:
        """Remember a place that is left for a new one."""
        if not self._before or self._before[-1] != here:
            self._before = [*self._before, here][-MOST_VISITS:]
        self._ahead.clear()

    def back(self, here: Visit, exists: Callable[[str], bool]) -> Visit | None:
        """Return the place before `here`, passing over journeys that no longer exist; None where there is none."""
        return _step(self._before, self._ahead, here, exists)

    def forward(self, here: Visit, exists: Callable[[str], bool]) -> Visit | None:
        """Return the place that `back` came from, passing over journeys that no longer exist."""
        return _step(self._ahead, self._before, here, exists)

    def last_in(self, exists: Callable[[str], bool]) -> Visit | None:
        """Return the latest place behind whose journey still exists, as the one to go to when this one is gone."""
        while self._before:
            visit = self._before.pop()
            if exists(visit.journey):
                return visit
        return None


def _step(source: list[Visit], goal: list[Visit], here: Visit, exists: Callable[[str], bool]) -> Visit | None:
    while source:
        visit = source.pop()
        if exists(visit.journey):
            goal.append(here)
            return visit
    return None
