"""Merge what two people made of one random document: `python -m tests.torture merges` prints what was found.

What must come of it is worked out here field by field from the three states alone.
"""

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st

from tests.helpers.documents import documents
from tests.helpers.edits import contested, edited
from workbench.domain.conflicts import Conflict, ConflictKind, Side
from workbench.domain.document import Document
from workbench.domain.elements import Element, Reactions, Responsibility
from workbench.domain.merging import Merge, merge, resolve, resolve_all, units_of

State = dict[str, Element]
Asked = Mapping[tuple[str, str], ConflictKind]

PAIRS = 5


@dataclass(slots=True)
class Tally:
    """What the merges were like."""

    merges: int = 0
    one_sided: int = 0
    both_sided: int = 0
    lost: int = 0
    clean: int = 0
    kinds: Counter[str] = field(default_factory=Counter)


def by_id(elements: list[Element] | tuple[Element, ...]) -> State:
    return {element.id: element for element in elements}


def unit(element: Element, names: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(getattr(element, name) for name in names)


def mirrored(conflict: Conflict) -> Conflict:
    """The same question as the other person meets it."""
    return replace(conflict, mine=conflict.theirs, theirs=conflict.mine, default=conflict.default.other)


def judge(base: list[Element], mine: list[Element], theirs: list[Element], tally: Tally) -> None:
    """Merge, and assert all that must hold of any merge."""
    merged, swapped = merge(base, mine, theirs), merge(base, theirs, mine)
    tally.merges += 1
    tally.clean += not merged.conflicts
    tally.kinds.update(conflict.kind.value for conflict in merged.conflicts)
    missing = list(lost(by_id(base), by_id(mine), by_id(theirs), merged, tally))
    tally.lost += len(missing)
    assert missing == []
    Document(merged.elements)
    assert by_id(merged.elements) == by_id(swapped.elements)
    assert list(merged.conflicts) == [mirrored(conflict) for conflict in swapped.conflicts]
    assert len({conflict.key for conflict in merged.conflicts}) == len(merged.conflicts)
    assert all(conflict.mine != conflict.theirs for conflict in merged.conflicts)
    judge_answers(merged)


def judge_answers(merged: Merge) -> None:
    """Whatever is answered, the document stays whole; the defaults as answers change nothing."""
    defaults = resolve(merged, {conflict: conflict.default for conflict in merged.conflicts})
    assert defaults.elements == merged.elements
    assert defaults.conflicts == ()
    for side in Side:
        settled = resolve_all(merged, side)
        Document(settled.elements)
        assert settled.conflicts == ()
        found, wanted = by_id(settled.elements), merged.versions.of(side)
        for conflict in merged.conflicts:
            if conflict.kind is ConflictKind.BOTH_CHANGED and conflict.element in found:
                names = units_of(type(found[conflict.element]))[conflict.field]
                assert unit(found[conflict.element], names) == unit(wanted[conflict.element], names)


def lost(base: State, mine: State, theirs: State, merged: Merge, tally: Tally) -> Iterator[str]:
    """Every edit that is neither in the result nor among the questions."""
    result, asked = by_id(merged.elements), {conflict.key: conflict.kind for conflict in merged.conflicts}
    for element_id in {**base, **mine, **theirs}:
        before, ours, others = base.get(element_id), mine.get(element_id), theirs.get(element_id)
        found = result.get(element_id)
        tally.one_sided += (ours is None) != (others is None)
        if before is None:
            added = ours or others
            if added is not None and not is_in(added, found, result, asked):
                yield f"{element_id} added"
        elif ours is not None and others is not None:
            if found is None:
                yield f"{element_id} kept by both"
            else:
                yield from lost_fields(before, ours, others, found, asked, tally)
        else:
            fault = lost_removal(before, ours or others, found, asked.get((element_id, "")))
            if fault:
                yield f"{element_id} {fault}"


def lost_removal(before: Element, kept: Element | None, found: Element | None, asked: ConflictKind | None) -> str:
    """What is wrong with what became of an element that at least one side removed, `kept` by the other."""
    if kept is None:
        return "" if found is None else "removed by both"
    if kept != before:
        return "" if found is not None and asked is ConflictKind.CHANGED_AND_REMOVED else "changed here, removed there"
    return "" if asked is (None if found is None else ConflictKind.USED_AND_REMOVED) else "removed"


def is_in(added: Element, found: Element | None, result: State, asked: Asked) -> bool:
    """Whether an addition is there: itself, or the one thing that both sides added."""
    if isinstance(added, Responsibility):
        same = [
            each
            for each in result.values()
            if isinstance(each, Responsibility) and (each.touchpoint, each.party) == (added.touchpoint, added.party)
        ]
        questions = {(added.touchpoint, "accountable"), *((each.id, "role") for each in same)}
        return any(each.role is added.role for each in same) or bool(same and questions & asked.keys())
    if isinstance(added, Reactions):
        return any(isinstance(each, Reactions) and each.journey == added.journey for each in result.values())
    return found == added


def lost_fields(
    before: Element, ours: Element, others: Element, found: Element, asked: Asked, tally: Tally
) -> Iterator[str]:
    for name, names in units_of(type(before)).items():
        was, left, right, is_now = (unit(each, names) for each in (before, ours, others, found))
        changed = {state for state in (left, right) if state != was}
        tally.one_sided += len(changed) == 1 and left != right
        tally.both_sided += len(changed) == 2
        demoted = name == "role" and (getattr(found, "touchpoint", ""), "accountable") in asked
        if len(changed) < 2:
            if is_now != next(iter(changed), was) and not demoted:
                yield f"{before.id}.{name}"
            if (before.id, name) in asked:
                yield f"{before.id}.{name} asked for nothing"
        elif (before.id, name) in asked:
            if is_now not in changed and not demoted:
                yield f"{before.id}.{name} is neither"
        elif not isinstance(was[0], tuple) or set(is_now[0]) != joined(was[0], left[0], right[0]):
            yield f"{before.id}.{name} changed by both"


def joined(was: object, left: object, right: object) -> set[object]:
    """What a list holds after the additions and removals of both."""
    assert isinstance(was, tuple)
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    return {each for each in {*left, *right} if (each in left and each in right) or each not in was}


def merge_again_and_again(merges: int, seed: int = 1) -> Tally:
    """Judge so many merges, PAIRS of each random document."""
    tally = Tally()

    @seeded(seed)
    @settings(
        max_examples=-(-merges // PAIRS),
        deadline=None,
        database=None,
        # a small example would be nice, but may take longer than all the merges
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(documents(), st.integers(0, 2**64))
    def merge_pairs(base: list[Element], number: int) -> None:
        dice = random.Random(number)
        for _ in range(PAIRS):
            spots = contested(base, dice)
            judge(base, edited(base, dice, "mine", spots), edited(base, dice, "theirs", spots), tally)

    merge_pairs()
    return tally
