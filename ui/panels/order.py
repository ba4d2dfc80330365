"""From one order of ids to another in single steps, so that views keep what is selected and where they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One id leaves `source`, arrives at `target`, or does both; None stands for outside."""

    id: str
    source: int | None
    target: int | None


def steps(present: list[str], wanted: Sequence[str]) -> Iterator[Step]:
    """Turn `present` into `wanted`, step by step; each step is to be announced, then it is carried out.

    Ids are unique in both.  A move never goes to the right, so that Qt's rows before and after it are the same.
    """
    staying = set(wanted)
    for at in range(len(present) - 1, -1, -1):
        if present[at] not in staying:
            yield Step(present[at], at, None)
            del present[at]
    known = set(present)
    for at, each in enumerate(wanted):
        if at < len(present) and present[at] == each:
            continue
        source = present.index(each, at) if each in known else None
        yield Step(each, source, at)
        if source is not None:
            del present[source]
        present.insert(at, each)
