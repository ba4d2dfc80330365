"""The numbers that a map shows: breakdowns per 1,000 customers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ui.controls.labels import written

_NOTHING: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class MapNumbers:
    """Breakdowns per 1,000 customers by touchpoint or phase id, as-is and, where a fix is tried, with it.

    `highest` sets the scale of the heat; where it is None the highest touchpoint of `as_is` does.  `stale` says that
    the map has changed since these were counted.
    """

    as_is: Mapping[str, float] = field(default_factory=lambda: _NOTHING)
    with_fix: Mapping[str, float] | None = None
    heat: bool = True
    highest: float | None = None
    stale: bool = False

    def value(self, element_id: str) -> float | None:
        """Return the number that holds now: with the fix where there is one, else as-is."""
        if self.with_fix is not None and element_id in self.with_fix:
            return self.with_fix[element_id]
        return self.as_is.get(element_id)

    def shown(self, element_id: str) -> tuple[str, str]:
        """Return what to write: the struck-through number (empty where nothing changed) and the one that holds."""
        value = self.value(element_id)
        if value is None:
            return "", ""
        before, now = written(self.as_is.get(element_id, value)), written(value)
        return ("" if before == now else before), now

    def highest_of(self, touchpoints: Iterable[str]) -> float:
        """Return the number at the top of the heat scale."""
        if self.highest is not None:
            return self.highest
        return max((self.as_is.get(each, 0.0) for each in touchpoints), default=0.0)
