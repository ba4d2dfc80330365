"""Customers who broke down at a touchpoint, each with what the same customer lives through with a fix."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from workbench.simulation.build import Case, Segment, improved
from workbench.simulation.crowd.stories import Story, breakdowns_at, tell
from workbench.simulation.exact import solve

MOST: Final = 8
"""More examples than this nobody looks at."""


@dataclass(frozen=True, slots=True)
class Example:
    """One customer of the kind `kind` (empty where there is only one), as it is and with the fix, if any."""

    kind: str
    story: Story
    with_fix: Story | None


def examples(
    case: Case, changes: Iterable[tuple[int, str, float]], touchpoint: int, seed: int, most: int = MOST
) -> list[Example]:
    """Return the most usual customers, at most `most`, who break down at a touchpoint (row of the case).

    They are of the kind that breaks down there most often.  `changes` are those of a fix as `improved` takes them; the
    same customer meets the same luck wherever the fix changes nothing.  Raises what `exact.solve` and `improved` raise.
    """
    changes = list(changes)
    segment = max(case.segments, key=lambda each: _broken(each, touchpoint))
    fixed = improved(segment.model, changes) if changes else None
    kind = segment.name if len(case.segments) > 1 else ""
    return [
        Example(kind, tell(segment.model, each, seed), tell(fixed, each, seed) if fixed is not None else None)
        for each in breakdowns_at(segment.model, touchpoint, seed)[:most]
    ]


def _broken(segment: Segment, touchpoint: int) -> float:
    return segment.share * float(solve(segment.model).breakdowns[touchpoint])
