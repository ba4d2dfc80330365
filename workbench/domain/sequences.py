"""Two changed versions of one list of distinct things, combined by what came and what went."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

from workbench.domain.values import MeasurePoint

T = TypeVar("T", bound=Hashable)


def combined(base: Sequence[T], mine: Sequence[T], theirs: Sequence[T]) -> tuple[T, ...] | None:
    """Return `base` with the additions and removals of both sides, the same whichever side comes first.

    What was added stays behind what it was put behind.  None if the two cannot be told apart or do not agree: a value
    stands twice, both moved things about differently, or both changed the reading of one date.
    """
    states = [{_identity(each): each for each in values} for values in (base, mine, theirs)]
    if any(len(state) < len(values) for state, values in zip(states, (base, mine, theirs), strict=True)):
        return None
    if any(len({state.get(one) for state in states}) == len(states) for one in {*states[1], *states[2]}):
        return None
    shared = _shared_order(base, mine, theirs)
    if shared is None:
        return None
    kept = {*shared, *({*mine, *theirs} - {*base})}
    return _woven(shared, [each for each in mine if each in kept], [each for each in theirs if each in kept])


def _identity(value: Hashable) -> Hashable:
    return value.date if isinstance(value, MeasurePoint) else value


def _shared_order(base: Sequence[T], mine: Sequence[T], theirs: Sequence[T]) -> list[T] | None:
    """Return what both have, in the order of the side that moved it about; None if both did, differently."""
    ours, others = _only(mine, theirs), _only(theirs, mine)
    before = _only(base, ours)
    moved = [_only(order, base) != before for order in (ours, others)]
    if ours == others or moved == [True, False]:
        return ours
    return others if moved == [False, True] else None


def _only(values: Sequence[T], those: Iterable[T]) -> list[T]:
    wanted = set(those)
    return [each for each in values if each in wanted]


def _woven(shared: Sequence[T], *sides: Sequence[T]) -> tuple[T, ...]:
    """Put the additions of each side behind the shared value that they follow there."""
    runs: defaultdict[T | None, list[list[T]]] = defaultdict(list)
    fixed = set(shared)
    for side in sides:
        own: defaultdict[T | None, list[T]] = defaultdict(list)
        anchor: T | None = None
        for each in side:
            if each in fixed:
                anchor = each
            else:
                own[anchor].append(each)
        for place, run in own.items():
            runs[place].append(run)
    woven: list[T] = []
    for place in (None, *shared):
        woven += [] if place is None else [place]
        # no side comes first, so the order between two runs at one place rests on what is in them
        woven += [each for run in sorted(runs[place], key=repr) for each in run]
    return tuple(woven)
