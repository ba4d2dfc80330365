"""Two states of a project that began as one, combined element by element and field by field.

Whatever one side alone changed survives; nothing inside a text is merged.  Where the sides disagree one answer holds by
default, the same whichever side is called mine, and the question is listed.
"""

from collections import ChainMap, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from workbench.domain.conflicts import Conflict, ConflictKind, Key, Side
from workbench.domain.disputes import WHOLE, Dispute, in_words
from workbench.domain.elements import Element, Frame, Measure, Note, Reactions, Responsibility, Touchpoint
from workbench.domain.nesting import ring_at
from workbench.domain.problems import IntegrityProblem
from workbench.domain.relations import OnRemoval, Reference, references
from workbench.domain.sequences import combined
from workbench.domain.values import Quantity
from workbench.domain.vocabulary import Origin, Role

State = Mapping[str, Element]
Choices = Mapping[Key, Side]

_PLACE: Final = ("phase", "x", "y")
_AREA: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({"place": _PLACE, "size": ("width", "height")})

_TOGETHER: Final[Mapping[type[Element], Mapping[str, tuple[str, ...]]]] = MappingProxyType(
    {
        Touchpoint: {"place": _PLACE},
        Measure: {"scale": ("scale_low", "scale_high")},
        Note: _AREA,
        Frame: _AREA,
    }
)
"""Fields that mean nothing one without the other, so that they are taken from one side."""

_ONE_EACH: Final[Mapping[type[Element], tuple[str, ...]]] = MappingProxyType(
    {Reactions: ("journey",), Responsibility: ("touchpoint", "party")}
)
"""Kinds of which there is one for what these fields name: added on both sides, they are the same thing."""

_ACCOUNTABLE: Final = "accountable"
_UNSTATED: Final = object()


@dataclass(frozen=True, slots=True)
class Versions:
    """The state that both sides began with, and what each made of it, by id."""

    base: State
    mine: State
    theirs: State

    def of(self, side: Side) -> State:
        """Return one side's state."""
        return self.mine if side is Side.MINE else self.theirs


@dataclass(frozen=True, slots=True)
class Merge:
    """What two states combine to, always a whole document, and the questions that are still open.

    `choices` are the answers given so far; `versions` is what they are about.
    """

    elements: tuple[Element, ...]
    conflicts: tuple[Conflict, ...]
    choices: Choices = field(repr=False)
    versions: Versions = field(repr=False)


def merge(base: Iterable[Element], mine: Iterable[Element], theirs: Iterable[Element]) -> Merge:
    """Combine what two sides made of `base`; each of the three is a whole document.

    Raises IntegrityProblem where an id stands for different kinds of things, for such files never were one, and where a
    journey would come to lie inside itself.
    """
    before, ours, others = ({element.id: element for element in state} for state in (base, mine, theirs))
    _check_kinds(before, ours, others)
    return _merged(Versions(before, *_aligned(before, ours, others)), {})


def resolve(merged: Merge, choices: Mapping[Conflict, Side]) -> Merge:
    """Answer questions of `merged`; what is taken away takes along what cannot be without it."""
    answers = {conflict.key: side for conflict, side in choices.items()}
    return _merged(merged.versions, {**merged.choices, **answers})


def settle(merged: Merge, choices: Mapping[Conflict, Side]) -> Merge:
    """Answer questions of `merged`; who answers all of them for one side means those too that only arise from that."""
    sides = set(choices.values())
    if len(sides) == 1 and choices.keys() >= set(merged.conflicts):
        return resolve_all(merged, sides.pop())
    return resolve(merged, choices)


def resolve_all(merged: Merge, side: Side) -> Merge:
    """Answer every open question for one side."""
    while merged.conflicts:
        merged = resolve(merged, dict.fromkeys(merged.conflicts, side))
    return merged


def _merged(versions: Versions, choices: Choices) -> Merge:
    present: dict[str, Element] = {}
    disputes: list[Dispute] = []
    for element_id in dict.fromkeys([*versions.base, *versions.mine, *versions.theirs]):
        element, found = _element(versions, element_id, choices)
        disputes += found
        if element is not None:
            present[element_id] = element
    disputes += _make_whole(present, versions, _given_up(versions, choices))
    disputes += _leave_one_accountable(present, versions, choices)
    _check_nesting(present)
    known = ChainMap(present, dict(versions.base), dict(versions.mine), dict(versions.theirs))
    still_open = {each.key: each for each in reversed(disputes) if each.key not in choices and each.element in present}
    conflicts = [in_words(each, versions.base, known) for each in still_open.values()]
    conflicts.sort(key=lambda conflict: (conflict.called, conflict.key))
    return Merge(tuple(present.values()), tuple(conflicts), choices, versions)


def _check_kinds(*states: State) -> None:
    for state in states:
        for other in states:
            for element_id in state.keys() & other.keys():
                one, two = state[element_id], other[element_id]
                if type(one) is not type(two):
                    raise IntegrityProblem(
                        f"The id “{element_id}” stands for {one.describe()} and for {two.describe()}, so these are not "
                        "versions of one project; choose others."
                    )


def _check_nesting(present: State) -> None:
    ring = ring_at(present, (each for each in present.values() if isinstance(each, Touchpoint)))
    if ring is not None:
        raise IntegrityProblem(
            f"Put together, {present[ring.journey].describe()} would lie inside itself: “{ring.name}” opens into "
            f"{present[ring.detail or ''].describe()}, which one side has put around it. Take the detail journey off "
            "one of the two touchpoints and try again."
        )


def _aligned(base: State, mine: State, theirs: State) -> tuple[State, State]:
    """Give the same id to what both sides added though there can be only one of it."""
    renamed: dict[str, str] = {}
    additions = [_additions(own, {**base, **other}) for own, other in ((mine, theirs), (theirs, mine))]
    for key, ids in additions[0].items():
        for pair in zip(sorted(ids), sorted(additions[1].get(key, ())), strict=False):
            renamed[max(pair)] = min(pair)
    ours, others = (
        {new.id: new for new in (_renamed(element, renamed) for element in side.values())} for side in (mine, theirs)
    )
    return ours, others


def _additions(own: State, others: State) -> dict[tuple[str, ...], list[str]]:
    added: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for element in own.values():
        if type(element) in _ONE_EACH and element.id not in others:
            names = _ONE_EACH[type(element)]
            added[element.table, *(getattr(element, name) for name in names)].append(element.id)
    return added


def _renamed(element: Element, renamed: Mapping[str, str]) -> Element:
    return replace(element, id=renamed[element.id]) if element.id in renamed else element


def _element(versions: Versions, element_id: str, choices: Choices) -> tuple[Element | None, list[Dispute]]:
    base, mine, theirs = (state.get(element_id) for state in (versions.base, versions.mine, versions.theirs))
    if mine is None or theirs is None:
        kept = theirs if mine is None else mine
        if kept is None or base is None:
            return kept, []
        if kept == base:
            return None, []
        keeper = Side.THEIRS if mine is None else Side.MINE
        return kept, [Dispute(element_id, WHOLE, ConflictKind.CHANGED_AND_REMOVED, keeper, sides=(mine, theirs))]
    if mine == theirs or theirs == base:
        return mine, []
    return (theirs, []) if mine == base else _fields(base, mine, theirs, choices)


def _fields(base: Element | None, mine: Element, theirs: Element, choices: Choices) -> tuple[Element, list[Dispute]]:
    """Take each field from the side that changed it; what nobody has stated yet counts as unchanged."""
    taken: dict[str, Any] = {}
    disputes: list[Dispute] = []
    for unit, names in units_of(type(mine)).items():
        ours, others = (tuple(getattr(side, name) for name in names) for side in (mine, theirs))
        before = _unstated(type(mine), names) if base is None else tuple(getattr(base, name) for name in names)
        agreed = _agreed(before, ours, others)
        if agreed is None:
            default = Side.MINE if _worth(ours) > _worth(others) else Side.THEIRS
            disputes.append(
                Dispute(mine.id, unit, ConflictKind.BOTH_CHANGED, default, sides=(mine, theirs), fields=names)
            )
            agreed = ours if choices.get((mine.id, unit), default) is Side.MINE else others
        taken.update(zip(names, agreed, strict=True))
    return replace(mine, **taken), disputes


@cache
def units_of(kind: type[Element]) -> Mapping[str, tuple[str, ...]]:
    """Return what of a kind of element is taken from one side or the other: one field, or several that go together."""
    groups = _TOGETHER.get(kind, {})
    grouped = {name for names in groups.values() for name in names}
    single = (each.name for each in fields(kind) if each.name != "id" and each.name not in grouped)
    return MappingProxyType({**groups, **{name: (name,) for name in single}})


def _unstated(kind: type[Element], names: tuple[str, ...]) -> tuple[Any, ...]:
    defaults = {each.name: _UNSTATED if each.default is MISSING else each.default for each in fields(kind)}
    return tuple(defaults[name] for name in names)


def _agreed(before: tuple[Any, ...], mine: tuple[Any, ...], theirs: tuple[Any, ...]) -> tuple[Any, ...] | None:
    """Return what follows from three states of a field or several; None if both sides changed them differently."""
    if theirs in (mine, before):
        return mine
    if mine == before:
        return theirs
    if len(before) == 1 and isinstance(before[0], tuple):
        woven = combined(before[0], mine[0], theirs[0])
        return None if woven is None else (woven,)
    return None


def _worth(values: tuple[Any, ...]) -> tuple[list[tuple[int, int]], str]:
    """Return what makes an answer the better default: measured before guessed, said before unsaid, more before less."""
    worth: list[tuple[int, int]] = []
    for value in values:
        if isinstance(value, Quantity):
            worth.append((list(Origin).index(value.origin), value.sample or 0))
        elif isinstance(value, str | tuple):
            worth.append((0, len(value)))
        else:
            worth.append((-1 if value is None else 0, 0))
    return worth, repr(values)


def _given_up(versions: Versions, choices: Choices) -> set[str]:
    """Return the ids of what is to go by the answer of the side that removed it."""
    return {element for (element, what), side in choices.items() if what == WHOLE and element not in versions.of(side)}


def _make_whole(present: dict[str, Element], versions: Versions, gone: set[str]) -> list[Dispute]:
    """Bring back what is still referred to, unless it is `gone` by choice: then what refers to it follows."""
    disputes: list[Dispute] = []
    for element_id in gone:
        present.pop(element_id, None)
    while loose := _loose_ends(present):
        for holder, reference, named in loose:
            if named in gone:
                _let_go(present, gone, holder, reference, named)
            elif named not in present:
                keeper = Side.MINE if named in versions.mine else Side.THEIRS
                present[named] = versions.of(keeper)[named]
                sides = (versions.mine.get(named), versions.theirs.get(named))
                used = Dispute(named, WHOLE, ConflictKind.USED_AND_REMOVED, keeper, sides=sides, user=present[holder])
                disputes.append(used)
    return disputes


def _loose_ends(present: State) -> list[tuple[str, Reference, str]]:
    loose = [
        (element.id, reference, named)
        for element in present.values()
        for reference, named in references(element)
        if named not in present
    ]
    return sorted(loose, key=lambda each: (each[0], each[1].field, each[2]))


def _let_go(present: dict[str, Element], gone: set[str], holder: str, reference: Reference, named: str) -> None:
    element = present.get(holder)
    if element is None:
        return
    if reference.on_removal is OnRemoval.GOES_TOO:
        del present[holder]
        gone.add(holder)
        return
    held = getattr(element, reference.field)
    left = tuple(each for each in held if each != named) if isinstance(held, tuple) else None
    present[holder] = replace(element, **{reference.field: left})


def _leave_one_accountable(present: dict[str, Element], versions: Versions, choices: Choices) -> list[Dispute]:
    """Make responsible whom only one side made accountable, where the two sides chose differently."""
    disputes: list[Dispute] = []
    for touchpoint, together in _accountables(present).items():
        chosen = {side: {each for each in together if _is_accountable(versions.of(side).get(each))} for side in Side}
        if together in chosen.values() or _are_same_parties(chosen, present):
            continue
        default = min(Side, key=lambda side: sorted(chosen[side]))
        kept = chosen[choices.get((touchpoint, _ACCOUNTABLE), default)]
        named = tuple(tuple(present[each] for each in sorted(chosen[side])) for side in Side)
        disputes.append(Dispute(touchpoint, _ACCOUNTABLE, ConflictKind.BOTH_ACCOUNTABLE, default, parties=named))
        for each in together - kept:
            present[each] = replace(present[each], role=Role.RESPONSIBLE)
    return disputes


def _are_same_parties(chosen: Mapping[Side, set[str]], present: State) -> bool:
    """Whether both sides chose the same people, though in entries of their own."""
    mine, theirs = ({getattr(present[each], "party", None) for each in chosen[side]} for side in Side)
    return mine == theirs


def _accountables(present: State) -> dict[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for element in present.values():
        if isinstance(element, Responsibility) and _is_accountable(element):
            found[element.touchpoint].add(element.id)
    return {touchpoint: found[touchpoint] for touchpoint in sorted(found) if len(found[touchpoint]) > 1}


def _is_accountable(element: Element | None) -> bool:
    return isinstance(element, Responsibility) and element.role is Role.ACCOUNTABLE
