"""Random edits of a whole document that leave it whole, as somebody working apart might make them."""

import random
from collections.abc import Callable
from dataclasses import MISSING, fields, replace
from enum import Enum
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from workbench.domain.elements import (
    ELEMENT_TYPES,
    Department,
    Element,
    Improvement,
    Person,
    Responsibility,
    Touchpoint,
)
from workbench.domain.ids import END
from workbench.domain.parameters import TOUCHPOINT_PARAMETERS, Parameter
from workbench.domain.relations import REFERENCES_OF, OnRemoval, Reference, references
from workbench.domain.values import MeasurePoint, Quantity
from workbench.domain.vocabulary import Origin, Role

State = dict[str, Element]


Spot = tuple[str, str]
"""An element's id and one of its fields."""


def contested(elements: list[Element], dice: random.Random, most: int = 4) -> list[Spot]:
    """A few fields at which everybody who edits likes to work."""
    spots = [(element.id, field.name) for element in elements for field in fields(element) if field.name != "id"]
    return dice.sample(spots, min(most, len(spots)))


def edited(elements: list[Element], dice: random.Random, who: str, spots: list[Spot], most: int = 8) -> list[Element]:
    """A whole document that `who` made of `elements` in a few edits, most of them at `spots`."""
    state = {element.id: element for element in elements}
    for number in range(dice.randint(0, most)):
        deed = dice.choice((_change, _change_at, _change_at, _change_at, _remove, _add, _answer))
        deed(state, dice, f"{who}-{number}", spots)
    return list(state.values())


def _change(state: State, dice: random.Random, who: str, _: list[Spot]) -> None:
    _change_at(state, dice, who, contested(list(state.values()), dice, 1))


def _change_at(state: State, dice: random.Random, _: str, spots: list[Spot]) -> None:
    there = [spot for spot in spots if spot[0] in state]
    if there:
        element_id, name = dice.choice(there)
        element = state[element_id]
        value = _value(type(element), name, state, dice, getattr(element, name))
        if isinstance(element, Touchpoint) and not _keeps_journeys_apart(element, name, value):
            return
        state[element_id] = replace(element, **{name: value})


def _keeps_journeys_apart(touchpoint: Touchpoint, name: str, value: Any) -> bool:
    """Whether no journey can come to lie inside itself by it, whatever the other side does: details come later."""
    return name != "journey" and (name != "detail" or value is None or value > touchpoint.journey)


def _answer(state: State, dice: random.Random, new_id: str, _: list[Spot]) -> None:
    """Let somebody else answer for a touchpoint, as giving it away in the window does."""
    touchpoints = [each.id for each in state.values() if isinstance(each, Touchpoint)][:1]
    parties = [each.id for each in state.values() if isinstance(each, Department | Person)]
    if touchpoints and parties:
        for each in list(state.values()):
            if isinstance(each, Responsibility) and each.touchpoint == touchpoints[0]:
                state[each.id] = replace(each, role=Role.RESPONSIBLE)
        party = dice.choice(parties)
        state[new_id] = Responsibility(id=new_id, touchpoint=touchpoints[0], party=party, role=Role.ACCOUNTABLE)


def _remove(state: State, dice: random.Random, _: str, __: list[Spot]) -> None:
    if state:
        _take_away(state, dice.choice(list(state)))


def _take_away(state: State, element_id: str) -> None:
    """Remove an element with what cannot be without it, as deleting it in the window does."""
    state.pop(element_id, None)
    for holder in list(state.values()):
        for reference, named in references(holder):
            if named == element_id and reference.on_removal is OnRemoval.GOES_TOO:
                _take_away(state, holder.id)
            elif named == element_id and holder.id in state:
                held = getattr(state[holder.id], reference.field)
                left = tuple(each for each in held if each != named) if isinstance(held, tuple) else None
                state[holder.id] = replace(state[holder.id], **{reference.field: left})


def _add(state: State, dice: random.Random, new_id: str, _: list[Spot]) -> None:
    kind = dice.choice(ELEMENT_TYPES)
    needed = [field.name for field in fields(kind) if field.default is MISSING and field.name != "id"]
    given = {name: _value(kind, name, state, dice, None) for name in needed}
    if None not in given.values():
        state[new_id] = kind(id=new_id, **given)


def _value(kind: type[Element], name: str, state: State, dice: random.Random, now: Any) -> Any:
    for reference in REFERENCES_OF.get(kind, ()):
        if reference.field == name:
            return _reference(reference, state, dice, now)
    if (kind, name) == (Improvement, "parameter"):
        return dice.choice(sorted(TOUCHPOINT_PARAMETERS))
    parameter = kind.parameters.get(name)
    if parameter is not None:
        return _quantity(parameter, dice)
    return _VALUES.get(name, _of_type(get_type_hints(kind)[name]))(dice, now)


def _reference(reference: Reference, state: State, dice: random.Random, now: Any) -> Any:
    choices = [each.id for each in state.values() if isinstance(each, reference.targets)]
    if isinstance(now, tuple):
        return tuple(dice.sample(choices, dice.randint(0, len(choices))))
    choices += [END] if reference.or_end else []
    return dice.choice(choices) if choices else None


def _quantity(parameter: Parameter, dice: random.Random) -> Quantity:
    maximum = 50.0 if parameter.maximum is None else parameter.maximum
    value = max(parameter.minimum, round(dice.uniform(parameter.minimum, maximum), 1))
    return Quantity(value, dice.choice(list(Origin)))


Draw = Callable[[random.Random, Any], Any]


def _text(dice: random.Random, now: Any) -> str:
    return f"{now or ''}{dice.choice(('a', 'b', ' c'))}"


def _some(item: Draw) -> Draw:
    def change(dice: random.Random, now: Any) -> tuple[Any, ...]:
        kept = [each for each in now or () if dice.random() < 0.7]
        kept.insert(dice.randint(0, len(kept)), item(dice, None))
        return tuple(kept)

    return change


def _of_type(hint: Any) -> Draw:
    choices = get_args(hint)
    if NoneType in choices:
        return _of_type(next(choice for choice in choices if choice is not NoneType))
    if get_origin(hint) is tuple:
        return _some(_of_type(choices[0]))
    if issubclass(hint, Enum):
        return lambda dice, _: dice.choice(list(hint))
    return _PLAIN[hint]


_PLAIN: dict[type, Draw] = {
    str: _text,
    bool: lambda _, now: not now,
    int: lambda dice, _: dice.randint(1, 100),
    float: lambda dice, _: float(dice.randint(-9, 9)),
    Quantity: lambda dice, _: Quantity(float(dice.randint(0, 9))),
    MeasurePoint: lambda dice, _: MeasurePoint(f"2026-0{dice.randint(1, 9)}-01", float(dice.randint(0, 3))),
}
_VALUES: dict[str, Draw] = {
    "entry": lambda dice, _: dice.choice((None, 0.0, 0.5, 1.0)),
    "severity": lambda dice, _: dice.randint(1, 5),
    **{side: lambda dice, _: float(dice.randint(1, 9)) for side in ("width", "height")},
    "scale_low": lambda dice, _: float(dice.randint(-9, 0)),
    "scale_high": lambda dice, _: float(dice.randint(1, 9)),
}
