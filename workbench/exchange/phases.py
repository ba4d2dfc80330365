"""Phases for imported touchpoints until somebody names better ones: by order of occurrence."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

MOST_PHASES: Final = 7
_COMFORTABLE: Final = 3


@dataclass(frozen=True, slots=True)
class ProposedPhase:
    """A phase and the touchpoints in it, by number."""

    name: str
    members: tuple[int, ...]


def propose_phases(names: Sequence[str], position: Sequence[float], visits: Sequence[float]) -> list[ProposedPhase]:
    """Cut touchpoints into at most seven phases of even size by their mean `position` in the journey, 0 to 1.

    A phase is called after the touchpoint in it with most `visits`; inside it the order is that of `names`.
    """
    in_order = sorted(range(len(names)), key=lambda number: (position[number], number))
    count = min(MOST_PHASES, ceil(len(in_order) / _COMFORTABLE))
    phases: list[ProposedPhase] = []
    for index in range(count):
        start, stop = (len(in_order) * edge // count for edge in (index, index + 1))
        members = tuple(sorted(in_order[start:stop]))
        commonest = max(members, key=lambda number: visits[number])
        more = f" and {len(members) - 1:,} more" if len(members) > 1 else ""
        phases.append(ProposedPhase(names[commonest] + more, members))
    return phases
